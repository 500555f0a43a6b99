"""Comparison of typed answers with the right ones.

Typed                    answers       other values of the type
reykjavik                Reykjavík     right: accents make no difference
Reykjavk                 Reykjavík     right: a slip
Iraq                     Iran    Iraq  wrong: another value, however near
Irak                     Iran    Iraq  unclear: as near to another value
Manet                    Monet         unclear, if there are too few values to distinguish a slip from a name
Kahn                     Joseph Kahn   unclear: a part of the name
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from quiz.game.outcome import Verdict
from quiz.model.question import AcceptedTexts
from quiz.text.answers import fold_answer, parse_typed_number
from quiz.text.normalize import ROMAN_NUMERALS
from quiz.text.safe import Text

_SLIPS = ((13, 3), (8, 2), (4, 1))
"""The least number of letters of an answer, and the slips that it may have."""
_MAX_SLIPS = 3
_MAX_EXTRA_WORDS = 2
_MIN_PART_LETTERS = 3
"""Minimum length of a word that makes a part of an answer unclear; `of` says nothing."""
_FIXED_WORD = re.compile(r".*\d.*|.|[ivxlcdm]{1,6}")
"""Words without slips: numbers, Roman numerals and single letters."""


class AnswerMatch(NamedTuple):
    """A typed text that is right or wrong."""

    verdict: Verdict
    answer: Text | None = None
    """The spelling of a right answer that it matches."""


def match_answer(accepted: AcceptedTexts, text: str) -> AnswerMatch | None:
    """Compare a typed text with the answers; return `None` if it is unclear what the player meant."""
    typed = fold_answer(text)
    if not any(map(str.isalnum, typed)):
        return None
    answers: dict[str, Text] = {}
    for answer in accepted.texts:
        answers.setdefault(fold_answer(answer), answer)
    if typed in answers:
        return AnswerMatch(Verdict.RIGHT, answers[typed])
    if accepted.tolerance and (number := parse_typed_number(text)) is not None:
        return _match_number(accepted, number)
    rivals = _fold_all(accepted.rivals or ()) - answers.keys()
    if typed in rivals:
        return AnswerMatch(Verdict.WRONG)
    same = next((answer for folded, answer in answers.items() if _is_same(folded, typed)), None)
    if same is not None:
        is_clear = not any(_is_same(rival, typed) for rival in rivals)
        return AnswerMatch(Verdict.RIGHT, same) if is_clear else None
    return _match_slip(answers, rivals, typed, is_sure=accepted.rivals is not None)


def _match_number(accepted: AcceptedTexts, number: float) -> AnswerMatch:
    exact = (parse_typed_number(answer) for answer in accepted.texts)
    is_right = any(each is not None and abs(each - number) <= accepted.tolerance for each in exact)
    return AnswerMatch(Verdict.RIGHT, accepted.texts[0]) if is_right else AnswerMatch(Verdict.WRONG)


def _match_slip(
    answers: dict[str, Text], rivals: frozenset[str], typed: str, *, is_sure: bool
) -> AnswerMatch | None:
    """Return whether a text is nearer to an answer than to any other value; `None` if that is unclear."""
    near = min(_iter_near(answers, typed), default=None, key=lambda pair: pair[0])
    if near is not None:
        distance, folded = near
        other = _find_distance(rivals, typed, distance)
        if other < distance:
            return AnswerMatch(Verdict.WRONG)
        is_clear = is_sure and other > distance
        return AnswerMatch(Verdict.RIGHT, answers[folded]) if is_clear else None
    if any(_is_part(typed, folded) for folded in answers):
        return None
    return AnswerMatch(Verdict.WRONG)


def _iter_near(answers: dict[str, Text], typed: str) -> Iterator[tuple[int, str]]:
    """Yield the answers that a text differs from by a few slips, with their number."""
    from rapidfuzz.distance import OSA  # takes longer to load than a game needs to start

    for folded in answers:
        letters = len(_join(folded))
        allowed = next((slips for least, slips in _SLIPS if letters >= least), 0)
        distance = OSA.distance(typed, folded, score_cutoff=allowed)
        if distance <= allowed and _list_fixed(typed) == _list_fixed(folded):
            yield distance, folded


def _find_distance(rivals: frozenset[str], typed: str, limit: int) -> int:
    """Return the distance of the nearest other value, or more than `limit`."""
    from rapidfuzz.distance import OSA

    return min((OSA.distance(typed, rival, score_cutoff=limit) for rival in rivals), default=_MAX_SLIPS + 1)


def _is_part(typed: str, folded: str) -> bool:
    """Return whether a text has some words of an answer in a row, or the answer and a few words more."""
    shorter, longer = sorted((typed.split(), folded.split()), key=len)
    if len(longer) - len(folded.split()) > _MAX_EXTRA_WORDS:
        return False
    says_something = any(len(word) >= _MIN_PART_LETTERS for word in shorter)
    return says_something and f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def _is_same(folded: str, typed: str) -> bool:
    """Return whether two texts differ in spaces, in the order of words or in the form of numerals only."""
    if _join(folded) == _join(typed):
        return True
    words, others = (
        sorted(ROMAN_NUMERALS.get(word, word) for word in text.split()) for text in (folded, typed)
    )
    return words == others


def _list_fixed(folded: str) -> list[str]:
    return [word for word in folded.split() if _FIXED_WORD.fullmatch(word)]


def _join(folded: str) -> str:
    return folded.replace(" ", "")


@lru_cache(8)  # a round has few types, and a text may be typed again
def _fold_all(texts: Sequence[Text]) -> frozenset[str]:
    return frozenset(map(fold_answer, texts))
