"""Read numbers, years, dates, durations and ordinals, and write their neighbours in the same form."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from itertools import pairwise
from math import exp

from quiz.core.chance import Chance
from quiz.text.safe import Text
from quiz.text.words import MONTHS, cardinal, ordinal, ordinal_word

UNDERSTOOD = frozenset("year date count number money percent duration ordinal position".split())
"""The types whose values the program can read; every other word is a named type."""

_TRIES = 60
_SMALL = 20
"""Numbers of up to so many steps have neighbours by difference, larger ones by ratio."""
_SPREAD_OF_RATIOS = 0.45
_SPREAD_OF_SMALL = 2.0
_SPREAD_OF_YEARS = 4.0
_LEAST_RATIO = 1.03
_VAGUE = 1.2

Allowed = Callable[[str], bool]

_NUMBER = re.compile(r"(?P<prefix>[^\d]*?)(?P<number>\d(?:[\d.,\u00a0\u202f ]*\d)?)(?P<suffix>[^\d]*)")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")
_ORDINAL = re.compile(r"(\d{1,4})(?:st|nd|rd|th)\b(.*)")
_YEAR = re.compile(r"\d{3,4}")
_DECADE = re.compile(r"(\d{2,3}0)s")
_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)?")
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CARDINALS = {str(cardinal(number)): number for number in range(1, 100)}
_ORDINAL_WORDS = {str(ordinal_word(number)): number for number in range(1, 100)}
_MONTH = "|".join(MONTHS)
_DATES = (
    re.compile(rf"(?P<d>\d{{1,2}}) (?P<m>{_MONTH})(?: (?P<y>\d{{4}}))?"),
    re.compile(rf"(?P<m>{_MONTH}) (?P<d>\d{{1,2}})(?:, (?P<y>\d{{4}}))?"),
    re.compile(rf"(?P<m>{_MONTH}) (?P<y>\d{{4}})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?"),
)
_LEAP_YEAR = 2000
"""Stands in where a date names no year, so that it may be the 29th of February."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A value read as a point on a scale of whole steps, with the way to write another point."""

    point: int
    write: Callable[[int], str]
    size: float
    """What the value is worth, to put options in order."""
    spread: float | None = None
    """How far neighbours lie apart, in points; without it they lie apart by ratio."""
    step: int = 1
    low: int = 1
    high: int | None = None
    rounded: bool = False
    """Whether neighbours must be rounded exactly as the value is."""
    widest: int | None = None
    """How many points the options may span."""
    apart: float = 1.0
    """How many times as large as the next one below each option is at least."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date read, with the parts that it names and the way to write another."""

    year: int | None
    month: int
    day: int | None
    write: Callable[[int, int, int], str]

    @property
    def size(self) -> float:
        """The date's place in time, to put options in order."""
        return _worth(self.year or 0, self.month, self.day or 0)


Form = Scale | Day


def read(text: str, type_: str, *, english: bool = True) -> Form | None:
    """Read a value of a type that the program understands; `None` where its form is unknown."""
    if type_ == "year":
        return _year(text)
    if type_ == "date":
        return _day(text) or _year(text)
    if type_ == "ordinal":
        return _ordinal(text, english=english)
    if type_ == "duration" and (clock := _clock(text)):
        return clock
    if type_ == "position" and (place := _ordinal(text, english=english)):
        return _bounded(place, 100)
    if type_ not in UNDERSTOOD:
        return None
    scale = _number(text, english=english)
    return scale and _bounded(scale, {"percent": 100, "position": 100}.get(type_))


def neighbours(
    form: Form, chance: Chance, allowed: Allowed, *, count: int = 3, latest: int | None = None
) -> tuple[Text, ...] | None:
    """Draw other values in the same form, such that the value's rank among them tells nothing.

    No year after `latest`. `None` where the scale ends too near the value, or too little is allowed.
    """
    if isinstance(form, Day):
        return _dates(form, chance, allowed, latest)
    points = _points(form, chance, allowed, count)
    return None if points is None else tuple(Text(form.write(point)) for point in points)


def size(text: str, type_: str, *, english: bool = True) -> float | None:
    """Give what a value is worth, to put options in order."""
    form = read(text, type_, english=english)
    return None if form is None else form.size


def until(form: Form, latest: int | None) -> Form:
    """Let a year's scale end with the year `latest`."""
    if latest is None or not isinstance(form, Scale):
        return form
    latest = max(latest, form.point)
    return replace(form, high=latest - latest % form.step)


def from_two(form: Form) -> Form | None:
    """Keep the number 1 away from a noun in the plural; there is no form where the value itself is 1."""
    if not isinstance(form, Scale):
        return form
    return None if form.size == 1 else replace(form, low=max(form.low, 2 * form.step))


