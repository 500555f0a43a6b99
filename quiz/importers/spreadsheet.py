"""The rows of the first sheet of an xlsx file.

A sheet of plain cells is read by hand: it is a zip of XML, and a library for it would be another dependency.
"""

import re
from collections.abc import Iterator

from quiz.importers.archives import Archive
from quiz.importers.bank_file import BankError
from quiz.importers.xml_events import End, Start, XmlError, iter_xml_events

_SHARED = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/sheet\d*\.xml")
_COLUMN = re.compile(r"[A-Z]{1,3}")
_MAX_COLUMNS = 1_000


def iter_sheet_rows(archive: Archive) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row that has any, from the first sheet.

    Raises:
        BankError: The file has no sheet, or can't be read.
    """
    sheets = sorted(
        (name for name in archive.names if _SHEET.fullmatch(name)), key=lambda name: (len(name), name)
    )
    if not sheets:
        raise BankError("is a workbook without a sheet")
    try:
        shared = list(_iter_shared_texts(archive)) if _SHARED in archive.names else []
        yield from _iter_rows(archive, sheets[0], shared)
    except XmlError as error:
        raise BankError("is a damaged workbook") from error


def _iter_shared_texts(archive: Archive) -> Iterator[str]:
    parts: list[str] = []
    for event in iter_xml_events(archive.iter_chunks(_SHARED)):
        if isinstance(event, End) and event.name == "t":
            parts.append(event.text)
        elif isinstance(event, End) and event.name == "si":
            yield "".join(parts)
            parts.clear()


def _iter_rows(archive: Archive, sheet: str, shared: list[str]) -> Iterator[tuple[int, list[str]]]:
    number, cells, kind, column, text = 0, list[str](), "", 0, ""
    for event in iter_xml_events(archive.iter_chunks(sheet)):
        if isinstance(event, Start):
            if event.name == "row":
                number, cells = _to_number(event.attributes.get("r", ""), number + 1), []
            elif event.name == "c":
                kind, text = event.attributes.get("t", "n"), ""
                column = _column_of(event.attributes.get("r", ""), len(cells))
        elif event.name in ("v", "t"):
            text += event.text
        elif event.name == "c" and column < _MAX_COLUMNS:
            cells += [""] * (column + 1 - len(cells))
            cells[column] = _cell_text(kind, text, shared)
        elif event.name == "row" and any(cell.strip() for cell in cells):
            yield number, cells


def _cell_text(kind: str, text: str, shared: list[str]) -> str:
    if kind == "s":
        index = _to_number(text, -1)
        return shared[index] if 0 <= index < len(shared) else ""
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    return text


def _column_of(reference: str, default: int) -> int:
    match = _COLUMN.match(reference)
    if match is None:
        return default
    column = 0
    for letter in match[0]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _to_number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
