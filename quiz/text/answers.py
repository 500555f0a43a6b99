"""Answers that a player types: the form in which they are compared, and the numbers in them."""

import re

from quiz.text.normalize import fold

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n", "ħ": "h"}
)
"""Letters that have no accent to remove, as people type them on other keyboards."""
_ARTICLES = ("a", "an", "the")
_MAX_ROUNDS = 8
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")
_SPACE_IN_NUMBER = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_MAX_LETTERS = 200
"""Maximum length of a text that a player can type."""


def limit_typed(text: str) -> str:
    """Cut a typed text that is far too long for an answer."""
    return text[:_MAX_LETTERS]


def fold_answer(text: str) -> str:
    """Return the form in which two answers are compared; folding it again changes nothing.

    Case, accents, punctuation, hyphens, articles at the start and the form of numbers make no difference.
    """
    folded = _fold_once(text)
    for _ in range(_MAX_ROUNDS):
        again = _fold_once(folded)
        if again == folded:
            break
        folded = again
    return folded


def parse_typed_number(text: str) -> float | None:
    """Return the number that a text is: in digits, grouped or not, or in words; `None` for any other text."""
    folded = _SPACE_IN_NUMBER.sub("", fold_answer(text))
    return float(folded) if _NUMBER.fullmatch(folded) else None


def _fold_once(text: str) -> str:
    words = fold(text).translate(_LETTERS).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    return " ".join(words)
