"""Similarity of two values, by their facts and by their spelling.

The similarity is a weighted sum. Its terms are the ties that two values share (twice the index of Jaccard,
1901), whether they complete the same sentence, the ratio of their lengths, their shapes, the difference in
word counts, the distance between the years and numbers in their facts, and that between the ranks of fame of
their subjects. The weights were fitted to four
packs of facts and two banks of people's questions. In those, 64% of the wrong answers to a country are in its
part of the world, compared with 23% by chance; so shared ties have the highest weight.
"""

import re
from collections.abc import Mapping, Sequence
from math import exp
from types import MappingProxyType
from typing import NamedTuple

from quiz.generate.subject_traits import SubjectTraits
from quiz.generate.values import parse
from quiz.model.pack import Fact
from quiz.model.value_types import PARSED_TYPES
from quiz.text.normalize import fold
from quiz.text.safe import Text

_TIES_WEIGHT = 2.0
_RELATION_WEIGHT = 0.5
_LENGTH_WEIGHT = 0.3
_SHAPE_WEIGHT = 0.5
_WORD_WEIGHT = 0.3
_NUMBERS_WEIGHT = 0.6
_FAME_WEIGHT = 0.6
_FAME_SCALE = 0.25
"""Distance in ranks of fame, from 0 to 1, at which the similarity of two subjects falls to 1/e."""
_YEARS_SCALE = 10.0
"""Distance in years at which the similarity of two years falls to 1/e."""
_YEAR = r"\d{3,4}"
_BARE_YEAR = r"1\d{3}|20\d{2}"
"""A year that is the whole of a value, whatever its type: the author may have named a type of its own."""
_MAX_OCCURRENCES = 32
"""Maximum number of facts of a value that are compared; the other values in more facts show little."""


Tie = tuple[str, ...]
OccurrenceKey = tuple[str, int]
"""A relation, and the index of a value in it."""


class ValueFeatures(NamedTuple):
    """A value, with everything that its similarity to others depends on."""

    text: Text
    folded: str
    shape: str
    words: int
    """Number of words."""
    ties: frozenset[Tie] = frozenset()
    """The relations and categories of the value's facts, and the other names in them."""
    years: Mapping[OccurrenceKey, float] = MappingProxyType({})
    """The years in the value's facts."""
    numbers: Mapping[OccurrenceKey, float] = MappingProxyType({})
    """The other numbers in the value's facts."""
    fame: float | None = None
    """The rank of fame of the subject of its first fact."""


def extract_features(
    text: Text,
    occurrences: Sequence[tuple[Fact, int]],
    *,
    english: bool,
    subjects: SubjectTraits,
) -> ValueFeatures:
    """Extract the features of a value from its occurrences, each a fact and the value's index in it."""
    ties: set[Tie] = set()
    years: dict[OccurrenceKey, float] = {}
    numbers: dict[OccurrenceKey, float] = {}
    for fact, value_index in occurrences[:_MAX_OCCURRENCES]:
        ties |= {("relation", fact.relation), ("category", fact.category)}
        for cell in subjects.list_near(fact):
            near = (f"near {cell.column}", 0)
            if re.fullmatch(_BARE_YEAR, cell.text):
                years.setdefault(near, float(cell.text))
            elif (size := parse.parse_magnitude(cell.text, "number", english=english)) is not None:
                numbers.setdefault(near, size)
            else:
                ties.add(("near", cell.column, fold(cell.text)))
        for index, other in enumerate(fact.values) if len(occurrences) <= _MAX_OCCURRENCES else ():
            key = (fact.relation, index)
            if index == value_index:
                continue
            if re.fullmatch(_BARE_YEAR, other.text):
                years.setdefault(key, float(other.text))
            elif other.type not in PARSED_TYPES:
                ties.add((fact.relation, str(index), fold(other.text)))
            elif other.type in parse.TIME_TYPES:
                if year := re.search(_YEAR, other.text):
                    years.setdefault(key, float(year.group()))
            elif (size := parse.parse_magnitude(other.text, other.type, english=english)) is not None:
                numbers.setdefault(key, size)
    fame = subjects.fame.rank(occurrences[0][0]) if occurrences else None
    return ValueFeatures(
        text, fold(text), _find_shape(text), len(text.split()), frozenset(ties), years, numbers, fame
    )


def prefer_fact(features: ValueFeatures, own: ValueFeatures | None) -> ValueFeatures:
    """Return the features of a value in one of its facts, whose own years, numbers and fame come first."""
    if own is None:
        return features
    years, numbers = {**features.years, **own.years}, {**features.numbers, **own.numbers}
    return features._replace(years=years, numbers=numbers, fame=own.fame)


def measure_similarity(first: ValueFeatures, second: ValueFeatures, *, same_relation: bool = False) -> float:
    """Return the similarity of two values, from about 0 to 4.5."""
    shared = len(first.ties & second.ties)
    union = len(first.ties) + len(second.ties) - shared
    total = _TIES_WEIGHT * shared / union if union else 0.0
    shorter, longer = len(first.text) + 1, len(second.text) + 1
    if shorter > longer:
        shorter, longer = longer, shorter
    total = total + _LENGTH_WEIGHT * shorter / longer - _WORD_WEIGHT * abs(first.words - second.words)
    total += _SHAPE_WEIGHT if first.shape == second.shape else 0.0
    total += _RELATION_WEIGHT if same_relation else 0.0
    if first.fame is not None and second.fame is not None:
        total += _FAME_WEIGHT * exp(-abs(first.fame - second.fame) / _FAME_SCALE)
    return round(total + _NUMBERS_WEIGHT * _compare_numbers(first, second), 9)


def _compare_numbers(first: ValueFeatures, second: ValueFeatures) -> float:
    """Return the mean similarity, from 0 to 1, of the years and numbers at the same index of a relation."""
    if not first.years and not first.numbers:
        return 0.0
    scores = [
        exp(-abs(year - second.years[key]) / _YEARS_SCALE)
        for key, year in first.years.items()
        if key in second.years
    ]
    scores += [
        _ratio(number, second.numbers[key]) for key, number in first.numbers.items() if key in second.numbers
    ]
    return sum(scores) / len(scores) if scores else 0.0


def _ratio(first: float, second: float) -> float:
    if first * second <= 0:
        return float(first == second)
    return first / second if abs(first) < abs(second) else second / first


def _find_shape(text: str) -> str:
    """Return a text with `X` and `x` for letters and `9` for digits; a run counts as one character."""
    shape: list[str] = []
    for character in text:
        mark = "9" if character.isdigit() else character
        if character.isalpha():
            mark = "X" if character.isupper() else "x"
        if not shape or shape[-1] != mark:
            shape.append(mark)
    return "".join(shape)
