"""Exact numbers, years and dates, and whether two of them can be compared.

1,012 kilometres and 865 kilometres     one is larger
1,012 kilometres and 1,010 kilometres   too near each other: they differ by less than five percent
865 kilometres and 537 miles            not written alike
"""

import re
from typing import NamedTuple

from quiz.generate.values import parse
from quiz.generate.values.numbers import DIGITS
from quiz.generate.values.scale import Scale, date_magnitude
from quiz.model.value_types import COMPARED_TYPES

_WHOLE_TYPES = frozenset("year date count position".split())
"""The types whose whole numbers are counted, not measured."""
_DATE = "date"
_YEAR_OF_DATES = date_magnitude(1, 0, 0)
"""The difference between dates that are a year apart."""
_MIN_SHARE = 0.05


class Measure(NamedTuple):
    """A value with its size."""

    magnitude: float
    form: str
    """The value without its digits: only values of one form have one unit."""
    rounding: float
    """The step to which it is rounded; 0 if it is exact."""
    min_distance: float
    """Minimum distance to a value that it can be compared with."""


def parse_measure(text: str, type_: str, *, english: bool = True) -> Measure | None:
    """Parse a number, a year or a date; return `None` for anything else, and for 0."""
    form = parse.parse_value(text, type_, english=english) if type_ in COMPARED_TYPES else None
    if form is None or not form.magnitude:
        return None
    if not isinstance(form, Scale):
        is_date = getattr(form, "year", None) is not None
        return Measure(form.magnitude, _DATE, 0.0, _YEAR_OF_DATES) if is_date else None
    shape = re.sub(DIGITS, "0", text).casefold()
    if "0" not in shape or (not english and shape[0].isalpha()):  # such as `about` in another language
        return None
    unit = abs(form.magnitude / form.point)
    is_exact = type_ in _WHOLE_TYPES and form.step == unit == 1
    rounding = 0.0 if is_exact else form.step * unit
    share = 1.0 if type_ in parse.TIME_TYPES else _MIN_SHARE * abs(form.magnitude)
    return Measure(form.magnitude, shape, rounding, share)


def are_apart(first: Measure, second: Measure) -> bool:
    """Return whether two values of one unit differ by more than their rounding, and clearly."""
    distance = abs(first.magnitude - second.magnitude)
    return (
        first.form == second.form
        and distance > (first.rounding + second.rounding) / 2
        and distance >= max(first.min_distance, second.min_distance)
    )
