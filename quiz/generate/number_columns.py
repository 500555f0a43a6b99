"""Numbers that players can guess, and their ranges in the columns of a pack."""

import re
from math import isclose, log10
from typing import NamedTuple

from quiz.generate.fact_index import FactIndex
from quiz.generate.values import parse
from quiz.generate.values.numbers import NUMBER
from quiz.generate.values.scale import Scale
from quiz.model.pack import GAP, Fact, Value

_TYPES = frozenset(("year", "count", "number", "money", "percent"))
_YEAR = "year"


class GuessableNumber(NamedTuple):
    """A number that can be guessed, and the text around it."""

    magnitude: float
    unit: str


class GuessableRange(NamedTuple):
    """The least and the greatest number of a column, and how many it has."""

    low: float
    high: float
    size: int


class NumberColumns:
    """The ranges of the numbers in the columns of a pack, by their units; each column is read once."""

    def __init__(self, facts: FactIndex, *, english: bool) -> None:
        self._facts = facts
        self._english = english
        self._ranges: dict[tuple[str, int], dict[str, GuessableRange]] = {}

    def find_range(self, fact: Fact, value_index: int, unit: str) -> GuessableRange:
        """Return the range of the numbers with a unit, which a value has, in its column."""
        key = (fact.relation, value_index)
        if key not in self._ranges:
            magnitudes: dict[str, list[float]] = {}
            for value in self._facts.table_of(fact).column(value_index).values:
                if (found := read_number(value, english=self._english)) is not None:
                    magnitudes.setdefault(found.unit, []).append(found.magnitude)
            self._ranges[key] = {
                each: GuessableRange(min(numbers), max(numbers), len(numbers))
                for each, numbers in magnitudes.items()
            }
        return self._ranges[key][unit]


def read_number(value: Value, *, english: bool) -> GuessableNumber | None:
    """Read a positive number in digits whose unit needs no calculation; `3 million` is none."""
    if value.type not in _TYPES:
        return None
    form = parse.parse_value(value.text, value.type, english=english)
    match = re.fullmatch(NUMBER, value.text)
    if not isinstance(form, Scale) or match is None or form.magnitude <= 0 or form.point <= 0:
        return None
    step = form.magnitude / form.point
    decimals = round(-log10(step))
    if decimals < 0 or not isclose(step, 10.0**-decimals):
        return None
    if value.type == _YEAR:
        return GuessableNumber(form.magnitude, "") if value.text.isdecimal() else None
    if not english:  # a point may group digits there
        return None
    unit = f"{match['prefix']}{GAP}{match['suffix']}"
    return GuessableNumber(form.magnitude, "" if unit == GAP else unit)
