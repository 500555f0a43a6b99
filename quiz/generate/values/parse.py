"""Parsing of numbers, years, dates, durations and ordinals, and their neighbours in the same form."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from quiz.generate.values import numbers, scale, years
from quiz.generate.values.scale import Allowed, Scale
from quiz.model.rng import RandomStream
from quiz.model.value_types import PARSED_TYPES
from quiz.text.english import MONTHS, ordinal, ordinal_word
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.generate.values.dates import DateForm
    from quiz.generate.values.ranges import NumberRange

    ValueForm: TypeAlias = Scale | DateForm | NumberRange

TIME_TYPES = ("year", "date")
"""The types that end with the latest year of a pack."""
COUNT_TYPES = ("count", "number", "duration")
"""The types that may come before a noun, whose form depends on the number."""

_RANGED = ("range", "count", "number", "money", "percent")
"""The types whose values may be ranges."""
_MAX_MAGNITUDES = {"percent": 100, "position": 100}
_VAGUE_RATIO = 1.25
_VAGUE_YEARS = 20
_VAGUE_PERCENT = 10
"""Minimum distances of the other options from a value that is only approximate."""

_NUMBERED = r"\d{1,9}(?:\.\d{1,9})*"
"""Numbers and versions of an author's own type: `404`, `3.11`, `1.0.2`."""
_ORDINAL = r"(\d{1,4})(?:st|nd|rd|th)\b(.*)"


@lru_cache(maxsize=1 << 10)  # one question needs the same few values many times
def parse_value(text: str, type_: str, *, english: bool = True) -> "ValueForm | None":
    """Parse a value of one of the `PARSED_TYPES`; return `None` if its form or type is unknown."""
    if type_ not in PARSED_TYPES:
        return None
    if type_ in TIME_TYPES:
        return _parse_time(text, type_, english=english)
    if type_ in ("ordinal", "position") and (ordinal_scale := _parse_ordinal(text, english=english)):
        return ordinal_scale if type_ == "ordinal" else _limit(ordinal_scale, 100)
    if type_ == "duration":
        from quiz.generate.values import durations  # few packs have one; the same below

        if duration := durations.parse_duration(text, english=english):
            return duration
    if type_ == "score":
        from quiz.generate.values import ranges

        return ranges.parse_score(text)
    scale = None if type_ == "ordinal" else numbers.parse_number(text, type_, english=english)
    if scale is not None:
        return None if type_ == "range" else _limit(scale, _MAX_MAGNITUDES.get(type_))
    if type_ not in _RANGED:
        return None
    from quiz.generate.values import ranges

    return ranges.parse_number_range(text, type_, english=english)


def draw_nearby_values(
    form: "ValueForm", stream: RandomStream, allowed: Allowed, *, count: int = 3, latest: int | None = None
) -> tuple[Text, ...] | None:
    """Draw other values in the same form, so that the value's rank among them reveals nothing.

    Years end with `latest`. Return `None` if the scale has too few other values or too few are allowed.
    """
    if not isinstance(form, Scale):
        return form.draw_around(stream, allowed, latest)
    points = scale.draw_around(form, stream, allowed, count)
    return None if points is None else tuple(Text(form.write(point)) for point in points)


def parse_magnitude(text: str, type_: str, *, english: bool = True) -> float | None:
    """Return the number that sorts a value, or `None` if it can't be parsed."""
    if type_ == "month" and text in MONTHS:
        return MONTHS.index(text)
    form = parse_value(text, type_, english=english)
    return None if form is None else form.magnitude


def sort_ascending(texts: Sequence[Text], type_: str, *, english: bool = True) -> list[Text] | None:
    """Sort numbers, dates or versions; return `None` if one of the texts is something else."""
    keyed: list[tuple[tuple[float, ...], Text]] = []
    for text in texts:
        key = _sort_key(text, type_, english=english)
        if key is None:
            return None
        keyed.append((key, text))
    return [text for _, text in sorted(keyed, key=lambda pair: pair[0])]


def cap_year(form: "ValueForm", latest: int | None) -> "ValueForm":
    """End the scale of a year with the year `latest`."""
    if (
        latest is None
        or not isinstance(form, Scale)
        or (form.max_point is not None and form.max_point < latest)
    ):
        return form
    latest = max(latest, form.point)
    return form._replace(max_point=latest - latest % form.step)


def keep_in_year(form: "ValueForm", visible: str) -> "ValueForm":
    """Keep neighbours of a date in its year if the visible text mentions the year."""
    return form if isinstance(form, Scale) else form.restrict_to_year(visible)


