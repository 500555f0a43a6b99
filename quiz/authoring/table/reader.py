"""Reading of a table's file: its headings and rows, without titles, rules and comments.

Population of rivers      a title, left out
river;length;             the headings; the last column has none
Loire;1012;x              a row
Rhine;1233;x;y            a row with a cell too many: used if the cell under `length` is a number
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from quiz.authoring.table import json_records
from quiz.authoring.table.decode import decode_table
from quiz.authoring.table.first_line import are_headings, describe_columns
from quiz.authoring.table.question_table import refuse_questions
from quiz.authoring.table.source_table import OmittedRow, SourceRow, SourceTable, require_rows
from quiz.authoring.table.value_kinds import is_dated, is_numeric
from quiz.model.errors import UsageError
from quiz.model.problems import Finding
from quiz.packs.read.cell_rows import BAR, CellRow, split_csv
from quiz.packs.read.csv_reader import MAX_COLUMNS, MAX_ROWS
from quiz.packs.read.layout import is_comment, is_rule, strip_bars
from quiz.text.english import format_count, join_words, quote

_MAX_SAMPLED_ROWS = 50
_MAX_TITLES = 10
_TYPED_SHARE = 0.8
_CUT_SHARE = 0.05
"""Share of the rows with too few cells that shows that a program leaves out empty cells at the ends."""
_BAD_QUOTES = "because a quotation mark isn’t closed"
_TOO_MANY_CELLS = "because they have more cells than there are headings"
_TOO_FEW_CELLS = "because they have fewer cells than there are headings"
_REPEATED_HEADINGS = "because they repeat the headings"


def read_table(data: bytes, name: str, headings: Sequence[str] = ()) -> SourceTable:
    """Read a table in CSV or JSON.

    Args:
        data: The bytes of the file.
        name: The name of the file, for messages.
        headings: The names of the columns, if the table has no headings.

    Raises:
        UsageError: No table can be read, or it is a list of questions.
    """
    text, remark = decode_table(data, name)
    if json_records.is_json(text):
        table = json_records.read_records(text, name)
        refuse_questions([table.headings], [row.cells for row in table.rows[:_MAX_SAMPLED_ROWS]], name)
    else:
        table = _read_lines(text, name, headings)
    if remark is not None:
        table.remarks.append(remark)
    return require_rows(table, name)


def _read_lines(text: str, name: str, headings: Sequence[str]) -> SourceTable:
    lines = list(islice(_iter_lines(text), MAX_ROWS + _MAX_TITLES + 2))
    cells = [_to_cells(line) for line in lines if isinstance(line, CellRow)]
    if not cells:
        raise UsageError(f"{name}: this table is empty")
    refuse_questions(cells[:_MAX_TITLES], cells[1:_MAX_SAMPLED_ROWS], name)
    width = _usual_width(cells)
    table = SourceTable([], [])
    titles = _count_titles(lines, width)
    for title in cells[:titles]:
        table.remarks.append(
            f"{quote(' '.join(filter(None, title)))} is above the headings, so it isn’t used."
        )
    lines, cells = lines[titles:], cells[titles:]
    if len(lines) > MAX_ROWS + 1:
        raise UsageError(f"{name} has more than {MAX_ROWS:,} rows. Make two tables of it")
    table.headings, table.has_headings = _find_headings(cells, headings, width, name)
    _add_rows(table, lines[1:] if table.has_headings else lines)
    return table


def _iter_lines(text: str) -> Iterator[CellRow | Finding]:
    """Yield the rows and the findings of a text, without rules and comments."""
    separator, parsed = split_csv(text)
    for line in parsed:
        if isinstance(line, CellRow):
            if is_rule(text, line, is_first=False) or is_comment(text, line, separator):
                continue
            line = strip_bars(line) if separator == BAR else line
        yield line


def _to_cells(row: CellRow) -> list[str]:
    return [" ".join(cell.split()) for cell in row.cells]


def _usual_width(cells: Sequence[Sequence[str]]) -> int:
    return Counter(map(len, cells[:_MAX_SAMPLED_ROWS])).most_common(1)[0][0]


def _count_titles(lines: Sequence[CellRow | Finding], width: int) -> int:
    """Count the lines above the headings: those with one text, if the rows have more."""
    for count, line in enumerate(lines[:_MAX_TITLES]):
        if isinstance(line, Finding) or width < 2 or sum(map(bool, _to_cells(line))) > 1:
            return count
    return 0


def _find_headings(
    cells: Sequence[list[str]], given: Sequence[str], width: int, name: str
) -> tuple[list[str], bool]:
    """Return the headings, and whether the first line has them."""
    if not cells:
        raise UsageError(f"{name}: there are no rows below the title")
    if len(cells[0]) > MAX_COLUMNS:
        raise UsageError(f"{name} has {len(cells[0]):,} columns, at most {MAX_COLUMNS:,} are allowed")
    below = [row for row in cells[1 : _MAX_SAMPLED_ROWS + 1] if len(row) == len(cells[0])]
    if given:
        width = max(width, len(cells[0]))
        if len(given) != width:
            cells_shown = join_words([quote(cell) for cell in cells[0][:6]])
            columns = format_count(width, "column")
            names = format_count(len(given), "name")
            raise UsageError(f"--header has {names}, and {name} {columns}: {cells_shown} in the first line")
        return list(given), False
    if are_headings(cells[0], below):
        return cells[0], True
    return describe_columns([row for row in cells[:_MAX_SAMPLED_ROWS] if len(row) == width], width), False


def _add_rows(table: SourceTable, lines: Sequence[CellRow | Finding]) -> None:
    """Add the rows, and leave out those whose cells can't be assigned to the headings for certain."""
    fitter = _RowFitter(table.headings, [_to_cells(line) for line in lines if isinstance(line, CellRow)])
    extra_count = 0
    for number, line in enumerate(lines, 1):
        if isinstance(line, Finding):
            table.omitted.append(OmittedRow(number, "", _BAD_QUOTES))
            continue
        cells = _to_cells(line)
        if table.has_headings and cells == table.headings:
            table.omitted.append(OmittedRow(number, cells[0], _REPEATED_HEADINGS))
            continue
        fitted = fitter.fit(cells)
        if isinstance(fitted, str):
            table.omitted.append(OmittedRow(number, cells[0], fitted))
        else:
            extra_count += any(cells[len(fitted) :])
            table.rows.append(SourceRow(number, fitted))
    if extra_count:
        rows = "1 row has" if extra_count == 1 else f"{extra_count:,} rows have"
        table.remarks.append(
            f"{rows} cells after the last heading, which aren’t used. Add headings for them."
        )


