"""Numbers in digits and in words, with the text around them, and others in the same form."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from quiz.generate.values.scale import Scale
from quiz.text.english import cardinal

DIGITS = r"\d(?:[\d.,\u00a0\u202f ]*\d)?"
NUMBER = rf"(?P<prefix>[^\d]*?)(?P<number>{DIGITS})(?P<suffix>[^\d]*)"
_POWER = (
    r"\s?[×·*]\s?10(?:\^(?P<raised>[-−]?\d{1,2})|(?P<above>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
    r"|(?<=\d)[eE](?P<plain>[-+]?\d{1,2})"
)
_WORD = r"[A-Za-z]+(?:-[a-z]+)?"
_SIGNS = ("-", "−", "–")
_OF_MONEY = "$£€¥₹"
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES_OF_MONEY = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, **SCALES}
_ABSOLUTE_ZERO = {"c": 273.15, "f": 459.67}
"""Degrees below zero of the lowest temperature."""
_SUPERSCRIPTS = str.maketrans("⁺⁻−⁰¹²³⁴⁵⁶⁷⁸⁹", "+--0123456789")

_MAX_DIGITS = 100
"""Maximum number of digits; a float can hold any number of them."""
_MAX_SMALL_STEPS = 20
"""Numbers of at most 20 steps have neighbours by difference, larger ones by ratio."""
_SPREAD_OF_SMALL = 2.0
MIN_RATIO = 1.03


def parse_number(text: str, type_: str, *, english: bool) -> Scale | None:
    """Parse a number; return `None` if the text contains none or several."""
    if power := re.search(_POWER, text):
        mantissa = parse_number(text[: power.start()], type_, english=english)
        return mantissa and _raise_to_power(mantissa, power, text[power.start() :])
    match = re.fullmatch(NUMBER, text)
    sign = _parse_sign(match["prefix"]) if match else None
    if match is None or sign is None:
        return _parse_words(text) if english else None
    digits = _parse_digits(match["number"], english=english)
    if digits is None:
        return None
    prefix, rest = match["prefix"], match["suffix"]
    decimals = len(digits.decimals)
    if len(digits.whole) + decimals > _MAX_DIGITS:
        return None
    point = int(digits.whole + digits.decimals)
    unit = re.search(_WORD, rest)
    scales = SCALES_OF_MONEY if type_ == "money" else SCALES
    scale = scales.get(unit.group().casefold(), 1) if unit else 1

    def write(new_point: int) -> str:
        return f"{prefix}{digits.write(new_point)}{rest}"

    form = build_scale(point, sign * point / 10**decimals * scale, write, decimals)
    if sign < 0 and (limit := _absolute_zero(rest)) is not None and point <= limit * 10**decimals:
        return form._replace(max_point=int(limit * 10**decimals))
    thousand = 1000 * 10**decimals  # a thousand millions would be a billion
    return form if scale == 1 or point >= thousand else form._replace(max_point=thousand - 1)


def build_scale(point: int, magnitude: float, write: Callable[[int], str], decimals: int = 0) -> Scale:
    """Build the scale of a number, whose steps are as coarse as the number is rounded."""
    if point <= _MAX_SMALL_STEPS and not decimals:
        return Scale(point, write, magnitude, spread=_SPREAD_OF_SMALL)
    step = 1
    while not decimals and point and point % (step * 10) == 0:
        step *= 10
    spread = _SPREAD_OF_SMALL * step if point // step <= _MAX_SMALL_STEPS else None
    return Scale(
        point,
        write,
        magnitude,
        spread=spread,
        step=step,
        min_point=step,
        rounded=step > 1 or spread is None,
        min_ratio=MIN_RATIO if spread is None else 1.0,
    )


def find_number_word(text: str) -> re.Match[str] | None:
    """Return the first word that is a number."""
    matches = re.finditer(_WORD, text)
    return next((match for match in matches if match.group().casefold() in _cardinals()), None)


@cache
def _cardinals() -> dict[str, int]:
    """Return the numbers from 1 to 99 by their words."""
    return {str(cardinal(number)): number for number in range(1, 100)}


def match_case(word: str, like: str) -> str:
    """Capitalize a word if `like` is capitalized."""
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _parse_sign(prefix: str) -> int | None:
    """Return the sign of a number, 1 or -1, or `None` if a dash joins it to the text before it."""
    if not any(sign in prefix for sign in _SIGNS):
        return 1
    bare = prefix.strip().strip(_OF_MONEY)
    return -1 if bare in _SIGNS and not prefix.endswith(" ") else None


def _absolute_zero(rest: str) -> float | None:
    """Return the degrees of absolute zero below zero, or `None` if the unit is not a temperature's."""
    match = re.match(r"\s?(?:°\s?|degrees )([CF])(?:elsius|ahrenheit)?\b|\s?([℃℉])", rest)
    if match is None:
        return None
    return _ABSOLUTE_ZERO["c" if match[1] == "C" or match[2] == "℃" else "f"]


def _raise_to_power(mantissa: Scale, power: re.Match[str], rest: str) -> Scale | None:
    """Build the scale of a number such as `6.02 × 10²³`, from 1 to 10 times the power."""
    unit = round(mantissa.point / abs(mantissa.magnitude)) if mantissa.magnitude else 0
    if not unit <= mantissa.point < 10 * unit:
        return None
    exponent = int(power[power.lastgroup or 0].translate(_SUPERSCRIPTS))
    write = mantissa.write
    return mantissa._replace(
        write=lambda point: f"{write(point)}{rest}",
        magnitude=mantissa.magnitude * 10.0**exponent,
        min_point=unit,
        max_point=10 * unit - 1,
    )


def _parse_words(text: str) -> Scale | None:
    match = find_number_word(text)
    if match is None:
        return None
    number = _cardinals()[match.group().casefold()]
    before, after = text[: match.start()], text[match.end() :]
    if re.search(r"\d", text) or find_number_word(after):
        return None
    scale = next((SCALES[word] for word in after.casefold().split() if word in SCALES), 1)
    form = build_scale(
        number, number * scale, lambda point: f"{before}{match_case(cardinal(point), match.group())}{after}"
    )
    return form._replace(max_point=99, step=1, rounded=False)


class _Digits(NamedTuple):
    """The digits of a number and the separators between them."""

    whole: str
    decimals: str
    group_separator: str
    decimal_separator: str
    min_width: int

    def write(self, number: int) -> str:
        """Write a number of the smallest decimal unit in the same form."""
        text = str(number).zfill(len(self.decimals) + 1)
        end = len(text) - len(self.decimals)
        whole, decimals = text[:end], text[end:]
        if self.group_separator:
            whole = f"{int(whole):,}".replace(",", self.group_separator)
        return whole.zfill(self.min_width) + (self.decimal_separator + decimals if decimals else "")


def _parse_digits(text: str, *, english: bool) -> _Digits | None:
    """Parse digits with separators; a comma groups digits in English and may begin decimals elsewhere."""
    if re.fullmatch(r"\d+", text):
        group = "," if english and len(text) < 4 else ""
        return _Digits(text, "", group, "", len(text) if text.startswith("0") else 0)
    comma, point = (",", ".") if english else (".", ",")
    for group in (comma, " ", "\u00a0", "\u202f"):
        grouped = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+"
        match = re.fullmatch(rf"(?P<whole>{grouped}|\d+)(?:{re.escape(point)}(?P<decimals>\d+))?", text)
        if match:
            whole = match["whole"]
            return _Digits(
                whole.replace(group, ""), match["decimals"] or "", group if group in whole else "", point, 0
            )
    return None