def vague(form: Form) -> Form:
    """Keep options well apart, for a value that is only about right."""
    return replace(form, apart=_VAGUE) if isinstance(form, Scale) else form


def has_noun(text: str) -> bool:
    """Say whether the text begins with a word for the things that are counted."""
    match = re.match(r"\W*([^\W\d_]+)", text)
    return match is not None and match.group(1).casefold() not in _SCALES


def suffix(text: str) -> str:
    """Give what follows the number in a value: `weeks` in `four weeks`."""
    match = _NUMBER.fullmatch(text)
    if match:
        return match["suffix"]
    word = _number_word(text)
    return text[word.end() :] if word else ""


# Reading


def _year(text: str) -> Scale | None:
    decade = _DECADE.fullmatch(text)
    if decade:
        year = int(decade.group(1))
        return Scale(year, lambda point: f"{point}s", year, spread=20.0, step=10, low=10)
    if not _YEAR.fullmatch(text):
        return None
    year = int(text)
    # The older, the vaguer: within a generation of today four years are a near miss, in 1066 twenty.
    spread = max(_SPREAD_OF_YEARS, (2000 - year) / 50)
    return Scale(year, lambda point: str(point).zfill(len(text)), year, spread=spread, low=100)


def _clock(text: str) -> Scale | None:
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if match.group(1) and minutes > 59:
        return None
    total = hours * 3600 + minutes * 60 + seconds
    padded = len(match.group(2)) > 1 and match.group(2).startswith("0") and not match.group(1)

    def write(point: int) -> str:
        whole, rest = divmod(point, 60)
        if match.group(1):
            width = len(match.group(1))
            return f"{str(whole // 60).zfill(width)}:{whole % 60:02}:{rest:02}"
        return f"{whole:02}:{rest:02}" if padded else f"{whole}:{rest:02}"

    short = total < 900
    spread = min(max(total * 0.08, 3.0), 18.0) if short else total * 0.08
    lowest = 3600 if match.group(1) and hours else 1
    return Scale(total, write, total, spread=spread, low=lowest, widest=75 if short else None)


def _ordinal(text: str, *, english: bool) -> Scale | None:
    match = _ORDINAL.fullmatch(text)
    if match:
        number, rest = int(match.group(1)), match.group(2)
        return _counted(number, number, lambda point: f"{ordinal(point)}{rest}")
    word = _WORD.match(text)
    if not english or word is None or word.group().casefold() not in _ORDINAL_WORDS:
        return None
    number, rest = _ORDINAL_WORDS[word.group().casefold()], text[word.end() :]
    return replace(
        _counted(number, number, lambda point: _cased(ordinal_word(point), word.group()) + rest), high=99
    )


def _number(text: str, *, english: bool) -> Scale | None:
    match = _NUMBER.fullmatch(text)
    if match is None or match["prefix"].endswith(("-", "−", "–")):
        return _number_in_words(text) if english else None
    digits = _digits(match["number"], english=english)
    if digits is None:
        return None
    prefix, rest = match["prefix"], match["suffix"]
    decimals = len(digits.part)
    point = int(digits.whole + digits.part)
    unit = _WORD.search(rest)
    scale = _SCALES.get(unit.group().casefold(), 1) if unit else 1

    def write(other: int) -> str:
        return f"{prefix}{digits.write(other)}{rest}"

    form = _counted(point, point / 10**decimals * scale, write, decimals)
    # A thousand millions would be a billion.
    return form if scale == 1 or point >= 1000 * 10**decimals else replace(form, high=1000 * 10**decimals - 1)


def _number_in_words(text: str) -> Scale | None:
    word = _number_word(text)
    if word is None:
        return None
    number = _CARDINALS[word.group().casefold()]
    before, after = text[: word.start()], text[word.end() :]
    if re.search(r"\d", text) or _number_word(after):
        return None
    scale = next((_SCALES[w] for w in after.casefold().split() if w in _SCALES), 1)
    form = _counted(
        number, number * scale, lambda point: f"{before}{_cased(cardinal(point), word.group())}{after}"
    )
    return replace(form, high=99, step=1, rounded=False)


def _number_word(text: str) -> re.Match[str] | None:
    return next((word for word in _WORD.finditer(text) if word.group().casefold() in _CARDINALS), None)


@dataclass(frozen=True, slots=True)
class _Digits:
    """The digits of a number and the marks between them."""

    whole: str
    part: str
    group: str
    point: str
    width: int

    def write(self, number: int) -> str:
        text = str(number).zfill(len(self.part) + 1)
        whole, part = (text[: -len(self.part)], text[-len(self.part) :]) if self.part else (text, "")
        if self.group:
            whole = f"{int(whole):,}".replace(",", self.group)
        return whole.zfill(self.width) + (self.point + part if part else "")


