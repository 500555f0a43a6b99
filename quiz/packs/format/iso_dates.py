"""Dates as authors write them, converted to ISO years, months and days."""

import re
from datetime import date

from quiz.text.english import MONTHS

_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2}) )?([A-Za-z]+) (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+) (\d{1,2}), (\d{4})")
_NAMES = "|".join(spelling for name in _MONTHS for spelling in (name, name.title(), name.upper()))
DATE = "|".join(form.pattern for form in (_ISO, _DAY_FIRST, _MONTH_FIRST)).replace(
    "[A-Za-z]+", f"(?:{_NAMES})"
)
"""The form of a date; `2021-02-30` has this form too but is not a date."""


def to_iso_date(text: str) -> str | None:
    """Convert `2021`, `2021-07`, `July 2021`, `31 July 2021` or `July 31, 2021`; else return `None`."""
    text = " ".join(text.split())
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return _format_date(year, month and int(month), day and int(day))
    if match := _DAY_FIRST.fullmatch(text):
        return _format_date(match[3], _month_number(match[2]), match[1] and int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _format_date(match[3], _month_number(match[1]), int(match[2]))
    return None


def _month_number(name: str) -> int:
    """Return the number of the month; 0, which makes the date invalid, for an unknown name."""
    return _MONTHS.get(name.casefold(), 0)


def _format_date(year: str, month: int | str | None, day: int | str | None) -> str | None:
    try:
        parsed = date(int(year), 1 if month is None else int(month), 1 if day is None else int(day))
    except ValueError:
        return None
    if month is None:
        return f"{parsed.year:04}"
    return f"{parsed.year:04}-{parsed.month:02}" if day is None else parsed.isoformat()
