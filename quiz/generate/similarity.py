"""Say how alike two values are, by what a pack tells of them and by how they are written.

The measure is a sum, with the weights of a trial on four packs of facts and two banks of people's questions:
what is told of both (twice the index of Jaccard 1901), that they answer the same sentence, the ratio of their
lengths, their shape, the number of their words, and how near the years and numbers are that stand beside
them. Of the wrong answers that people write beside a country, 64 % lie in its part of the world, where chance
would give 23 %; so what is told of both weighs most.
"""

import re
from collections.abc import Mapping, Sequence
from math import exp
from types import MappingProxyType
from typing import NamedTuple

from quiz.generate.values import parse
from quiz.model.pack import Fact
from quiz.text.normalize import fold
from quiz.text.safe import Text

_TIED = 2.0
_SAME_RELATION = 0.5
_LENGTH = 0.9
_SHAPE = 0.5
_WORD = 0.3
_BESIDE = 0.6
_YEARS = 10.0
"""Years this far apart are alike by 1/e."""
_YEAR = r"\d{3,4}"
_TOLD_AT_MOST = 32
"""A value that more facts tell of says little by what stands beside it in each."""


Tie = tuple[str, ...]
OccurrenceKey = tuple[str, int]
"""A relation, and the index of a value in it."""


class ValueFeatures(NamedTuple):
    """A value, with what its likeness to others is seen by."""

    text: Text
    folded: str
    shape: str
    words: int
    ties: frozenset[Tie] = frozenset()
    """The relations and categories in which the pack tells of it, and the names it stands beside."""
    years: Mapping[OccurrenceKey, float] = MappingProxyType({})
    numbers: Mapping[OccurrenceKey, float] = MappingProxyType({})
    """The years and the other numbers that stand beside it."""


def extract_features(text: Text, told: Sequence[tuple[Fact, int]], *, english: bool) -> ValueFeatures:
    """Gather what the pack tells of a value in the places where it stands, each a fact and an index in it."""
    ties: set[Tie] = set()
    years: dict[OccurrenceKey, float] = {}
    numbers: dict[OccurrenceKey, float] = {}
    for fact, index in told[:_TOLD_AT_MOST]:
        ties |= {("relation", fact.relation), ("category", fact.category)}
        for place, other in enumerate(fact.values) if len(told) <= _TOLD_AT_MOST else ():
            where = (fact.relation, place)
            if place == index:
                continue
            if other.type not in parse.PARSED_TYPES:
                ties.add((fact.relation, str(place), fold(other.text)))
            elif other.type in parse.TIME_TYPES:
                if year := re.search(_YEAR, other.text):
                    years.setdefault(where, float(year.group()))
            elif (size := parse.parse_magnitude(other.text, other.type, english=english)) is not None:
                numbers.setdefault(where, size)
    return ValueFeatures(text, fold(text), _shape(text), len(text.split()), frozenset(ties), years, numbers)


def similarity(one: ValueFeatures, other: ValueFeatures, *, same_relation: bool = False) -> float:
    """Say how alike two values are, from about 0 to 4.5."""
    common = len(one.ties & other.ties)
    union = len(one.ties) + len(other.ties) - common
    tied = _TIED * common / union if union else 0.0
    shorter, longer = sorted((len(one.text) + 1, len(other.text) + 1))
    alike = tied + _LENGTH * shorter / longer - _WORD * abs(one.words - other.words)
    alike += _SHAPE if one.shape == other.shape else 0.0
    alike += _SAME_RELATION if same_relation else 0.0
    return round(alike + _BESIDE * _beside(one, other), 9)


def _beside(one: ValueFeatures, other: ValueFeatures) -> float:
    """Say, from 0 to 1, how near the years and numbers are that stand beside two values, place by place."""
    if not one.years and not one.numbers:
        return 0.0
    near = [exp(-abs(size - other.years[at]) / _YEARS) for at, size in one.years.items() if at in other.years]
    near += [_ratio(size, other.numbers[at]) for at, size in one.numbers.items() if at in other.numbers]
    return sum(near) / len(near) if near else 0.0


def _ratio(one: float, other: float) -> float:
    smaller, larger = sorted((abs(one), abs(other)))
    return smaller / larger if one * other > 0 else float(one == other)


def _shape(text: str) -> str:
    """Give letters as `X` and `x`, digits as `9`, runs as one, the rest as it is."""
    shape: list[str] = []
    for character in text:
        mark = "9" if character.isdigit() else character
        if character.isalpha():
            mark = "X" if character.isupper() else "x"
        if not shape or shape[-1] != mark:
            shape.append(mark)
    return "".join(shape)
