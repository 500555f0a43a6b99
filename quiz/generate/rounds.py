"""Draw a round: a choice of questions, and an order in which none gives a later one away."""

from collections.abc import Iterator, Sequence

from quiz.core.chance import Chance
from quiz.core.model import Kind, Question
from quiz.generate.asks import Ask
from quiz.generate.items import Maker
from quiz.text.fold import fold


class _Chosen:
    """A question with what it shows and what it asks for, both folded."""

    __slots__ = ("answers", "later", "question", "shown", "stem")

    def __init__(self, question: Question, answers: tuple[str, ...]) -> None:
        options = question.options if question.kind is Kind.CHOICE else ()
        shown = " | ".join(fold(text) for text in (question.stem, *options, question.explanation))
        self.question = question
        self.answers = answers
        self.stem = fold(question.stem)
        self.shown = f" {shown} "
        self.later: list[_Chosen] = []  # questions that must come after this one


def draw(
    makers: Sequence[Maker], *, category: str | None, kind: Kind | None, length: int, seed: int
) -> tuple[Question, ...]:
    """Draw at most `length` questions of a category, or of everything that may be asked unchosen.

    A fact is asked once, no two questions have one answer, and the questions stand in an order in which
    nothing that was shown holds the answer to what is asked later.
    """
    chosen: list[_Chosen] = []
    for maker, asks in _turns(makers, category, seed):
        if len(chosen) >= length:
            break
        tries = ((ask, one) for ask in asks for one in _kinds(ask, kind, seed))
        for ask, one in tries:
            made = maker.make(ask, one, seed)
            if isinstance(made, Question) and _joins(chosen, _Chosen(made, maker.answers(ask))):
                break
    return tuple(one.question for one in _ordered(chosen))


def _turns(makers: Sequence[Maker], category: str | None, seed: int) -> Iterator[tuple[Maker, Sequence[Ask]]]:
    """Give the facts that may be asked, each with its values, the likelier the greater its weight."""
    keyed: list[tuple[float, str, Maker, Chance, list[Ask]]] = []
    for maker in makers:
        facts: dict[str, list[Ask]] = {}
        for ask in maker.asks():
            if _may_be_asked(ask, category):
                facts.setdefault(ask.fact, []).append(ask)
        for asks in facts.values():
            chance = Chance(asks[0].pack, asks[0].fact, "", "", "round", seed)
            keyed.append(
                (-(chance.random() ** (1 / maker.weight(asks[0]))), asks[0].base, maker, chance, asks)
            )
    for _, _, maker, chance, asks in sorted(keyed, key=lambda turn: turn[:2]):
        yield maker, chance.shuffled(asks)


def _may_be_asked(ask: Ask, category: str | None) -> bool:
    if category is None:
        return not ask.sensitive
    return category in (ask.category, f"{ask.pack}/{ask.category}")


def _kinds(ask: Ask, kind: Kind | None, seed: int) -> Sequence[Kind]:
    """Give the kinds to try: the one wanted, or both, the first by the toss of a coin."""
    if kind is not None:
        return (kind,)
    heads = Chance(ask.pack, ask.fact, ask.label or "", "", "kind", seed).random() < 0.5
    return (Kind.CHOICE, Kind.TRUEFALSE) if heads else (Kind.TRUEFALSE, Kind.CHOICE)


def _joins(chosen: list[_Chosen], new: _Chosen) -> bool:
    """Let a question join the round, unless it is there already or no order keeps all their secrets.

    Two questions of one answer tell it to each other, so no order keeps theirs.
    """
    if any(new.stem == one.stem for one in chosen):
        return False
    before = [one for one in chosen if _gives_away(new, one)]
    after = [one for one in chosen if _gives_away(one, new)]
    if _reaches(after, before):
        return False
    for one in before:
        one.later.append(new)
    new.later.extend(after)
    chosen.append(new)
    return True


def _gives_away(earlier: _Chosen, later: _Chosen) -> bool:
    return any(f" {answer} " in earlier.shown for answer in later.answers)


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
