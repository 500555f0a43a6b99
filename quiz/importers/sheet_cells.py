"""The text of a cell in an xlsx file: numbers, dates and shares as a spreadsheet shows them.

45658 with the format yyyy-mm-dd is 2025-01-01, 0.25 with the format 0% is 25%, 0.30000000000000004 is 0.3.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from quiz.importers.archives import Archive
from quiz.importers.xml_events import End, Start, iter_xml_events

_STYLES = "xl/styles.xml"
_COLUMN = re.compile(r"[A-Z]{1,3}")
_PLAIN_DIGITS = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:[eE][-+]?\d{1,2})?")
_NOT_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
"""Parts of a format that are shown as they are, or name a colour or a language."""
_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 22, 27, 30, 36, 50, 57), "yyyy-mm-dd"),
    16: "d-mmm",
    17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"),
}
"""The formats that have a number only."""
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_FIRST_CERTAIN_DAY = 61
"""The first day that all programs number alike: some count a 29 February 1900, which didn't exist."""
_MAX_DAYS = 2_958_465
_DIGITS = 15
"""Number of digits that a spreadsheet shows of a number."""


class CellStyles(NamedTuple):
    """The formats of a workbook by the index of the style, and the day from which dates are counted."""

    formats: Sequence[str]
    epoch: datetime


def read_styles(archive: Archive, workbook: str) -> CellStyles:
    """Read the formats of a workbook.

    Raises:
        XmlError: The file is damaged.
    """
    epoch = _EPOCH
    for event in iter_xml_events(archive.iter_chunks(workbook)):
        if isinstance(event, Start) and event.attributes.get("date1904") in ("1", "true"):
            epoch = _EPOCH_1904
    codes = dict(_BUILT_IN)
    formats: list[str] = []
    is_listed = False
    for event in iter_xml_events(archive.iter_chunks(_STYLES)) if _STYLES in archive.names else ():
        if event.name == "cellXfs":
            is_listed = isinstance(event, Start)
        elif isinstance(event, End):
            continue
        elif event.name == "numFmt":
            code = event.attributes.get("formatCode", "")
            codes[to_number(event.attributes.get("numFmtId", ""), -1)] = code
        elif event.name == "xf" and is_listed:
            code = codes.get(to_number(event.attributes.get("numFmtId", ""), 0), "")
            formats.append(_NOT_FORMAT.sub("", code).partition(";")[0].lower())
    return CellStyles(formats, epoch)


def format_cell(kind: str, text: str, style: int, shared: Sequence[str], styles: CellStyles) -> str:
    """Return the text of a cell.

    Args:
        kind: The attribute `t` of the cell.
        text: Its value as it is in the file; of a formula, the result that was saved.
        style: The index of its style.
        shared: The texts that cells refer to.
        styles: The formats of the workbook.
    """
    if kind == "s":
        index = to_number(text, -1)
        return shared[index] if 0 <= index < len(shared) else ""
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    if kind == "e":  # such as #N/A
        return ""
    if kind != "n" or not _NUMBER.fullmatch(text):
        return text
    code = styles.formats[style] if style < len(styles.formats) else ""
    return _format_number(text, code, styles.epoch)


def _format_number(text: str, code: str, epoch: datetime) -> str:
    number = float(text)
    is_date = "y" in code or "d" in code or ("m" in code and "h" not in code and "s" not in code)
    if is_date and (epoch == _EPOCH_1904 or number >= _FIRST_CERTAIN_DAY) and 0 <= number < _MAX_DAYS - 2_000:
        return _format_date(epoch + timedelta(days=number), code)
    if "h" in code and 0 <= number < 1:
        return f"{epoch + timedelta(days=number):%H:%M}"
    if "%" in code:
        return f"{_round(number * 100)}%"
    return text if _PLAIN_DIGITS.fullmatch(text) else _round(number)


def _format_date(day: datetime, code: str) -> str:
    """Return a date with the parts that its format shows, in the order of ISO 8601."""
    if "d" in code:
        return f"{day:%Y-%m-%d}" if "y" in code else f"{day.day} {day:%B}"
    if "m" in code:
        return f"{day:%Y-%m}" if "y" in code else f"{day:%B}"
    return f"{day.year}"


def _round(number: float) -> str:
    return f"{number:.{_DIGITS}g}"


def column_of(reference: str, default: int) -> int:
    """Return the index of the column in a reference such as `B7`."""
    match = _COLUMN.match(reference)
    if match is None:
        return default
    column = 0
    for letter in match[0]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def to_number(text: str, default: int) -> int:
    """Return a number of a few digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
