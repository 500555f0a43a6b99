"""Numbers in other forms, rewritten as English packs read them: `1,012.5`."""

import re
from collections.abc import Sequence

_PLAIN = r"[-−+]?\s?[$€£¥₹]?\s?"
_DIGITS = re.compile(rf"({_PLAIN})(\d[\d.,'’\u00a0\u202f ]*\d|\d)(\D*)")
_COMMA_DECIMALS = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:[. \u00a0\u202f'’]\d{3})+,\d+")
_POINT_DECIMALS = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:[, \u00a0\u202f'’]\d{3})+\.\d+")
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_OTHER_GROUPS = re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?")
_POINT_ZERO = re.compile(r"-?\d+\.0+")
_NO_ZERO = re.compile(r"([-−]?)(\.\d+)")


def rewrite_numbers(cells: Sequence[str]) -> list[str]:
    """Rewrite the numbers of a column that has decimal commas, other separators, or `.0` in each cell."""
    filled = [cell for cell in cells if cell]
    if filled and all(map(_POINT_ZERO.fullmatch, filled)):
        return [cell.partition(".")[0] for cell in cells]
    numbers = [match[2] for match in map(_DIGITS.fullmatch, filled) if match]
    if len(numbers) * 2 < len(filled):
        return [_NO_ZERO.sub(r"\g<1>0\2", cell) if _NO_ZERO.fullmatch(cell) else cell for cell in cells]
    has_commas = any(map(_COMMA_DECIMALS.fullmatch, numbers)) or any(map(_POINT_GROUPS.fullmatch, numbers))
    has_points = any(map(_POINT_DECIMALS.fullmatch, numbers)) or any(map(_COMMA_GROUPS.fullmatch, numbers))
    if has_commas and not has_points:
        return [_DIGITS.sub(_swap, cell) if _DIGITS.fullmatch(cell) else cell for cell in cells]
    return [_write_groups(cell) for cell in cells]


def _swap(match: re.Match[str]) -> str:
    """Write a number with a decimal comma in the English form."""
    whole, comma, decimals = match[2].partition(",")
    digits = re.sub(r"\D", "", whole)
    grouped = f"{int(digits):,}" if len(digits) != len(whole) else digits
    return f"{match[1]}{grouped}{'.' if comma else ''}{decimals}{match[3]}"


def _write_groups(cell: str) -> str:
    """Write commas for apostrophes between groups of digits, and a zero before a decimal point."""
    match = _DIGITS.fullmatch(cell)
    if match and _OTHER_GROUPS.fullmatch(match[2]):
        return f"{match[1]}{re.sub('[’]', ',', match[2]).replace(chr(39), ',')}{match[3]}"
    return _NO_ZERO.sub(r"\g<1>0\2", cell) if _NO_ZERO.fullmatch(cell) else cell
