"""Facts of one relation that contradict each other.

“The <river=Rhine> is <length=1,233 kilometres> long.” contradicts a fact with the same sentence, the same
river and another length, unless one of them allows for the other value.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.model.pack import Fact
from quiz.packs.read.answer_groups import share_answer
from quiz.text.normalize import fold


class Contradiction(NamedTuple):
    """Two facts that differ in one value only."""

    first: Fact
    second: Fact
    value_index: int


def find_contradictions(facts: Iterable[Fact], groups: Mapping[str, int]) -> list[Contradiction]:
    """Return the contradictions between facts.

    Args:
        facts: The facts of a pack.
        groups: The number of the list or table that a fact belongs to, by the fact's id.
    """
    by_relation: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.values:
            by_relation[fact.relation].append(fact)
    return [
        contradiction
        for related in by_relation.values()
        if len(related) > 1
        for contradiction in _compare(related, groups)
    ]


def _compare(facts: Sequence[Fact], groups: Mapping[str, int]) -> Iterator[Contradiction]:
    numbers = {groups.get(fact.id) for fact in facts}
    if len(numbers) == 1 and None not in numbers:
        return  # a list has many values by nature, and the rows of a table are already compared
    for index in range(len(facts[0].values)):
        similar: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
        for fact in facts:
            if index < len(fact.values):
                rest = (*fact.values[:index], *fact.values[index + 1 :])
                similar[tuple(fold(value.text) for value in rest)].append(fact)
        for first, *others in similar.values():
            for other in others:
                if _contradict(first, other, index, groups):
                    yield Contradiction(first, other, index)


def _contradict(first: Fact, second: Fact, value_index: int, groups: Mapping[str, int]) -> bool:
    if first.id in groups and groups[first.id] == groups.get(second.id):
        return False
    if first.as_of != second.as_of or first.attribution != second.attribution:
        return False  # both can be right, each at its time or for its claimant
    value, other = first.values[value_index], second.values[value_index]
    if value.open or other.open or not (value.asked or other.asked):
        return False
    return not share_answer(value, other)
