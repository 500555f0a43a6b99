"""Clusters of similar values.

Example: three facts of a pack about rivers.

    rhine     The <river=Rhine> flows into the <sea=North Sea>.
    elbe      The <river=Elbe> flows into the <sea=North Sea>.
    rhone     The <river=Rhône> flows into the <sea=Mediterranean>.

The options of a question are the cluster of its key. Whichever member is the key, the options are the same,
so nothing about them as a set points to it. A value is in one cluster per fact that contains it. Frequent
values therefore do not appear next to rare keys more often than the other way round.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quiz.generate.similarity import ValueFeatures, measure_similarity
from quiz.model.rng import uniform_many

_CLUSTER_SIZE = 4
"""Number of values in the smallest clusters, the options of a hard question.

Two and four joined clusters make easier questions.
"""


class ClusterItem(NamedTuple):
    """A value in a fact or a pool."""

    id: str
    """The key of the item's random numbers."""
    relation: str
    features: ValueFeatures


Cluster = tuple[ClusterItem, ...]
NestedClusters = tuple[Cluster, ...]
"""The others in an item's smallest cluster, those that the next one adds, and those that the largest adds."""


def cluster(items: Sequence[ClusterItem], *key: str | int) -> dict[str, NestedClusters]:
    """Divide items into nested clusters, in random order; return the clusters of each item by its id.

    An item's random number depends on nothing but its id and the key. A new item changes few clusters.
    """
    ids = [item.id for item in items]
    draws = dict(zip(ids, uniform_many(ids, key), strict=True))
    small = list(_iter_clusters(sorted(items, key=lambda item: (draws[item.id], item.id))))
    medium = list(_iter_joined(small))
    nested: dict[str, NestedClusters] = {
        item.id: (_leave_out(members, (item,)),) for members in small for item in members
    }
    for inner, outer in ((small, medium), (medium, list(_iter_joined(medium)))):
        outer_of = {item.id: members for members in outer for item in members}
        for members in inner:
            added = _leave_out(outer_of[members[0].id], members)
            for item in members:
                nested[item.id] = (*nested[item.id], added)
    return nested


def _iter_clusters(items: Sequence[ClusterItem]) -> Iterator[Cluster]:
    """Divide items into clusters of different values: a pivot and the remaining items most similar to it.

    The pivot has the most frequent remaining value; otherwise the last clusters would all have it.
    """
    remaining = list(items)
    counts = Counter(item.features.folded for item in remaining)
    while remaining:
        size = _CLUSTER_SIZE if len(remaining) >= 2 * _CLUSTER_SIZE else len(remaining)
        highest = max(counts.values())
        pivot = next(item for item in remaining if counts[item.features.folded] == highest)
        members = _select_similar(pivot, remaining, counts, size)
        yield tuple(members)
        member_ids = {item.id for item in members}
        remaining = [item for item in remaining if item.id not in member_ids]
        counts -= Counter(item.features.folded for item in members)


def _iter_joined(clusters: Sequence[Cluster]) -> Iterator[Cluster]:
    """Join pairs of clusters without a common value whose pivots are most similar.

    A common value would be in fewer sets of options than it is the key of.
    """
    remaining = list(clusters)
    while remaining:
        members = remaining.pop(0)
        values = {item.features.folded for item in members}
        disjoint = [
            partner for partner in remaining if values.isdisjoint(item.features.folded for item in partner)
        ]
        if disjoint:
            pivot = members[0]
            partner = max(disjoint, key=lambda partner: _compare(pivot, partner[0]))
            remaining.remove(partner)
            members += partner
        yield members


def _compare(first: ClusterItem, second: ClusterItem) -> float:
    return measure_similarity(
        first.features, second.features, same_relation=first.relation == second.relation
    )


def _select_similar(
    pivot: ClusterItem, items: Sequence[ClusterItem], counts: Counter[str], size: int
) -> list[ClusterItem]:
    """Select the pivot and the items most similar to it, one per value; frequent values are preferred."""
    by_value: dict[str, ClusterItem] = {pivot.features.folded: pivot}
    for item in items:
        earlier = by_value.get(item.features.folded)
        if earlier is None or (item.relation == pivot.relation != earlier.relation):
            by_value[item.features.folded] = item
    del by_value[pivot.features.folded]
    if len(by_value) < size:
        return [pivot, *by_value.values()]
    highest = max(counts.values())
    scores = {folded: _compare(pivot, item) + counts[folded] / highest for folded, item in by_value.items()}
    ranked = sorted(by_value.values(), key=lambda item: -scores[item.features.folded])
    return [pivot, *ranked[: size - 1]]


def _leave_out(items: Sequence[ClusterItem], left_out: Sequence[ClusterItem]) -> Cluster:
    ids = {item.id for item in left_out}
    return tuple(item for item in items if item.id not in ids)
