"""Years, decades and centuries, BC and AD, as points on one line of years."""

import re
from collections.abc import Callable
from functools import cache

from quiz.generate.values.scale import Scale
from quiz.text.english import ordinal, ordinal_word

_SPREAD = 4.0
_MAX_SPREADS = 3
"""Maximum distance between the options, in spreads."""

_DECADE = r"(?P<the>the )?(?P<year>\d{2,3}0)s"
_ERA_YEAR = (
    r"(?P<before>(?:AD|CE) )(?P<year>\d{1,4})|(?P<after>\d{1,4})(?P<era> ?(?:AD|CE|BC|BCE|B\.C\.|A\.D\.))"
)
_CENTURY = (
    r"(?P<the>the )?(?P<number>\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)(?P<rest>[ -]century)"
    r"(?P<era> (?:AD|CE|BC|BCE))?"
)


def parse_year(text: str, *, english: bool) -> Scale | None:
    """Parse a year, a decade or a century; return `None` for anything else."""
    if len(text) in (3, 4) and text.isdecimal():
        year = int(text)
        width = len(text) if text.startswith("0") else 0
        return _build_scale(year, lambda point: str(point).zfill(width), min_point=100)
    if not english:
        return None
    if decade := re.fullmatch(_DECADE, text):
        year, the = int(decade["year"]), decade["the"] or ""
        return Scale(year, lambda point: f"{the}{point}s", year, spread=20.0, step=10, min_point=10)
    return _parse_era_year(text) or _parse_century(text)


def _build_scale(year: int, write: Callable[[int], str], min_point: int = 1) -> Scale:
    # Old years are known less exactly: near 2000 a difference of four years is small, near 1066 of twenty.
    spread = max(_SPREAD, (2000 - year) / 50)
    return Scale(year, write, year, spread=spread, min_point=min_point, max_span=round(_MAX_SPREADS * spread))


def _parse_era_year(text: str) -> Scale | None:
    match = re.fullmatch(_ERA_YEAR, text)
    if match is None:
        return None
    before, era = match["before"] or "", match["era"] or ""
    year = int(match["year"] or match["after"])
    if year == 0 or "B" not in era:
        return _build_scale(year, lambda point: f"{before}{point}{era}") if year else None
    # Years BC are often rounded, and their neighbours are rounded alike.
    step = next(step for step in (1000, 100, 10, 1) if year % step == 0)
    spread = max(2.0 * step, (2000 + year) / 50)
    return Scale(
        -year,
        lambda point: f"{-point}{era}",
        -year,
        spread=spread,
        step=step,
        min_point=-9999,
        max_point=-step,
        rounded=step > 1,
    )


def _parse_century(text: str) -> Scale | None:
    match = re.fullmatch(_CENTURY, text)
    number = _century_numbers().get(match["number"]) if match else None
    if match is None or number is None:
        return None
    the, rest, era = match["the"] or "", match["rest"], match["era"] or ""
    spell = ordinal if match["number"][0].isdigit() else ordinal_word
    # The point of a century is its first year; centuries BC count backwards.
    is_before = "B" in era

    def write(point: int) -> str:
        return f"{the}{spell(-point // 100 if is_before else point // 100 + 1)}{rest}{era}"

    point = -100 * number if is_before else 100 * (number - 1)
    return Scale(
        point,
        write,
        point,
        spread=150.0,
        step=100,
        min_point=-3000 if is_before else 0,
        max_point=-100 if is_before else 2900,
    )


@cache
def _century_numbers() -> dict[str, int]:
    """Return the numbers of centuries by their ordinals, in digits and in words."""
    return {str(write(number)): number for write in (ordinal, ordinal_word) for number in range(1, 31)}
