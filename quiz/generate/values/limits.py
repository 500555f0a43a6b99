"""Limits of the wrong numbers, years, dates and durations of a column.

latitude: 64.1, 59.9, 35.7      never beyond 90 degrees
year: 1956, 1957, 1958 … 2023   a dense column: only years that it has
code: 4, 660, 1031              never above 1,031 by much
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import ceil, floor, inf
from typing import NamedTuple

from quiz.generate.values import parse
from quiz.generate.values.number_style import words_around
from quiz.generate.values.scale import Allowed, Scale, date_magnitude, draw_around, end_at
from quiz.model.pack import Value
from quiz.model.rng import RandomStream
from quiz.text.safe import Text

_MIN_NUMBERS = 5
_MAX_SAMPLES = 2_000
"""Number of evenly spaced values that are read in a long column, approximately."""
_DENSE_SHARE = 0.8
_TOLERANCE = 1e-9
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
        self.texts = [text for text, _ in self._forms]
        """The values that are read."""
        self._magnitudes = sorted({form.magnitude for _, form in self._forms})
        self._ends = [end for _, form in self._forms for end in form.ends]
        self._is_whole = len(samples) == len(values) and all(
            magnitude == int(magnitude) for magnitude in self._magnitudes
        )

    def find(self, value: Value, context: str) -> Limits:
        """Return the limits for a value in a context: the author's, else known ones and the column's."""
        if value.between:
            low_end, high_end = (self._parse_end(value, index) for index in (0, -1))
            if low_end is not None and high_end is not None:
                return Limits(low_end, high_end)
        low, high = self._known_ends(value, context)
        if len(self._magnitudes) < _MIN_NUMBERS:
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

    def list_held(self, key: str) -> list[tuple[float, Text]]:
        """List the values that are written like the key, in ascending order."""
        held = self._held_by_words.get(words_around(key), [])
        return held if len(held) >= _MIN_NUMBERS else []

    @cached_property
    def _held_by_words(self) -> dict[str, list[tuple[float, Text]]]:
        """The values with the same words around the number, in ascending order, by these words."""
        held: dict[str, dict[float, Text]] = {}
        for text, form in self._forms:
            held.setdefault(words_around(text), {})[form.magnitude] = text
        return {words: sorted(texts.items()) for words, texts in held.items()}

    @cached_property
    def _own_limits(self) -> Limits:
        """The ends of the column, widened by the median gap, or the numbers of a dense column."""
        low, high = min(self._ends), max(self._ends)
        if self._is_whole and len(self._magnitudes) >= _DENSE_SHARE * (high - low + 1):
            return Limits(low, high, frozenset(self._magnitudes))
        gaps = sorted(upper - lower for lower, upper in pairwise(self._magnitudes))
        middle = len(gaps) // 2
        gap = (gaps[middle] + gaps[~middle]) / 2  # the median; `statistics` takes 1 ms to load
        return Limits(low - gap if low < 0 else max(0.0, low - gap), high + gap)

    @cached_property
    def _possible_limits(self) -> list[tuple[str, int, int]]:
        """The known limits that all numbers of the column keep."""
        return [known for known in _KNOWN if all(known[1] <= end <= known[2] for end in self._ends)]

    def _known_ends(self, value: Value, context: str) -> tuple[float, float]:
        low, high = -inf, inf
        texts = (value.label or "", value.type, value.text, context)
        for pattern, least, greatest in self._possible_limits:
            if any(re.search(pattern, text, re.IGNORECASE) for text in texts):
                low, high = max(low, least), min(high, greatest)
        return low, high


def draw_held(
    magnitude: float, held: Sequence[tuple[float, Text]], stream: RandomStream, allowed: Allowed, count: int
) -> tuple[Text, ...] | None:
    """Draw some of a column's values, in ascending order, near a value that is one of them."""
    place = bisect_left(held, magnitude, key=lambda pair: pair[0])
    scale = Scale(
        place, lambda point: held[point][1], magnitude, spread=2.0, min_point=0, max_point=len(held) - 1
    )
    points = draw_around(scale, stream, allowed, count)
    return None if points is None else tuple(held[point][1] for point in points)


def clip(scale: Scale, limits: Limits) -> Scale:
    """End a scale at the limits, if its points are proportional to its numbers."""
    unit = scale.magnitude / scale.point if scale.point else 0.0
    if not unit or not limits.includes(scale.magnitude):
        return scale
    low, high = sorted((limits.low / unit, limits.high / unit))
    first = scale.min_point if low == -inf else max(scale.min_point, ceil(low - _TOLERANCE))
    last = scale.max_point
    if high != inf:
        last = floor(high + _TOLERANCE) if last is None else min(last, floor(high + _TOLERANCE))
    return end_at(scale, first, last)
