"""Values of two numbers: ranges, `1914–1918` or `10 to 12 km`, and scores, `3–2`."""

import re
from collections.abc import Callable
from math import isqrt
from typing import NamedTuple

from quiz.generate.values import numbers as single
from quiz.generate.values import scale
from quiz.generate.values import years as calendar
from quiz.generate.values.scale import Allowed, Scale
from quiz.model.rng import RandomStream
from quiz.text.safe import Text

_TRIES = 60
_DASH = r"\s?[-–—]\s?|\s(?:to|bis|à|a)\s"
_SCORE = r"(?P<own>\d{1,3})(?P<dash>\s?[-–:]\s?)(?P<other>\d{1,3})"
_REACH = 0.25
"""How far an end of a range lies from another one, as a part of the larger end."""


class NumberRange(NamedTuple):
    """A range read, with the way to write another one."""

    first: Scale
    last: Scale
    write: Callable[[int, int], str | None]
    """Gives nothing where the ends can't be written in this form."""
    reach: float
    """How far other ends lie away, in points."""
    min_point: int = 1
    max_point: int | None = None

    @property
    def magnitude(self) -> float:
        """The range's place among others, to put options in order: by its first end, then by its last."""
        return self.first.point + 1 - 1 / (1 + self.last.point)

    def restrict_to_year(self, told: str) -> "NumberRange":
        """Give it as it is: whatever year is told beside a range, its ends may lie elsewhere."""
        return self

    def draw_around(
        self, chance: RandomStream, allowed: Allowed, latest: int | None
    ) -> tuple[Text, ...] | None:
        """Vary both ends by one other value each, in all four ways, or move the range as a whole.

        Of two ends that each stand twice, neither points to the key; and the sides that are drawn first
        give the key every rank alike.
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
            return _moved(self, chance, allowed, high)
        reach = min(self.reach, inside / 2)  # else two ends that move towards each other would seldom fit
        signs = [1 if chance.random() < 0.5 else -1 for _ in steps]
        for _ in range(_TRIES):
            one, other = (
                end.point + sign * end.step * max(1, round(abs(chance.normal()) * reach / end.step))
                for end, sign in zip((self.first, self.last), signs, strict=True)
            )
            if one < self.min_point or max(one, self.first.point) >= min(other, self.last.point):
                continue
            if high is not None and other > high:
                continue
            pairs = [(one, self.last.point), (self.first.point, other), (one, other)]
            texts = [self.write(*pair) for pair in pairs]
            if all(text is not None and allowed(text) for text in texts):
                return tuple(Text(text) for text in texts if text is not None)
        return None


def parse_year_range(text: str) -> NumberRange | None:
    """Read a range of years, whose last may leave out the century: `1914–18`."""
    match = re.fullmatch(rf"(\d{{3,4}})({_DASH})(\d{{2,4}})", text)
    if match is None:
        return None
    begun, dash, ended = match.groups()
    cut = len(begun) - len(ended)
    if cut < 0:
        return None
    first, last = int(begun), int(begun[:cut] + ended)
    scale = calendar.parse_year(begun, english=False)
    if scale is None or first >= last:
        return None

    def write(one: int, other: int) -> str | None:
        shown, hidden = str(other)[cut:], str(other)[:cut]
        return f"{one}{dash}{shown}" if hidden == str(one)[:cut] else None

    spread = scale.spread or 1.0
    return NumberRange(scale, scale._replace(point=last, magnitude=last), write, spread, min_point=100)


def parse_number_range(text: str, type_: str, *, english: bool) -> NumberRange | None:
    """Read a range of numbers; only the last one has the unit, unless both have it."""
    match = re.search(_DASH, text)
    if match is None or match.start() == 0 or re.search(_DASH, text[match.end() :]):
        return None
    one, dash, other = text[: match.start()], match.group(), text[match.end() :]
    first = single.parse_number(one, type_, english=english)
    last = single.parse_number(other, type_, english=english)
    if (
        first is None
        or last is None
        or first.magnitude < 0
        or last.magnitude < 0
        or first.point >= last.point
    ):
        return None
    begin, end = first.write, last.write
    step = min(first.step, last.step)
    reach = max(2.0 * step, _REACH * min(last.point - first.point, first.point))
    return NumberRange(first, last, lambda a, b: f"{begin(a)}{dash}{end(b)}", reach)


def parse_score(text: str) -> Scale | None:
    """Read a score; those of its neighbours have the same outcome: won, lost or drawn."""
    match = re.fullmatch(_SCORE, text)
    if match is None:
        return None
    own, other, dash = int(match["own"]), int(match["other"]), match["dash"]
    if own == other:
        return Scale(own, lambda point: f"{point}{dash}{point}", own * 1001.0, spread=2.0, min_point=0)
    high, low = max(own, other), min(own, other)
    is_won = own > other

    def write(point: int) -> str:
        most = (1 + isqrt(1 + 8 * point)) // 2
        least = point - most * (most - 1) // 2
        return f"{most}{dash}{least}" if is_won else f"{least}{dash}{most}"

    # All scores of one outcome in a row: 1–0, 2–0, 2–1, 3–0 ...
    point = high * (high - 1) // 2 + low
    worth = high * 1000.0 + low + (0.0 if is_won else 0.5)
    return Scale(point, write, worth, spread=max(2.0, high * 0.08), min_point=0)


def _moved(
    span: NumberRange, chance: RandomStream, allowed: Allowed, high: int | None
) -> tuple[Text, ...] | None:
    """Move a range as a whole, where its ends stand too close for others between them."""
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
    points = scale.draw_around(line, chance, lambda text: text != "" and allowed(text), 3)
    return None if points is None else tuple(Text(line.write(point)) for point in points)
