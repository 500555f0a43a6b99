"""Dates in other forms, rewritten as `30 April 1910`, or as `1910-04-30` in a pack that isn't English."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain

from quiz.text.english import MONTHS

_SHORT = {month[:3].casefold(): number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}
_WORD = r"(?P<word>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
_TIME = r"(?:[T ]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:Z| ?UTC| ?[-+]\d\d:?\d\d)?)?"
_FORMS = tuple(
    re.compile(f"{_WEEKDAY}{form}{_TIME}", re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})(?P<sign>[-/.])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})",
        rf"{_DAY}[- ](?:of )?{_WORD}[-, ]+(?P<y>\d{{4}})",
        rf"{_WORD} {_DAY},? (?P<y>\d{{4}})",
        rf"(?P<y>\d{{4}})[- ]{_WORD}[- ]{_DAY}",
    )
)
_MONTHS_ONLY = tuple(
    re.compile(form) for form in (rf"{_WORD}[- ,]*(?P<y>\d{{4}})", rf"(?P<y>\d{{4}})[- ]{_WORD}")
)
_TWO_NUMBERS = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}){_TIME}")
SHORT_YEAR = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d\d|(?:\d{1,2}[- ])?[A-Z][a-z]{2}[- ]'?\d\d|\d{1,2}-[A-Z][a-z]{2}"
)
"""A date whose century is unclear: `9/24/06`, `Sep-63`."""


def rewrite_dates(cells: Sequence[str], *, english: bool) -> list[str]:
    """Rewrite the dates of a column; other cells stay.

    A date such as `4/5/1910` is rewritten only if other cells of the column show which number is the month.
    """
    is_day_first = _find_order(cells)
    return [_rewrite(cell, is_day_first, english=english) for cell in cells]


def are_ambiguous(cells: Sequence[str]) -> bool:
    """Return whether most cells are dates whose month may be either of two numbers."""
    filled = [cell for cell in cells if cell]
    numbered = sum(_TWO_NUMBERS.fullmatch(cell) is not None for cell in filled)
    return bool(filled) and 2 * numbered > len(filled) and _find_order(cells) is None


def _find_order(cells: Sequence[str]) -> bool | None:
    """Return whether the day comes first in dates such as `30/4/1910`; `None` if no cell shows it."""
    matches = list(filter(None, map(_TWO_NUMBERS.fullmatch, cells)))
    has_day_first = any(int(match[1]) > 12 for match in matches)
    has_month_first = any(int(match[3]) > 12 for match in matches)
    if has_day_first or has_month_first:
        return has_day_first if has_day_first != has_month_first else None
    return True if matches and all(match[2] == "." for match in matches) else None


def _rewrite(cell: str, is_day_first: bool | None, *, english: bool) -> str:
    if not any(map(str.isdigit, cell)) or len(cell) > 40:
        return cell
    if (match := _TWO_NUMBERS.fullmatch(cell)) and is_day_first is not None:
        day, month = (match[1], match[3]) if is_day_first else (match[3], match[1])
        return _format(cell, int(match[4]), int(month), int(day), english=english)
    for form in chain(_FORMS, _MONTHS_ONLY):
        match = form.fullmatch(cell)
        parts = match.groupdict() if match else {}
        month_number = _month_of(parts)
        if month_number is not None:
            day_number = int(parts["d"]) if "d" in parts else None
            return _format(cell, int(parts["y"]), month_number, day_number, english=english)
    return cell


def _month_of(parts: dict[str, str]) -> int | None:
    if "m" in parts:
        return int(parts["m"])
    word = parts.get("word", "").casefold()
    is_month = word in _SHORT or any(month.casefold() == word for month in MONTHS)
    return _SHORT.get(word[:3]) if is_month else None


def _format(cell: str, year: int, month: int, day: int | None, *, english: bool) -> str:
    """Format a date; return the cell if it has no such day."""
    try:
        iso = date(year, month, 1 if day is None else day).isoformat()
    except ValueError:
        return cell
    if not english:
        return iso if day is not None else iso[:7]
    named = f"{MONTHS[month - 1]} {year}"
    return named if day is None else f"{day} {named}"
