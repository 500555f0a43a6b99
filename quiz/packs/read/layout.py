"""The layout of a table: its headings, its rows, and the lines between them that are neither.

Table 1: rivers        a title, reported
| river | length |     the headings
|-------|--------|     a rule
| Loire | 1,012  |     a row
# to be checked        a comment
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.packs.read.cell_rows import BAR, CellRow
from quiz.text.english import format_count, quote

_MAX_SAMPLED_ROWS = 50
_MIN_SHARE = 0.6
"""Share of the rows with one number of cells that shows how many columns a table has."""
_RULE = re.compile(r"[\s|+:,;─━═┼╬╪┿│┃║├┤╞╡┌┐└┘┬┴╔╗╚╝╠╣╦╩=_–—-]+")
_LONG_DASH = re.compile(r"[─━═=_–—-]{2}")
_DASH = re.compile(r"[─━═=_–—-]")
_OTHER_SEPARATORS = {
    "\t": "a tab",
    ";": "`;`",
    ",": "a comma",
    BAR: "`|`",
    ":": "`:`",
    "~": "`~`",
    "^": "`^`",
    "¦": "`¦`",
    "│": "`│`",
    "｜": "`｜`",
    "，": "`，`",
    "；": "`；`",
    "\x1f": "a control character",
    "/": "`/`",
    "  ": "spaces",
}
_HEADING_ADVICE = "The first line of a table has the headings. Delete this one."
_COMMENT_ADVICE = "If it has the headings or is a row, delete the `#` or put the cell in quotes."
_THOUSANDS = re.compile(r"\d{3}(?!\d)")


class Layout(NamedTuple):
    """The headings of a table and its rows; bad rows are findings."""

    header: CellRow
    rows: Iterator[CellRow | Finding]


def find_layout(text: str, parsed: Iterator[CellRow | Finding], separator: str) -> Layout | Finding:
    """Find the headings and the rows; return a finding if the lines don't form a table."""
    sample = list(islice(parsed, _MAX_SAMPLED_ROWS))
    lines = [line for line in sample if isinstance(line, CellRow) and not is_rule(text, line)]
    width = _usual_width(lines, separator)
    above: list[Finding] = []
    remaining = iter(chain(sample, parsed))
    for line in remaining:
        if isinstance(line, Finding):
            return line
        if is_rule(text, line):
            continue
        if is_comment(text, line, separator):
            if len(line.cells) == width > 1:
                above.append(_comment_finding(text, line))
        elif width > 1 and sum(map(_has_text, line.cells)) == 1:
            above.append(_title_finding(text, line))
        else:
            header = strip_bars(line) if separator == BAR else line
            wrong = _check_headings(text, header, lines, separator)
            return wrong or Layout(header, chain(above, _iter_rows(text, remaining, header, separator)))
    empty = Finding(Rule.EMPTY_FILE, "this table is empty", "Write the column names first.", Span(0, 0))
    return above[0] if above else empty


def strip_bars(row: CellRow) -> CellRow:
    """Leave out the empty cells before a bar at the start of the line and after one at its end."""
    count = len(row.cells)
    start = int(count > 1 and not _has_text(row.cells[0]))
    end = count - int(count - start > 1 and not _has_text(row.cells[-1]))
    return row.slice_cells(start, end) if (start, end) != (0, count) else row


def fit_row(row: CellRow, header: CellRow, separator: str) -> CellRow | None:
    """Fit a row to the headings, without outer bars and extra empty cells; return `None` if that fails."""
    width = len(header.cells)
    if len(row.cells) == width:
        return row
    if separator == BAR and len(row.cells) > width:
        row = strip_bars(row)
    named = max((index + 1 for index, cell in enumerate(header.cells) if _has_text(cell)), default=0)
    if len(row.cells) > width and not any(map(_has_text, row.cells[width:])):
        return row.slice_cells(0, width)
    if named <= len(row.cells) < width:
        spans = row.cell_spans()
        missing = width - len(row.cells)
        return row._replace(
            cells=[*row.cells, *[""] * missing], spans=[*spans, *[(row.end, row.end)] * missing]
        )
    return row if len(row.cells) == width else None