def exclude_one(form: "ValueForm") -> "ValueForm | None":
    """Exclude 1, which a plural noun can't follow; return `None` if the value itself is 1."""
    if not isinstance(form, Scale):
        return form
    return None if form.magnitude == 1 else form._replace(min_point=max(form.min_point, 2 * form.step))


def spread_apart(form: "ValueForm", type_: str) -> "ValueForm":
    """Keep options well apart, because the value is approximate: 1820 and 1870 for `about 1840`."""
    if not isinstance(form, Scale):
        return form
    if type_ not in TIME_TYPES:
        return form._replace(spread=None, min_ratio=_VAGUE_RATIO, is_limited=True)
    step = next((step for step in (50, 10, 5) if form.point % step == 0), 1)
    step = max(step, form.step)
    spread = max(2.0 * _VAGUE_YEARS, 2.0 * step, form.spread or 0.0)
    last = None if form.max_point is None else form.max_point - form.max_point % step
    return form._replace(step=step, spread=spread, max_point=last, max_span=None, is_limited=True)


def is_apart(text: str, approximate: str, type_: str, *, english: bool) -> bool:
    """Return whether a value is surely not what an approximate one means: 1870, but not 1841."""
    other, key = (parse_value(each, type_, english=english) for each in (text, approximate))
    if not isinstance(other, Scale) or not isinstance(key, Scale):
        return True
    distance = abs(other.magnitude - key.magnitude)
    if type_ in TIME_TYPES:
        return distance >= max(_VAGUE_YEARS, key.step)
    small, large = sorted((abs(other.magnitude), abs(key.magnitude)))
    is_far_percent = type_ == "percent" and distance >= _VAGUE_PERCENT
    return is_far_percent or other.magnitude * key.magnitude <= 0 or large >= _VAGUE_RATIO * small


def has_noun(text: str) -> bool:
    """Return whether the text begins with a noun for the things that are counted."""
    match = re.match(r"\W*([^\W\d_]+)", text)
    return match is not None and match.group(1).casefold() not in numbers.SCALES_OF_MONEY


def find_suffix(text: str) -> str:
    """Return the text after the number in a value: ` weeks` in `four weeks`."""
    match = re.fullmatch(numbers.NUMBER, text)
    if match:
        return match["suffix"]
    word = numbers.find_number_word(text)
    return text[word.end() :] if word else ""


def _sort_key(text: str, type_: str, *, english: bool) -> tuple[float, ...] | None:
    """Return the sort key of a value; a version is sorted by its parts, so that 3.9 comes before 3.10."""
    magnitude = parse_magnitude(text, type_, english=english)
    if magnitude is not None:
        return (magnitude,)
    if type_ in PARSED_TYPES or not text[:1].isdecimal() or not re.fullmatch(_NUMBERED, text):
        return None
    return tuple(float(part) for part in text.split("."))


def _parse_time(text: str, type_: str, *, english: bool) -> "ValueForm | None":
    """Parse a year, a range of years or, for the type `date`, a date."""
    if type_ == "date":
        from quiz.generate.values import dates

        if date := dates.parse_date(text):
            return date
    if year := years.parse_year(text, english=english):
        return year
    from quiz.generate.values import ranges

    return ranges.parse_year_range(text)


def _parse_ordinal(text: str, *, english: bool) -> Scale | None:
    match = re.fullmatch(_ORDINAL, text)
    if match:
        number, rest = int(match.group(1)), match.group(2)
        return numbers.build_scale(number, number, lambda point: f"{ordinal(point)}{rest}")
    word = re.match(r"[A-Za-z]+(?:-[a-z]+)?", text) if english else None
    if word is None or word.group().casefold() not in _ordinals():
        return None
    number, rest = _ordinals()[word.group().casefold()], text[word.end() :]
    return numbers.build_scale(
        number, number, lambda point: numbers.match_case(ordinal_word(point), word.group()) + rest
    )._replace(max_point=99)


@cache
def _ordinals() -> dict[str, int]:
    """Return the numbers from 1 to 99 by their ordinal words."""
    return {str(ordinal_word(number)): number for number in range(1, 100)}


def _limit(scale: Scale, max_magnitude: int | None) -> Scale:
    """End a scale at the maximum of its type, unless the value exceeds it."""
    if max_magnitude is None or not 0 < scale.magnitude <= max_magnitude:
        return scale
    max_point = int(max_magnitude * scale.point / scale.magnitude)
    return scale._replace(max_point=max_point if scale.max_point is None else min(max_point, scale.max_point))
