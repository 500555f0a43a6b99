"""Suggestions for misspelled names."""

import difflib
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

_MAX_COMPARED_WORDS = 1_000


def did_you_mean(word: str, words: Iterable[str]) -> str | None:
    """Return advice that names the word that was probably meant."""
    match = closest_match(word, words)
    return None if match is None else f"Did you mean “{match}”?"


def closest_match(word: str, words: Iterable[str]) -> str | None:
    """Return the most similar word; `None` if none is similar or there are too many to compare."""
    candidates = tuple(islice(words, _MAX_COMPARED_WORDS + 1))
    return None if len(candidates) > _MAX_COMPARED_WORDS else _closest_match(word, candidates)


@lru_cache(maxsize=1_000)
def _closest_match(word: str, words: tuple[str, ...]) -> str | None:
    letters = sorted(word)
    swapped = next((candidate for candidate in words if sorted(candidate) == letters), None)
    return swapped or next(iter(difflib.get_close_matches(word, words, n=1, cutoff=0.7)), None)