def _digits(text: str, *, english: bool) -> _Digits | None:
    """Read digits with marks between them: a comma groups in English, elsewhere it may part decimals."""
    if re.fullmatch(r"\d+", text):
        group = "," if english and len(text) < 4 else ""
        return _Digits(text, "", group, "", len(text) if text.startswith("0") else 0)
    forms = [(",", "."), (" ", "."), ("\u00a0", "."), ("\u202f", ".")]
    if not english:
        forms = [(".", ","), (" ", ","), ("\u00a0", ","), ("\u202f", ",")]
    for group, point in forms:
        grouped = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+"
        match = re.fullmatch(rf"(?P<whole>{grouped}|\d+)(?:{re.escape(point)}(?P<part>\d+))?", text)
        if match:
            whole = match["whole"]
            return _Digits(
                whole.replace(group, ""), match["part"] or "", group if group in whole else "", point, 0
            )
    return None


def _counted(point: int, worth: float, write: Callable[[int], str], decimals: int = 0) -> Scale:
    """Make the scale of a number: whole steps as fine as the number was rounded."""
    if point <= _SMALL and not decimals:
        return Scale(point, write, worth, spread=_SPREAD_OF_SMALL)
    step = 1
    while not decimals and point and point % (step * 10) == 0:
        step *= 10
    spread = _SPREAD_OF_SMALL * step if point // step <= _SMALL else None
    rounded = step > 1 or spread is None
    apart = _LEAST_RATIO if spread is None else 1.0
    return Scale(point, write, worth, spread=spread, step=step, low=step, rounded=rounded, apart=apart)


def _bounded(scale: Scale, high: int | None) -> Scale:
    """End a scale at its type's last value, unless the value lies beyond it."""
    if high is None or not 0 < scale.size <= high:
        return scale
    last = int(high * scale.point / scale.size)
    return replace(scale, high=last if scale.high is None else min(last, scale.high))