def explain_wrong_cells(text: str, row: CellRow, width: int, separator: str) -> Finding:
    """Return the finding for a row with too many or too few cells, with the likely cause."""
    message = f"{format_count(len(row.cells), 'cell')} in this row, {format_count(width, 'column')}"
    name = _OTHER_SEPARATORS.get(separator, f"`{separator}`")
    if len(row.cells) > width:
        cell = _find_divided_cell(row, separator)
        if separator == BAR:
            advice = r"Write `\|` for a bar that belongs to a cell, or delete the extra cell."
        elif cell is None:
            advice = f"If {name} belongs to a cell, put the cell in quotation marks."
        else:
            advice = f'If {name} belongs to a cell, put the cell in quotation marks: `"{cell}"`.'
    else:
        line = text[row.start : row.end]
        other = next((sign for sign in ";\t,|" if sign != separator and line.count(sign) == width - 1), None)
        if other is not None:
            used = _OTHER_SEPARATORS[other]
            advice = f"This row has {used} between its cells. Use {name}, as in the first line."
        elif len(row.cells) == 1 and separator != BAR:
            advice = "If this is a note, delete it. If a cell has a line break, put it in quotation marks."
        else:
            advice = f"Leave unknown cells empty, but write {name} between all cells."
    return Finding(Rule.WRONG_CELLS, message, advice, Span(row.start, row.end))


def _usual_width(lines: Sequence[CellRow], separator: str) -> int:
    """Return the number of cells that most lines have, without outer bars; 0 if they differ."""
    rows = [strip_bars(line) if separator == BAR else line for line in lines]
    counts = Counter(len(row.cells) for row in rows)
    width, count = counts.most_common(1)[0] if counts else (0, 0)
    return width if count >= _MIN_SHARE * len(rows) else 0


def _iter_rows(
    text: str, parsed: Iterable[CellRow | Finding], header: CellRow, separator: str
) -> Iterator[CellRow | Finding]:
    """Yield the rows below the headings that fit, and findings for the other lines; leave out rules."""
    width = len(header.cells)
    short: CellRow | None = None
    """A row with too few cells; the next line may be the rest of it."""
    for number, row in enumerate(parsed):
        fitted = fit_row(row, header, separator) if isinstance(row, CellRow) else None
        if short is not None:
            previous, short = short, None
            if isinstance(row, CellRow) and fitted is None and _is_rest(previous, row, width):
                yield _explain_break(previous, row)
                continue
            yield explain_wrong_cells(text, previous, width, separator)
        if isinstance(row, Finding):
            yield row
        elif is_rule(text, row, is_first=number == 0):
            continue
        elif is_comment(text, row, separator):
            if len(row.cells) == width > 1:
                yield _comment_finding(text, row)
        elif fitted is not None:
            yield _check_repeated_headings(fitted, header) or fitted
        elif len(row.cells) < width:
            short = row
        else:
            yield explain_wrong_cells(text, row, width, separator)
    if short is not None:
        yield explain_wrong_cells(text, short, width, separator)


def _is_rest(first: CellRow, row: CellRow, width: int) -> bool:
    """Return whether a line completes the row above it, so that a cell has a line break."""
    return len(row.cells) < width and len(first.cells) + len(row.cells) - 1 == width


def _explain_break(first: CellRow, row: CellRow) -> Finding:
    message = "a line break in a cell seems to divide this row"
    advice = "Delete the line break. In a CSV file you can put the cell in quotation marks instead."
    return Finding(Rule.WRONG_CELLS, message, advice, Span(first.start, row.end))


