"""The least and the greatest value that can be, as authors write them: `1 to 118`, `1990 to 1999`."""

import re

from quiz.packs.format.iso_dates import to_iso_date

BOUNDS = r"\s*(\S.*?)\s*(?: to |…|\.\.\.?|(?<=[\w°%])\s*[–—]\s*| - |(?<=\d)-(?=\d))\s*(\S.*?)\s*"
"""The form of bounds; the parts before and after `to` are the ends."""
_NUMBER = re.compile(r"(?P<sign>[-−]?)(?P<digits>\d[\d.,\u00a0\u202f]*)")
_BEFORE_CHRIST = re.compile(r"\bB\.?C\b", re.IGNORECASE)
_MULTIPLES = ("hundred", "thousand", "million", "billion", "trillion")


def split_bounds(text: str) -> tuple[str, str] | None:
    """Return the ends of some bounds, or `None` if the text has another form or the first end is greater."""
    match = re.fullmatch(BOUNDS, " ".join(text.split()))
    if match is None:
        return None
    low, high = _sort_key(match[1], english=True), _sort_key(match[2], english=True)
    if low is None or high is None or len(low) != len(high) or low > high:
        return None
    return match[1], match[2]


def is_outside(text: str, ends: tuple[str, ...], *, english: bool) -> bool:
    """Return whether a number or a date is outside some bounds; `False` for a text that can't be compared."""
    low, key, high = (_sort_key(each, english=english) for each in (ends[0], text, ends[-1]))
    if low is None or key is None or high is None:
        return False
    shared = min(map(len, (low, key, high)))
    return not low[:shared] <= key[:shared] <= high[:shared]


def _sort_key(text: str, *, english: bool) -> tuple[float, ...] | None:
    """Return the year, the month and the day of a date, or a number."""
    date = to_iso_date(text)
    if date is not None and not text.isdecimal():
        return tuple(map(float, date.split("-")))
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1 or any(word in text for word in _MULTIPLES):
        return None
    separator, point = (",", ".") if english else (".", ",")
    digits = re.sub(rf"[\u00a0\u202f{separator}]", "", numbers[0]["digits"]).replace(point, ".").rstrip(".")
    try:
        number = float(digits)
    except ValueError:
        return None
    return (-number if numbers[0]["sign"] or _BEFORE_CHRIST.search(text) else number,)
