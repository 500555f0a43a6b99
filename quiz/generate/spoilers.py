"""Tell whether a question of a round gives another one away: in words, or by a number that follows."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from quiz.model.pack import Fact, HandwrittenQuestion, Kind
from quiz.model.question import Question
from quiz.text.normalize import fold

_DIGITS_AT_MOST = (15, 9)
"""So many digits stand before and behind the point of a number that is looked at."""
_OF_MONEY = ("$", "£", "€")
_YEARS = range(1000, 2101)
_SPANS = ("year", "years", "yr", "yrs")
_SHARE = "percent"
_TRIVIAL = 10
"""Smaller sums and differences are met with by accident."""


class Quantity(NamedTuple):
    """A number as a text has it, with the sign before it or the word after it."""

    magnitude: float
    unit: str


class RevealedText:
    """A question with what it shows and what it asks for, both folded."""

    __slots__ = (
        "answers",
        "asked",
        "explanation",
        "figures",
        "known",
        "not_with",
        "put",
        "question",
        "relation",
        "stem",
        "text",
    )

    def __init__(
        self, question: Question, answers: tuple[str, ...], told: Fact | HandwrittenQuestion
    ) -> None:
        options = question.options if question.kind is Kind.CHOICE else ()
        stem, explanation = fold(question.stem), fold(question.explanation)
        self.question = question
        self.answers = answers
        self.not_with = told.not_with
        self.relation = told.relation if isinstance(told, Fact) else None
        self.put = tuple(fold(proof.value) for proof in question.proofs if proof.value is not None)
        self.stem = stem
        self.explanation = f" {explanation} "
        self.text = f" {' | '.join((stem, *map(fold, options), explanation))} "
        self.known = _figures(stem)
        self.figures = tuple(dict.fromkeys((*self.known, *_figures(explanation))))
        self.asked = _asked(fold(question.answer), explanation) if answers else None

    def reveals(self, later: "RevealedText") -> bool:
        """Say whether somebody who has seen this question could know the answer to the other one."""
        if any(f" {answer} " in self.text for answer in later.answers):
            return True
        if self._tells_whose(later):
            return True
        if later.asked is None or not self.figures:
            return False
        return _follows(later.asked, self.figures, (*self.figures, *later.known))

    def conflicts_with(self, other: "RevealedText") -> bool:
        """Say whether two questions must not meet: they are worded alike, or the author keeps them apart."""
        if self.stem == other.stem:
            return True
        if self.question.pack != other.question.pack:
            return False
        return self.question.fact in other.not_with or other.question.fact in self.not_with

    def _tells_whose(self, later: "RevealedText") -> bool:
        """Say whether it tells whose the value is that a false statement gives to another."""
        if self.relation is None or self.relation != later.relation:
            return False
        return any(f" {value} " in self.explanation for value in later.put)


def is_revealed_by_pair(new: RevealedText, others: Sequence[RevealedText]) -> bool:
    """Say whether a number asked for follows from two others, each told by a question of its own."""
    everyone = (new, *others)
    for asked in everyone:
        if asked.asked is None:
            continue
        told = [(one, _terms(asked.asked, one.figures)) for one in everyone if one is not asked]
        for (one, first), (other, second) in combinations([pair for pair in told if pair[1]], 2):
            if new in (asked, one, other) and _follows(asked.asked, first, second):
                return True
    return False


def _follows(asked: Quantity, told: Iterable[Quantity], known: Iterable[Quantity]) -> bool:
    """Say whether a number follows from one that is told and another that is known.

    It may be a year some years before or after another, the years between two, a sum or a difference of
    things of one sort, or what a share leaves of the whole.
    """
    told = _terms(asked, told)
    if not told:
        return False
    if asked.unit == _SHARE and any(one.magnitude + asked.magnitude == 100 for one in told):
        return True
    return any(
        _fit(asked, one, other)
        and asked.magnitude
        in (one.magnitude + other.magnitude, one.magnitude - other.magnitude, other.magnitude - one.magnitude)
        for other in _terms(asked, known)
        for one in told
    )


def _terms(asked: Quantity, figures: Iterable[Quantity]) -> list[Quantity]:
    """Pick the numbers that could be terms of a sum or a difference which gives the one asked for."""
    if asked.unit in _SPANS:
        return [figure for figure in figures if _is_year(figure)]
    if _is_year(asked):
        return [figure for figure in figures if figure.unit in _SPANS or _is_year(figure)]
    if not asked.unit or (asked.magnitude < _TRIVIAL and asked.unit != _SHARE):
        return []
    return [figure for figure in figures if figure.unit == asked.unit]


def _fit(asked: Quantity, one: Quantity, other: Quantity) -> bool:
    """Say whether of three numbers that could belong together one is a span, where two are years."""
    spans = sum(figure.unit in _SPANS for figure in (asked, one, other))
    return spans == 1 if spans or _is_year(asked) else True


def _is_year(figure: Quantity) -> bool:
    size = figure.magnitude
    # A number with a fraction is looked for in a range year by year, and a whole one at once.
    return figure.unit not in _SPANS and size == int(size) and int(size) in _YEARS


def _asked(answer: str, explanation: str) -> Quantity | None:
    """Read the number that is asked for, with its unit as the explanation has it."""
    figures = _figures(answer)
    if len(figures) != 1:
        return None
    same = (figure for figure in _figures(explanation) if figure.magnitude == figures[0].magnitude)
    return figures[0] if figures[0].unit else next(same, figures[0])


def _figures(folded: str) -> tuple[Quantity, ...]:
    words = folded.split(" ")
    found: list[Quantity] = []
    for number, word in enumerate(words):
        if word[:1].isdecimal() and _is_number(word):
            before, after = words[number - 1 : number], words[number + 1 : number + 2]
            sign = before[0][-1:] if before and before[0].endswith(_OF_MONEY) else ""
            found.append(Quantity(float(word), sign or "".join(after)))
    return tuple(found)


def _is_number(word: str) -> bool:
    whole, point, part = word.partition(".")
    most, least = _DIGITS_AT_MOST
    if not whole.isdecimal() or len(whole) > most:
        return False
    return part.isdecimal() and len(part) <= least if point else True
