"""The style in which the numbers of a column are written: their decimals, separators and words.

code: 4, 660, 1031              without a comma
latitude: 64.1, 59.9, 35.7      with one decimal
"""

import re
from collections.abc import Sequence
from functools import cached_property

from quiz.generate.values import parse
from quiz.generate.values.scale import Scale, end_at
from quiz.model.pack import Value
from quiz.text.english import MONTHS

_MIN_DECIMALS = 5
"""Number of decimals from which a column without a zero at an end drops them."""
_WRITTEN_TYPES = (*parse.COUNT_TYPES, "money", "percent")
"""The types whose numbers are written as they are; a duration may be so, or on a clock."""
_BOUNDARY = 1_000
"""The least number that can have a separator."""
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")


class NumberStyle:
    """The style of the numbers of one column, or of a single fact."""

    def __init__(self, texts: Sequence[str], *, english: bool) -> None:
        self._texts = texts
        self._english = english

    def matches(self, key: str, text: str) -> bool:
        """Return whether an option is written like the key and the other numbers of the column."""
        if self._decimals(text) != self._decimals(key) or _leading_zeros(text) != _leading_zeros(key):
            return False
        is_large, is_key_large = self._is_large(text), self._is_large(key)
        if is_large:
            is_grouped = self._has_separator(key) if is_key_large else self._is_grouped
            if self._has_separator(text) != is_grouped:
                return False
        if is_large != is_key_large and not self._has_both_sizes:
            return False
        return not (self._drops_zeros and any(part.endswith("0") for part in self._decimals_of(text)))

    def fit(self, scale: Scale, value: Value) -> Scale:
        """Write a scale like the column, and end it at 1,000 if all numbers are on one side of that."""
        if value.type not in _WRITTEN_TYPES:
            return scale
        if not self._is_grouped and not self._is_one_number:
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
            return end_at(scale, scale.min_point, boundary - 1)
        return end_at(scale, boundary, scale.max_point)

    @cached_property
    def _is_grouped(self) -> bool:
        """Whether most numbers over 999 have a separator; without any, separators are usual."""
        large = [text for text in self._texts if self._is_large(text)]
        return 2 * sum(map(self._has_separator, large)) > len(large) or not large

    @cached_property
    def _is_one_number(self) -> bool:
        """Whether all texts have the same number, which alone is not a style."""
        return len({self._grouped.sub("", text) for text in self._texts}) == 1

    @cached_property
    def _has_both_sizes(self) -> bool:
        """Whether the column has numbers below 1,000 and numbers above it."""
        return len({self._is_large(text) for text in self._texts}) == 2

    @cached_property
    def _drops_zeros(self) -> bool:
        """Whether decimals never end in a zero, though there are several."""
        decimals = [part for text in self._texts for part in self._decimals_of(text)]
        return len(decimals) >= _MIN_DECIMALS and not any(part.endswith("0") for part in decimals)

    @cached_property
    def _zero_counts(self) -> dict[int, int]:
        """The number of zeros at the end of all decimals of one length, by the length."""
        counts: dict[int, int] = {}
        for part in (part for text in self._texts for part in self._decimals_of(text)):
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
        if sign not in text:
            return []
        return re.findall(rf"\d{re.escape(sign)}(\d+)", self._grouped.sub("", text))

    def _decimals(self, text: str) -> list[int]:
        return list(map(len, self._decimals_of(text)))


def has_words_of(key: str, text: str) -> bool:
    """Return whether the words around the number of an option are those of the key."""
    return words_around(text) == words_around(key)


def words_around(text: str) -> str:
    """Return a text without its digits, the endings of ordinals and plurals, and the names of months.

    All texts without a digit have the same words, none.
    """
    if not re.search(r"\d", text):
        return ""
    text = re.sub(r"\d[\d,.\u00a0\u202f]*\d|\d", "0", _MONTH.sub("M", text))
    return re.sub(r"(?<=0)(?:st|nd|rd|th)\b|(?<=[a-z])s\b", "", text)


def _leading_zeros(text: str) -> int:
    """Return 1 if the first number begins with a zero that it doesn't need, else 0."""
    return int("0" in text and re.search(r"(?<![\d.,])0\d", text) is not None)
