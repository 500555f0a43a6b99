"""Draw numbers around a number, such that its rank among them tells nothing."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import exp
from typing import NamedTuple

from quiz.model.rng import RandomStream

_TRIES = 60
SPREAD_OF_RATIOS = 0.45
"""The standard deviation of the logarithms of neighbours, where nothing narrows them."""
_GREATEST_RATIO = 4
"""How many times as large as the smallest option the largest is at most, where they lie apart by ratio."""

Allowed = Callable[[str], bool]


class Scale(NamedTuple):
    """A value read as a point on a scale of whole steps, with the way to write another point."""

    point: int
    write: Callable[[int], str]
    magnitude: float
    """What the value is worth, to put options in order."""
    spread: float | None = None
    """How far neighbours lie apart, in points; without it they lie apart by ratio."""
    step: int = 1
    min_point: int = 1
    max_point: int | None = None
    rounded: bool = False
    """Whether neighbours must be rounded exactly as the value is."""
    max_span: int | None = None
    """How many points the options may span."""
    min_ratio: float = 1.0
    """How many times as large as the next one below each option is at least."""
    spread_factor: float = 1.0
    """How many times as far as is usual neighbours lie apart."""


def draw_around(scale: Scale, chance: RandomStream, allowed: Allowed, count: int) -> list[int] | None:
    """Draw so many other points, ascending; `None` where too few are allowed or the value lies outside."""
    if scale.point < scale.min_point or (scale.max_point is not None and scale.point > scale.max_point):
        return None
    if is_near_end(scale, count):
        return _edge(scale, allowed, count, from_low=_below(scale) <= count)
    # The rank is drawn first and every set that does not fit is drawn anew, so that no bound,
    # no forbidden value and no rounding can make one rank likelier than another.
    rank = chance.randbelow(count + 1)
    for _ in range(_TRIES):
        draws = sorted(chance.normal() for _ in range(count + 1))
        points = [_shifted(scale, scale.spread_factor * (draw - draws[rank])) for draw in draws]
        if _fits(scale, points) and all(
            allowed(scale.write(point)) for number, point in enumerate(points) if number != rank
        ):
            return [point for number, point in enumerate(points) if number != rank]
    return _nearby(scale, chance, allowed, rank, count)


def is_near_end(scale: Scale, count: int) -> bool:
    """Say whether a scale ends so near that so many others can't lie on that side of its point alone."""
    return _below(scale) <= count or (
        scale.max_point is not None and (scale.max_point - scale.point) // scale.step <= count
    )


def _below(scale: Scale) -> int:
    return (scale.point - scale.min_point) // scale.step


def _shifted(scale: Scale, distance: float) -> int:
    if scale.spread is not None:
        return scale.point + round(scale.spread / scale.step * distance) * scale.step
    return round(scale.point * exp(SPREAD_OF_RATIOS * distance) / scale.step) * scale.step


def _fits(scale: Scale, points: Sequence[int]) -> bool:
    """Say whether points in ascending order are fit to stand beside one another."""
    if points[0] < scale.min_point or (scale.max_point is not None and points[-1] > scale.max_point):
        return False
    if scale.max_span is not None and points[-1] - points[0] > scale.max_span:
        return False
    if scale.spread is None and points[-1] > _GREATEST_RATIO * points[0]:
        return False
    if not all(_rounded_alike(scale, point) for point in points):
        return False
    return all(low < high and high >= low * scale.min_ratio for low, high in pairwise(points))


def _rounded_alike(scale: Scale, point: int) -> bool:
    return not scale.rounded or point // scale.step % 10 != 0 or scale.point // scale.step % 10 == 0


def _edge(scale: Scale, allowed: Allowed, count: int, *, from_low: bool) -> list[int] | None:
    """Give the points at the scale's end, the same ones for every value that lies among them."""
    edge = scale.min_point if from_low else scale.max_point or 0
    direction = scale.step if from_low else -scale.step
    points: list[int] = []
    for number in range(2 * count + 2):
        point = edge + number * direction
        if point < scale.min_point or (scale.max_point is not None and point > scale.max_point):
            break
        if point == scale.point:
            continue
        if _rounded_alike(scale, point) and allowed(scale.write(point)):
            points.append(point)
        if len(points) == count:
            return sorted(points)
    return None


def _nearby(scale: Scale, chance: RandomStream, allowed: Allowed, rank: int, count: int) -> list[int] | None:
    """Draw so many of the nearest points on either side as the rank wants."""
    below = list(_walk(scale, allowed, -scale.step, 2 * rank))
    above = list(_walk(scale, allowed, scale.step, 2 * (count - rank)))
    if len(below) < rank or len(above) < count - rank:
        return None
    return sorted(chance.shuffled(below)[:rank] + chance.shuffled(above)[: count - rank])


def _walk(scale: Scale, allowed: Allowed, direction: int, wanted: int) -> Iterator[int]:
    point = scale.point
    found = 0
    for _ in range(3 * wanted):
        point += direction
        if (
            point < scale.min_point
            or (scale.max_point is not None and point > scale.max_point)
            or found == wanted
        ):
            return
        if _rounded_alike(scale, point) and allowed(scale.write(point)):
            found += 1
            yield point
