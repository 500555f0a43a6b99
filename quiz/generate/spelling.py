"""The fit of an answer's letters to a name in its question, as of `Br` to bromine.

A player who knows nothing finds such an answer by its letters alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from quiz.text.normalize import fold
from quiz.text.safe import Text

_CODE_LETTERS = 3
"""Maximum length of a code, whose beginning players compare with that of the name."""
_BEGINNING_WEIGHT = 1.5
_ARTICLE = r"^the "
_MIN_TIES = 4
"""Minimum number of texts that fit as well as the key, if none fits better: fewer make one set of options."""
_EXTREME_SHARE = 0.25
"""Share of the questions in which the key fits best, and of those in which it fits worst."""


def measure_fit(text: str, names: Iterable[str]) -> float:
    """Return the best fit of a text to one of some names, from 0 to 3.5.

    An equal first letter counts 1, and so do letters that are all in the other text in the same order. For a
    code, the share of it with which both begin counts up to 1.5.
    """
    return max((_fit(_spell(text), _spell(name)) for name in names), default=0.0)


def measure_shared_letters(text: str, names: Iterable[str]) -> float:
    """Return the largest share of pairs of letters, from 0 to 1, that a text has in common with a name."""
    return max((_compare_pairs(fold(text), fold(name)) for name in names), default=0.0)


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


@lru_cache(maxsize=1 << 12)
def _compare_pairs(first: str, second: str) -> float:
    """Return the index of Dice (1945) of the pairs of letters in two texts."""
    left, right = count_pairs(first), count_pairs(second)
    return round(2 * (left & right).total() / (left.total() + right.total()), 9)


@lru_cache(maxsize=1 << 12)
def count_pairs(folded: str) -> Counter[str]:
    """Count the pairs of letters in a folded text, with the gaps at its start and end."""
    spelled = f" {folded} "
    return Counter(spelled[start : start + 2] for start in range(len(spelled) - 1))


class Balance(Enum):
    """The fit of a key’s letters, compared with those of the wrong options."""

    TIED = auto()
    """As well as those of every other option."""
    BETWEEN = auto()
    """Better than some, worse than others."""
    BEST = auto()
    WORST = auto()


def find_balance(comparisons: Iterable[int]) -> Balance:
    """Return the balance of wrong options: each is 1 if it fits better than the key, −1 if worse, else 0."""
    signs = frozenset(comparisons)
    if 1 in signs:
        return Balance.BETWEEN if -1 in signs else Balance.WORST
    return Balance.BEST if -1 in signs else Balance.TIED


def can_balance(excesses: Sequence[float]) -> bool:
    """Return whether wrong options can hide how well a key fits, by how much better than it they fit."""
    return any(excess > 0 for excess in excesses) or excesses.count(0) >= _MIN_TIES


class SpellingRule(NamedTuple):
    """A rule for the letters of the wrong options for one value."""

    names: tuple[Text, ...]
    """The names in the question."""
    key_fit: float
    draw: float
    """A uniform number that decides how the key fits among the options."""
    has_codes: bool = True
    """Whether the column has codes; otherwise its names only share letters with others."""

    def measure(self, text: str) -> float:
        """Return how well a text fits the names."""
        return (measure_fit if self.has_codes else measure_shared_letters)(text, self.names)

    def compare(self, fit: float) -> int:
        """Return 1 for a better fit than the key’s, 0 for an equal and −1 for a worse one."""
        return (fit > self.key_fit) - (fit < self.key_fit)

    def list_balances(self, comparisons: Sequence[int]) -> tuple[Balance, ...]:
        """List the balances that reveal nothing, the drawn one first, for the available wrong options.

        The key is the best one in a quarter of the questions, and the worst one in another quarter, as often
        as by chance. If nothing fits better, it must tie with all others. Names that only share letters are
        asked for whatever fits; as some are always the best ones, the others never are if it can be avoided.
        """
        if not self.has_codes:
            drawn = Balance.WORST if self.draw < _EXTREME_SHARE else Balance.BETWEEN
            return (drawn, Balance.BETWEEN, Balance.TIED, Balance.WORST, Balance.BEST)
        if not can_balance(comparisons):
            return ()
        if 1 not in comparisons:
            return (Balance.TIED,)
        if -1 not in comparisons:
            drawn = Balance.TIED if self.draw >= 0.5 else Balance.WORST
            return (drawn, Balance.TIED, Balance.WORST)
        drawn = Balance.BETWEEN
        if self.draw < _EXTREME_SHARE:
            drawn = Balance.WORST
        elif self.draw >= 1 - _EXTREME_SHARE:
            drawn = Balance.BEST
        return (drawn, Balance.BETWEEN, Balance.TIED)
