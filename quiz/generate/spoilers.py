"""Spoilers: questions that reveal the answer to another one, in words or by numbers that it follows from.

Example: `born` contains a year and `film` a number of years. Together they reveal the year in `award`.

    born      Ada was born in <year=1970>.
    film      Her first film came out when she was <age=29 years> old.
    award     Her first film won an award in <year=1999>.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from quiz.generate.phrases import PhraseUnion
from quiz.model.pack import Fact, HandwrittenQuestion, Kind
from quiz.model.question import Question
from quiz.text.normalize import fold

_MAX_WHOLE_DIGITS = 15
_MAX_DECIMAL_DIGITS = 9
_MONEY_SIGNS = ("$", "£", "€")
_YEARS = range(1000, 2101)
_YEAR_UNITS = ("year", "years", "yr", "yrs")
_PERCENT = "percent"
_MIN_MAGNITUDE = 10
"""Sums and differences below this are ignored; they match by coincidence."""


class Quantity(NamedTuple):
    """A number in a text, with the sign before it or the word after it."""

    magnitude: float
    unit: str


class RevealedText:
    """The texts and numbers that a question shows and asks for, all folded."""

    __slots__ = (
        "answers",
        "disproved",
        "explanation",
        "known",
        "not_with",
        "quantities",
        "question",
        "relation",
        "stem",
        "target",
        "text",
    )

    def __init__(self, question: Question, answers: PhraseUnion, entry: Fact | HandwrittenQuestion) -> None:
        options = () if question.kind is Kind.TRUEFALSE else question.options or (question.answer,)
        told = (question.explanation, *filter(None, question.why_wrong))
        stem, explanation = fold(question.stem), fold(" | ".join(told))
        self.question = question
        self.answers = answers
        self.not_with = entry.not_with
        self.relation = entry.relation if isinstance(entry, Fact) else None
        self.disproved = tuple(fold(proof.value) for proof in question.proofs if proof.value is not None)
        self.stem = stem
        self.explanation = f" {explanation} "
        self.text = " | ".join((stem, *map(fold, options), explanation))
        self.known = _find_quantities(stem)
        self.quantities = tuple(dict.fromkeys((*self.known, *_find_quantities(explanation))))
        self.target = _find_target(fold(question.answer), explanation) if answers else None

    def reveals(self, later: "RevealedText") -> bool:
        """Return whether a player who has seen this question can know the answer to a later one."""
        if later.answers.is_in(self.text) or self._reveals_owner(later):
            return True
        if later.target is None or not self.quantities:
            return False
        return _follows(later.target, self.quantities, (*self.quantities, *later.known))

    def conflicts_with(self, other: "RevealedText") -> bool:
        """Return whether two questions have one stem or one story, or the author keeps them apart."""
        if self.stem == other.stem or (self.question.more and self.question.more == other.question.more):
            return True
        if self.question.pack != other.question.pack:
            return False
        return not (self._facts.isdisjoint(other.not_with) and other._facts.isdisjoint(self.not_with))

    @property
    def _facts(self) -> frozenset[str]:
        """The ids of the facts that the question is made of."""
        return frozenset((self.question.fact, *self.question.row_ids))

    def _reveals_owner(self, later: "RevealedText") -> bool:
        """Return whether this explains what a value belongs to that a later false statement misplaces."""
        if self.relation is None or self.relation != later.relation:
            return False
        return any(f" {value} " in self.explanation for value in later.disproved)


def is_revealed_by_pair(new: RevealedText, others: Sequence[RevealedText]) -> bool:
    """Return whether the answer to a question follows from the numbers in two others.

    The new question must be one of the three.
    """
    everything = (new, *others)
    for later in everything:
        if later.target is None:
            continue
        sources = [
            (source, _find_terms(later.target, source.quantities))
            for source in everything
            if source is not later
        ]
        pairs = combinations([(source, terms) for source, terms in sources if terms], 2)
        for (first, first_terms), (second, second_terms) in pairs:
            if new in (later, first, second) and _follows(later.target, first_terms, second_terms):
                return True
    return False


def _follows(target: Quantity, revealed: Iterable[Quantity], known: Iterable[Quantity]) -> bool:
    """Return whether a number follows from a revealed number and a known one.

    It may be a year some years before or after another, the years between two, a sum or a difference in one
    unit, or what a percentage leaves of the whole.
    """
    terms = _find_terms(target, revealed)
    if not terms:
        return False
    if target.unit == _PERCENT and any(term.magnitude + target.magnitude == 100 for term in terms):
        return True
    return any(
        _can_combine(target, term, second)
        and target.magnitude
        in (
            term.magnitude + second.magnitude,
            term.magnitude - second.magnitude,
            second.magnitude - term.magnitude,
        )
        for second in _find_terms(target, known)
        for term in terms
    )


def _find_terms(target: Quantity, quantities: Iterable[Quantity]) -> list[Quantity]:
    """Find the numbers that may be terms of a sum or a difference equal to the target."""
    if target.unit in _YEAR_UNITS:
        return [quantity for quantity in quantities if _is_year(quantity)]
    if _is_year(target):
        return [quantity for quantity in quantities if quantity.unit in _YEAR_UNITS or _is_year(quantity)]
    if not target.unit or (target.magnitude < _MIN_MAGNITUDE and target.unit != _PERCENT):
        return []
    return [quantity for quantity in quantities if quantity.unit == target.unit]


def _can_combine(target: Quantity, first: Quantity, second: Quantity) -> bool:
    """Return whether three numbers have units that can be added: two years need one number of years."""
    spans = sum(quantity.unit in _YEAR_UNITS for quantity in (target, first, second))
    return spans == 1 if spans or _is_year(target) else True


def _is_year(quantity: Quantity) -> bool:
    magnitude = quantity.magnitude
    # `in range` compares a number with a fraction with every year, but a whole number at once.
    return quantity.unit not in _YEAR_UNITS and magnitude == int(magnitude) and int(magnitude) in _YEARS


def _find_target(answer: str, explanation: str) -> Quantity | None:
    """Parse an answer that is one number; its unit may be in the explanation only."""
    quantities = _find_quantities(answer)
    if len(quantities) != 1:
        return None
    target = quantities[0]
    equal = (each for each in _find_quantities(explanation) if each.magnitude == target.magnitude)
    return target if target.unit else next(equal, target)


def _find_quantities(folded: str) -> tuple[Quantity, ...]:
    words = folded.split(" ")
    quantities: list[Quantity] = []
    for number, word in enumerate(words):
        if word[:1].isdecimal() and _is_number(word):
            before, after = words[number - 1 : number], words[number + 1 : number + 2]
            sign = before[0][-1:] if before and before[0].endswith(_MONEY_SIGNS) else ""
            quantities.append(Quantity(float(word), sign or "".join(after)))
    return tuple(quantities)


def _is_number(word: str) -> bool:
    whole, point, decimals = word.partition(".")
    if not whole.isdecimal() or len(whole) > _MAX_WHOLE_DIGITS:
        return False
    return decimals.isdecimal() and len(decimals) <= _MAX_DECIMAL_DIGITS if point else True
