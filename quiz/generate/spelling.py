"""The fit of an answer's letters to a name in its question, as of `Br` to bromine.

A player who knows nothing finds such an answer by its letters alone.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from quiz.text.normalize import fold

_CODE_LETTERS = 3
"""Maximum length of a code, whose beginning players compare with that of the name."""
_BEGINNING_WEIGHT = 1.5
_ARTICLE = r"^the "


def measure_fit(text: str, names: Iterable[str]) -> float:
    """Return the best fit of a text to one of some names, from 0 to 3.5.

    An equal first letter counts 1, and so do letters that are all in the other text in the same order. For a
    code, the share of it with which both begin counts up to 1.5.
    """
    return max((_fit(_spell(text), _spell(name)) for name in names), default=0.0)


def _fit(first: str, second: str) -> float:
    code, name = sorted((first, second), key=lambda text: (len(text), text))
    if not code:
        return 0.0
    fit = float(code[0] == name[0]) + _is_in_order(code, name)
    if len(code) <= _CODE_LETTERS:
        common = next((at for at, letter in enumerate(code) if letter != name[at]), len(code))
        fit += _BEGINNING_WEIGHT * common / len(code)
    return round(fit, 9)


def _is_in_order(code: str, name: str) -> bool:
    """Return whether a name has all letters of a code in their order."""
    letters = iter(name)
    return all(letter in letters for letter in code)


@lru_cache(maxsize=1 << 12)
def _spell(text: str) -> str:
    """Return the letters and digits of a text without accents and its article, in lower case."""
    return "".join(filter(str.isalnum, re.sub(_ARTICLE, "", fold(text))))
