"""Which columns of a table have one right answer where all the others of a sentence are told."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, product, repeat
from typing import TypeAlias

from quiz.packs.read.rows import TableRow
from quiz.text.normalize import fold
from quiz.text.safe import Text

_SPELLED_AT_MOST = 32
"""So many ways to take one value of each cell of a row are followed up."""

FoldedCell: TypeAlias = tuple[str, ...]
"""The values of a cell, folded, each once."""


class ColumnDependencies:
    """What rows say of each other, in the columns that one sentence marks."""

    def __init__(self, rows: Sequence[TableRow], columns: Sequence[str], depending: Collection[str]) -> None:
        """Compare rows; a column in `depending` has one value for each set of the others."""
        self._columns = columns
        folded = {name: [_folded(row, name) for row in rows] for name in columns}
        self._groups = {
            name: _groups(rows, [folded[other] for other in columns if other != name]) for name in columns
        }
        self.ambiguous: dict[str, tuple[TableRow, TableRow]] = {}
        """Columns that have several right values for the same other ones, with two rows that show it."""
        for name in columns:
            if name not in depending and (pair := self._unequal(name)):
                self.ambiguous[name] = pair
        self.lopsided = frozenset(name for name in columns if _is_lopsided(folded[name]))
        """Columns in which one value holds more than half of the rows."""

    def iter_contradictions(self, name: str) -> Iterator[tuple[list[TableRow], list[TableRow]]]:
        """Give rows that are equal but for a column, with those that share no value of it with the first."""
        for group in self._groups[name].values():
            known = set(_folded(group[0], name))
            others = [row for row in group if known.isdisjoint(_folded(row, name))]
            if others:
                yield group, others

    def other_correct_values(self, name: str, row: TableRow) -> tuple[Text, ...]:
        """Give the values of rows that are equal in all the other columns."""
        own = _folded(row, name)
        found: dict[str, Text] = {}
        for key in _keys(_folded(row, other) for other in self._columns if other != name):
            for other in self._groups[name].get(key, ()):
                found.update((fold(text), text) for text in other.cell(name) if fold(text) not in own)
        return tuple(found.values())

    def _unequal(self, name: str) -> tuple[TableRow, TableRow] | None:
        """Find two rows that are equal but for a column."""
        for first, *rest in self._groups[name].values():
            known = set(_folded(first, name))
            for row in rest:
                if known != set(_folded(row, name)):
                    return first, row
        return None


def _groups(
    rows: Sequence[TableRow], columns: Sequence[Sequence[FoldedCell]]
) -> dict[tuple[str, ...], list[TableRow]]:
    """Put rows together that are equal in some columns; a row stands alone in none."""
    first: dict[tuple[str, ...], TableRow] = {}
    groups: dict[tuple[str, ...], list[TableRow]] = {}
    by_row = zip(*columns, strict=True) if columns else repeat((), len(rows))
    for row, cells in zip(rows, by_row, strict=True):
        for key in _keys(cells):
            one = first.setdefault(key, row)
            if one is not row:
                groups.setdefault(key, [one]).append(row)
    return {key: groups[key] for key in first if key in groups} if groups else {}


def _keys(cells: Iterable[FoldedCell]) -> Iterator[tuple[str, ...]]:
    """Give the ways to take one value of each cell."""
    return islice(product(*cells), _SPELLED_AT_MOST)


def _folded(row: TableRow, name: str) -> FoldedCell:
    """Give a cell's values folded, each once."""
    return tuple(dict.fromkeys(map(fold, row.cell(name))))


def _is_lopsided(cells: Sequence[FoldedCell]) -> bool:
    counts = Counter(cell[0] for cell in cells)
    return bool(counts) and 2 * max(counts.values()) > len(cells)
