"""Statistics of the numbers in one column, so that the wrong numbers look like them."""

from collections.abc import Sequence
from math import floor, fsum, log, log2, sqrt
from typing import NamedTuple

from quiz.generate.values import parse
from quiz.generate.values.numbers import MIN_RATIO
from quiz.generate.values.scale import SPREAD_OF_RATIOS, Scale
from quiz.model.pack import Value
from quiz.model.rng import RandomStream

_MAX_SAMPLES = 64
"""Number of evenly spaced values that are read in a long column, approximately."""
_MIN_NUMBERS = 5
_MIN_DOUBLINGS = -3
_UNROUNDED_SHARE = 0.1
"""Share of whole numbers that end with a zero if they are not rounded."""
_ROUNDED_SHARES = (0.2, 0.4)
"""Shares of zeros between which a column gradually counts as rounded."""


class ColumnSpread(NamedTuple):
    """The spread of the numbers of a column, and how they are rounded."""

    spread_in_doublings: float = 0.0
    """Binary logarithm of the spread divided by the usual one."""
    exact_share: float = 0.0
    """Probability that a number which ends with a zero is exact."""


def measure_column(values: Sequence[Value], *, english: bool) -> ColumnSpread:
    """Measure the numbers of a column; a column with few numbers counts as usual."""
    samples = values[:: max(1, len(values) // _MAX_SAMPLES)]
    forms = (parse.parse_value(value.text, value.type, english=english) for value in samples)
    scales = [form for form in forms if isinstance(form, Scale) and form.magnitude > 0]
    if len(scales) < _MIN_NUMBERS:
        return ColumnSpread()
    logs = [log(scale.magnitude) for scale in scales]
    mean = fsum(logs) / len(logs)
    spread = sqrt(fsum((value - mean) ** 2 for value in logs) / len(logs))
    zeros = sum(scale.step >= 10 for scale in scales)
    doublings = log2(spread / SPREAD_OF_RATIOS) if spread else 0.0
    return ColumnSpread(doublings, _exact_share(zeros, len(scales)))


def fit_to_column(scale: Scale, column: ColumnSpread, stream: RandomStream) -> Scale:
    """Fit the distance and the rounding of a number's neighbours to its column.

    The distance is a whole power of two, rounded up or down at random, and so is the choice between exact
    and rounded numbers if the column has both. Thus one more row changes few questions.
    """
    doublings = min(0, max(_MIN_DOUBLINGS, floor(column.spread_in_doublings + stream.random())))
    is_exact = stream.random() < column.exact_share
    if is_exact and scale.rounded and scale.step <= 10:
        scale = scale._replace(spread=None, step=1, min_point=1, rounded=False, min_ratio=MIN_RATIO)
    return scale if scale.spread is not None else scale._replace(spread_factor=2.0**doublings)


def _exact_share(zeros: int, count: int) -> float:
    """Return the probability that numbers are exact; too few or too many zeros lower it."""
    low, high = _ROUNDED_SHARES
    return max(0.0, min(1.0, (zeros + 1) / (_UNROUNDED_SHARE * count), (high - zeros / count) / (high - low)))
