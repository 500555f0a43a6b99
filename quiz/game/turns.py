"""Fair turns for the categories of a round, and the order of the entries in each category."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from heapq import heapify, heappop
from math import sqrt
from operator import add

from quiz.game.recorder import ReviewQueue
from quiz.generate.question_maker import PackEntry, QuestionMaker
from quiz.model.pack import are_from_bank, whole_pack
from quiz.model.rng import uniform, uniform_many

_FULL_PACK = 100
"""Number of entries from which a pack has a full share of the turns."""
_MAX_CATEGORY_SHARE = 0.4
"""Maximum share of a category in the turns of its pack."""


class EntryQueue:
    """The entries of one category, in the order in which they are drawn.

    A queue has turns in proportion to its share of the round.
    """

    def __init__(
        self,
        entries: Iterator[tuple[QuestionMaker, PackEntry]],
        turn_count: int,
        share: float,
        offset: float,
    ) -> None:
        """Keep the entries, which are ordered when the first is drawn.

        Args:
            entries: The entries with their makers.
            turn_count: Number of entries.
            share: Share of the turns, in proportion to those of the other queues.
            offset: Position of the first turn in the first interval, from 0 to 1.
        """
        self.entries = entries
        self._turns_left = turn_count
        self._interval = 1 / share
        self.next_turn = offset * self._interval

    @property
    def has_turn(self) -> bool:
        """Whether a turn is left."""
        return self._turns_left > 0

    def use_turn(self) -> None:
        """Move on to the next turn."""
        self._turns_left -= 1
        self.next_turn += self._interval


def build_queues(
    makers: Sequence[QuestionMaker],
    categories: Sequence[str],
    seed: int,
    *,
    allows_sensitive: bool,
    packs_without_banks: Collection[str] = (),
) -> list[EntryQueue]:
    """Build a queue for each category that may be asked.

    Packs have equal shares, but small ones less. Within a pack, a category's share grows with the square root
    of its weight: a large category leaves room for the others, and a round doesn't use up a small one.
    """
    queues: list[EntryQueue] = []
    for maker in makers:
        pack_name = maker.pack.name
        allowed = maker.iter_entries()
        if pack_name in packs_without_banks:
            allowed = (entry for entry in allowed if not are_from_bank(entry.citations))
        groups = _entries_by_category(pack_name, allowed, categories, allows_sensitive)
        weights = {name: [maker.draw_weight(entry) for entry in entries] for name, entries in groups.items()}
        # The result of `sum` depends on the version of Python.
        shares = _split_pack([sqrt(reduce(add, weights[name])) for name in groups])
        pack_share = sqrt(min(_FULL_PACK, reduce(add, map(len, groups.values()), 0)))
        for share, (name, entries) in zip(shares, groups.items(), strict=True):
            queues.append(
                EntryQueue(
                    _iter_weighted(maker, entries, weights[name], seed),
                    len(entries),
                    pack_share * share,
                    uniform(pack_name, name, "turn", seed),
                )
            )
    return queues


def iter_turns(queues: Sequence[EntryQueue]) -> Iterator[EntryQueue]:
    """Yield the queue of each turn, until no queue has turns left."""
    waiting = [queue for queue in queues if queue.has_turn]
    while waiting:
        queue = min(waiting, key=lambda queue: queue.next_turn)
        queue.use_turn()
        yield queue
        if not queue.has_turn:
            waiting.remove(queue)


def merge_by_review(queues: Sequence[EntryQueue], ranks: Mapping[str, int]) -> EntryQueue:
    """Merge queues into one, sorted by the best rank of each entry; an entry without one has rank 0."""
    entry_ranks: dict[str, int] = {}
    for target_id, rank in ranks.items():
        entry_id = target_id.partition(".")[0]
        entry_ranks[entry_id] = min(rank, entry_ranks.get(entry_id, rank))
    entries = [next(queue.entries) for queue in iter_turns(queues)]
    entries.sort(key=lambda pair: entry_ranks.get(f"{pair[0].pack.name}/{pair[1].id}", 0))
    return EntryQueue(iter(entries), len(entries), share=1, offset=0)


def rank_targets(review: ReviewQueue) -> dict[str, int]:
    """Return negative ranks for due targets and positive ranks for later ones, by target id."""
    due = {target_id: index - len(review.due) for index, target_id in enumerate(review.due)}
    return {target_id: rank for rank, target_id in enumerate(review.later, 1)} | due


def _split_pack(weights: Sequence[float]) -> list[float]:
    """Return the shares of a pack's categories, which add up to 1; none exceeds the maximum if possible."""
    total = reduce(add, weights, 0.0)
    shares = [weight / total for weight in weights]
    limit = max(_MAX_CATEGORY_SHARE, 1 / max(1, len(weights)))
    excess = reduce(add, (max(0.0, share - limit) for share in shares), 0.0)
    room = reduce(add, (max(0.0, limit - share) for share in shares), 0.0)
    if not excess:
        return shares
    return [min(share, limit) + excess * max(0.0, limit - share) / room for share in shares]


def _iter_weighted(
    maker: QuestionMaker, entries: Sequence[PackEntry], weights: Sequence[float], seed: int
) -> Iterator[tuple[QuestionMaker, PackEntry]]:
    """Yield entries in random order, the sooner the more they weigh.

    Weighted sampling without replacement by Efraimidis and Spirakis (2006): sort by u ** (1 / weight).
    """
    draws = uniform_many([entry.id for entry in entries], [maker.pack.name], ["round", seed])
    heap = [
        (-(draw ** (1 / weight)), entry.id, entry)
        for draw, weight, entry in zip(draws, weights, entries, strict=True)
    ]
    heapify(heap)  # a round takes few entries, so they aren't all sorted
    while heap:
        yield maker, heappop(heap)[2]


def _entries_by_category(
    pack_name: str, entries: Iterable[PackEntry], categories: Sequence[str], allows_sensitive: bool
) -> dict[str, list[PackEntry]]:
    """Group the entries that may be asked; sensitive ones only if their category is requested."""
    groups: dict[str, list[PackEntry]] = {}
    is_whole_pack = not categories or whole_pack(pack_name) in categories
    for entry in entries:
        is_requested = entry.category in categories or f"{pack_name}/{entry.category}" in categories
        is_wanted = (
            is_requested and allows_sensitive if entry.tact is not None else is_requested or is_whole_pack
        )
        if is_wanted:
            groups.setdefault(entry.category, []).append(entry)
    return groups