def _check_repeated_headings(row: CellRow, header: CellRow) -> Finding | None:
    if len(row.cells) == 1 or any(
        cell.strip() != heading.strip() for cell, heading in zip(row.cells, header.cells, strict=True)
    ):
        return None
    message = "this line repeats the headings, so it is not read as a row"
    return Finding(Rule.NOT_A_ROW, message, "Delete it.", Span(row.start, row.end))


def _check_headings(text: str, header: CellRow, lines: Sequence[CellRow], separator: str) -> Finding | None:
    """Return a finding if the headings have other separators, or if no row has as many cells."""
    rows = [line for line in lines if line.start > header.end and not is_comment(text, line, separator)]
    span = Span(header.start, header.end)
    if len(header.cells) == 1:
        other = _find_other_separator(text, [header, *rows], separator)
        if other is None:
            return None
        used, needed = _OTHER_SEPARATORS[other], _OTHER_SEPARATORS.get(separator, f"`{separator}`")
        message = f"the cells seem to be separated by {used}"
        advice = f"Write {'`|`' if separator == BAR else 'a comma, `;` or a tab'} between the cells."
        return Finding(Rule.WRONG_CELLS, message, advice, span) if used != needed else None
    if len(rows) < 2 or any(fit_row(row, header, separator) for row in rows):
        return None
    width, count = Counter(len(row.cells) for row in rows).most_common(1)[0]
    if count < _MIN_SHARE * len(rows):
        return None
    headings = format_count(len(header.cells), "heading")
    message = f"{headings} in this line, but {format_count(width, 'cell')} in the rows below"
    advice = "Write a heading for each cell. If this line is a title, delete it."
    return Finding(Rule.WRONG_CELLS, message, advice, span)


def _find_other_separator(text: str, lines: Sequence[CellRow], separator: str) -> str | None:
    """Return a sign that divides each of several lines into the same number of cells."""
    texts = [text[line.start : line.end].strip() for line in lines]
    if len(texts) < 3:
        return None
    for sign in _OTHER_SEPARATORS:
        counts = {len(re.findall(r"\s{2,}", line)) if sign == "  " else line.count(sign) for line in texts}
        if sign != separator and len(counts) == 1 and counts != {0}:
            return sign
    return None


def _find_divided_cell(row: CellRow, separator: str) -> str | None:
    """Return a text that the separator probably divides: “Neap, and after” or “1,012”."""
    for left, right in zip(row.cells, row.cells[1:], strict=False):
        is_number = left[-1:].isdigit() and _THOUSANDS.match(right) and separator == ","
        if _has_text(left) and (is_number or right[:1] == " "):
            return f"{left.strip()}{separator}{right.rstrip()}"
    return None


def is_rule(text: str, row: CellRow, *, is_first: bool = True) -> bool:
    """Return whether a line only has dashes; below the first row, single ones may be unknown cells."""
    line = text[row.start : row.end]
    return _RULE.fullmatch(line) is not None and (_DASH if is_first else _LONG_DASH).search(line) is not None


def is_comment(text: str, row: CellRow, separator: str) -> bool:
    """Return whether a line is a comment; a column or a cell may be named `#`."""
    line = text[row.start : row.end]
    if line.startswith(("//", "<!--")):
        return True
    if not line.startswith("#"):
        return False
    rest = line[1:].lstrip(" #")
    return not rest or (rest[0] != separator and (line[1].isspace() or line[1] == "#")) or len(row.cells) == 1


def _comment_finding(text: str, row: CellRow) -> Finding:
    message = f"{_quote(text, row)} is read as a comment, because it begins like one"
    return Finding(Rule.NOT_A_ROW, message, _COMMENT_ADVICE, Span(row.start, row.end))


def _title_finding(text: str, row: CellRow) -> Finding:
    message = f"{_quote(text, row)} is above the headings, so it is not read"
    return Finding(Rule.NOT_A_ROW, message, _HEADING_ADVICE, Span(row.start, row.end))


def _quote(text: str, row: CellRow) -> str:
    return quote(text[row.start : row.end].strip(",;|\t "))


def _has_text(cell: str) -> bool:
    return bool(cell.strip())
