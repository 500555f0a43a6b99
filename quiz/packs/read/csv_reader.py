"""The reader of CSV files, and of inline rows with `|` between the cells, which keeps locations."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.problems import Finding, ProblemCollector, Span
from quiz.model.rules import Rule
from quiz.packs.format.ids import slug
from quiz.packs.format.marks import LABEL
from quiz.packs.read.cell_rows import BAR, CellRow, split_block, split_csv
from quiz.packs.read.field_validator import MAX_CHARACTERS
from quiz.packs.read.layout import find_layout
from quiz.packs.read.unusable_cells import CellFault
from quiz.packs.syntax.nodes import ScalarNode, TextFile
from quiz.packs.syntax.text_file import CONTROL, code_point, has_control_characters, read_text_file
from quiz.text.english import format_count

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
_MAX_CELL_LINES = 200
"""Maximum lines of a cell; more are mostly due to a quotation mark that isn’t closed."""

_MAX_FINDINGS = 100
_CHECKED_FOR_ZERO_BYTES = 1_000
_SAVE_ADVICE = "Save it as UTF-8: “CSV UTF-8” in Excel, the character set “Unicode (UTF-8)” in LibreOffice."


class CellGrid(NamedTuple):
    """The readable rows of a table, and what is wrong with the others."""

    file: TextFile
    columns: dict[str, int]
    """The index of each column by name; columns without a heading are left out."""
    rows: list[CellRow]
    findings: list[Finding]
    faults: dict[str, dict[int, CellFault]]
    """The unusable cells of each column that has been checked, by the index of the row."""
    repeated_columns: frozenset[str] = frozenset()
    """The names that several columns have; which of them is meant is unclear."""

    def location_of_row(self, row: CellRow) -> Location:
        """Return the location of a row."""
        return self.file.location(row.start, row.end)

    def location_of_cell(self, row: CellRow, column: str) -> Location:
        """Return the location of a cell, or of its row if the cell is empty."""
        start, end = row.cell_spans()[self.columns[column]]
        cell = self.file.text[start:end]
        start += len(cell) - len(cell.lstrip())
        return self.file.location(start, end) if cell.strip() else self.location_of_row(row)


def parse_inline_rows(file: TextFile, block: ScalarNode, *, max_rows: int = MAX_ROWS) -> CellGrid:
    """Parse the lines of a literal block with `|` between cells; the first line names the columns."""
    return _build_grid(file, split_block(file.text, block), BAR, block.end, max_rows)


def parse_csv(file: TextFile, *, max_rows: int = MAX_ROWS) -> CellGrid:
    """Parse a CSV file; its first line names the columns.

    The separator is a comma, a semicolon, a tab or a bar: the one that divides most lines into the same
    number of cells, or the one that a first line such as `sep=;` declares. A cell between quotation marks can
    contain separators, line ends and doubled quotation marks.
    """
    if "\r" in file.text and "\n" not in file.text:
        file = TextFile(file.path, file.text.replace("\r", "\n"))
    separator, rows = split_csv(file.text)
    return _build_grid(file, rows, separator, len(file.text), max_rows)


def to_column_name(heading: str) -> str | None:
    """Convert a heading to a column name: `Atomic Number` to `atomic-number`; an empty one to `None`."""
    heading = heading.strip()
    if not heading:
        return None
    name = heading if LABEL.fullmatch(heading) else slug(heading)
    return name if name[0].isalpha() else f"c{name}"


def read_csv(path: Path, collector: ProblemCollector, *, within: Path) -> CellGrid | None:
    """Read a CSV file in the folder `within`, and report what is wrong with it."""
    file = read_text_file(
        path, collector, within=within, split="Make two files and two tables of it.", save=_SAVE_ADVICE
    )
    if file is None:
        return None
    if "\0" in file.text[:_CHECKED_FOR_ZERO_BYTES]:
        message = "this file contains zero bytes, like a UTF-16 text or a spreadsheet"
        collector.report(Finding(Rule.NOT_UTF_8, message, _SAVE_ADVICE), Location(file.path))
        return None
    grid = parse_csv(file)
    for finding in grid.findings:
        collector.report(finding, file.location_of_span(finding.span))
    return grid


def _build_grid(
    file: TextFile, parsed: Iterator[CellRow | Finding], separator: str, end: int, max_rows: int
) -> CellGrid:
    """Build a grid from the parsed lines before `end`."""
    layout = find_layout(file.text, parsed, separator)
    if isinstance(layout, Finding):
        return CellGrid(file, {}, [], [layout], {})
    header = layout.header
    if len(header.cells) > MAX_COLUMNS:
        message = f"{len(header.cells):,} columns in this table, at most {MAX_COLUMNS:,} are allowed"
        too_many = Finding(Rule.TOO_MANY_VALUES, message, span=Span(header.start, header.end))
        return CellGrid(file, {}, [], [too_many], {})
    columns, repeated = _read_columns(header)
    rows: list[CellRow] = []
    findings = list(repeated.values())
    has_controls = has_control_characters(file.text[header.start : end])
    for row in layout.rows:
        if isinstance(row, Finding):
            findings.append(row)
        elif (finding := _check_row(file.text, row, has_controls=has_controls)) is not None:
            findings.append(finding)
        elif len(rows) == max_rows:
            message = f"a table has at most {max_rows:,} rows; the rest is left out"
            findings.append(Finding(Rule.TOO_MANY_FACTS, message, span=Span(row.start, row.end)))
            break
        else:
            rows.append(row)
    return CellGrid(file, columns, rows, _limit_findings(findings), {}, frozenset(repeated))


def _limit_findings(findings: list[Finding]) -> list[Finding]:
    extra_count = len(findings) - _MAX_FINDINGS
    if extra_count <= 0:
        return findings
    message = f"{format_count(extra_count, 'more row')} from here on can’t be read"
    summary = findings[_MAX_FINDINGS]._replace(message=message, help="Fix the rows above first.")
    return [*findings[:_MAX_FINDINGS], summary]


def _read_columns(header: CellRow) -> tuple[dict[str, int], dict[str, Finding]]:
    """Return the index of each named column, and a finding for each name that several columns have."""
    columns: dict[str, int] = {}
    repeated: dict[str, Finding] = {}
    for index, heading in enumerate(header.cells):
        name = to_column_name(heading)
        if name in columns:
            start, end = header.cell_spans()[index]
            start += len(heading) - len(heading.lstrip())
            message = f"two columns have the name “{name}”"
            finding = Finding(Rule.DUPLICATE_LABEL, message, "Rename one of them.", Span(start, end))
            repeated.setdefault(name, finding)
        elif name is not None:
            columns[name] = index
    return columns, repeated


def _check_row(text: str, row: CellRow, *, has_controls: bool) -> Finding | None:
    """Return the reason why a row with the right number of cells is unusable."""
    control = CONTROL.search(text, row.start, row.end) if has_controls else None
    if control is not None:
        message = f"the control character {code_point(control[0])} is not allowed in a pack"
        return Finding(Rule.CONTROL_CHARACTER, message, "Delete it.", Span(*control.span()))
    return _check_cell_lengths(row) if row.end - row.start > _MAX_CELL_LINES else None


def _check_cell_lengths(row: CellRow) -> Finding | None:
    for cell, (start, end) in zip(row.cells, row.cell_spans(), strict=True):
        if len(cell) > MAX_CHARACTERS or cell.count("\n") >= _MAX_CELL_LINES:
            message = f"this cell is longer than {MAX_CHARACTERS:,} characters or {_MAX_CELL_LINES} lines"
            return Finding(
                Rule.TEXT_TOO_LONG, message, "Look for a missing or extra quotation mark.", Span(start, end)
            )
    return None
