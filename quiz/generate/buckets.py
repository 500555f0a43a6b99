"""Buckets of values of one type, small enough to compare all values of a bucket with each other.

    <town=Bath> is in <county=Somerset>.        slots: Bath in the first fact,
    <town=Wells> is in <county=Somerset>.       Wells in the second,
    <town=Truro> is in <county=Cornwall>.       Truro in the third

A large type is partitioned by relation. If many towns share few counties, it is partitioned by county too,
so that Bath and Wells are in one bucket. Larger groups are divided at random.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from quiz.generate.clusters import ClusterItem, NestedClusters, cluster
from quiz.generate.similarity import ValueFeatures, prefer_fact
from quiz.model.pack import Fact
from quiz.model.rng import uniform_many
from quiz.model.value_types import PARSED_TYPES

BUCKET_SIZE = 48
"""Approximate number of slots in a bucket of a large type; it bounds the cost of a question."""


class ValueSlot(NamedTuple):
    """A value in a fact, or in a pool if the fact is missing."""

    folded: str
    fact: Fact | None = None
    value_index: int = 0

    @property
    def name(self) -> str:
        """The key of its random draws."""
        return f"pool {self.folded}" if self.fact is None else slot_name(self.fact, self.value_index)

    @property
    def relation(self) -> str:
        """The relation and the column that the slot belongs to."""
        return "" if self.fact is None else f"{self.value_index} {self.fact.relation}"


def slot_name(fact: Fact, value_index: int) -> str:
    """Return the name of the slot of a fact's value."""
    return f"{fact.id} {value_index}"


class Bucket:
    """Slots of one type, with the features that are shared among their values."""

    def __init__(
        self,
        slots: Sequence[ValueSlot],
        features: Mapping[str, ValueFeatures],
        key: tuple[str, str],
        own: Mapping[str, ValueFeatures] = MappingProxyType({}),
    ) -> None:
        """Store the features of each value by folded text, and the `own` ones of slots by name."""
        counts = Counter(tie for value in features.values() for tie in value.ties)
        shared = {tie for tie, count in counts.items() if count > 1}
        self.values = {folded: value._replace(ties=value.ties & shared) for folded, value in features.items()}
        """The features of each value, by folded text."""
        self._items = [
            ClusterItem(slot.name, slot.relation, prefer_fact(self.values[slot.folded], own.get(slot.name)))
            for slot in slots
        ]
        self._features = {item.id: item.features for item in self._items}
        self._key = key
        self._clusters: dict[int, dict[str, NestedClusters]] = {}

    def features_of(self, name: str) -> ValueFeatures:
        """Return the features of a slot."""
        return self._features[name]

    def clusters(self, seed: int) -> dict[str, NestedClusters]:
        """Return the clusters of each slot, by name; those of the latest seed are cached."""
        if seed not in self._clusters:
            self._clusters = {seed: cluster(self._items, *self._key, seed)}
        return self._clusters[seed]


def partition(slots: Sequence[ValueSlot], key: tuple[str, str]) -> Iterator[list[ValueSlot]]:
    """Yield the slots of each bucket; `key` is the key of the random draws."""
    for neighbourhood in _iter_neighbourhoods(slots):
        count = 1
        while len(neighbourhood) > 2 * BUCKET_SIZE * count:
            count *= 2
        if count == 1:
            yield list(neighbourhood)
            continue
        buckets: list[list[ValueSlot]] = [[] for _ in range(count)]
        draws = uniform_many([slot.name for slot in neighbourhood], key)
        for slot, draw in zip(neighbourhood, draws, strict=True):
            buckets[int(draw * count)].append(slot)
        yield from buckets


def _iter_neighbourhoods(slots: Sequence[ValueSlot]) -> Iterator[Sequence[ValueSlot]]:
    """Group the slots of a large type by relation, and large relations by another of their columns."""
    if len(slots) <= 2 * BUCKET_SIZE:
        yield slots
        return
    rest: list[ValueSlot] = []
    for relation in _iter_groups(slots, _relation_of, rest):
        value_index = _find_dividing_column(relation) if len(relation) > 2 * BUCKET_SIZE else None
        if value_index is None:
            yield relation
        else:
            yield from _iter_groups(relation, partial(_text_in_column, value_index=value_index), rest)
    if rest:
        yield rest


def _iter_groups(
    slots: Sequence[ValueSlot], key: Callable[[ValueSlot], Hashable], rest: list[ValueSlot]
) -> Iterator[Sequence[ValueSlot]]:
    """Yield the groups that have enough different values, and add all other slots to `rest`."""
    groups: dict[Hashable, list[ValueSlot]] = {}
    for slot in slots:
        groups.setdefault(key(slot), []).append(slot)
    for group in groups.values():
        if len({slot.folded for slot in group}) >= BUCKET_SIZE // 2:
            yield group
        else:
            rest += group


def _find_dividing_column(slots: Sequence[ValueSlot]) -> int | None:
    """Return the index of the column whose few names divide the rows of a relation into large groups."""
    fact, own_index = slots[0].fact, slots[0].value_index
    counts = {
        index: len({_text_in_column(slot, index) for slot in slots})
        for index, value in enumerate(fact.values if fact is not None else ())
        if index != own_index and value.type not in PARSED_TYPES
    }
    fitting = [(count, index) for index, count in counts.items() if 1 < count <= len(slots) // BUCKET_SIZE]
    return min(fitting)[1] if fitting else None


def _relation_of(slot: ValueSlot) -> tuple[str, int] | None:
    return None if slot.fact is None else (slot.fact.relation, slot.value_index)


def _text_in_column(slot: ValueSlot, value_index: int) -> str:
    return "" if slot.fact is None else slot.fact.values[value_index].text
