"""Dependencies between the columns that one sentence of a table marks.

In “The <river> is <length> long.”, `length` depends on `river`: two rows with the same river and another
length contradict each other. If `length` need not depend on `river`, it is ambiguous instead: “How long is
the Rhine?” has two answers.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, product, repeat
from typing import NamedTuple, TypeAlias

from quiz.model.pack import AnswerGroup
from quiz.packs.read.answer_groups import group_answers
from quiz.packs.read.rows import TableRow
from quiz.text.normalize import fold

_MAX_KEYS_PER_ROW = 32
"""Maximum number of ways to choose one value of each cell."""

FoldedCell: TypeAlias = tuple[str, ...]
"""The distinct folded values of a cell."""


class Ambiguity(NamedTuple):
    """Rows in which a column has several right values."""

    example: tuple[TableRow, TableRow]
    rows: frozenset[TableRow]


class ColumnDependencies:
    """The columns of a sentence, compared row by row.

    Attributes:
        ambiguous: The rows with the same other values and another value of a column, by column.
        lopsided: Columns in which one value fills more than half of the rows.
    """

    def __init__(
        self, rows: Sequence[TableRow], columns: Sequence[str], dependent_columns: Collection[str]
    ) -> None:
        """Compare the rows.

        Args:
            rows: Rows with a value in each of the columns.
            columns: The columns that the sentence marks.
            dependent_columns: Those with one value for each combination of the others.
        """
        self._columns = columns
        folded = {name: [_fold_cell(row, name) for row in rows] for name in columns}
        self._groups = {
            name: _group_rows(rows, [folded[other] for other in columns if other != name]) for name in columns
        }
        self._answers: dict[tuple[str, tuple[tuple[str, ...], ...]], AnswerGroup | None] = {}
        """The groups of answers by column and by the keys of their rows."""
        self.ambiguous: dict[str, Ambiguity] = {}
        for name in columns:
            if name not in dependent_columns and (ambiguity := self._find_ambiguity(name)):
                self.ambiguous[name] = ambiguity
        self.lopsided = frozenset(name for name in columns if _is_lopsided(folded[name]))

    def iter_contradictions(self, column: str) -> Iterator[tuple[list[TableRow], list[TableRow]]]:
        """Yield rows that are equal except for the column, and those that contradict the first of them."""
        for group in self._groups[column].values():
            values = set(_fold_cell(group[0], column))
            conflicting = [row for row in group if values.isdisjoint(_fold_cell(row, column))]
            if conflicting:
                yield group, conflicting

    def find_group(self, column: str, row: TableRow) -> AnswerGroup | None:
        """Return the values of the column in rows that are equal otherwise, if there are several."""
        keys = _keys(_fold_cell(row, name) for name in self._columns if name != column)
        found = tuple(key for key in keys if key in self._groups[column])
        if not found:
            return None
        if (column, found) not in self._answers:
            rows = (similar_row for key in found for similar_row in self._groups[column][key])
            texts = (text for similar_row in rows for text in similar_row.cell(column))
            self._answers[column, found] = group_answers(texts)
        return self._answers[column, found]

    def _find_ambiguity(self, column: str) -> Ambiguity | None:
        """Find the groups of rows that are equal in the other columns, but not in this one."""
        example: tuple[TableRow, TableRow] | None = None
        rows: set[TableRow] = set()
        for group in self._groups[column].values():
            values = set(_fold_cell(group[0], column))
            other = next((row for row in group if values != set(_fold_cell(row, column))), None)
            if other is not None:
                example = example or (group[0], other)
                rows.update(group)
        return Ambiguity(example, frozenset(rows)) if example is not None else None


def _group_rows(
    rows: Sequence[TableRow], columns: Sequence[Sequence[FoldedCell]]
) -> dict[tuple[str, ...], list[TableRow]]:
    """Return groups of two or more rows that are equal in the columns, in order of their first rows."""
    first_rows: dict[tuple[str, ...], TableRow] = {}
    groups: dict[tuple[str, ...], list[TableRow]] = {}
    cells_by_row = zip(*columns, strict=True) if columns else repeat((), len(rows))
    for row, cells in zip(rows, cells_by_row, strict=True):
        for key in _keys(cells):
            first = first_rows.setdefault(key, row)
            if first is not row:
                groups.setdefault(key, [first]).append(row)
    return {key: groups[key] for key in first_rows if key in groups} if groups else {}


def _keys(cells: Iterable[FoldedCell]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to choose one value of each cell."""
    return islice(product(*cells), _MAX_KEYS_PER_ROW)


def _fold_cell(row: TableRow, column: str) -> FoldedCell:
    return tuple(dict.fromkeys(map(fold, row.cell(column))))


def _is_lopsided(cells: Sequence[FoldedCell]) -> bool:
    counts = Counter(cell[0] for cell in cells)
    return len(cells) > 2 and 2 * max(counts.values()) > len(cells)
