"""Durations on a clock, `4:24`, and in several units, `5 days 22 hours`."""

import re
from itertools import pairwise
from math import prod

from quiz.generate.values.scale import Scale

_CLOCK = r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)"
_SHORT_SECONDS = 900
"""Below this, a duration is that of a short piece such as a song, and its neighbours are close."""

_UNITS = (
    ("years", "year", "yrs", "yr", "y"),
    ("months", "month"),
    ("weeks", "week", "wk"),
    ("days", "day", "d"),
    ("hours", "hour", "hrs", "hr", "h"),
    ("minutes", "minute", "mins", "min", "m"),
    ("seconds", "second", "secs", "sec", "s"),
)
_SINGULAR_NAMES = {name: names[1] for names in _UNITS for name in names}
_PLURALS = {names[1]: names[0] for names in _UNITS} | {"yr": "yrs", "hr": "hrs"}
_SINGULARS = {plural: singular for singular, plural in _PLURALS.items()}
_IN_NEXT = {("year", "month"): 12, ("year", "week"): 52, ("year", "day"): 365, ("month", "day"): 30} | {
    ("month", "week"): 4,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
"""Minimum number of the second unit in the first."""
_PART = r"(\d{1,4})([ \u00a0]?)([a-z]+)"
_BETWEEN = r"((?:, and |, | and | ?))"


def parse_duration(text: str, *, english: bool) -> Scale | None:
    """Parse a duration on a clock or in several units; return `None` for anything else."""
    return _parse_clock(text) or (_parse_units(text) if english else None)


def _parse_clock(text: str) -> Scale | None:
    match = re.fullmatch(_CLOCK, text)
    if not match:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if match.group(1) and minutes > 59:
        return None
    total = hours * 3600 + minutes * 60 + seconds
    is_padded = len(match.group(2)) > 1 and match.group(2).startswith("0") and not match.group(1)

    def write(point: int) -> str:
        whole, rest = divmod(point, 60)
        if match.group(1):
            width = len(match.group(1))
            return f"{str(whole // 60).zfill(width)}:{whole % 60:02}:{rest:02}"
        return f"{whole:02}:{rest:02}" if is_padded else f"{whole}:{rest:02}"

    is_short = total < _SHORT_SECONDS
    spread = min(max(total * 0.08, 3.0), 18.0) if is_short else total * 0.08
    lowest = 3600 if match.group(1) and hours else 1
    return Scale(total, write, total, spread=spread, min_point=lowest, max_span=75 if is_short else None)


def _parse_units(text: str) -> Scale | None:
    """Parse a duration of two or three consecutive units."""
    match = re.fullmatch(f"{_PART}{_BETWEEN}{_PART}(?:{_BETWEEN}{_PART})?", text)
    if match is None:
        return None
    parts = [part for part in match.groups() if part is not None]
    numbers, spaces, units, separators = list(map(int, parts[::4])), parts[1::4], parts[2::4], parts[3::4]
    names = [_SINGULAR_NAMES.get(unit, "") for unit in units]
    factors = [_IN_NEXT.get(pair, 0) for pair in pairwise(names)]
    pairs = zip(numbers[1:], factors, strict=True)
    if not numbers[0] or not all(0 < number < factor for number, factor in pairs):
        return None
    # The last number keeps its rounding. Every part stays, so none becomes zero.
    step = next(step for step in (10, 5, 1) if numbers[-1] % step == 0 and factors[-1] % step == 0)
    counts = [factor - 1 for factor in factors[:-1]] + [factors[-1] // step - 1]

    def write(point: int) -> str:
        digits: list[int] = []
        for count in reversed(counts):
            point, digit = divmod(point, count)
            digits.append(digit + 1)
        digits = [point + 1, *reversed(digits)]
        digits[-1] *= step
        words = [
            f"{digit}{space}{_inflect(unit, digit)}"
            for digit, space, unit in zip(digits, spaces, units, strict=True)
        ]
        return words[0] + "".join(sep + word for sep, word in zip(separators, words[1:], strict=True))

    point = numbers[0] - 1
    for number, count in zip([*numbers[1:-1], numbers[-1] // step], counts, strict=True):
        point = point * count + number - 1
    magnitude = numbers[0] * prod(factors)
    for place, number in enumerate(numbers[1:], 1):
        magnitude += number * prod(factors[place:])
    return Scale(point, write, magnitude, spread=max(2.0, point * 0.12), min_point=0)


def _inflect(unit: str, number: int) -> str:
    return _SINGULARS.get(unit, unit) if number == 1 else _PLURALS.get(unit, unit)
