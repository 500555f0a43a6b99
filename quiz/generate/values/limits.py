"""Limits of the wrong numbers, years, dates and durations of a column, and the form that they have.

latitude: 64.1, 59.9, 35.7      never beyond 90 degrees, and with one decimal
year: 1956, 1957, 1958 … 2023   a dense column: only years that it has
code: 4, 660, 1031              never above 1,031 by much, and without a comma
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import ceil, floor, inf
from statistics import median
from typing import NamedTuple

from quiz.generate.values import parse
from quiz.generate.values.scale import Allowed, Scale, date_magnitude, draw_around
from quiz.model.pack import Value
from quiz.model.rng import RandomStream
from quiz.text.english import MONTHS
from quiz.text.safe import Text

_MIN_NUMBERS = 5
_MAX_SAMPLES = 2_000
"""Number of evenly spaced values that are read in a long column, approximately."""
_DENSE_SHARE = 0.8
_TOLERANCE = 1e-9
_WRITTEN_TYPES = (*parse.COUNT_TYPES, "money", "percent")
"""The types whose numbers are written as they are; a duration may be so, or on a clock."""
_KNOWN = (
    (r"\b(?:lat|latitudes?|latitud|широт\w*)\b", -90, 90),
    (r"\b(?:lon|lng|longitudes?|longitud|долгот\w*)\b", -180, 180),
    (r"\d\s?°(?!\s?[CFK])|\bdegrees?\b(?! (?:Celsius|Fahrenheit))", -360, 360),
    (r"\batomic numbers?\b", 1, 118),
    (r"\bages?\b|\baged\b|\byears old\b", 0, 115),
    (r"^months?$", 1, 12),
    (r"^days?$", 1, 31),
    (r"^weeks?$", 1, 53),
    (r"^(?:minute|second)s?$", 0, 59),
    (r"^hours?$", 0, 23),
    (r"\d\s?%|\bper ?cent(?:age)?\b", -100, 100),
    (r"\bpH\b", 0, 14),
)
"""Words of a label, a unit or a sentence, with the least and the greatest number that can be."""
_BOUNDARY = 1_000
"""The least number that can have a separator."""
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")


class Limits(NamedTuple):
    """The least and the greatest number of an option; the ends are magnitudes of `parse.parse_magnitude`."""

    low: float = -inf
    high: float = inf
    held: frozenset[float] = frozenset()
    """The only numbers that an option can have, if there are any."""

    def includes(self, magnitude: float) -> bool:
        """Return whether an option can have a number."""
        margin = _TOLERANCE * max(1.0, abs(magnitude))
        return self.low - margin <= magnitude <= self.high + margin and (
            not self.held or magnitude in self.held
        )


class ColumnLimits:
    """The numbers of one column, or of a single fact."""

    def __init__(self, values: Sequence[Value], *, english: bool) -> None:
        self._english = english
        samples = values[:: max(1, len(values) // _MAX_SAMPLES)]
        forms = [
            (value.text, parse.parse_value(value.text, value.type, english=english)) for value in samples
        ]
        self._forms = [(text, form) for text, form in forms if form is not None]
        self.magnitudes = sorted({form.magnitude for _, form in self._forms})
        self._ends = [end for _, form in self._forms for end in form.ends]
        self._is_whole = len(samples) == len(values) and all(
            magnitude == int(magnitude) for magnitude in self.magnitudes
        )

    def find(self, value: Value, context: str) -> Limits:
        """Return the limits for a value in a context: the author's, else known ones and the column's."""
        if value.between:
            low_end, high_end = (self._parse_end(value, index) for index in (0, -1))
            if low_end is not None and high_end is not None:
                return Limits(low_end, high_end)
        low, high = self._known_ends(value, context)
        if len(self.magnitudes) < _MIN_NUMBERS:
            return Limits(low, high)
        own = self._own_limits
        return Limits(max(low, own.low), min(high, own.high), own.held)

    def _parse_end(self, value: Value, index: int) -> float | None:
        """Parse an end that the author set; a year or a month is that of its first or last day."""
        end = parse.parse_value(value.between[index], value.type, english=self._english)
        key = parse.parse_value(value.text, value.type, english=self._english)
        if end is None or key is None or value.type != "date" or isinstance(key, Scale):
            return None if end is None else end.magnitude
        if isinstance(end, Scale):
            return date_magnitude(end.point, 12, 31) if index else date_magnitude(end.point, 1, 0)
        return end.magnitude + (31 if index and not getattr(end, "day", 1) else 0)

    def has_form_of(self, key: str, text: str) -> bool:
        """Return whether an option is written like the key and the other numbers of the column."""
        if self._decimals(text) != self._decimals(key) or _leading_zeros(text) != _leading_zeros(key):
            return False
        if self._is_large(text):
            is_grouped = self._has_separator(key) if self._is_large(key) else self._is_grouped
            if self._has_separator(text) != is_grouped:
                return False
        if self._is_large(text) != self._is_large(key) and not self._has_both_sizes:
            return False
        return not (self._drops_zeros and any(part.endswith("0") for part in self._decimals_of(text)))

    def has_words_of(self, key: str, text: str) -> bool:
        """Return whether the words around the number of an option are those of the key."""
        if not re.search(r"\d", key):
            return not re.search(r"\d", text)
        return _skeleton(text) == _skeleton(key)

    def fit(self, scale: Scale, value: Value, limits: Limits) -> Scale:
        """End a scale at the limits, and at 1,000 if all numbers of the column are on one side of it."""
        scale = _clip(scale, limits)
        if value.type not in _WRITTEN_TYPES:
            return scale
        if not self._is_grouped and len(self.magnitudes) > 1:
            write = scale.write
            scale = scale._replace(write=lambda point: self._grouped.sub("", write(point)))
        decimals = self._decimals_of(value.text)
        zeros = 10 ** self._zero_counts.get(len(decimals[0]), 0) if decimals else 1
        if zeros > scale.step and scale.point % zeros == 0:
            scale = scale._replace(step=zeros, min_point=zeros)
        if self._has_both_sizes or not re.search(r"\d", value.text):
            return scale
        boundary = _BOUNDARY * 10 ** len(decimals[0] if decimals else "")
        if scale.point < boundary:
            return _end(scale, scale.min_point, boundary - 1)
        return _end(scale, boundary, scale.max_point)

    def list_held(self, key: str) -> list[tuple[float, Text]]:
        """List the values that are written like the key, in ascending order."""
        held = {form.magnitude: text for text, form in self._forms if self.has_words_of(key, text)}
        return sorted(held.items()) if len(held) >= _MIN_NUMBERS else []

    @cached_property
    def _own_limits(self) -> Limits:
        """The ends of the column, widened by the median gap, or the numbers of a dense column."""
        low, high = min(self._ends), max(self._ends)
        if self._is_whole and len(self.magnitudes) >= _DENSE_SHARE * (high - low + 1):
            return Limits(low, high, frozenset(self.magnitudes))
        gap = median(upper - lower for lower, upper in pairwise(self.magnitudes))
        return Limits(low - gap if low < 0 else max(0.0, low - gap), high + gap)

    def _known_ends(self, value: Value, context: str) -> tuple[float, float]:
        low, high = -inf, inf
        texts = (value.label or "", value.type, value.text, context)
        for pattern, least, greatest in _KNOWN:
            is_known = any(re.search(pattern, text, re.IGNORECASE) for text in texts)
            if is_known and all(least <= end <= greatest for end in self._ends):
                low, high = max(low, least), min(high, greatest)
        return low, high

    @cached_property
    def _is_grouped(self) -> bool:
        """Whether most numbers over 999 have a separator; without any, separators are usual."""
        large = [text for text, _ in self._forms if self._is_large(text)]
        return 2 * sum(map(self._has_separator, large)) > len(large) or not large

    @cached_property
    def _has_both_sizes(self) -> bool:
        """Whether the column has numbers below 1,000 and numbers above it."""
        return len({self._is_large(text) for text, _ in self._forms}) == 2

    @cached_property
    def _drops_zeros(self) -> bool:
        """Whether decimals never end in a zero, though there are several."""
        decimals = [part for text, _ in self._forms for part in self._decimals_of(text)]
        return len(decimals) >= _MIN_NUMBERS and not any(part.endswith("0") for part in decimals)

    @cached_property
    def _zero_counts(self) -> dict[int, int]:
        """The number of zeros at the end of all decimals of one length, by the length."""
        counts: dict[int, int] = {}
        for part in (part for text, _ in self._forms for part in self._decimals_of(text)):
            zeros = len(part) - len(part.rstrip("0"))
            counts[len(part)] = min(zeros, counts.get(len(part), zeros))
        return counts

    @cached_property
    def _grouped(self) -> re.Pattern[str]:
        return re.compile(rf"(?<=\d)[{',' if self._english else '.'}\u00a0\u202f ](?=\d{{3}}(?!\d))")

    def _has_separator(self, text: str) -> bool:
        return self._grouped.search(text) is not None

    def _is_large(self, text: str) -> bool:
        """Return whether the first number has more than three digits before its decimals."""
        match = re.search(r"\d+", self._grouped.sub("", text))
        return match is not None and len(match[0]) > 3

    def _decimals_of(self, text: str) -> list[str]:
        sign = "." if self._english else ","
        return re.findall(rf"\d{re.escape(sign)}(\d+)", self._grouped.sub("", text))

    def _decimals(self, text: str) -> list[int]:
        return list(map(len, self._decimals_of(text)))


def draw_held(
    magnitude: float, held: Sequence[tuple[float, Text]], stream: RandomStream, allowed: Allowed, count: int
) -> tuple[Text, ...] | None:
    """Draw some of a column's values, in ascending order, near a value that is one of them."""
    place = bisect_left([each for each, _ in held], magnitude)
    scale = Scale(
        place, lambda point: held[point][1], magnitude, spread=2.0, min_point=0, max_point=len(held) - 1
    )
    points = draw_around(scale, stream, allowed, count)
    return None if points is None else tuple(held[point][1] for point in points)


