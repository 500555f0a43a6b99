"""Which columns of a table have one right answer where all the others of a sentence are told."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, product

from quiz.packs.rows import Row
from quiz.text.fold import fold
from quiz.text.safe import Text

_SPELLED_AT_MOST = 32
"""So many ways to take one value of each cell of a row are followed up."""


class Directions:
    """What rows say of each other, in the columns that one sentence marks."""

    def __init__(self, rows: Sequence[Row], columns: Sequence[str], depending: Collection[str]) -> None:
        """Compare rows; a column in `depending` has one value for each set of the others."""
        self._columns = columns
        self._groups = {
            name: _groups(rows, [other for other in columns if other != name]) for name in columns
        }
        self.many: dict[str, tuple[Row, Row]] = {}
        """Columns that have several right values for the same other ones, with two rows that show it."""
        for name in columns:
            if name not in depending and (pair := self._unequal(name)):
                self.many[name] = pair
        self.lopsided = frozenset(name for name in columns if _is_lopsided(rows, name))
        """Columns in which one value holds more than half of the rows."""

    def contradictions(self, name: str) -> Iterator[tuple[list[Row], list[Row]]]:
        """Give rows that are equal but for a column, with those that share no value of it with the first."""
        for group in self._groups[name].values():
            known = _folded(group[0], name)
            others = [row for row in group if known.isdisjoint(_folded(row, name))]
            if others:
                yield group, others

    def also(self, name: str, row: Row) -> tuple[Text, ...]:
        """Give the values of rows that are equal in all the other columns."""
        own = _folded(row, name)
        found: dict[str, Text] = {}
        for key in _keys(row, [other for other in self._columns if other != name]):
            for other in self._groups[name].get(key, ()):
                found.update((fold(text), text) for text in other.cell(name) if fold(text) not in own)
        return tuple(found.values())

    def _unequal(self, name: str) -> tuple[Row, Row] | None:
        """Find two rows that are equal but for a column."""
        for first, *rest in self._groups[name].values():
            known = _folded(first, name)
            for row in rest:
                if known != _folded(row, name):
                    return first, row
        return None


def _groups(rows: Sequence[Row], columns: Sequence[str]) -> dict[tuple[str, ...], list[Row]]:
    """Put rows together that are equal in some columns; a row stands alone in none."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        for key in _keys(row, columns):
            groups[key].append(row)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _keys(row: Row, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    cells = (dict.fromkeys(map(fold, row.cell(name))) for name in columns)
    return islice(product(*cells), _SPELLED_AT_MOST)


def _folded(row: Row, name: str) -> set[str]:
    return {fold(text) for text in row.cell(name)}


def _is_lopsided(rows: Sequence[Row], name: str) -> bool:
    counts = Counter(fold(row.cell(name)[0]) for row in rows)
    return bool(counts) and 2 * max(counts.values()) > len(rows)
