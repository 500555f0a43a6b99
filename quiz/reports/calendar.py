"""Calendar of the days with answers, a column for each week."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from quiz.text.english import MONTHS
from quiz.text.safe import Text

SHADES = "∙░▒▓█"
"""A day without answers, then more and more answers."""
_ASCII_SHADES = ".:+*#"
_LEVELS = (1, 10, 25, 50)
"""The least number of answers of each shade but the first."""
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "")
_LABEL_CELLS = 5
_MAX_WEEKS = 26
_WEEK = timedelta(days=7)


def format_calendar(
    answer_counts: Mapping[str, int], today: date, columns: int, *, ascii_only: bool
) -> Iterator[Text]:
    """Yield the calendar up to today, as many weeks as fit: a line of months, and one for each weekday.

    Args:
        answer_counts: The number of answers, by days in ISO form.
        today: The last day.
        columns: The width.
        ascii_only: Whether to use ASCII only.
    """
    count = max(4, min(_MAX_WEEKS, (columns - _LABEL_CELLS) // 2))
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - _WEEK * back for back in reversed(range(count))]
    shades = _ASCII_SHADES if ascii_only else SHADES
    yield Text(" " * _LABEL_CELLS + _format_months(mondays))
    for weekday, label in enumerate(_WEEKDAYS):
        days = [monday + timedelta(days=weekday) for monday in mondays]
        cells = [
            " " if day > today else _find_shade(answer_counts.get(day.isoformat(), 0), shades) for day in days
        ]
        yield Text((label.ljust(_LABEL_CELLS) + " ".join(cells)).rstrip())


def _find_shade(count: int, shades: str) -> str:
    return shades[sum(count >= level for level in _LEVELS)]


def _format_months(mondays: Sequence[date]) -> str:
    """Return a line with each month above its first week, where there is room."""
    line = ""
    for week, monday in enumerate(mondays):
        is_first = week == 0 or monday.month != mondays[week - 1].month
        if is_first and len(line) <= 2 * week and 2 * (len(mondays) - week) > len("Jan"):
            line = line.ljust(2 * week) + MONTHS[monday.month - 1][:3] + " "
    return line.rstrip()
