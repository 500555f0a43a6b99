"""What the numbers of one column have in common, so that a number's neighbours look like them."""

from collections.abc import Sequence
from math import log, log2
from typing import NamedTuple

from quiz.core.model import Value
from quiz.generate import forms
from quiz.generate.numbers import LEAST_RATIO
from quiz.generate.scales import SPREAD_OF_RATIOS, Scale

_LOOKED_AT = 64
"""So many values of a long column are looked at, evenly spaced."""
_ENOUGH = 5
"""Fewer numbers say nothing about their column."""
_NARROWEST = -3
"""A column's neighbours lie at most so many halvings closer together than is usual."""
_QUARTILES = 1.35
"""How many standard deviations lie between the quartiles of what is normally distributed."""
_BY_CHANCE = 0.2
"""Where at most this share of whole numbers ends with a zero, such a zero is no rounding."""


class Column(NamedTuple):
    """How far the numbers of a column lie apart, beside what is usual, and how they are rounded."""

    width: float = 1.0
    counts_ones: bool = False
    """Whether a zero at the end of a number is there by chance."""


def of(values: Sequence[Value], *, english: bool) -> Column:
    """Look at the numbers of a column.

    The width is a power of two, so that a further row seldom changes it.
    """
    some = values[:: max(1, len(values) // _LOOKED_AT)]
    read = (forms.read(value.text, value.type, english=english) for value in some)
    found = [form for form in read if isinstance(form, Scale) and form.size > 0]
    if len(found) < _ENOUGH:
        return Column()
    logs = sorted(log(form.size) for form in found)
    spread = (logs[-1 - len(logs) // 4] - logs[len(logs) // 4]) / _QUARTILES
    width = 2.0 ** max(_NARROWEST, round(log2(spread / SPREAD_OF_RATIOS))) if spread else 1.0
    tens = sum(form.step >= 10 for form in found)
    return Column(min(1.0, width), 0 < tens <= _BY_CHANCE * len(found))


def fitted(scale: Scale, column: Column) -> Scale:
    """Let a number have neighbours as close together, and rounded, as those of its column are."""
    if column.counts_ones and scale.rounded and scale.step <= 10:
        scale = scale._replace(spread=None, step=1, low=1, rounded=False, apart=LEAST_RATIO)
    return scale if scale.spread is not None else scale._replace(width=column.width)
