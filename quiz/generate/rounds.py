"""Draw a round: a choice of questions, and an order in which none gives a later one away."""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop

from quiz.core.chance import Chance, uniform
from quiz.core.model import Kind, Question
from quiz.generate.asks import Ask
from quiz.generate.items import Maker, Told
from quiz.text.fold import fold


class _Chosen:
    """A question with what it shows and what it asks for, both folded."""

    __slots__ = ("answers", "later", "not_with", "question", "shown", "stem")

    def __init__(self, question: Question, answers: tuple[str, ...], not_with: tuple[str, ...]) -> None:
        options = question.options if question.kind is Kind.CHOICE else ()
        shown = " | ".join(fold(text) for text in (question.stem, *options, question.explanation))
        self.question = question
        self.answers = answers
        self.not_with = not_with
        self.stem = fold(question.stem)
        self.shown = f" {shown} "
        self.later: list[_Chosen] = []  # questions that must come after this one


def draw(
    makers: Sequence[Maker],
    *,
    category: str | None,
    kind: Kind | None,
    length: int,
    seed: int,
    sensitive: bool = True,
    in_any_order: bool = False,
) -> tuple[Question, ...]:
    """Draw at most `length` questions of a category, or of everything that may be asked unchosen.

    A fact is asked once, no two questions have one answer, and the questions stand in an order in which
    nothing that was shown holds the answer to what is asked later. What is `sensitive` is asked only where
    its category is named, and nowhere if it is not wanted at all. Questions that may stand `in_any_order`
    keep one another's secrets wherever they stand.
    """
    chosen: list[_Chosen] = []
    for maker, told in _turns(makers, category, seed, sensitive):
        if len(chosen) >= length:
            break
        asks = Chance(maker.pack.name, told.id, "", "", "values", seed).shuffled(maker.asks_of(told))
        tries = ((ask, one) for ask in asks for one in _kinds(ask, kind, seed))
        for ask, one in tries:
            made = maker.make(ask, one, seed)
            if not isinstance(made, Question):
                continue
            new = _Chosen(made, maker.answers(ask), told.not_with)
            if _joins(chosen, new, in_any_order=in_any_order):
                break
    return tuple(one.question for one in _ordered(chosen))


def _turns(
    makers: Sequence[Maker], category: str | None, seed: int, sensitive: bool
) -> Iterator[tuple[Maker, Told]]:
    """Give what may be asked about; a fact comes the sooner, the greater its weight is."""
    keyed = [
        (
            -(uniform(maker.pack.name, told.id, "round", seed) ** (1 / maker.weight(told))),
            number,
            told.id,
            told,
        )
        for number, maker in enumerate(makers)
        for told in maker.told()
        if (sensitive or told.tact is None) and _may_be_asked(maker.pack.name, told, category)
    ]
    heapify(keyed)  # a round takes few of them
    while keyed:
        _, number, _, told = heappop(keyed)
        yield makers[number], told


def _may_be_asked(pack: str, told: Told, category: str | None) -> bool:
    if category is None:
        return told.tact is None
    return category in (told.category, f"{pack}/{told.category}")


def _kinds(ask: Ask, kind: Kind | None, seed: int) -> Sequence[Kind]:
    """Give the kinds to try: the one wanted, or both, the first by the toss of a coin."""
    if kind is not None:
        return (kind,)
    heads = Chance(ask.pack, ask.fact, ask.label or "", "", "kind", seed).random() < 0.5
    return (Kind.CHOICE, Kind.TRUEFALSE) if heads else (Kind.TRUEFALSE, Kind.CHOICE)


def _joins(chosen: list[_Chosen], new: _Chosen, *, in_any_order: bool) -> bool:
    """Let a question join the round, unless it is there already or no order keeps all their secrets.

    Two questions of one answer tell it to each other, so no order keeps theirs.
    """
    if any(new.stem == one.stem or _are_foes(new, one) for one in chosen):
        return False
    before = [one for one in chosen if _gives_away(new, one)]
    after = [one for one in chosen if _gives_away(one, new)]
    if (in_any_order and (before or after)) or _reaches(after, before):
        return False
    for one in before:
        one.later.append(new)
    new.later.extend(after)
    chosen.append(new)
    return True


def _gives_away(earlier: _Chosen, later: _Chosen) -> bool:
    return any(f" {answer} " in earlier.shown for answer in later.answers)


def _are_foes(one: _Chosen, other: _Chosen) -> bool:
    """Say whether the author keeps two questions out of one round."""
    if one.question.pack != other.question.pack:
        return False
    return one.question.fact in other.not_with or other.question.fact in one.not_with


def _reaches(starts: Sequence[_Chosen], ends: Sequence[_Chosen]) -> bool:
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


def _ordered(chosen: Sequence[_Chosen]) -> list[_Chosen]:
    """Keep the order drawn as far as the secrets allow."""
    waiting = {id(one): 0 for one in chosen}
    for one in chosen:
        for later in one.later:
            waiting[id(later)] += 1
    left = list(chosen)
    ordered: list[_Chosen] = []
    while left:
        one = next(one for one in left if waiting[id(one)] == 0)
        left.remove(one)
        ordered.append(one)
        for later in one.later:
            waiting[id(later)] -= 1
    return ordered
