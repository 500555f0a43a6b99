"""Part places where values stand into blocks of like values, without knowing which will be asked for.

A question's options are its key's block. So a block's members stand beside one another whichever of them is
the key, and nothing about the options as a set points to one. As a value is in so many blocks as places hold
it, the frequent values don't stand beside rare keys more often than the other way round.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quiz.generate.similarity import ValueFeatures, similarity
from quiz.model.rng import uniform_many

_SIZE = 4
"""So many values stand in a block, the options of a hard question; two and four blocks make easier ones."""


class ClusterItem(NamedTuple):
    """A place where a value stands: in a fact, or in a pool."""

    id: str
    """Its name, of which chance depends."""
    relation: str
    features: ValueFeatures


Cluster = tuple[ClusterItem, ...]
NestedClusters = tuple[Cluster, ...]
"""Those that share a unit's blocks: in the smallest one, further ones in the next, and in the largest."""


def cluster(units: Sequence[ClusterItem], *key: str | int) -> dict[str, NestedClusters]:
    """Part units into nested blocks, in an order drawn for the key; give each unit's mates by its name.

    The order of pivots hangs on each unit by itself, so that another one disturbs few blocks.
    """
    names = [unit.id for unit in units]
    drawn = dict(zip(names, uniform_many(names, key), strict=True))
    small = list(_blocks(sorted(units, key=lambda unit: (drawn[unit.id], unit.id))))
    middling = list(_joined(small))
    found: dict[str, NestedClusters] = {
        unit.id: (_without(block, (unit,)),) for block in small for unit in block
    }
    for inner, outer in ((small, middling), (middling, list(_joined(middling)))):
        whole = {unit.id: block for block in outer for unit in block}
        for block in inner:
            further = _without(whole[block[0].id], block)
            for unit in block:
                found[unit.id] = (*found[unit.id], further)
    return found


def _blocks(units: Sequence[ClusterItem]) -> Iterator[Cluster]:
    """Give blocks of different values: each a pivot and those nearest to it of the ones left.

    The pivot is a value that most of the units left hold, lest in the end they all hold one.
    """
    left = list(units)
    counts = Counter(unit.features.folded for unit in left)
    while left:
        wanted = _SIZE if len(left) >= 2 * _SIZE else len(left)
        most = max(counts.values())
        pivot = next(unit for unit in left if counts[unit.features.folded] == most)
        block = _nearest(pivot, left, counts, wanted)
        yield tuple(block)
        chosen = {unit.id for unit in block}
        left = [unit for unit in left if unit.id not in chosen]
        counts -= Counter(unit.features.folded for unit in block)


def _joined(blocks: Sequence[Cluster]) -> Iterator[Cluster]:
    """Join each block with the one whose pivot is nearest to its own, where they have no value in common.

    If they had one, it would stand in fewer sets of options than it is the key of.
    """
    left = list(blocks)
    while left:
        first = left.pop(0)
        values = {unit.features.folded for unit in first}
        fitting = [block for block in left if values.isdisjoint(unit.features.folded for unit in block)]
        if fitting:
            mate = max(fitting, key=lambda block: _alike(first[0], block[0]))
            left.remove(mate)
            first += mate
        yield first


def _alike(one: ClusterItem, other: ClusterItem) -> float:
    return similarity(one.features, other.features, same_relation=one.relation == other.relation)


def _nearest(
    pivot: ClusterItem, left: Sequence[ClusterItem], counts: Counter[str], wanted: int
) -> list[ClusterItem]:
    """Give the pivot and the units nearest to it, no two of one value; of equal ones, the frequent first."""
    first: dict[str, ClusterItem] = {pivot.features.folded: pivot}
    for unit in left:
        known = first.get(unit.features.folded)
        if known is None or (unit.relation == pivot.relation != known.relation):
            first[unit.features.folded] = unit
    del first[pivot.features.folded]
    if len(first) < wanted:
        return [pivot, *first.values()]
    most = max(counts.values())
    near = {folded: _alike(pivot, unit) + counts[folded] / most for folded, unit in first.items()}
    ranked = sorted(first.values(), key=lambda unit: -near[unit.features.folded])
    return [pivot, *ranked[: wanted - 1]]


def _without(units: Sequence[ClusterItem], others: Sequence[ClusterItem]) -> tuple[ClusterItem, ...]:
    left_out = {unit.id for unit in others}
    return tuple(unit for unit in units if unit.id not in left_out)
