"""Read durations: of a clock, `4:24`, and of several units, `5 days 22 hours`."""

import re
from itertools import pairwise
from math import prod

from quiz.generate.values.scale import Scale

_CLOCK = r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)"
_SHORT = 900
"""So many seconds are a short piece, as a song, whose neighbours lie close."""

_UNITS = (
    ("years", "year", "yrs", "yr", "y"),
    ("months", "month"),
    ("weeks", "week", "wk"),
    ("days", "day", "d"),
    ("hours", "hour", "hrs", "hr", "h"),
    ("minutes", "minute", "mins", "min", "m"),
    ("seconds", "second", "secs", "sec", "s"),
)
_PLACES = {name: place for place, names in enumerate(_UNITS) for name in names}
_PLURALS = {names[1]: names[0] for names in _UNITS} | {"yr": "yrs", "hr": "hrs"}
_SINGULARS = {plural: singular for singular, plural in _PLURALS.items()}
_IN_NEXT = {("year", "month"): 12, ("year", "week"): 52, ("year", "day"): 365, ("month", "day"): 30} | {
    ("month", "week"): 4,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
"""How many of a unit are in the one before it, at least."""
_PART = r"(\d{1,4})([ \u00a0]?)([a-z]+)"
_BETWEEN = r"((?:, and |, | and | ?))"


def parse_duration(text: str, *, english: bool) -> Scale | None:
    """Read a duration of a clock or of several units; `None` for anything else."""
    return _clock(text) or (_in_units(text) if english else None)


def _clock(text: str) -> Scale | None:
    match = re.fullmatch(_CLOCK, text)
    if not match:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if match.group(1) and minutes > 59:
        return None
    total = hours * 3600 + minutes * 60 + seconds
    padded = len(match.group(2)) > 1 and match.group(2).startswith("0") and not match.group(1)

    def write(point: int) -> str:
        whole, rest = divmod(point, 60)
        if match.group(1):
            width = len(match.group(1))
            return f"{str(whole // 60).zfill(width)}:{whole % 60:02}:{rest:02}"
        return f"{whole:02}:{rest:02}" if padded else f"{whole}:{rest:02}"

    short = total < _SHORT
    spread = min(max(total * 0.08, 3.0), 18.0) if short else total * 0.08
    lowest = 3600 if match.group(1) and hours else 1
    return Scale(total, write, total, spread=spread, min_point=lowest, max_span=75 if short else None)


def _in_units(text: str) -> Scale | None:
    """Read a duration of two or three units that follow each other."""
    match = re.fullmatch(f"{_PART}{_BETWEEN}{_PART}(?:{_BETWEEN}{_PART})?", text)
    if match is None:
        return None
    found = [part for part in match.groups() if part is not None]
    numbers, units, between = list(map(int, found[::4])), found[2::4], found[3::4]
    spaces = found[1::4]
    places = [_PLACES.get(unit) for unit in units]
    if None in places:
        return None
    names = [_UNITS[place or 0][1] for place in places]
    bases = [_IN_NEXT.get(pair, 0) for pair in pairwise(names)]
    if not all(0 < number < base for number, base in zip(numbers[1:], bases, strict=True)) or not numbers[0]:
        return None
    # The last number is as round as it was written; every part stays, so no place holds a zero.
    step = next(step for step in (10, 5, 1) if numbers[-1] % step == 0 and bases[-1] % step == 0)
    counts = [base - 1 for base in bases[:-1]] + [bases[-1] // step - 1]

    def write(point: int) -> str:
        digits: list[int] = []
        for count in reversed(counts):
            point, digit = divmod(point, count)
            digits.append(digit + 1)
        digits = [point + 1, *reversed(digits)]
        digits[-1] *= step
        words = [
            f"{digit}{space}{_agreeing(unit, digit)}"
            for digit, space, unit in zip(digits, spaces, units, strict=True)
        ]
        return words[0] + "".join(sep + word for sep, word in zip(between, words[1:], strict=True))

    point = numbers[0] - 1
    for number, count in zip([*numbers[1:-1], numbers[-1] // step], counts, strict=True):
        point = point * count + number - 1
    worth = numbers[0] * prod(bases)
    for place, number in enumerate(numbers[1:], 1):
        worth += number * prod(bases[place:])
    return Scale(point, write, worth, spread=max(2.0, point * 0.12), min_point=0)


def _agreeing(unit: str, number: int) -> str:
    return _SINGULARS.get(unit, unit) if number == 1 else _PLURALS.get(unit, unit)