def _cased(word: str, like: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word


# Points on a scale


def _points(scale: Scale, chance: Chance, allowed: Allowed, count: int) -> list[int] | None:
    if scale.point < scale.low or (scale.high is not None and scale.point > scale.high):
        return None
    below = (scale.point - scale.low) // scale.step
    above = count + 1 if scale.high is None else (scale.high - scale.point) // scale.step
    if below <= count or above <= count:
        return _edge(scale, allowed, count, from_low=below <= count)
    # The rank is drawn first and every set that does not fit is drawn anew, so that no bound,
    # no forbidden value and no rounding can make one rank likelier than another.
    rank = chance.below(count + 1)
    for _ in range(_TRIES):
        draws = sorted(chance.normal() for _ in range(count + 1))
        points = [_shifted(scale, draw - draws[rank]) for draw in draws]
        if _fits(scale, points) and all(
            allowed(scale.write(point)) for number, point in enumerate(points) if number != rank
        ):
            return [point for number, point in enumerate(points) if number != rank]
    return _nearby(scale, chance, allowed, rank, count)


def _shifted(scale: Scale, distance: float) -> int:
    if scale.spread is not None:
        return scale.point + round(scale.spread / scale.step * distance) * scale.step
    return round(scale.point * exp(_SPREAD_OF_RATIOS * distance) / scale.step) * scale.step


def _fits(scale: Scale, points: Sequence[int]) -> bool:
    """Say whether points in ascending order are fit to stand beside one another."""
    if points[0] < scale.low or (scale.high is not None and points[-1] > scale.high):
        return False
    if scale.widest is not None and points[-1] - points[0] > scale.widest:
        return False
    if not all(_rounded_alike(scale, point) for point in points):
        return False
    return all(low < high and high >= low * scale.apart for low, high in pairwise(points))


def _rounded_alike(scale: Scale, point: int) -> bool:
    return not scale.rounded or point // scale.step % 10 != 0 or scale.point // scale.step % 10 == 0


def _edge(scale: Scale, allowed: Allowed, count: int, *, from_low: bool) -> list[int] | None:
    """Give the points at the scale's end, the same ones for every value that lies among them."""
    edge = scale.low if from_low else scale.high or 0
    direction = scale.step if from_low else -scale.step
    points: list[int] = []
    for number in range(2 * count + 2):
        point = edge + number * direction
        if point < scale.low or (scale.high is not None and point > scale.high):
            break
        if point == scale.point:
            continue
        if _rounded_alike(scale, point) and allowed(scale.write(point)):
            points.append(point)
        if len(points) == count:
            return sorted(points)
    return None


def _nearby(scale: Scale, chance: Chance, allowed: Allowed, rank: int, count: int) -> list[int] | None:
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
        if point < scale.low or (scale.high is not None and point > scale.high) or found == wanted:
            return
        if _rounded_alike(scale, point) and allowed(scale.write(point)):
            found += 1
            yield point


# Dates


def _day(text: str) -> Day | None:
    for pattern in _DATES:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = match.groupdict()
        named = parts["m"] in MONTHS
        month = MONTHS.index(parts["m"]) + 1 if named else int(parts["m"])
        year = int(parts["y"]) if parts["y"] else None
        day = int(parts["d"]) if parts.get("d") else None
        if not _is_real(year, month, day):
            return None
        spans = {part: match.span(part) for part, written in parts.items() if written}

        def write(
            year: int,
            month: int,
            day: int,
            named: bool = named,
            spans: dict[str, tuple[int, int]] = spans,
        ) -> str:
            month_written = MONTHS[month - 1] if named else f"{month:02}"
            day_written = str(day) if named else f"{day:02}"
            written = {"y": f"{year:04}", "m": month_written, "d": day_written}
            other = text
            for part, (start, end) in sorted(spans.items(), key=lambda item: item[1], reverse=True):
                other = other[:start] + written[part] + other[end:]
            return other

        return Day(year, month, day, write)
    return None


def _is_real(year: int | None, month: int, day: int | None) -> bool:
    if not 1 <= month <= 12 or (year is not None and not MINYEAR <= year <= MAXYEAR):
        return False
    return day is None or 1 <= day <= monthrange(year or _LEAP_YEAR, month)[1]


def _worth(year: int, month: int, day: int) -> float:
    return year * 372 + month * 31 + day


def _dates(form: Day, chance: Chance, allowed: Allowed, latest: int | None) -> tuple[Text, ...] | None:
    """Vary two parts of the date, each by one other value, in all four ways.

    Every part then stands twice among the options, so none of them points to the key.
    """
    latest = None if latest is None or form.year is None else max(latest, form.year)
    parts = [name for name in ("day", "month", "year") if getattr(form, name) is not None]
    pairs = [(one, other) for i, one in enumerate(parts) for other in parts[i + 1 :]]
    for pair in chance.shuffled(pairs):
        signs = [1 if chance.random() < 0.5 else -1 for _ in pair]
        if not all(_room(form, part, sign, latest) for part in pair for sign in (1, -1)):
            continue
        for _ in range(8):
            others = [
                chance.pick(_room(form, part, sign, latest)) for part, sign in zip(pair, signs, strict=True)
            ]
            dates = [
                {pair[0]: others[0]},
                {pair[1]: others[1]},
                {pair[0]: others[0], pair[1]: others[1]},
            ]
            written = [_written(form, changes) for changes in dates]
            if all(text is not None and allowed(text) for text in written):
                return tuple(Text(text) for text in written if text is not None)
    return _shifted_dates(form, chance, allowed, latest)


def _room(form: Day, part: str, sign: int, latest: int | None) -> range:
    """Give the other values of a part, on one side of its own, nearest last."""
    value: int = getattr(form, part)
    low, high, reach = {
        "day": (1, 28 if form.month == 2 else 30, 9),
        "month": (1, 12, 4),
        "year": (MINYEAR, MAXYEAR if latest is None else latest, 3),
    }[part]
    if sign > 0:
        return range(value + 1, min(value + reach, high) + 1)
    return range(max(value - reach, low), value)


def _written(form: Day, changes: dict[str, int]) -> str | None:
    year = changes.get("year", form.year)
    month = changes.get("month", form.month)
    day = changes.get("day", form.day)
    if not _is_real(year, month, day):
        return None
    return form.write(year or 0, month, day or 0)


def _shifted_dates(
    form: Day, chance: Chance, allowed: Allowed, latest: int | None
) -> tuple[Text, ...] | None:
    """Move the date as a whole, where its parts stand at their ends."""
    base = form.year if form.year is not None else _LEAP_YEAR
    last_year = MAXYEAR if latest is None else min(latest, MAXYEAR)
    if form.day is None:
        first = base * 12 + form.month - 1
        scale = Scale(
            first, lambda point: form.write(point // 12, point % 12 + 1, 0), first, spread=5.0, low=12
        )
        high = last_year * 12 + 11
    else:
        first = date(base, form.month, form.day).toordinal()

        def write(point: int) -> str:
            moved = date.fromordinal(point)
            return form.write(moved.year, moved.month, moved.day)

        scale = Scale(first, write, first, spread=12.0)
        high = date(last_year, 12, 31).toordinal()
    if form.year is None:
        low = date(base, 1, 1).toordinal()
        scale, high = replace(scale, low=low), date(base, 12, 31).toordinal()
    points = _points(replace(scale, high=high), chance, allowed, 3)
    return None if points is None else tuple(Text(scale.write(point)) for point in points)
