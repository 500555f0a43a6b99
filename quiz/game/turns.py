"""Fair turns for the categories of a round, and the order of the entries in each category."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from heapq import heapify, heappop
from math import sqrt
from operator import add

from quiz.game.recorder import ReviewQueue
from quiz.generate.question_maker import PackEntry, QuestionMaker
from quiz.model.rng import uniform, uniform_many


class EntryQueue:
    """The entries of one category, in the order in which they are drawn.

    A queue has turns in proportion to the square root of its weight. A large category leaves room for the
    others, and a round doesn't use up a small one.
    """

    def __init__(
        self,
        entries: Iterator[tuple[QuestionMaker, PackEntry]],
        turn_count: int,
        weight: float,
        offset: float,
    ) -> None:
        """Keep the entries, which are ordered when the first is drawn.

        Args:
            entries: The entries with their makers.
            turn_count: Number of entries.
            weight: Sum of the entries' weights.
            offset: Position of the first turn in the first interval, from 0 to 1.
        """
        self.entries = entries
        self._turns_left = turn_count
        self._interval = 1 / sqrt(weight)
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
    makers: Sequence[QuestionMaker], categories: Sequence[str], seed: int, *, allows_sensitive: bool
) -> list[EntryQueue]:
    """Build a queue for each category that may be asked."""
    queues: list[EntryQueue] = []
    for maker in makers:
        pack_name = maker.pack.name
        for name, entries in _entries_by_category(maker, categories, allows_sensitive).items():
            weights = [maker.draw_weight(entry) for entry in entries]
            queues.append(
                EntryQueue(
                    _iter_weighted(maker, entries, weights, seed),
                    len(entries),
                    reduce(add, weights),  # the result of `sum` depends on the version of Python
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
    return EntryQueue(iter(entries), len(entries), weight=1, offset=0)


def rank_targets(review: ReviewQueue) -> dict[str, int]:
    """Return negative ranks for due targets and positive ranks for later ones, by target id."""
    due = {target_id: index - len(review.due) for index, target_id in enumerate(review.due)}
    return {target_id: rank for rank, target_id in enumerate(review.later, 1)} | due


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
    maker: QuestionMaker, categories: Sequence[str], allows_sensitive: bool
) -> dict[str, list[PackEntry]]:
    """Group the entries that may be asked; sensitive ones only if their category is requested."""
    groups: dict[str, list[PackEntry]] = {}
    for entry in maker.iter_entries():
        if entry.tact is not None and not (categories and allows_sensitive):
            continue
        names = (entry.category, f"{maker.pack.name}/{entry.category}")
        if not categories or any(name in categories for name in names):
            groups.setdefault(entry.category, []).append(entry)
    return groups
