"""The rows of a sheet of an xlsx file, with its cells as a spreadsheet shows them.

A sheet of plain cells is read by hand: it is a zip of XML, and a library for it would be another dependency.
"""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from quiz.importers.archives import Archive
from quiz.importers.bank_file import MAX_BYTES, BankError
from quiz.importers.sheet_cells import CellStyles, column_of, format_cell, read_styles, to_number
from quiz.importers.xml_events import End, Start, XmlError, iter_xml_events

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED = "xl/sharedStrings.xml"
_FOLDER = "xl/"
_SHEET = re.compile(r"xl/worksheets/sheet\d*\.xml")
_MAX_COLUMNS = 1_000
_HIDDEN = ("hidden", "veryHidden")


class Sheet(NamedTuple):
    """A sheet of a workbook."""

    name: str
    member: str
    """The name of its member in the archive."""


class SheetTable(NamedTuple):
    """The first sheet with cells as a table in CSV."""

    data: bytes
    sheet: str
    others: tuple[str, ...]
    """The names of the other sheets."""


def is_workbook(archive: Archive) -> bool:
    """Return whether an archive is a workbook in xlsx."""
    return WORKBOOK in archive.names


def iter_sheet_rows(archive: Archive) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row that has any, from the first sheet with such rows.

    Raises:
        BankError: The file has no sheet, or can't be read.
    """
    for _, number, cells in _iter_first_sheet(archive, list_sheets(archive)):
        yield number, cells


def format_sheet(archive: Archive, max_rows: int) -> SheetTable:
    """Return the first sheet with cells in CSV, at most `max_rows` rows of it.

    Raises:
        BankError: The file has no sheet with cells, is too large, or can't be read.
    """
    sheets = list_sheets(archive)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    used: Sheet | None = None
    for sheet, _, cells in islice(_iter_first_sheet(archive, sheets), max_rows):
        used = sheet
        writer.writerow(cells)
        if text.tell() > MAX_BYTES:
            raise BankError("has a sheet with more than 64 MiB of text")
    if used is None:
        raise BankError("is a workbook without a cell")
    others = tuple(sheet.name for sheet in sheets if sheet is not used)
    return SheetTable(text.getvalue().encode("utf-8", "replace"), used.name, others)


def list_sheets(archive: Archive) -> list[Sheet]:
    """List the sheets in their order, without hidden ones if any is shown.

    Raises:
        BankError: The file has no sheet, or can't be read.
    """
    sheets: list[Sheet] = []
    hidden: list[Sheet] = []
    try:
        targets = _read_targets(archive)
        for event in iter_xml_events(archive.iter_chunks(WORKBOOK)):
            if not isinstance(event, Start) or event.name != "sheet":
                continue
            keys = [text for name, text in event.attributes.items() if name.endswith(":id")]
            member = targets.get(keys[0] if keys else "", "")
            if member in archive.names:
                is_hidden = event.attributes.get("state") in _HIDDEN
                (hidden if is_hidden else sheets).append(Sheet(event.attributes.get("name", ""), member))
    except XmlError as error:
        raise BankError("is a damaged workbook") from error
    if not sheets and not hidden:  # then some program wrote no list of sheets, or a wrong one
        members = sorted(filter(_SHEET.fullmatch, archive.names), key=lambda name: (len(name), name))
        sheets = [Sheet(member, member) for member in members]
    if not sheets and not hidden:
        raise BankError("is a workbook without a sheet")
    return sheets or hidden


def _read_targets(archive: Archive) -> dict[str, str]:
    """Return the names of members by the keys that the workbook uses for them."""
    if _RELATIONS not in archive.names:
        return {}
    targets = {}
    for event in iter_xml_events(archive.iter_chunks(_RELATIONS)):
        if isinstance(event, Start) and event.name == "Relationship":
            target = event.attributes.get("Target", "")
            member = target[1:] if target.startswith("/") else f"{_FOLDER}{target}"
            if event.attributes.get("Type", "").endswith("/worksheet"):
                targets[event.attributes.get("Id", "")] = member
    return targets


def _iter_first_sheet(archive: Archive, sheets: list[Sheet]) -> Iterator[tuple[Sheet, int, list[str]]]:
    try:
        shared = list(_iter_shared_texts(archive)) if _SHARED in archive.names else []
        styles = read_styles(archive, WORKBOOK)
        for sheet in sheets:
            is_empty = True
            for number, cells in _iter_rows(archive, sheet.member, shared, styles):
                is_empty = False
                yield sheet, number, cells
            if not is_empty:
                return
    except XmlError as error:
        raise BankError("is a damaged workbook") from error


def _iter_shared_texts(archive: Archive) -> Iterator[str]:
    parts: list[str] = []
    is_reading_aid = False
    for event in iter_xml_events(archive.iter_chunks(_SHARED)):
        if event.name == "rPh":
            is_reading_aid = isinstance(event, Start)
        elif isinstance(event, End) and event.name == "t" and not is_reading_aid:
            parts.append(event.text)
        elif isinstance(event, End) and event.name == "si":
            yield "".join(parts)
            parts.clear()


def _iter_rows(
    archive: Archive, member: str, shared: list[str], styles: CellStyles
) -> Iterator[tuple[int, list[str]]]:
    number, cells, kind, style, column, text = 0, list[str](), "", 0, 0, ""
    for event in iter_xml_events(archive.iter_chunks(member)):
        if isinstance(event, Start):
            if event.name == "row":
                number, cells = to_number(event.attributes.get("r", ""), number + 1), []
            elif event.name == "c":
                kind, text = event.attributes.get("t", "n"), ""
                style = to_number(event.attributes.get("s", ""), 0)
                column = column_of(event.attributes.get("r", ""), len(cells))
        elif event.name in ("v", "t"):
            text += event.text
        elif event.name == "c" and column < _MAX_COLUMNS:
            cells += [""] * (column + 1 - len(cells))
            cells[column] = format_cell(kind, text, style, shared, styles)
        elif event.name == "row" and any(cell.strip() for cell in cells):
            yield number, cells
