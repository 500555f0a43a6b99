"""Pairs of numbers: ranges, `1914–1918` or `10 to 12 km`, and scores, `3–2`."""

import re
from collections.abc import Callable, Sequence
from math import isqrt
from typing import NamedTuple

from quiz.generate.values import scale
from quiz.generate.values.numbers import parse_number
from quiz.generate.values.scale import Allowed, Scale
from quiz.generate.values.years import parse_year
from quiz.model.rng import RandomStream
from quiz.text.safe import Text

_TRIES = 60
_DASH = r"\s?[-–—]\s?|\s(?:to|bis|à|a)\s"
_SCORE = r"(?P<own>\d{1,3})(?P<dash>\s?[-–:]\s?)(?P<other>\d{1,3})"
_REACH = 0.25
"""Distance of another end, as a share of the length of the range or of its first end."""


class NumberRange(NamedTuple):
    """A parsed range, with a function that writes another one."""

    first: Scale
    last: Scale
    write: Callable[[int, int], str | None]
    """Returns `None` if the ends can't be written in this form."""
    reach: float
    """Usual distance of other ends, in points."""
    min_point: int = 1
    max_point: int | None = None

    @property
    def magnitude(self) -> float:
        """A number that sorts ranges by their first end, then by their last."""
        return self.first.point + 1 - 1 / (1 + self.last.point)

    @property
    def ends(self) -> tuple[float, ...]:
        """The magnitudes of both ends."""
        return (self.first.magnitude, self.last.magnitude)

    def restrict_to_year(self, visible: str) -> "NumberRange":
        """Return the range itself; its ends may be in any year."""
        return self

    def select_neighbours(self, held: Sequence[tuple[float, Text]]) -> Sequence[tuple[float, Text]]:
        """Return none of the ranges of a column; others of the same length are drawn instead."""
        return held[:0]

    def draw_around(
        self, stream: RandomStream, allowed: Allowed, latest: int | None
    ) -> tuple[Text, ...] | None:
        """Vary both ends by one other value each, or move the range as a whole.

        Each end occurs twice among the four options, so that none reveals the key. As the directions are
        drawn first, every rank of the key is equally likely.
        """
        high = None if latest is None or self.min_point < 100 else max(latest, self.last.point)
        steps = (self.first.step, self.last.step)
        inside = self.last.point - self.first.point
        above = None if high is None else (high - self.last.point) // steps[1]
        if (
            inside <= 2 * max(steps)
            or self.first.point - steps[0] < self.min_point
            or (above is not None and above < 1)
        ):
            return _draw_moved(self, stream, allowed, high)
        reach = min(self.reach, inside / 2)  # ends that move towards each other must seldom cross
        signs = [1 if stream.random() < 0.5 else -1 for _ in steps]
        for _ in range(_TRIES):
            first, last = (
                end.point + sign * end.step * max(1, round(abs(stream.normal()) * reach / end.step))
                for end, sign in zip((self.first, self.last), signs, strict=True)
            )
            if first < self.min_point or max(first, self.first.point) >= min(last, self.last.point):
                continue
            if high is not None and last > high:
                continue
            pairs = [(first, self.last.point), (self.first.point, last), (first, last)]
            texts = [self.write(*pair) for pair in pairs]
            if all(text is not None and allowed(text) for text in texts):
                return tuple(Text(text) for text in texts if text is not None)
        return None


def parse_year_range(text: str) -> NumberRange | None:
    """Parse a range of years, whose last may omit the century: `1914–18`."""
    match = re.fullmatch(rf"(\d{{3,4}})({_DASH})(\d{{2,4}})", text)
    if match is None:
        return None
    first_text, dash, last_text = match.groups()
    omitted = len(first_text) - len(last_text)
    if omitted < 0:
        return None
    last_year = int(first_text[:omitted] + last_text)
    first = parse_year(first_text, english=False)
    if first is None or first.point >= last_year:
        return None

    def write(first_point: int, last_point: int) -> str | None:
        century, rest = str(last_point)[:omitted], str(last_point)[omitted:]
        return f"{first_point}{dash}{rest}" if century == str(first_point)[:omitted] else None

    last = first._replace(point=last_year, magnitude=last_year)
    return NumberRange(first, last, write, first.spread or 1.0, min_point=100)


def parse_number_range(text: str, type_: str, *, english: bool) -> NumberRange | None:
    """Parse a range of numbers; the first may omit the unit."""
    match = re.search(_DASH, text)
    if match is None or match.start() == 0 or re.search(_DASH, text[match.end() :]):
        return None
    dash = match.group()
    first = parse_number(text[: match.start()], type_, english=english)
    last = parse_number(text[match.end() :], type_, english=english)
    if (
        first is None
        or last is None
        or first.magnitude < 0
        or last.magnitude < 0
        or first.point >= last.point
    ):
        return None
    write_first, write_last = first.write, last.write
    step = min(first.step, last.step)
    reach = max(2.0 * step, _REACH * min(last.point - first.point, first.point))
    return NumberRange(first, last, lambda low, high: f"{write_first(low)}{dash}{write_last(high)}", reach)


def parse_score(text: str) -> Scale | None:
    """Parse a score, whose neighbours have the same outcome: won, lost or drawn."""
    match = re.fullmatch(_SCORE, text)
    if match is None:
        return None
    own, other, dash = int(match["own"]), int(match["other"]), match["dash"]
    if own == other:
        return Scale(own, lambda point: f"{point}{dash}{point}", own * 1001.0, spread=2.0, min_point=0)
    high, low = max(own, other), min(own, other)
    is_won = own > other

    def write(point: int) -> str:
        high = (1 + isqrt(1 + 8 * point)) // 2
        low = point - high * (high - 1) // 2
        return f"{high}{dash}{low}" if is_won else f"{low}{dash}{high}"

    # The points are the scores of one outcome in this order: 1–0, 2–0, 2–1, 3–0 …
    point = high * (high - 1) // 2 + low
    magnitude = high * 1000.0 + low + (0.0 if is_won else 0.5)
    return Scale(point, write, magnitude, spread=max(2.0, high * 0.08), min_point=0)


def _draw_moved(
    span: NumberRange, stream: RandomStream, allowed: Allowed, high: int | None
) -> tuple[Text, ...] | None:
    """Move a range as a whole, if its length leaves too little room for other ends."""
    length = span.last.point - span.first.point
    step = max(span.first.step, span.last.step)
    line = Scale(
        span.first.point,
        lambda point: span.write(point, point + length) or "",
        span.first.point,
        spread=max(span.reach, 2.0 * step),
        step=step,
        min_point=max(span.min_point, step),
        max_point=None if high is None else high - length,
    )
    points = scale.draw_around(line, stream, lambda text: text != "" and allowed(text), 3)
    return None if points is None else tuple(Text(line.write(point)) for point in points)
