"""Dates as people write them, read as ISO years, months and days."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2}) )?([A-Za-z]+) (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+) (\d{1,2}), (\d{4})")
_NAMES = "|".join(written for name in _MONTHS for written in (name, name.title(), name.upper()))
DATE = "|".join(form.pattern for form in (_ISO, _DAY_FIRST, _MONTH_FIRST)).replace(
    "[A-Za-z]+", f"(?:{_NAMES})"
)
"""What a date looks like; not every text like it is one, as `2021-02-30`."""


def to_iso_date(text: str) -> str | None:
    """Read `2021`, `2021-07`, `July 2021`, `31 July 2021` and `July 31, 2021`; `None` for anything else."""
    text = " ".join(text.split())
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return _checked(year, month and int(month), day and int(day))
    if match := _DAY_FIRST.fullmatch(text):
        return _checked(match[3], _month(match[2]), match[1] and int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _checked(match[3], _month(match[1]), int(match[2]))
    return None


def _month(name: str) -> int:
    """Give the month's number; 0, which no date has, for an unknown name."""
    return _MONTHS.get(name.casefold(), 0)


def _checked(year: str, month: int | str | None, day: int | str | None) -> str | None:
    try:
        found = date(int(year), 1 if month is None else int(month), 1 if day is None else int(day))
    except ValueError:
        return None
    if month is None:
        return f"{found.year:04}"
    return f"{found.year:04}-{found.month:02}" if day is None else found.isoformat()
