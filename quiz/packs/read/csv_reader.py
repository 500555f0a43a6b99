"""The reader of CSV files, and of inline rows with `|` between the cells, which keeps locations.

The standard library's `csv` reports no columns and reads on after an unclosed quotation mark, so that one bad
row would swallow the rows below it. Here a bad row costs its own line only.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.problems import Finding, ProblemCollector, Span
from quiz.model.rules import Rule
from quiz.packs.format.ids import slug
from quiz.packs.format.marks import LABEL
from quiz.packs.read.field_validator import MAX_CHARACTERS, MAX_LINES
from quiz.packs.syntax.nodes import ScalarNode, TextFile
from quiz.packs.syntax.text_file import CONTROL, code_point, has_control_characters, read_text_file
from quiz.text.english import format_count

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000

_SEPARATORS = "\t;,"
"""Possible separators of a CSV file; the first of equally frequent ones is used."""
_MAX_FINDINGS = 100
_CHECKED_FOR_ZERO_BYTES = 1_000
_QUOTED_PART = re.compile(r'"[^"]*+"')
_BAR_ADVICE = r"Leave unknown cells empty. Write `\|` for a bar inside a cell."
_CSV_ADVICE = "Leave unknown cells empty. If a cell contains a separator, put the cell in quotes."
_SAVE_ADVICE = "Save it as UTF-8: “CSV UTF-8” in Excel, the character set “Unicode (UTF-8)” in LibreOffice."


class CellRow(NamedTuple):
    """The cells of a row, and the offsets of the row."""

    cells: list[str]
    start: int
    end: int
    spans: list[tuple[int, int]] | None = None
    """The offsets of each cell; `None` if they follow from the lengths of the cells."""


class CellGrid(NamedTuple):
    """The readable rows of a table, and what is wrong with the others."""

    file: TextFile
    columns: dict[str, int]
    """The index of each column by name; columns without a heading are left out."""
    rows: list[CellRow]
    findings: list[Finding]

    def location_of_row(self, row: CellRow) -> Location:
        """Return the location of a row."""
        return self.file.location(row.start, row.end)

    def location_of_cell(self, row: CellRow, column: str) -> Location:
        """Return the location of a cell, or of its row if the cell is empty."""
        start, end = _cell_spans(row)[self.columns[column]]
        cell = self.file.text[start:end]
        start += len(cell) - len(cell.lstrip())
        return self.file.location(start, end) if cell.strip() else self.location_of_row(row)


def parse_inline_rows(file: TextFile, block: ScalarNode, *, max_rows: int = MAX_ROWS) -> CellGrid:
    """Parse the lines of a literal block with `|` between cells; the first line names the columns."""
    return _build_grid(file, _parse_lines(file.text, block), block.end, max_rows, _BAR_ADVICE)


def parse_csv(file: TextFile, *, max_rows: int = MAX_ROWS) -> CellGrid:
    """Parse a CSV file; its first line names the columns.

    The separator is a comma, a semicolon or a tab: the most frequent one in the first line, outside quotation
    marks. A cell between quotation marks can contain separators, line ends and doubled quotation marks.
    """
    if "\r" in file.text and "\n" not in file.text:
        file = TextFile(file.path, file.text.replace("\r", "\n"))
    return _build_grid(file, _parse_csv_rows(file.text), len(file.text), max_rows, _CSV_ADVICE)


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
    file: TextFile, parsed: Iterator[CellRow | Finding], end: int, max_rows: int, count_advice: str
) -> CellGrid:
    """Build a grid from the parsed rows before `end`; the first row names the columns.

    `count_advice` is the advice for a row with a wrong number of cells.
    """
    header = next(parsed, None)
    if header is None:
        header = Finding(Rule.EMPTY_FILE, "this table is empty", "Write the column names first.", Span(0, 0))
    if isinstance(header, Finding):
        return CellGrid(file, {}, [], [header])
    columns = _read_columns(header)
    if isinstance(columns, Finding):
        return CellGrid(file, {}, [], [columns])
    rows: list[CellRow] = []
    findings: list[Finding] = []
    has_controls = has_control_characters(file.text[header.start : end])
    for row in parsed:
        if isinstance(row, Finding):
            findings.append(row)
        elif len(row.cells) != len(header.cells):
            cells, headings = format_count(len(row.cells), "cell"), format_count(len(header.cells), "column")
            message = f"{cells} in this row, {headings}"
            findings.append(Finding(Rule.WRONG_CELLS, message, count_advice, Span(row.start, row.end)))
        elif (finding := _check_row(file.text, row, has_controls=has_controls)) is not None:
            findings.append(finding)
        elif len(rows) == max_rows:
            message = f"a table has at most {max_rows:,} rows; the rest is left out"
            findings.append(Finding(Rule.TOO_MANY_FACTS, message, span=Span(row.start, row.end)))
            break
        else:
            rows.append(row)
    return CellGrid(file, columns, rows, _limit_findings(findings))


def _limit_findings(findings: list[Finding]) -> list[Finding]:
    extra_count = len(findings) - _MAX_FINDINGS
    if extra_count <= 0:
        return findings
    message = f"{format_count(extra_count, 'more row')} from here on can’t be read"
    summary = findings[_MAX_FINDINGS]._replace(message=message, help="Fix the rows above first.")
    return [*findings[:_MAX_FINDINGS], summary]


def _read_columns(header: CellRow) -> dict[str, int] | Finding:
    """Return the index of each named column, or a finding if a name is ambiguous."""
    if len(header.cells) > MAX_COLUMNS:
        message = f"{len(header.cells):,} columns in this table, at most {MAX_COLUMNS:,} are allowed"
        return Finding(Rule.TOO_MANY_VALUES, message, span=Span(header.start, header.end))
    columns: dict[str, int] = {}
    for index, heading in enumerate(header.cells):
        name = to_column_name(heading)
        if name in columns:
            start, end = _cell_spans(header)[index]
            start += len(heading) - len(heading.lstrip())
            message = f"two columns have the name “{name}”"
            return Finding(Rule.DUPLICATE_LABEL, message, "Rename one of them.", Span(start, end))
        if name is not None:
            columns[name] = index
    return columns


def _check_row(text: str, row: CellRow, *, has_controls: bool) -> Finding | None:
    """Return the reason why a row with the right number of cells is unusable."""
    control = CONTROL.search(text, row.start, row.end) if has_controls else None
    if control is not None:
        message = f"the control character {code_point(control[0])} is not allowed in a pack"
        return Finding(Rule.CONTROL_CHARACTER, message, "Delete it.", Span(*control.span()))
    return _check_cell_lengths(row) if row.end - row.start > MAX_LINES else None


def _check_cell_lengths(row: CellRow) -> Finding | None:
    for cell, (start, end) in zip(row.cells, _cell_spans(row), strict=True):
        if len(cell) > MAX_CHARACTERS or cell.count("\n") >= MAX_LINES:
            message = f"this cell is longer than {MAX_CHARACTERS:,} characters or {MAX_LINES} lines"
            return Finding(
                Rule.TEXT_TOO_LONG, message, "Look for a missing or extra quotation mark.", Span(start, end)
            )
    return None


def _cell_spans(row: CellRow) -> list[tuple[int, int]]:
    if row.spans is not None:
        return row.spans
    starts = accumulate((len(cell) + 1 for cell in row.cells), initial=row.start)
    return [(start, start + len(cell)) for start, cell in zip(starts, row.cells, strict=False)]


def _parse_lines(text: str, block: ScalarNode) -> Iterator[CellRow]:
    """Yield the rows of a literal block, without blank lines."""
    start = text.find("\n", block.start, block.end) + 1
    for raw_line in text[start : block.end].split("\n") if start else ():
        line = raw_line.strip()
        if line:
            yield _split_at_bars(line, start + raw_line.index(line))
        start += len(raw_line) + 1


def _split_at_bars(line: str, offset: int) -> CellRow:
    """Split a line at its bars, but not after a backslash."""
    if r"\|" not in line:
        return CellRow(line.split("|"), offset, offset + len(line))
    ends = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    spans = list(zip([0, *(end + 1 for end in ends)], [*ends, len(line)], strict=True))
    cells = [line[start:end].replace(r"\|", "|") for start, end in spans]
    return CellRow(
        cells, offset, offset + len(line), [(offset + start, offset + end) for start, end in spans]
    )


def _parse_csv_rows(text: str) -> Iterator[CellRow | Finding]:
    """Yield the rows of a CSV file, without blank lines, and a finding for each bad one."""
    separator = ""
    start = 0
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        line = text[start:end]
        separator = separator or _detect_separator(line)
        row: CellRow | Finding | None = None
        if '"' in line:
            row = _parse_quoted_row(text, start, separator)
            end = max(end, row.end) if isinstance(row, CellRow) else end
        elif line.strip():
            row = CellRow(line.split(separator), start, end)
        if isinstance(row, Finding) or (row is not None and any(map(str.strip, row.cells))):
            yield row
        start = end + 1


def _detect_separator(line: str) -> str:
    """Return the separator of the first line that isn't blank; an empty text for a blank line."""
    counts = Counter(_QUOTED_PART.sub("", line))
    return max(_SEPARATORS, key=lambda sign: counts[sign]) if line.strip() else ""


