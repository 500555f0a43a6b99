"""Dates, and other dates that differ from them in two parts."""

import re
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

from quiz.generate.values import scale
from quiz.generate.values.scale import Allowed, Scale, date_magnitude
from quiz.model.rng import RandomStream
from quiz.text.english import MONTHS
from quiz.text.normalize import contains
from quiz.text.safe import Text

_MONTH = "|".join(MONTHS)
_DATES = (
    rf"(?P<d>\d{{1,2}}) (?P<m>{_MONTH})(?: (?P<y>\d{{4}}))?",
    rf"(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:, (?P<y>\d{{4}}))?",
    rf"(?P<m>{_MONTH}) (?P<y>\d{{4}})",
    r"(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?",
)
_YEARS = (1, 9999)
"""First and last year of Python's calendar."""
_LEAP_YEAR = 2000
"""Year of a date without one, so that it may be 29 February."""


class DateForm(NamedTuple):
    """A parsed date, with the parts that it names and a function that writes another date."""

    year: int | None
    month: int
    day: int | None
    write: Callable[[int, int, int], str]
    within_year: bool = False
    """Whether neighbours are in the date's own year."""

    @property
    def magnitude(self) -> float:
        """A number that sorts dates."""
        return date_magnitude(self.year or 0, self.month, self.day or 0)

    @property
    def ends(self) -> tuple[float, ...]:
        """The magnitude; a range has two."""
        return (self.magnitude,)

    def restrict_to_year(self, visible: str) -> "DateForm":
        """Keep neighbours in the date's year if the visible text mentions it."""
        return self if self.year is None else self._replace(within_year=contains(visible, str(self.year)))

    def select_neighbours(self, held: Sequence[tuple[float, Text]]) -> Sequence[tuple[float, Text]]:
        """Return the dates of a column that can be options: those of the own year, or all."""
        if not self.within_year:
            return held
        return [pair for pair in held if contains(pair[1], str(self.year))]

    def draw_around(
        self, stream: RandomStream, allowed: Allowed, latest: int | None
    ) -> tuple[Text, ...] | None:
        """Vary two parts of the date, each by one other value.

        In the four options, each value of a part occurs twice, so that no part reveals the key.
        """
        latest = None if latest is None or self.year is None else max(latest, self.year)
        varied = ("day", "month") if self.within_year else ("day", "month", "year")
        parts = [name for name in varied if getattr(self, name) is not None]
        for pair in stream.shuffled(combinations(parts, 2)):
            signs = [1 if stream.random() < 0.5 else -1 for _ in pair]
            if not all(_other_values(self, part, sign, latest) for part in pair for sign in (1, -1)):
                continue
            for _ in range(8):
                first, second = (
                    {part: stream.choice(_other_values(self, part, sign, latest))}
                    for part, sign in zip(pair, signs, strict=True)
                )
                texts = [_write_changed(self, changes) for changes in (first, second, first | second)]
                if all(text is not None and allowed(text) for text in texts):
                    return tuple(Text(text) for text in texts if text is not None)
        return _draw_shifted(self, stream, allowed, latest)


def parse_date(text: str) -> DateForm | None:
    """Parse a date with a month; return `None` for anything else."""
    for pattern in _DATES:
        match = re.fullmatch(pattern, text)
        if match is None:
            continue
        parts = match.groupdict()
        is_named = parts["m"] in MONTHS
        month = MONTHS.index(parts["m"]) + 1 if is_named else int(parts["m"])
        year = int(parts["y"]) if parts["y"] else None
        day = int(parts["d"]) if parts.get("d") else None
        if not _is_real(year, month, day):
            return None
        spans = {part: match.span(part) for part, digits in parts.items() if digits}

        def write(
            year: int,
            month: int,
            day: int,
            is_named: bool = is_named,
            spans: dict[str, tuple[int, int]] = spans,
        ) -> str:
            new_parts = {
                "y": f"{year:04}",
                "m": MONTHS[month - 1] if is_named else f"{month:02}",
                "d": str(day) if is_named else f"{day:02}",
            }
            new_text = text
            for part, (start, end) in sorted(spans.items(), key=lambda item: item[1], reverse=True):
                new_text = new_text[:start] + new_parts[part] + new_text[end:]
            return new_text

        return DateForm(year, month, day, write)
    return None


def _is_real(year: int | None, month: int, day: int | None) -> bool:
    from datetime import date  # few packs have dates

    try:
        date(_LEAP_YEAR if year is None else year, month, 1 if day is None else day)
    except ValueError:
        return False
    return True


def _other_values(form: DateForm, part: str, sign: int, latest: int | None) -> range:
    """Return the other values of a part that are above its own (sign 1) or below it (sign -1)."""
    value: int = getattr(form, part)
    low, high, reach = {
        "day": (1, 28 if form.month == 2 else 30, 9),
        "month": (1, 12, 4),
        "year": (_YEARS[0], _YEARS[1] if latest is None else latest, 3),
    }[part]
    if sign > 0:
        return range(value + 1, min(value + reach, high) + 1)
    return range(max(value - reach, low), value)


def _write_changed(form: DateForm, changes: dict[str, int]) -> str | None:
    year = changes.get("year", form.year)
    month = changes.get("month", form.month)
    day = changes.get("day", form.day)
    if not _is_real(year, month, day):
        return None
    return form.write(year or 0, month, day or 0)


def _draw_shifted(
    form: DateForm, stream: RandomStream, allowed: Allowed, latest: int | None
) -> tuple[Text, ...] | None:
    """Move the date as a whole, if its parts have no other values on some side."""
    from datetime import date

    year = form.year if form.year is not None else _LEAP_YEAR
    stays = form.year is None or form.within_year
    last_year = year if stays else min(latest or _YEARS[1], _YEARS[1])
    if form.day is None:
        first = year * 12 + form.month - 1
        line = Scale(first, lambda point: form.write(point // 12, point % 12 + 1, 0), first, spread=5.0)
        low, high = (year if stays else _YEARS[0]) * 12, last_year * 12 + 11
    else:
        first = date(year, form.month, form.day).toordinal()

        def write(point: int) -> str:
            moved = date.fromordinal(point)
            return form.write(moved.year, moved.month, moved.day)

        line = Scale(first, write, first, spread=12.0)
        low, high = date(year if stays else _YEARS[0], 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
    points = scale.draw_around(line._replace(min_point=low, max_point=high), stream, allowed, 3)
    return None if points is None else tuple(Text(line.write(point)) for point in points)
