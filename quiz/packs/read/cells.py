"""A table's cells and where they stand: lines with `|` between the cells, or a CSV file.

The standard library's `csv` knows no columns and reads on through a lost quotation mark, so that one bad row
would swallow those below it; here it costs its own line.
"""

import re
from bisect import bisect_left
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
from quiz.packs.read.checked_mapping import CHARACTERS_AT_MOST, LINES_AT_MOST
from quiz.packs.syntax.nodes import ScalarNode, TextFile
from quiz.packs.syntax.text_file import CONTROL, code_point, has_control_characters, read_text_file

ROWS_AT_MOST = 200_000
COLUMNS_AT_MOST = 1_000

_SEPARATORS = "\t;,"
"""What may stand between the cells of a CSV file; of those that stand equally often, the first."""
_TOLD_AT_MOST = 100
_LOOKED_AT = 1_000
_QUOTED_PART = re.compile(r'"[^"]*+"')


class CellRow(NamedTuple):
    """A row as it is written: its cells with their places, and where it begins and ends."""

    cells: list[str]
    start: int
    end: int
    spans: list[tuple[int, int]] | None = None
    """Where each cell begins and ends; by the cells' lengths, where there are no quotation marks."""


class CellGrid(NamedTuple):
    """The rows of a table that could be read, and what is wrong with the others."""

    file: TextFile
    headings: tuple[str, ...]
    columns: dict[str, int]
    """The columns by name; one without a heading has none."""
    rows: list[CellRow]
    findings: list[Finding]

    def location_of_row(self, line: CellRow) -> Location:
        """Give the place of a row."""
        return self.file.location(line.start, line.end)

    def location_of_cell(self, line: CellRow, column: str) -> Location:
        """Give the place of a cell; of its row where the cell is empty."""
        index = self.columns[column]
        start, end = _spans(line)[index]
        cell = self.file.text[start:end]
        start += len(cell) - len(cell.lstrip())
        return self.file.location(start, end) if cell.strip() else self.location_of_row(line)


def parse_inline_rows(document: TextFile, block: ScalarNode) -> CellGrid:
    """Read the lines of a literal block, cells between `|`, of which the first names the columns."""
    return _sheet(document, _typed(document.text, block), block.end)


def parse_csv(document: TextFile) -> CellGrid:
    """Read a CSV file, of which the first line names the columns.

    A comma, a semicolon or a tab separates the cells: the one that stands most often in the first line,
    outside quotation marks. A cell between quotation marks may hold it, line ends, and doubled marks.
    """
    text = document.text
    if "\r" in text and "\n" not in text:
        document = TextFile(document.path, text.replace("\r", "\n"))
    return _sheet(document, _separated(document.text), len(document.text))


def to_column_name(heading: str) -> str | None:
    """Give the name that a heading makes: `atomic-number` of `Atomic Number`; `None` of an empty one."""
    heading = heading.strip()
    if not heading:
        return None
    made = heading if LABEL.fullmatch(heading) else slug(heading)
    return made if made[0].isalpha() else f"c{made}"


def read_csv(path: Path, problems: ProblemCollector, *, within: Path) -> CellGrid | None:
    """Read a CSV file that lies in the folder `within`; what is wrong with it becomes a problem."""
    save = (
        "save it as UTF-8: in Excel as “CSV UTF-8”, in LibreOffice with the character set “Unicode (UTF-8)”"
    )
    document = read_text_file(
        path, problems, within=within, split="make two files and two tables of it", save=save
    )
    if document is None:
        return None
    if "\0" in document.text[:_LOOKED_AT]:
        message = "this file holds zero bytes, as texts in UTF-16 and spreadsheets do; it is not read"
        problems.report(Finding(Rule.NOT_UTF_8, message, save), Location(document.path))
        return None
    sheet = parse_csv(document)
    for finding in sheet.findings:
        problems.report(finding, document.location_of_span(finding.span))
    return sheet


def _sheet(document: TextFile, found: Iterator[CellRow | Finding], end: int) -> CellGrid:
    """Put the lines before `end` together, the first as the names of the columns."""
    findings: list[Finding] = []
    first = next(found, None)
    if first is None or isinstance(first, Finding):
        lost = first or Finding(
            Rule.EMPTY_FILE, "this table holds nothing", "write the columns’ names first", Span(0, 0)
        )
        return CellGrid(document, (), {}, [], [lost])
    columns = _columns(first, findings)
    lines: list[CellRow] = []
    controls = _controls(document.text, first.start, end)
    for line in found if columns else ():
        finding = line if isinstance(line, Finding) else _find_mistake(document.text, line, first, controls)
        if finding is not None:
            findings.append(finding)
        elif len(lines) == ROWS_AT_MOST and isinstance(line, CellRow):
            message = f"a table holds {ROWS_AT_MOST:,} rows at most; from here on they are left out"
            findings.append(Finding(Rule.TOO_MANY_FACTS, message, None, Span(line.start, line.end)))
            break
        elif isinstance(line, CellRow):
            lines.append(line)
    if len(findings) > _TOLD_AT_MOST:
        rest = findings[_TOLD_AT_MOST]
        message = f"from this row on, {len(findings) - _TOLD_AT_MOST:,} more rows can’t be read"
        findings[_TOLD_AT_MOST:] = [rest._replace(message=message, help="mend the rows above first")]
    return CellGrid(document, tuple(cell.strip() for cell in first.cells), columns, lines, findings)


