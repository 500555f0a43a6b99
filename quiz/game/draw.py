"""Draw a round: a choice of questions, and an order in which none gives a later one away."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from heapq import heapify, heappop
from math import sqrt
from operator import add

from quiz.game.recorder import ReviewQueue
from quiz.generate.question_maker import PackEntry, QuestionMaker
from quiz.generate.spoilers import RevealedText, is_revealed_by_pair
from quiz.generate.targets import QuestionTarget
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.model.rng import RandomStream, uniform, uniform_many


class _RoundNode:
    """A question of the round, with those that must come after it."""

    __slots__ = ("later", "shown")

    def __init__(self, shown: RevealedText) -> None:
        self.shown = shown
        self.later: list[_RoundNode] = []


def draw_questions(
    makers: Sequence[QuestionMaker],
    *,
    category: str | None,
    kind: Kind | None,
    length: int,
    seed: int,
    sensitive: bool = True,
    in_any_order: bool = False,
    without: Collection[str] = (),
    cards: ReviewQueue | None = None,
) -> tuple[Question, ...]:
    """Draw at most `length` questions of a category, or of everything that may be asked unchosen.

    A fact is asked once, no two questions have one answer, and the questions stand in an order in which
    nothing that was shown holds the answer to what is asked later. What is `sensitive` is asked only where
    its category is named, and nowhere if it is not wanted at all. Questions that may stand `in_any_order`
    keep one another's secrets wherever they stand. What `without` names, as `PACK/FACT[.LABEL]`, is not
    asked. By `cards` what is due comes first, then what was never asked.
    """
    chosen: list[_RoundNode] = []
    ranks = {} if cards is None else _ranks(cards)
    turns = _turns(makers, category, seed, sensitive)
    for maker, told in turns if cards is None else _by_card(turns, ranks):
        if len(chosen) >= length:
            break
        asks = RandomStream(maker.pack.name, told.id, "", "", "values", seed).shuffled(
            maker.list_targets_of(told)
        )
        asks.sort(key=lambda ask: ranks.get(ask.target_id, 0))
        tries = (
            (ask, one) for ask in asks if ask.target_id not in without for one in _kinds(ask, kind, seed)
        )
        for ask, one in tries:
            made = maker.make(ask, one, seed)
            if not isinstance(made, Question):
                continue
            new = RevealedText(made, maker.accepted_answers(ask), told)
            if _joins(chosen, new, in_any_order=in_any_order):
                break
    return tuple(one.shown.question for one in _ordered(chosen))


def _turns(
    makers: Sequence[QuestionMaker], category: str | None, seed: int, sensitive: bool
) -> Iterator[tuple[QuestionMaker, PackEntry]]:
    """Give what may be asked about, of all categories in turns; a fact comes the sooner, the more it weighs.

    A category has turns by the square root of what it holds, so that a large one leaves room for the others
    and a small one is not asked through in every round.
    """
    heaps: dict[tuple[int, str], list[tuple[float, str, PackEntry]]] = {}
    held: dict[tuple[int, str], float] = {}
    for number, maker in enumerate(makers):
        for name, asked in _by_category(maker, category, sensitive).items():
            weights = [maker.draw_weight(told) for told in asked]
            draws = uniform_many([told.id for told in asked], [maker.pack.name], ["round", seed])
            keys = [-(drawn ** (1 / weight)) for drawn, weight in zip(draws, weights, strict=True)]
            heaps[number, name] = [(key, told.id, told) for key, told in zip(keys, asked, strict=True)]
            held[number, name] = reduce(add, weights)  # `sum` gives others from one Python to the next
    next_turn = {
        group: uniform(makers[group[0]].pack.name, group[1], "turn", seed) / sqrt(held[group])
        for group in heaps
    }
    for heap in heaps.values():
        heapify(heap)  # a round takes few of them
    while heaps:
        group = min(heaps, key=lambda group: (next_turn[group], group))
        next_turn[group] += 1 / sqrt(held[group])
        yield makers[group[0]], heappop(heaps[group])[2]
        if not heaps[group]:
            del heaps[group]


def _ranks(cards: ReviewQueue) -> dict[str, int]:
    """Give what is due the numbers below 0, and what is not yet those above; what is new is left at 0."""
    due = {base: number - len(cards.due) for number, base in enumerate(cards.due)}
    return {base: number for number, base in enumerate(cards.later, 1)} | due


def _by_card(
    turns: Iterable[tuple[QuestionMaker, PackEntry]], ranks: Mapping[str, int]
) -> list[tuple[QuestionMaker, PackEntry]]:
    """Sort facts by the first of their values to be asked; a fact of which nothing was asked is new."""
    facts: dict[str, int] = {}
    for base, rank in ranks.items():
        fact = base.partition(".")[0]
        facts[fact] = min(rank, facts.get(fact, rank))
    return sorted(turns, key=lambda turn: facts.get(f"{turn[0].pack.name}/{turn[1].id}", 0))


def _by_category(maker: QuestionMaker, category: str | None, sensitive: bool) -> dict[str, list[PackEntry]]:
    found: dict[str, list[PackEntry]] = {}
    for told in maker.iter_entries():
        if _may_be_asked(maker.pack.name, told, category, sensitive):
            found.setdefault(told.category, []).append(told)
    return found


def _may_be_asked(pack: str, told: PackEntry, category: str | None, sensitive: bool) -> bool:
    if told.tact is not None and (category is None or not sensitive):
        return False
    return category is None or category == told.category or category == f"{pack}/{told.category}"


def _kinds(ask: QuestionTarget, kind: Kind | None, seed: int) -> Sequence[Kind]:
    """Give the kinds to try: the one wanted, or both, the first by the toss of a coin."""
    if kind is not None:
        return (kind,)
    heads = RandomStream(ask.pack, ask.fact, ask.label or "", "", "kind", seed).random() < 0.5
    return (Kind.CHOICE, Kind.TRUEFALSE) if heads else (Kind.TRUEFALSE, Kind.CHOICE)


def _joins(chosen: list[_RoundNode], new: RevealedText, *, in_any_order: bool) -> bool:
    """Let a question join the round, unless it is there already or no order keeps all their secrets.

    Two questions of one answer tell it to each other, so no order keeps theirs.
    """
    if any(new.conflicts_with(one.shown) for one in chosen):
        return False
    before = [one for one in chosen if new.reveals(one.shown)]
    after = [one for one in chosen if one.shown.reveals(new)]
    if (in_any_order and (before or after)) or _reaches(after, before):
        return False
    if is_revealed_by_pair(new, [one.shown for one in chosen]):
        return False
    joined = _RoundNode(new)
    for one in before:
        one.later.append(joined)
    joined.later.extend(after)
    chosen.append(joined)
    return True


def _reaches(starts: Sequence[_RoundNode], ends: Sequence[_RoundNode]) -> bool:
    """Say whether one of the starts is also an end, or must come before one."""
    seen: set[int] = set()
    left = list(starts)
    while left:
        one = left.pop()
        if any(one is end for end in ends):
            return True
        if id(one) not in seen:
            seen.add(id(one))
            left.extend(one.later)
    return False


def _ordered(chosen: Sequence[_RoundNode]) -> list[_RoundNode]:
    """Put the easy ones first, as far as the secrets allow."""
    waiting = {id(one): 0 for one in chosen}
    for one in chosen:
        for later in one.later:
            waiting[id(later)] += 1
    left = sorted(chosen, key=lambda one: one.shown.question.difficulty)
    ordered: list[_RoundNode] = []
    while left:
        one = next(one for one in left if waiting[id(one)] == 0)
        left.remove(one)
        ordered.append(one)
        for later in one.later:
            waiting[id(later)] -= 1
    return ordered
