"""Read numbers, years, dates, durations and ordinals, and write their neighbours in the same form."""

import re
from collections.abc import Callable
from typing import NamedTuple

from quiz.core.chance import Chance
from quiz.generate import dates, scales
from quiz.generate.dates import Day
from quiz.generate.scales import Allowed, Scale
from quiz.text.safe import Text
from quiz.text.words import MONTHS, cardinal, ordinal, ordinal_word

UNDERSTOOD = frozenset("year date count number money percent duration ordinal position".split())
"""The types whose values the program can read; every other word is a named type."""
TIMES = ("year", "date")
"""The types that end with the last year that a pack knows of."""
COUNTED = ("count", "number", "duration")
"""The types that may stand before a noun, whose form hangs on the number."""

_SMALL = 20
"""Numbers of up to so many steps have neighbours by difference, larger ones by ratio."""
_SPREAD_OF_SMALL = 2.0
_SPREAD_OF_YEARS = 4.0
_WIDEST_IN_SPREADS = 3
"""Years that lie further apart than so many spreads are no near misses."""
_LEAST_RATIO = 1.03
_VAGUE = 1.2

_NUMBER = r"(?P<prefix>[^\d]*?)(?P<number>\d(?:[\d.,\u00a0\u202f ]*\d)?)(?P<suffix>[^\d]*)"
_CLOCK = r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)"
_ORDINAL = r"(\d{1,4})(?:st|nd|rd|th)\b(.*)"
_YEAR = r"\d{3,4}"
_DECADE = r"(\d{2,3}0)s"
_WORD = r"[A-Za-z]+(?:-[a-z]+)?"
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CARDINALS = {str(cardinal(number)): number for number in range(1, 100)}
_ORDINAL_WORDS = {str(ordinal_word(number)): number for number in range(1, 100)}

Form = Scale | Day


def read(text: str, type_: str, *, english: bool = True) -> Form | None:
    """Read a value of a type that the program understands; `None` where its form is unknown."""
    if type_ == "year":
        return _year(text)
    if type_ == "date":
        return dates.read(text) or _year(text)
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
        return dates.around(form, chance, allowed, latest)
    points = scales.around(form, chance, allowed, count)
    return None if points is None else tuple(Text(form.write(point)) for point in points)


def size(text: str, type_: str, *, english: bool = True) -> float | None:
    """Give what a value is worth, to put options in order."""
    if type_ == "month" and text in MONTHS:
        return MONTHS.index(text)
    form = read(text, type_, english=english)
    return None if form is None else form.size


def until(form: Form, latest: int | None) -> Form:
    """Let a year's scale end with the year `latest`."""
    if latest is None or not isinstance(form, Scale):
        return form
    latest = max(latest, form.point)
    return form._replace(high=latest - latest % form.step)


def from_two(form: Form) -> Form | None:
    """Keep the number 1 away from a noun in the plural; there is no form where the value itself is 1."""
    if not isinstance(form, Scale):
        return form
    return None if form.size == 1 else form._replace(low=max(form.low, 2 * form.step))


def vague(form: Form) -> Form:
    """Keep options well apart, for a value that is only about right."""
    return form._replace(apart=_VAGUE) if isinstance(form, Scale) else form


def has_noun(text: str) -> bool:
    """Say whether the text begins with a word for the things that are counted."""
    match = re.match(r"\W*([^\W\d_]+)", text)
    return match is not None and match.group(1).casefold() not in _SCALES


def suffix(text: str) -> str:
    """Give what follows the number in a value: `weeks` in `four weeks`."""
    match = re.fullmatch(_NUMBER, text)
    if match:
        return match["suffix"]
    word = _number_word(text)
    return text[word.end() :] if word else ""


# Reading


def _year(text: str) -> Scale | None:
    decade = re.fullmatch(_DECADE, text)
    if decade:
        year = int(decade.group(1))
        return Scale(year, lambda point: f"{point}s", year, spread=20.0, step=10, low=10)
    if not re.fullmatch(_YEAR, text):
        return None
    year = int(text)
    # The older, the vaguer: within a generation of today four years are a near miss, in 1066 twenty.
    spread = max(_SPREAD_OF_YEARS, (2000 - year) / 50)
    widest = round(_WIDEST_IN_SPREADS * spread)
    return Scale(year, lambda point: str(point).zfill(len(text)), year, spread=spread, low=100, widest=widest)


def _clock(text: str) -> Scale | None:
    match = re.fullmatch(_CLOCK, text)
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
    match = re.fullmatch(_ORDINAL, text)
    if match:
        number, rest = int(match.group(1)), match.group(2)
        return _counted(number, number, lambda point: f"{ordinal(point)}{rest}")
    word = re.match(_WORD, text)
    if not english or word is None or word.group().casefold() not in _ORDINAL_WORDS:
        return None
    number, rest = _ORDINAL_WORDS[word.group().casefold()], text[word.end() :]
    return _counted(number, number, lambda point: _cased(ordinal_word(point), word.group()) + rest)._replace(
        high=99
    )


def _number(text: str, *, english: bool) -> Scale | None:
    match = re.fullmatch(_NUMBER, text)
    if match is None or match["prefix"].endswith(("-", "−", "–")):
        return _number_in_words(text) if english else None
    digits = _digits(match["number"], english=english)
    if digits is None:
        return None
    prefix, rest = match["prefix"], match["suffix"]
    decimals = len(digits.part)
    point = int(digits.whole + digits.part)
    unit = re.search(_WORD, rest)
    scale = _SCALES.get(unit.group().casefold(), 1) if unit else 1

    def write(other: int) -> str:
        return f"{prefix}{digits.write(other)}{rest}"

    form = _counted(point, point / 10**decimals * scale, write, decimals)
    # A thousand millions would be a billion.
    return form if scale == 1 or point >= 1000 * 10**decimals else form._replace(high=1000 * 10**decimals - 1)


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
    return form._replace(high=99, step=1, rounded=False)


def _number_word(text: str) -> re.Match[str] | None:
    return next((word for word in re.finditer(_WORD, text) if word.group().casefold() in _CARDINALS), None)


class _Digits(NamedTuple):
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
    return scale._replace(high=last if scale.high is None else min(last, scale.high))


def _cased(word: str, like: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word
