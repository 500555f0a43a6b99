"""Read numbers, years, dates, durations and ordinals, and write their neighbours in the same form."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from quiz.generate.values import numbers, scale, years
from quiz.generate.values.scale import Allowed, Scale
from quiz.model.rng import RandomStream
from quiz.text.english import MONTHS, ordinal, ordinal_word
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.generate.values.dates import DateForm
    from quiz.generate.values.ranges import NumberRange

    ValueForm: TypeAlias = Scale | DateForm | NumberRange

PARSED_TYPES = frozenset("year date count number money percent duration ordinal position range score".split())
"""The types whose values the program can read; every other word is a named type."""
TIME_TYPES = ("year", "date")
"""The types that end with the last year that a pack knows of."""
COUNT_TYPES = ("count", "number", "duration")
"""The types that may stand before a noun, whose form hangs on the number."""

_RANGED = ("range", "count", "number", "money", "percent")
"""The types whose values may be ranges."""
_LAST = {"percent": 100, "position": 100}
"""The types whose values end somewhere."""
_VAGUE = 1.2

_NUMBERED = r"\d{1,9}(?:\.\d{1,9})*"
"""What numbers the things of an author's own type: `404`, `3.11`, `1.0.2`."""
_ORDINAL = r"(\d{1,4})(?:st|nd|rd|th)\b(.*)"


@lru_cache(maxsize=1 << 10)  # of one question the same few values are read again and again
def parse_value(text: str, type_: str, *, english: bool = True) -> "ValueForm | None":
    """Read a value of a type that the program understands; `None` where its form is unknown."""
    if type_ not in PARSED_TYPES:
        return None
    if type_ in TIME_TYPES:
        return _time(text, type_, english=english)
    if type_ in ("ordinal", "position") and (place := _ordinal(text, english=english)):
        return place if type_ == "ordinal" else _bounded(place, 100)
    if type_ == "duration":
        from quiz.generate.values import durations  # few packs have one, here and below

        if found := durations.parse_duration(text, english=english):
            return found
    if type_ == "score":
        from quiz.generate.values import ranges

        return ranges.parse_score(text)
    scale = None if type_ == "ordinal" else numbers.parse_number(text, type_, english=english)
    if scale is not None:
        return None if type_ == "range" else _bounded(scale, _LAST.get(type_))
    if type_ not in _RANGED:
        return None
    from quiz.generate.values import ranges

    return ranges.parse_number_range(text, type_, english=english)


def draw_nearby_values(
    form: "ValueForm", chance: RandomStream, allowed: Allowed, *, count: int = 3, latest: int | None = None
) -> tuple[Text, ...] | None:
    """Draw other values in the same form, such that the value's rank among them tells nothing.

    No year after `latest`. `None` where the scale ends too near the value, or too little is allowed.
    """
    if not isinstance(form, Scale):
        return form.draw_around(chance, allowed, latest)
    points = scale.draw_around(form, chance, allowed, count)
    return None if points is None else tuple(Text(form.write(point)) for point in points)


def parse_magnitude(text: str, type_: str, *, english: bool = True) -> float | None:
    """Give what a value of a type that the program understands is worth."""
    if type_ == "month" and text in MONTHS:
        return MONTHS.index(text)
    form = parse_value(text, type_, english=english)
    return None if form is None else form.magnitude


def sort_ascending(texts: Sequence[Text], type_: str, *, english: bool = True) -> list[Text] | None:
    """Put numbers, dates and versions in order; `None` where one of the texts is none of them."""
    places = [_place(text, type_, english=english) for text in texts]
    known = [place for place in places if place is not None]
    if len(known) < len(texts):
        return None
    return [text for _, text in sorted(zip(known, texts, strict=True), key=lambda pair: pair[0])]


def cap_year(form: "ValueForm", latest: int | None) -> "ValueForm":
    """Let a year's scale end with the year `latest`."""
    if (
        latest is None
        or not isinstance(form, Scale)
        or (form.max_point is not None and form.max_point < latest)
    ):
        return form
    latest = max(latest, form.point)
    return form._replace(max_point=latest - latest % form.step)


def keep_in_year(form: "ValueForm", told: str) -> "ValueForm":
    """Keep a date in its own year where that year is told beside it: no other would be taken for true."""
    return form if isinstance(form, Scale) else form.restrict_to_year(told)


def exclude_one(form: "ValueForm") -> "ValueForm | None":
    """Keep the number 1 away from a noun in the plural; there is no form where the value itself is 1."""
    if not isinstance(form, Scale):
        return form
    return None if form.magnitude == 1 else form._replace(min_point=max(form.min_point, 2 * form.step))


def spread_apart(form: "ValueForm") -> "ValueForm":
    """Keep options well apart, for a value that is only about right."""
    return form._replace(min_ratio=_VAGUE) if isinstance(form, Scale) else form


def has_noun(text: str) -> bool:
    """Say whether the text begins with a word for the things that are counted."""
    match = re.match(r"\W*([^\W\d_]+)", text)
    return match is not None and match.group(1).casefold() not in numbers.SCALES_OF_MONEY


def find_suffix(text: str) -> str:
    """Give what follows the number in a value: `weeks` in `four weeks`."""
    match = re.fullmatch(numbers.NUMBER, text)
    if match:
        return match["suffix"]
    word = numbers.find_number_word(text)
    return text[word.end() :] if word else ""


def _place(text: str, type_: str, *, english: bool) -> tuple[float, ...] | None:
    """Give what a value is ordered by; a version by its parts, so that 3.9 stands before 3.10."""
    worth = parse_magnitude(text, type_, english=english)
    if worth is not None:
        return (worth,)
    if type_ in PARSED_TYPES or not text[:1].isdecimal() or not re.fullmatch(_NUMBERED, text):
        return None
    return tuple(float(part) for part in text.split("."))


def _time(text: str, type_: str, *, english: bool) -> "ValueForm | None":
    """Read a year or, of a date, its month and day too; or a range of years."""
    if type_ == "date":
        from quiz.generate.values import dates

        if day := dates.parse_date(text):
            return day
    if year := years.parse_year(text, english=english):
        return year
    from quiz.generate.values import ranges

    return ranges.parse_year_range(text)


def _ordinal(text: str, *, english: bool) -> Scale | None:
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
    """Give the numbers of ordinals in words."""
    return {str(ordinal_word(number)): number for number in range(1, 100)}


def _bounded(scale: Scale, high: int | None) -> Scale:
    """End a scale at its type's last value, unless the value lies beyond it."""
    if high is None or not 0 < scale.magnitude <= high:
        return scale
    last = int(high * scale.point / scale.magnitude)
    return scale._replace(max_point=last if scale.max_point is None else min(last, scale.max_point))
