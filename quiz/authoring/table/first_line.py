"""The decision whether the first line of a table has the headings."""

from collections.abc import Sequence

from quiz.authoring.table.heading_words import has_known_word
from quiz.authoring.table.value_kinds import is_dated, is_flag, is_numeric, is_year

_TYPED_SHARE = 0.8
_MIN_ROWS_OF_SHAPE = 4
_MIN_ROWS_OF_NAMES = 8
_MAX_HEADING = 120


def are_headings(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return whether the first line of a table has headings, and not values like those below it."""
    if not below or any(has_known_word(cell) for cell in first):
        return True
    columns = list(zip(*below, strict=True))
    pairs = [
        (cell, [other for other in column if other]) for cell, column in zip(first, columns, strict=True)
    ]
    if _are_years(first, columns):
        return True
    if any(_is_typed(cell) for cell in first) or any(len(cell) > _MAX_HEADING for cell in first):
        return False
    if any(cell and values and _share_typed(values) >= _TYPED_SHARE for cell, values in pairs):
        return True
    if any(cell and _is_like_all(cell, values) for cell, values in pairs):
        return False
    return not all(cell[:1].isupper() and _are_capitalized(values) for cell, values in pairs)


def describe_columns(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return names for the columns of a table without headings, by the kinds of their values."""
    names: list[str] = []
    for index in range(width):
        values = [row[index] for row in rows if row[index]]
        name = _describe(values)
        names.append(name if name not in names else f"{name} {sum(n.split()[0] == name for n in names) + 1}")
    return names


def _describe(values: Sequence[str]) -> str:
    if values and all(map(is_year, values)):
        return "year"
    if values and all(map(is_dated, values)):
        return "date"
    return "number" if values and all(map(is_numeric, values)) else "name"


def _are_years(first: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Return whether the numbers of a line are years in order, over columns of other numbers."""
    years = [cell for cell in first if _is_typed(cell)]
    if len(years) < 2 or len(years) == len(first) or not all(map(is_year, years)):
        return False
    cells = [cell for cell, column in zip(first, columns, strict=True) if cell in years for cell in column]
    are_sorted = sorted(years) == years or sorted(years, reverse=True) == years
    return are_sorted and len(set(years)) == len(years) and sum(map(is_year, cells)) < len(cells) / 2


def _is_typed(cell: str) -> bool:
    return is_numeric(cell) or is_dated(cell)


def _share_typed(values: Sequence[str]) -> float:
    return sum(_is_typed(value) or is_flag(value) for value in values) / len(values)


def _is_like_all(cell: str, values: Sequence[str]) -> bool:
    """Return whether a cell is one of the values, or has the shape that all of them share."""
    if cell in values:
        return True
    shapes = {_shape_of(value) for value in values}
    return len(values) >= _MIN_ROWS_OF_SHAPE and shapes == {_shape_of(cell)}


def _are_capitalized(values: Sequence[str]) -> bool:
    """Return whether enough values show that they begin with capitals, as an unknown heading does."""
    capitals = sum(value[:1].isupper() for value in values)
    return len(values) >= _MIN_ROWS_OF_NAMES and capitals >= _TYPED_SHARE * len(values)


def _shape_of(text: str) -> str:
    """Return the text with `A` for capitals, `a` for small letters and `0` for digits."""
    return "".join(
        "A" if sign.isupper() else "a" if sign.isalpha() else "0" if sign.isdigit() else sign for sign in text
    )
