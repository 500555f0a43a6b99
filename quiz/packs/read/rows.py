"""Rows of a table, with the right values by column."""

import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from quiz.model.location import Location
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.read import csv_reader
from quiz.packs.read.cell_rows import CellRow
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.csv_reader import CellGrid
from quiz.packs.read.result import TABLE_SUFFIXES
from quiz.packs.read.shared_fields import ReadContext
from quiz.packs.read.suggestions import did_you_mean
from quiz.packs.read.unusable_cells import CellFault, describe_fault, find_unusable_cells
from quiz.packs.syntax.nodes import ScalarNode
from quiz.text.safe import Text, one_line

RESERVED_COLUMNS = ("id", "cite")
"""Columns that describe their rows and can't be part of a sentence."""
_MAX_FAULTS = 3
"""Maximum number of findings of one rule in a column; the other cells are counted."""


class TableRow:
    """One row of a table."""

    __slots__ = ("_grid", "_row", "_unusable", "_values")

    def __init__(self, grid: CellGrid, row: CellRow, unusable: Collection[int] = ()) -> None:
        """Store the cells of a row; those at the `unusable` indices count as empty."""
        self._grid = grid
        self._row = row
        self._values: list[tuple[Text, ...] | None] = [None] * len(row.cells)
        self._unusable = unusable
        for index in unusable:
            self._values[index] = ()

    def is_unusable(self, column: str) -> bool:
        """Return whether a cell counts as empty because of a fault, which is reported."""
        return self._grid.columns.get(column) in self._unusable

    def cell(self, column: str) -> tuple[Text, ...]:
        """Return the right values in a cell, the displayed one first; none for an empty cell."""
        index = self._grid.columns.get(column)
        if index is None:
            return ()
        values = self._values[index]
        if values is None:
            parts = map(one_line, _split_cell(self._row.cells[index]))
            values = self._values[index] = tuple([part for part in parts if part])
        return values

    @property
    def columns(self) -> Iterator[str]:
        """The names of the columns, in order."""
        return iter(self._grid.columns)

    @property
    def location(self) -> Location:
        """The location of the row."""
        return self._grid.location_of_row(self._row)

    def location_of(self, column: str) -> Location:
        """Return the location of a cell, or of the row if the cell is empty."""
        return self._grid.location_of_cell(self._row, column)


def _split_cell(cell: str) -> list[str]:
    """Split a cell at its semicolons, but not after a backslash."""
    if r"\;" not in cell:
        return cell.split(";")
    return [part.replace(r"\;", ";") for part in re.split(r"(?<!\\);", cell)]


def read_rows(grid: CellGrid, columns: Iterable[str], collector: ProblemCollector) -> list[TableRow]:
    """Read the rows of a grid; report the unusable cells of some columns, at most once for each grid."""
    unusable: dict[int, list[int]] = {}
    for name in columns:
        index = grid.columns.get(name)
        if index is None or name in RESERVED_COLUMNS:
            continue
        faults = grid.faults.get(name)
        if faults is None:
            faults = grid.faults[name] = find_unusable_cells([row.cells[index] for row in grid.rows])
            _report_faults(grid, name, faults, collector)
        for row_number in faults:
            unusable.setdefault(row_number, []).append(index)
    return [TableRow(grid, row, unusable.get(number, ())) for number, row in enumerate(grid.rows)]


def _report_faults(
    grid: CellGrid, column: str, faults: Mapping[int, CellFault], collector: ProblemCollector
) -> None:
    """Report the first cells with each fault, and the number of the others."""
    groups: dict[CellFault, list[int]] = {}
    for row_number, fault in faults.items():
        groups.setdefault(fault, []).append(row_number)
    reported: Counter[Rule] = Counter()
    rest: dict[Rule, list[int]] = {}
    for fault, row_numbers in groups.items():
        if reported[fault.rule] == _MAX_FAULTS:
            rest.setdefault(fault.rule, []).extend(row_numbers)
            continue
        reported[fault.rule] += 1
        where = "this cell is" if len(row_numbers) == 1 else f"{len(row_numbers):,} cells of this column are"
        message = f"{describe_fault(fault)}, so {where} left out"
        location = grid.location_of_cell(grid.rows[row_numbers[0]], column)
        collector.report(Finding(fault.rule, message, fault.advice), location)
    for rule, row_numbers in rest.items():
        cells = "more cell of this column is" if len(row_numbers) == 1 else "more cells of this column are"
        message = f"{len(row_numbers):,} {cells} left out for such a reason"
        location = grid.location_of_cell(grid.rows[row_numbers[0]], column)
        collector.report(Finding(rule, message, "Correct them in the same way."), location)


def read_cell_grid(mapping: CheckedMapping, context: ReadContext) -> CellGrid | None:
    """Read the cells of a table from its `rows` or from a CSV file; return `None` if there are none."""
    node = mapping.node_of("rows")
    if not isinstance(node, ScalarNode):
        return None
    if node.style == "|":
        grid = csv_reader.parse_inline_rows(mapping.file, node)
        for finding in grid.findings:
            mapping.report(finding, mapping.file.location_of_span(finding.span))
        return grid if grid.columns else None
    if node.text.endswith(TABLE_SUFFIXES):
        return _read_csv_file(mapping, node.text, context)
    message = "`rows` must be a block of lines after `|`, or the name of a CSV file"
    advice = "Write `rows: |` and one row in each line below it, or `rows: rivers.csv`."
    mapping.report_field("rows", Rule.WRONG_SHAPE, message, advice)
    return None


def _read_csv_file(mapping: CheckedMapping, name: str, context: ReadContext) -> CellGrid | None:
    """Read a CSV file in the folder of the pack, at most once."""
    path = context.folder / name
    if "/" in name or "\\" in name:
        message = f"“{name}” is not in the folder of the pack"
        mapping.report_field("rows", Rule.OUTSIDE_PACK, message, "Move it there, and write its name only.")
        return None
    if not os.path.lexists(path):
        names = sorted(file.name for file in context.folder.iterdir() if file.suffix in TABLE_SUFFIXES)
        message = f"no file “{name}” in the folder of the pack"
        mapping.report_field("rows", Rule.UNREADABLE_FILE, message, did_you_mean(name, names))
        return None
    if name not in context.cell_grids:
        context.cell_grids[name] = csv_reader.read_csv(path, context.collector, within=context.folder)
    grid = context.cell_grids[name]
    return grid if grid is not None and grid.columns else None