def _clip(scale: Scale, limits: Limits) -> Scale:
    """End a scale at the limits, if its points are proportional to its numbers."""
    unit = scale.magnitude / scale.point if scale.point else 0.0
    if not unit or not limits.includes(scale.magnitude):
        return scale
    low, high = sorted((limits.low / unit, limits.high / unit))
    first = scale.min_point if low == -inf else max(scale.min_point, ceil(low - _TOLERANCE))
    last = scale.max_point
    if high != inf:
        last = floor(high + _TOLERANCE) if last is None else min(last, floor(high + _TOLERANCE))
    return _end(scale, first, last)


def _end(scale: Scale, first: int, last: int | None) -> Scale:
    """End a scale at multiples of its step that are not beyond `first` and `last`."""
    if first > scale.min_point:
        scale = scale._replace(
            min_point=min(scale.point, -(-first // scale.step) * scale.step), is_limited=True
        )
    if last is not None and (scale.max_point is None or last < scale.max_point):
        scale = scale._replace(max_point=max(scale.point, last // scale.step * scale.step), is_limited=True)
    return scale


def _skeleton(text: str) -> str:
    """Return the text without its digits, the endings of ordinals and plurals, and the names of months."""
    text = re.sub(r"\d[\d,.\u00a0\u202f]*\d|\d", "0", _MONTH.sub("M", text))
    return re.sub(r"(?<=0)(?:st|nd|rd|th)\b|(?<=[a-z])s\b", "", text)


def _leading_zeros(text: str) -> int:
    """Return 1 if the first number begins with a zero that it doesn't need, else 0."""
    return int(re.search(r"(?<![\d.,])0\d", text) is not None)
