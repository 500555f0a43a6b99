"""Rows of a table, with the right values by column."""

import os
import re
from collections.abc import Iterator

from quiz.model.location import Location
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.packs.read import cells
from quiz.packs.read.cells import CellGrid, CellRow
from quiz.packs.read.checked_mapping import CheckedMapping, did_you_mean
from quiz.packs.read.result import TABLE_SUFFIXES
from quiz.packs.read.shared_fields import ReadContext
from quiz.packs.syntax.nodes import ScalarNode
from quiz.text.safe import Text, one_line


class TableRow:
    """One row of a table."""

    __slots__ = ("_grid", "_row", "_values")

    def __init__(self, grid: CellGrid, row: CellRow) -> None:
        self._grid = grid
        self._row = row
        self._values: list[tuple[Text, ...] | None] = [None] * len(row.cells)

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
        """Return the location of a cell; of the row if the cell is empty."""
        return self._grid.location_of_cell(self._row, column)


def _split_cell(cell: str) -> list[str]:
    """Split a cell at its semicolons, but not after a backslash."""
    if r"\;" not in cell:
        return cell.split(";")
    return [part.replace(r"\;", ";") for part in re.split(r"(?<!\\);", cell)]


def read_cell_grid(entry: CheckedMapping, context: ReadContext) -> CellGrid | None:
    """Give the sheet that a table's `rows` hold or name; `None` where there is none, with a problem."""
    node = entry.node_of("rows")
    if not isinstance(node, ScalarNode):
        return None
    if node.style == "|":
        sheet = cells.parse_inline_rows(entry.file, node)
        for finding in sheet.findings:
            place = entry.file.location_of_span(finding.span)
            context.collector.report(finding, place, entry.ref)
        return sheet if sheet.columns else None
    if not node.text.endswith(TABLE_SUFFIXES):
        entry.report(
            Finding(
                Rule.WRONG_SHAPE,
                "`rows` is a block of lines after `|`, or the name of a CSV file",
                "write `rows: |`, and each row in a line of its own below; or `rows: cities.csv`",
            ),
            entry.location("rows"),
        )
        return None
    return _beside(entry, node.text, context)


def _beside(entry: CheckedMapping, name: str, context: ReadContext) -> CellGrid | None:
    """Read the CSV file of a name, which stands beside the pack's own."""
    path = context.folder / name
    if "/" in name or "\\" in name:
        entry.report(
            Finding(
                Rule.OUTSIDE_PACK,
                f"“{name}” doesn’t stand beside the pack’s own files",
                "put the file beside them, and write its name alone",
            ),
            entry.location("rows"),
        )
    elif not os.path.lexists(path):
        known = sorted(file.name for file in context.folder.iterdir() if file.suffix in TABLE_SUFFIXES)
        entry.report(
            Finding(
                Rule.UNREADABLE_FILE,
                f"there is no file “{name}” beside the pack’s own",
                did_you_mean(name, known),
            ),
            entry.location("rows"),
        )
    else:
        sheet = context.cell_grids.get(name)
        if sheet is None and name not in context.cell_grids:
            sheet = context.cell_grids[name] = cells.read_csv(path, context.collector, within=context.folder)
        return sheet if sheet is not None and sheet.columns else None
    return None
