"""Rows of a table: right values by column, read of a sheet's cells."""

import os
import re
from collections.abc import Iterator

from quiz.model.location import Location
from quiz.packs.read import cells
from quiz.packs.read.cells import Line, Sheet
from quiz.packs.read.checked_mapping import Entry, did_you_mean
from quiz.packs.read.result import TABLES
from quiz.packs.read.shared_fields import Context
from quiz.packs.syntax.nodes import Scalar
from quiz.text.safe import Text, one_line


class Row:
    """One row of a table."""

    __slots__ = ("_cells", "_line", "_sheet")

    def __init__(self, sheet: Sheet, line: Line) -> None:
        self._sheet = sheet
        self._line = line
        self._cells: list[tuple[Text, ...] | None] = [None] * len(line.cells)

    def cell(self, column: str) -> tuple[Text, ...]:
        """Give the right values in a cell, the one that is shown first; none where it is empty."""
        index = self._sheet.columns.get(column)
        if index is None:
            return ()
        found = self._cells[index]
        if found is None:
            parts = map(one_line, _parts(self._line.cells[index]))
            found = self._cells[index] = tuple([part for part in parts if part])
        return found

    @property
    def columns(self) -> Iterator[str]:
        """The names of the columns, in their order."""
        return iter(self._sheet.columns)

    @property
    def place(self) -> Location:
        """Where the row stands."""
        return self._sheet.place(self._line)

    def place_of(self, column: str) -> Location:
        """Give where a cell stands."""
        return self._sheet.place_of(self._line, column)


def _parts(cell: str) -> list[str]:
    """Part a cell at its semicolons; one after a backslash belongs to its value."""
    if r"\;" not in cell:
        return cell.split(";")
    return [part.replace(r"\;", ";") for part in re.split(r"(?<!\\);", cell)]


def sheet_of(entry: Entry, context: Context) -> Sheet | None:
    """Give the sheet that a table's `rows` hold or name; `None` where there is none, with a problem."""
    node = entry.node_of("rows")
    if not isinstance(node, Scalar):
        return None
    if node.style == "|":
        sheet = cells.inline(entry.document, node)
        for flaw in sheet.flaws:
            place = entry.document.place(flaw.start, flaw.end)
            context.problems.report(flaw.name, place, flaw.message, help=flaw.help, fact=entry.fact)
        return sheet if sheet.columns else None
    if not node.text.endswith(TABLES):
        entry.problem(
            "wrong-shape",
            entry.place("rows"),
            "`rows` is a block of lines after `|`, or the name of a CSV file",
            help="write `rows: |`, and each row in a line of its own below; or `rows: cities.csv`",
        )
        return None
    return _beside(entry, node.text, context)


def _beside(entry: Entry, name: str, context: Context) -> Sheet | None:
    """Read the CSV file of a name, which stands beside the pack's own."""
    path = context.folder / name
    if "/" in name or "\\" in name:
        entry.problem(
            "outside-pack",
            entry.place("rows"),
            f"“{name}” doesn’t stand beside the pack’s own files",
            help="put the file beside them, and write its name alone",
        )
    elif not os.path.lexists(path):
        known = sorted(file.name for file in context.folder.iterdir() if file.suffix in TABLES)
        entry.problem(
            "unreadable-file",
            entry.place("rows"),
            f"there is no file “{name}” beside the pack’s own",
            help=did_you_mean(name, known),
        )
    else:
        sheet = context.sheets.get(name)
        if sheet is None and name not in context.sheets:
            sheet = context.sheets[name] = cells.read(path, context.problems, within=context.folder)
        return sheet if sheet is not None and sheet.columns else None
    return None