def _parse_quoted_row(text: str, start: int, separator: str) -> CellRow | Finding:
    """Parse a row that contains quotation marks; return a finding if one is not closed properly."""
    quoted = re.compile(rf' *+"((?:[^"]++|"")*+)" *+(?={separator}|\r?\n|\r?\Z)')
    plain = re.compile(rf"[^{separator}\n]*+")
    cells: list[str] = []
    spans: list[tuple[int, int]] = []
    offset = start
    while True:
        match = quoted.match(text, offset)
        if match is not None:
            cells.append(match[1].replace('""', '"'))
            spans.append((match.start(1) - 1, match.end(1) + 1))
        else:
            match = plain.match(text, offset)
            if match is None or match[0].lstrip(" ").startswith('"'):
                return _unclosed_quote(text.index('"', offset))
            cells.append(match[0])
            spans.append(match.span())
        offset = match.end()
        if not text.startswith(separator, offset):
            return CellRow(cells, start, offset, spans)
        offset += 1


def _unclosed_quote(offset: int) -> Finding:
    return Finding(
        Rule.BAD_QUOTES,
        "the quotation mark that opens this cell is not closed at the end of the cell",
        'Close it before the separator. Double a quotation mark inside the text: `"5"" disk"`.',
        Span(offset, offset + 1),
    )
