"""Scales of numbers, and draws of numbers around one, whose rank among them reveals nothing."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import exp
from typing import NamedTuple

from quiz.model.rng import RandomStream

_TRIES = 60
SPREAD_OF_RATIOS = 0.45
"""Standard deviation of the logarithms of neighbours (default)."""
_MAX_RATIO = 4
"""Maximum ratio of the largest option to the smallest, if neighbours differ by ratio."""

Allowed = Callable[[str], bool]


class Scale(NamedTuple):
    """A value as a point on a scale of whole steps, with a function that writes other points."""

    point: int
    write: Callable[[int], str]
    magnitude: float
    """The number that sorts values of different scales."""
    spread: float | None = None
    """Distance between neighbours in points; `None` if they differ by ratio."""
    step: int = 1
    min_point: int = 1
    max_point: int | None = None
    rounded: bool = False
    """Whether neighbours must be rounded as the value is."""
    max_span: int | None = None
    """Maximum difference between the options, in points."""
    min_ratio: float = 1.0
    """Minimum ratio of each option to the next lower one."""
    spread_factor: float = 1.0
    """Factor of the usual distance between neighbours."""
    is_limited: bool = False
    """Whether the ends are those of the value's column, which leave some ranks no room."""

    @property
    def ends(self) -> tuple[float, ...]:
        """The magnitude; a range has two."""
        return (self.magnitude,)


def draw_around(scale: Scale, stream: RandomStream, allowed: Allowed, count: int) -> list[int] | None:
    """Draw `count` other points, ascending; return `None` if too few are allowed or the value is outside."""
    if scale.point < scale.min_point or (scale.max_point is not None and scale.point > scale.max_point):
        return None
    if is_near_end(scale, count):
        return _points_at_end(scale, allowed, count, from_low=_steps_below(scale) <= count)
    # The rank is drawn first, and a set that doesn't fit is replaced by another one of this rank. So bounds,
    # forbidden values and rounding make no rank more likely than another.
    rank = stream.randbelow(count + 1)
    points = _draw_at_rank(scale, stream, allowed, rank, count)
    if points is None and scale.is_limited:
        others = stream.shuffled(each for each in range(count + 1) if each != rank)
        drawn = (_draw_at_rank(scale, stream, allowed, each, count) for each in others)
        points = next((each for each in drawn if each is not None), None)
    return _draw_nearest(scale, stream, allowed, rank, count) if points is None else points


def _draw_at_rank(
    scale: Scale, stream: RandomStream, allowed: Allowed, rank: int, count: int
) -> list[int] | None:
    """Draw a set in which the scale's own point has a rank; return `None` if none fits."""
    for _ in range(_TRIES):
        draws = sorted(stream.normal() for _ in range(count + 1))
        points = [_shift(scale, scale.spread_factor * (draw - draws[rank])) for draw in draws]
        if _fits(scale, points) and all(
            allowed(scale.write(point)) for number, point in enumerate(points) if number != rank
        ):
            return [point for number, point in enumerate(points) if number != rank]
    return None


def date_magnitude(year: int, month: int, day: int) -> int:
    """Return the number that sorts a date; the day is 0 if it is unknown."""
    return year * 372 + month * 31 + day


def is_near_end(scale: Scale, count: int) -> bool:
    """Return whether one side of the point has no room for `count` others."""
    return _steps_below(scale) <= count or (
        scale.max_point is not None and (scale.max_point - scale.point) // scale.step <= count
    )


def end_at(scale: Scale, first: int, last: int | None) -> Scale:
    """End a scale at multiples of its step that are not beyond `first` and `last`."""
    if first > scale.min_point:
        scale = scale._replace(
            min_point=min(scale.point, -(-first // scale.step) * scale.step), is_limited=True
        )
    if last is not None and (scale.max_point is None or last < scale.max_point):
        scale = scale._replace(max_point=max(scale.point, last // scale.step * scale.step), is_limited=True)
    return scale


def _steps_below(scale: Scale) -> int:
    return (scale.point - scale.min_point) // scale.step


def _shift(scale: Scale, distance: float) -> int:
    if scale.spread is not None:
        return scale.point + round(scale.spread / scale.step * distance) * scale.step
    return round(scale.point * exp(SPREAD_OF_RATIOS * distance) / scale.step) * scale.step


def _fits(scale: Scale, points: Sequence[int]) -> bool:
    """Return whether points in ascending order can be options of one question."""
    if points[0] < scale.min_point or (scale.max_point is not None and points[-1] > scale.max_point):
        return False
    if scale.max_span is not None and points[-1] - points[0] > scale.max_span:
        return False
    if scale.spread is None and points[-1] > _MAX_RATIO * points[0]:
        return False
    if not all(_is_rounded_alike(scale, point) for point in points):
        return False
    return all(low < high and high >= low * scale.min_ratio for low, high in pairwise(points))


def _is_rounded_alike(scale: Scale, point: int) -> bool:
    return not scale.rounded or point // scale.step % 10 != 0 or scale.point // scale.step % 10 == 0


def _points_at_end(scale: Scale, allowed: Allowed, count: int, *, from_low: bool) -> list[int] | None:
    """Return the points at an end of the scale, the same for every value that is among them."""
    edge = scale.min_point if from_low else scale.max_point or 0
    direction = scale.step if from_low else -scale.step
    points: list[int] = []
    for number in range(2 * count + 2):
        point = edge + number * direction
        if point < scale.min_point or (scale.max_point is not None and point > scale.max_point):
            break
        if point == scale.point:
            continue
        if _is_rounded_alike(scale, point) and allowed(scale.write(point)):
            points.append(point)
        if len(points) == count:
            return sorted(points)
    return None


def _draw_nearest(
    scale: Scale, stream: RandomStream, allowed: Allowed, rank: int, count: int
) -> list[int] | None:
    """Draw `rank` of the nearest points below, and the others above."""
    below = list(_iter_points(scale, allowed, -scale.step, 2 * rank))
    above = list(_iter_points(scale, allowed, scale.step, 2 * (count - rank)))
    if len(below) < rank or len(above) < count - rank:
        return None
    return sorted(stream.shuffled(below)[:rank] + stream.shuffled(above)[: count - rank])


def _iter_points(scale: Scale, allowed: Allowed, direction: int, limit: int) -> Iterator[int]:
    point = scale.point
    count = 0
    for _ in range(3 * limit):
        point += direction
        is_outside = point < scale.min_point or (scale.max_point is not None and point > scale.max_point)
        if is_outside or count == limit:
            return
        if _is_rounded_alike(scale, point) and allowed(scale.write(point)):
            count += 1
            yield point
