"""Rows of cells, split from the lines of a table.

The standard library's `csv` reports no columns and reads on after an unclosed quotation mark, so that one bad
row would swallow the rows below it. Here a bad row costs its own line only.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import NamedTuple

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.packs.syntax.nodes import ScalarNode

BAR = "|"
_SEPARATORS = "\t;,|"
"""Possible separators of a CSV file; the first of equally suitable ones is used."""
_MAX_SAMPLED_LINES = 30
_MAX_SAMPLED_CHARACTERS = 100_000
_QUOTED_PART = re.compile(r'"[^"]*+"')
_DECLARATION = re.compile(r'\s*+"?sep=([^\w\s"]|\t)"?[\s,;]*+', re.IGNORECASE)
"""The first line that some spreadsheets write: `sep=;`."""


class CellRow(NamedTuple):
    """The cells of a row, and the offsets of the row."""

    cells: list[str]
    start: int
    end: int
    spans: list[tuple[int, int]] | None = None
    """The offsets of each cell; `None` if they follow from the lengths of the cells."""

    def cell_spans(self) -> list[tuple[int, int]]:
        """Return the offsets of each cell."""
        if self.spans is not None:
            return self.spans
        starts = accumulate((len(cell) + 1 for cell in self.cells), initial=self.start)
        return [(start, start + len(cell)) for start, cell in zip(starts, self.cells, strict=False)]

    def slice_cells(self, start: int, end: int) -> "CellRow":
        """Return the row with some of its cells."""
        return self._replace(cells=self.cells[start:end], spans=self.cell_spans()[start:end])


def split_block(text: str, block: ScalarNode) -> Iterator[CellRow]:
    """Yield the rows of a literal block with `|` between cells, without blank lines."""
    start = text.find("\n", block.start, block.end) + 1
    for raw_line in text[start : block.end].split("\n") if start else ():
        line = raw_line.strip()
        if line:
            yield _split_at_bars(line, start + raw_line.index(line))
        start += len(raw_line) + 1


def split_csv(text: str) -> tuple[str, Iterator[CellRow | Finding]]:
    """Return the separator of a CSV text, and its rows without blank lines; a finding for each bad row."""
    first_line = next(_iter_lines(text), (0, 0))
    declared = _DECLARATION.fullmatch(text, *first_line)
    start = first_line[1] if declared else 0
    separator = declared[1] if declared else _detect_separator(text)
    return separator, _iter_csv_rows(text, start, separator)


def _split_at_bars(line: str, offset: int) -> CellRow:
    """Split a line at its bars, but not after a backslash."""
    if r"\|" not in line:
        return CellRow(line.split(BAR), offset, offset + len(line))
    ends = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    spans = list(zip([0, *(end + 1 for end in ends)], [*ends, len(line)], strict=True))
    cells = [line[start:end].replace(r"\|", BAR) for start, end in spans]
    return CellRow(
        cells, offset, offset + len(line), [(offset + start, offset + end) for start, end in spans]
    )


def _iter_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each line that isn't blank."""
    start = 0
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        if not text[start:end].isspace() and start < end:
            yield start, end
        start = end + 1


def _detect_separator(text: str) -> str:
    """Return the separator that divides most of the first lines into the same number of cells."""
    sample = _QUOTED_PART.sub("", text[:_MAX_SAMPLED_CHARACTERS])
    lines = [sample[start:end] for start, end in islice(_iter_lines(sample), _MAX_SAMPLED_LINES)]

    def fitness(separator: str) -> tuple[int, int]:
        counts = Counter(count for line in lines if (count := line.count(separator)))
        return max(((lines_with, count) for count, lines_with in counts.items()), default=(0, 0))

    return max(_SEPARATORS, key=fitness)


def _iter_csv_rows(text: str, start: int, separator: str) -> Iterator[CellRow | Finding]:
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        line = text[start:end]
        row: CellRow | Finding | None = None
        if '"' in line:
            row = _parse_quoted_row(text, start, separator)
            end = max(end, row.end) if isinstance(row, CellRow) else end
        elif line.strip():
            row = CellRow(line.split(separator), start, end)
        if isinstance(row, Finding) or (row is not None and any(map(str.strip, row.cells))):
            yield row
        start = end + 1


def _parse_quoted_row(text: str, start: int, separator: str) -> CellRow | Finding:
    """Parse a row that contains quotation marks; return a finding if one is not closed properly."""
    sign = re.escape(separator)
    quoted = re.compile(rf' *+"((?:[^"]++|"")*+)" *+(?={sign}|\r?\n|\r?\Z)')
    plain = re.compile(rf"[^{sign}\n]*+")
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
