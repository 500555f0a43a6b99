"""Words that differ by a typo, found among many without comparing each with all others."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from quiz.text.normalize import fold

_MIN_LETTERS = 4
_MAX_LETTERS = 100
"""Maximum length of a text that may be misspelled; longer ones are sentences."""

Item = TypeVar("Item")


class TypoIndex(Generic[Item]):
    """Items by their texts, which can be looked up by a misspelled text.

    Two texts differ by a typo only if both are equal after the loss of at most one letter each. So each text
    is kept under itself and under everything that remains when one letter is lost (symmetric deletion, as in
    SymSpell).
    """

    def __init__(self) -> None:
        self._items: list[tuple[str, Item]] = []
        self._numbers: dict[str, list[int]] = {}

    def add(self, text: str, item: Item) -> None:
        """Add an item under its text."""
        folded = fold(text)
        for key in _iter_keys(folded):
            self._numbers.setdefault(key, []).append(len(self._items))
        self._items.append((folded, item))

    def find(self, text: str) -> Item | None:
        """Return the first item that was added under an equal text, or one that differs by a typo."""
        folded = fold(text)
        numbers = [number for key in _iter_keys(folded) for number in self._iter_similar(folded, key)]
        return self._items[min(numbers)][1] if numbers else None

    def _iter_similar(self, folded: str, key: str) -> Iterator[int]:
        """Yield the number of the first similar item under a key, if there is one."""
        for number in self._numbers.get(key, ()):
            if _differ_by_typo(folded, self._items[number][0]):
                yield number
                return


def differs_by_typo(text: str, other: str) -> bool:
    """Return whether two folded texts are equal or differ by one letter: added, lost, changed or swapped."""
    return _differ_by_typo(fold(text), fold(other))


def _differ_by_typo(first: str, second: str) -> bool:
    if first == second:
        return True
    lengths = sorted((len(first), len(second)))
    if lengths[0] < _MIN_LETTERS or lengths[1] > _MAX_LETTERS or lengths[1] - lengths[0] > 1:
        return False
    start = 0
    while start < lengths[0] and first[start] == second[start]:
        start += 1
    first, second = first[start:], second[start:]
    if any(character.isdigit() for character in first[:1] + second[:1]):
        return False
    return (
        first[1:] == second[1:]
        or first[1:] == second
        or first == second[1:]
        or (first[:2] == second[1::-1] and first[2:] == second[2:])
    )


def _iter_keys(folded: str) -> Iterator[str]:
    """Yield a text, and what remains of it without each of its letters."""
    yield folded
    if _MIN_LETTERS <= len(folded) <= _MAX_LETTERS:
        yield from {folded[:index] + folded[index + 1 :] for index in range(len(folded))}
