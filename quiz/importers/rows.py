"""Rows of a table in CSV or in a spreadsheet, and the meaning of its columns."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from quiz.importers.archives import Archive, is_zip
from quiz.importers.bank_file import MAX_LINE, BankFile
from quiz.importers.headings import Heading, Meaning, read_heading
from quiz.importers.spreadsheet import iter_sheet_rows

SEPARATORS = ",;\t|"
_PROTECTED = re.compile(r"^'(?='*[=+\-@\t\r])")
"""The apostrophe that keeps a spreadsheet from taking a text for a formula."""
_MAX_COLUMNS = 1_000
_SAMPLED_LINES = 50
_MIN_SHARE = 0.8
_HEADER_ROWS = 25
"""Number of first rows among which the headings are looked for."""
_ANSWERS = (Meaning.ANSWER, Meaning.RIGHT, Meaning.WRONG, Meaning.OPTION)
_TIME = ("time", "timer", "time limit", "time in seconds", "points")


class NumberedRow(NamedTuple):
    """A row with its number in the file; `cells` is `None` if it can't be read."""

    number: int
    cells: Sequence[str] | None


class Columns(NamedTuple):
    """The meaning of each column, with the number in its heading."""

    headings: tuple[Heading | None, ...]
    row: int = 0
    """The number of the row with the headings; 0 if there is none."""


def iter_rows(file: BankFile) -> Iterator[NumberedRow]:
    """Yield the rows of a file, also blank ones."""
    if is_zip(file.first_bytes):
        for number, cells in iter_sheet_rows(Archive(file.open_bytes())):
            yield NumberedRow(number, cells)
        return
    separator = find_separator(file.head) or ","
    with file.open_text() as text:
        for row in iter_csv_rows(_without_declaration(text), separator):
            if row.cells and "'" in "".join(row.cells):
                row = row._replace(cells=[_PROTECTED.sub("", cell) for cell in row.cells])
            yield row


def iter_csv_rows(lines: Iterable[str], separator: str) -> Iterator[NumberedRow]:
    """Yield the rows of CSV text; a row that can't be read costs its own lines only."""
    limit = csv.field_size_limit(MAX_LINE)
    without_null = (line.replace("\0", "") if "\0" in line else line for line in lines)
    reader = csv.reader(without_null, delimiter=separator)
    number = 0
    try:
        while True:
            number += 1
            try:
                cells = next(reader)
                yield NumberedRow(number, cells if len(cells) <= _MAX_COLUMNS else None)
            except csv.Error:
                yield NumberedRow(number, None)
            except StopIteration:
                return
    finally:
        csv.field_size_limit(limit)


def find_separator(head: str) -> str | None:
    """Return the sign that divides most of the first lines into the same number of cells, if any does."""
    best: tuple[float, int, str] | None = None
    for separator in SEPARATORS:
        widths = _sample_widths(head, separator)
        if not widths:
            continue
        width, count = widths.most_common(1)[0]
        share = count / widths.total()
        if width > 1 and (best is None or (share, width) > best[:2]):
            best = share, width, separator
    return None if best is None else best[2]


def has_one_width(head: str) -> bool:
    """Return whether most of the first rows have the same number of cells, and more than one."""
    separator = find_separator(head)
    if separator is None:
        return False
    widths = _sample_widths(head, separator)
    return widths.most_common(1)[0][1] >= _MIN_SHARE * widths.total()


def _sample_widths(head: str, separator: str) -> Counter[int]:
    rows = islice(iter_csv_rows(head.splitlines(keepends=True), separator), _SAMPLED_LINES)
    cells = [row.cells for row in rows if row.cells and any(cell.strip() for cell in row.cells)]
    return Counter(map(len, cells))


def find_header(rows: Iterable[NumberedRow]) -> Columns | None:
    """Return the columns of the first row whose cells name a question and an answer."""
    for row in islice(rows, _HEADER_ROWS):
        headings = [read_heading(cell) for cell in row.cells or ()]
        meanings = {heading.meaning for heading in headings if heading is not None}
        if Meaning.QUESTION in meanings and not meanings.isdisjoint(_ANSWERS):
            return Columns(tuple(_fill_options(row.cells or (), headings)), row.number)
    return None


def _fill_options(cells: Sequence[str], headings: list[Heading | None]) -> Iterator[Heading | None]:
    """Yield the headings; those between “Answer 1” and the time that aren’t understood are options too."""
    has_key = any(heading is not None and heading.meaning is Meaning.ANSWER for heading in headings)
    number = 0
    for cell, heading in zip(cells, headings, strict=True):
        if heading is not None and heading.meaning is Meaning.OPTION:
            number = heading.number
        elif number and has_key and heading is None and cell.strip() and not _is_time(cell):
            number += 1
            yield Heading(Meaning.OPTION, number)
            continue
        else:
            number = 0
        yield heading


def _is_time(cell: str) -> bool:
    return " ".join(cell.casefold().split()).startswith(_TIME)


def _without_declaration(lines: Iterable[str]) -> Iterator[str]:
    """Return the lines without a first one such as `sep=;`."""
    rest = iter(lines)
    first = next(rest, "")
    is_declaration = len(first) <= 10 and first.strip('"\n ').lower().startswith("sep=")
    return rest if is_declaration else chain((first,), rest)
