"""Suggestions for misspelled names."""

import difflib
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from quiz.model.problems import ProblemCollector

_MAX_COMPARED_WORDS = 1_000
_MIN_LETTERS = 3
"""Minimum length of a word that may be misspelled in one letter."""
_MIN_RATIO = 0.7
"""Minimum similarity of a word, as `difflib` measures it."""


def did_you_mean(
    word: str,
    words: Iterable[str],
    problems: ProblemCollector | None = None,
    *,
    min_ratio: float = _MIN_RATIO,
) -> str | None:
    """Return advice that names the word that was probably meant; `problems` limits the number of searches."""
    if problems is not None and not problems.take_suggestion():
        return None
    match = closest_match(word, words, min_ratio)
    return None if match is None else f"Did you mean “{match}”?"


def closest_match(word: str, words: Iterable[str], min_ratio: float = _MIN_RATIO) -> str | None:
    """Return the most similar word; `None` if none is similar or there are too many to compare."""
    candidates = tuple(islice(words, _MAX_COMPARED_WORDS + 1))
    return None if len(candidates) > _MAX_COMPARED_WORDS else _closest_match(word, candidates, min_ratio)


@lru_cache(maxsize=1_000)
def _closest_match(word: str, words: tuple[str, ...], min_ratio: float) -> str | None:
    letters = sorted(word)
    swapped = next((candidate for candidate in words if sorted(candidate) == letters), None)
    similar = swapped or next(iter(difflib.get_close_matches(word, words, n=1, cutoff=min_ratio)), None)
    if similar is not None or len(word) < _MIN_LETTERS:
        return similar
    return next((candidate for candidate in words if _differ_in_one_letter(word, candidate)), None)


def _differ_in_one_letter(word: str, other: str) -> bool:
    return len(word) == len(other) and sum(map(str.__ne__, word, other)) == 1
