"""What the numbers of one column have in common, so that a number's neighbours look like them."""

from collections.abc import Sequence
from math import floor, fsum, log, log2, sqrt
from typing import NamedTuple

from quiz.generate.values import parse
from quiz.generate.values.numbers import LEAST_RATIO
from quiz.generate.values.scale import SPREAD_OF_RATIOS, Scale
from quiz.model.pack import Value
from quiz.model.rng import RandomStream

_LOOKED_AT = 64
"""So many values of a long column are looked at, evenly spaced."""
_ENOUGH = 5
"""Fewer numbers say nothing about their column."""
_NARROWEST = -3
"""A column's neighbours lie at most so many halvings closer together than is usual."""
_TENTH = 0.1
"""So many whole numbers end with a zero where nobody rounded them."""
_ROUNDED = (0.2, 0.4)
"""Between these shares of zeros it becomes plain that a column is rounded, at least in part."""


class ColumnSpread(NamedTuple):
    """How far the numbers of a column lie apart, beside what is usual, and how they are rounded."""

    spread_in_doublings: float = 0.0
    """How many times as far as is usual they lie apart, as a power of two."""
    exact_share: float = 0.0
    """How likely it is that a zero at the end of a number is no rounding."""


def measure_column(values: Sequence[Value], *, english: bool) -> ColumnSpread:
    """Look at the numbers of a column."""
    some = values[:: max(1, len(values) // _LOOKED_AT)]
    read = (parse.parse_value(value.text, value.type, english=english) for value in some)
    found = [form for form in read if isinstance(form, Scale) and form.magnitude > 0]
    if len(found) < _ENOUGH:
        return ColumnSpread()
    logs = [log(form.magnitude) for form in found]
    mean = fsum(logs) / len(logs)
    spread = sqrt(fsum((one - mean) ** 2 for one in logs) / len(logs))
    tens = sum(form.step >= 10 for form in found)
    return ColumnSpread(log2(spread / SPREAD_OF_RATIOS) if spread else 0.0, _exact(tens, len(found)))


def fit_to_column(scale: Scale, column: ColumnSpread, chance: RandomStream) -> Scale:
    """Let a number have neighbours as close together, and rounded, as those of its column are.

    How close is a whole power of two, rounded up or down by chance, and chance decides where it is not plain
    how the column is rounded: so a further row changes few questions, and not all at once.
    """
    doublings = min(0, max(_NARROWEST, floor(column.spread_in_doublings + chance.random())))
    is_exact = chance.random() < column.exact_share
    if is_exact and scale.rounded and scale.step <= 10:
        scale = scale._replace(spread=None, step=1, min_point=1, rounded=False, min_ratio=LEAST_RATIO)
    return scale if scale.spread is not None else scale._replace(spread_factor=2.0**doublings)


def _exact(tens: int, count: int) -> float:
    """Say how likely so many zeros are there by chance: neither far too few of them, nor too many."""
    low, high = _ROUNDED
    return max(0.0, min(1.0, (tens + 1) / (_TENTH * count), (high - tens / count) / (high - low)))