def _columns(first: CellRow, findings: list[Finding]) -> dict[str, int]:
    """Name the columns; none where the names leave a doubt."""
    if len(first.cells) > COLUMNS_AT_MOST:
        message = f"this table has {len(first.cells):,} columns, and {COLUMNS_AT_MOST:,} are the most"
        findings.append(Finding(Rule.TOO_MANY_VALUES, message, None, Span(first.start, first.end)))
        return {}
    columns: dict[str, int] = {}
    for index, heading in enumerate(first.cells):
        name = to_column_name(heading)
        if name in columns:
            start, end = _spans(first)[index]
            start += len(heading) - len(heading.lstrip())
            message = f"two columns are called “{name}”"
            findings.append(
                Finding(Rule.DUPLICATE_LABEL, message, "give one of them another name", Span(start, end))
            )
            return {}
        if name is not None:
            columns[name] = index
    return columns


def _controls(text: str, start: int, end: int) -> list[int]:
    """Give where control characters stand in a stretch of a text."""
    if not has_control_characters(text[start:end]):
        return []
    return [match.start() for match in CONTROL.finditer(text, start, end)]


def _find_mistake(text: str, line: CellRow, first: CellRow, controls: list[int]) -> Finding | None:
    """Say why a row can't be used."""
    if len(line.cells) != len(first.cells):
        return Finding(
            Rule.WRONG_CELLS,
            f"this row has {len(line.cells)} cells, and the table {len(first.cells)} columns",
            "an empty cell is unknown; write its separator all the same",
            Span(line.start, line.end),
        )
    if controls:
        index = bisect_left(controls, line.start)
        if index < len(controls) and controls[index] < line.end:
            at = controls[index]
            message = f"the control character {code_point(text[at])} has no place in a pack"
            return Finding(Rule.CONTROL_CHARACTER, message, "delete it", Span(at, at + 1))
    if line.end - line.start > LINES_AT_MOST:
        for cell, (start, end) in zip(line.cells, _spans(line), strict=True):
            if len(cell) > CHARACTERS_AT_MOST or cell.count("\n") >= LINES_AT_MOST:
                message = (
                    f"this cell is longer than {CHARACTERS_AT_MOST:,} characters or {LINES_AT_MOST} lines"
                )
                return Finding(
                    Rule.TEXT_TOO_LONG,
                    message,
                    "look for a quotation mark too many or too few",
                    Span(start, end),
                )
    return None


def _spans(line: CellRow) -> list[tuple[int, int]]:
    if line.spans is not None:
        return line.spans
    ends = accumulate((len(cell) + 1 for cell in line.cells), initial=line.start)
    return [(start, start + len(cell)) for start, cell in zip(ends, line.cells, strict=False)]


def _typed(text: str, block: ScalarNode) -> Iterator[CellRow]:
    """Give the lines of a literal block that hold something."""
    start = text.find("\n", block.start, block.end) + 1
    for raw in text[start : block.end].split("\n") if start else ():
        line = raw.strip()
        if line:
            yield _barred(line, start + raw.index(line))
        start += len(raw) + 1


def _barred(line: str, begin: int) -> CellRow:
    """Part a line at its bars; one after a backslash belongs to its cell."""
    if r"\|" not in line:
        return CellRow(line.split("|"), begin, begin + len(line))
    ends = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    spans = list(zip([0, *(end + 1 for end in ends)], [*ends, len(line)], strict=True))
    cells = [line[start:end].replace(r"\|", "|") for start, end in spans]
    return CellRow(cells, begin, begin + len(line), [(begin + start, begin + end) for start, end in spans])


def _separated(text: str) -> Iterator[CellRow | Finding]:
    """Give the lines of a CSV file that hold something."""
    separator = ""
    start = 0
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        line = text[start:end]
        separator = separator or _separator(line)
        found: CellRow | Finding | None = None
        if '"' in line:
            found = _quoted(text, start, separator)
            end = max(end, found.end) if isinstance(found, CellRow) else end
        elif line.strip():
            found = CellRow(line.split(separator), start, end)
        if isinstance(found, Finding) or (found is not None and any(map(str.strip, found.cells))):
            yield found
        start = end + 1


def _separator(line: str) -> str:
    """Find what separates the cells of the first line that holds something."""
    counts = Counter(_QUOTED_PART.sub("", line))
    return max(_SEPARATORS, key=lambda sign: counts[sign]) if line.strip() else ""


def _quoted(text: str, start: int, separator: str) -> CellRow | Finding:
    """Read a row with quotation marks in it; a finding where a cell's marks make no sense."""
    quoted = re.compile(rf' *+"((?:[^"]++|"")*+)" *+(?={separator}|\r?\n|\r?\Z)')
    plain = re.compile(rf"[^{separator}\n]*+")
    cells: list[str] = []
    spans: list[tuple[int, int]] = []
    at = start
    while True:
        match = quoted.match(text, at)
        if match is not None:
            cells.append(match[1].replace('""', '"'))
            spans.append((match.start(1) - 1, match.end(1) + 1))
        else:
            match = plain.match(text, at)
            if match is None or match[0].lstrip(" ").startswith('"'):
                mark = text.index('"', at)
                return Finding(
                    Rule.BAD_QUOTES,
                    "the quotation mark that opens this cell isn’t closed at the cell’s end",
                    'close it before the separator, and double one that belongs to the text: `"5"" disk"`',
                    Span(mark, mark + 1),
                )
            cells.append(match[0])
            spans.append(match.span())
        at = match.end()
        if not text.startswith(separator, at):
            return CellRow(cells, start, at, spans)
        at += 1
