"""Read numbers, in digits and in words, with what stands around them, and write others in the same form."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from quiz.generate.values.scale import Scale
from quiz.text.english import cardinal

NUMBER = r"(?P<prefix>[^\d]*?)(?P<number>\d(?:[\d.,\u00a0\u202f ]*\d)?)(?P<suffix>[^\d]*)"
_POWER = (
    r"\s?[×·*]\s?10(?:\^(?P<raised>[-−]?\d{1,2})|(?P<above>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
    r"|(?<=\d)[eE](?P<plain>[-+]?\d{1,2})"
)
_WORD = r"[A-Za-z]+(?:-[a-z]+)?"
_SIGNS = ("-", "−", "–")
_OF_MONEY = "$£€¥₹"
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES_OF_MONEY = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, **SCALES}
_COLDEST = {"c": 273.15, "f": 459.67}
"""No temperature lies further below zero."""
_PLAIN = str.maketrans("⁺⁻−⁰¹²³⁴⁵⁶⁷⁸⁹", "+--0123456789")

_DIGITS_AT_MOST = 100
"""More make no number that anybody reads, and at last none that a float can hold."""
_SMALL = 20
"""Numbers of up to so many steps have neighbours by difference, larger ones by ratio."""
_SPREAD_OF_SMALL = 2.0
LEAST_RATIO = 1.03


def parse_number(text: str, type_: str, *, english: bool) -> Scale | None:
    """Read a number; `None` where the text holds none, or more than one."""
    if power := re.search(_POWER, text):
        mantissa = parse_number(text[: power.start()], type_, english=english)
        return mantissa and _to_a_power(mantissa, power, text[power.start() :])
    match = re.fullmatch(NUMBER, text)
    sign = _sign(match["prefix"]) if match else None
    if match is None or sign is None:
        return _in_words(text) if english else None
    digits = _digits(match["number"], english=english)
    if digits is None:
        return None
    prefix, rest = match["prefix"], match["suffix"]
    decimals = len(digits.part)
    if len(digits.whole) + decimals > _DIGITS_AT_MOST:
        return None
    point = int(digits.whole + digits.part)
    unit = re.search(_WORD, rest)
    scales = SCALES_OF_MONEY if type_ == "money" else SCALES
    scale = scales.get(unit.group().casefold(), 1) if unit else 1

    def write(other: int) -> str:
        return f"{prefix}{digits.write(other)}{rest}"

    form = build_scale(point, sign * point / 10**decimals * scale, write, decimals)
    if sign < 0 and (coldest := _coldest(rest)) is not None and point <= coldest * 10**decimals:
        return form._replace(max_point=int(coldest * 10**decimals))
    # A thousand millions would be a billion.
    return (
        form
        if scale == 1 or point >= 1000 * 10**decimals
        else form._replace(max_point=1000 * 10**decimals - 1)
    )


def build_scale(point: int, worth: float, write: Callable[[int], str], decimals: int = 0) -> Scale:
    """Make the scale of a number: whole steps as fine as the number was rounded."""
    if point <= _SMALL and not decimals:
        return Scale(point, write, worth, spread=_SPREAD_OF_SMALL)
    step = 1
    while not decimals and point and point % (step * 10) == 0:
        step *= 10
    spread = _SPREAD_OF_SMALL * step if point // step <= _SMALL else None
    rounded = step > 1 or spread is None
    apart = LEAST_RATIO if spread is None else 1.0
    return Scale(
        point, write, worth, spread=spread, step=step, min_point=step, rounded=rounded, min_ratio=apart
    )


def find_number_word(text: str) -> re.Match[str] | None:
    """Find the first word that is a number."""
    return next(
        (found for found in re.finditer(_WORD, text) if found.group().casefold() in _cardinals()), None
    )


@cache
def _cardinals() -> dict[str, int]:
    """Give the numbers that are read in words."""
    return {str(cardinal(number)): number for number in range(1, 100)}


def match_case(word: str, like: str) -> str:
    """Begin a word with a capital, or not, as another one does."""
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _sign(prefix: str) -> int | None:
    """Give the sign that stands before a number: 1 or -1; `None` where a dash there joins it to something."""
    if not any(sign in prefix for sign in _SIGNS):
        return 1
    bare = prefix.strip().strip(_OF_MONEY)
    return -1 if bare in _SIGNS and not prefix.endswith(" ") else None


def _coldest(rest: str) -> float | None:
    """Give how far below zero a temperature of a unit can lie; `None` where it is none."""
    match = re.match(r"\s?(?:°\s?|degrees )([CF])(?:elsius|ahrenheit)?\b|\s?([℃℉])", rest)
    if match is None:
        return None
    return _COLDEST["c" if match[1] == "C" or match[2] == "℃" else "f"]


def _to_a_power(mantissa: Scale, power: re.Match[str], rest: str) -> Scale | None:
    """Let a number such as `6.02 × 10²³` stay between one and ten, the neighbouring powers."""
    unit = round(mantissa.point / abs(mantissa.magnitude)) if mantissa.magnitude else 0
    if not unit <= mantissa.point < 10 * unit:
        return None
    exponent = int(power[power.lastgroup or 0].translate(_PLAIN))
    write = mantissa.write
    return mantissa._replace(
        write=lambda point: f"{write(point)}{rest}",
        magnitude=mantissa.magnitude * 10.0**exponent,
        min_point=unit,
        max_point=10 * unit - 1,
    )


def _in_words(text: str) -> Scale | None:
    found = find_number_word(text)
    if found is None:
        return None
    number = _cardinals()[found.group().casefold()]
    before, after = text[: found.start()], text[found.end() :]
    if re.search(r"\d", text) or find_number_word(after):
        return None
    scale = next((SCALES[w] for w in after.casefold().split() if w in SCALES), 1)
    form = build_scale(
        number, number * scale, lambda point: f"{before}{match_case(cardinal(point), found.group())}{after}"
    )
    return form._replace(max_point=99, step=1, rounded=False)


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