class _RowFitter:
    """Fits rows with too many or too few cells to the headings, if numbers and dates show how."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._width = len(headings)
        self._named = max((index + 1 for index, heading in enumerate(headings) if heading), default=0)
        self._typed = _find_typed_columns([cells for cells in rows if len(cells) == self._width], self._width)
        short = sum(len(cells) < self._width for cells in rows)
        self._are_ends_cut = short >= max(2, _CUT_SHARE * len(rows))

    def fit(self, cells: list[str]) -> list[str] | str:
        """Return the cells below the headings, or the reason why the row is left out."""
        extra = len(cells) - self._width
        if extra <= 0 and len(cells) >= self._named:
            return [*cells, *[""] * -extra]
        if extra > 0:
            is_certain = not any(cells[self._width :]) or self._is_typed(cells, self._width - 1)
            return cells[: self._width] if is_certain else _TOO_MANY_CELLS
        typed = [index for index in range(len(cells)) if self._typed[index] and cells[index]]
        is_certain = self._is_typed(cells, len(cells) - 1) or (
            self._are_ends_cut and bool(typed) and all(self._is_typed(cells, index) for index in typed)
        )
        return [*cells, *[""] * -extra] if is_certain and len(cells) > 1 else _TOO_FEW_CELLS

    def _is_typed(self, cells: Sequence[str], index: int) -> bool:
        """Return whether a cell shows that it belongs to its column, because both have numbers or dates."""
        return self._typed[index] and _is_typed(cells[index])


def _find_typed_columns(rows: Sequence[Sequence[str]], width: int) -> list[bool]:
    """Return for each column whether nearly all its cells are numbers or dates."""
    typed = []
    for index in range(width):
        cells = [row[index] for row in rows if row[index]]
        typed.append(bool(cells) and sum(map(_is_typed, cells)) >= _TYPED_SHARE * len(cells))
    return typed


def _is_typed(cell: str) -> bool:
    return is_numeric(cell) or is_dated(cell)
