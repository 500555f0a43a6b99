"""Traps in questions: wrong answers that people often choose.

The capital of Turkey is <Ankara>.      trap: Istanbul, in two of three choices and in each false statement
"""

from collections.abc import Collection, Iterable, Iterator

from quiz.generate.candidates import DistractorCandidate
from quiz.generate.targets import TargetContext
from quiz.model.pack import Kind
from quiz.model.rng import uniform
from quiz.text.safe import Text

_SHARE = 2 / 3
"""Share of the choices with a trap."""
_SIMILARITY = 4.0
"""Similarity of a trap to the key: people take one for the other."""


def draw_trap(context: TargetContext) -> Text | None:
    """Draw the trap of a question; return `None` if it has none."""
    traps, target = context.value.traps, context.target
    if not traps:
        return None
    draw = uniform(target.pack, target.fact, target.label or "", "trap", context.seed)
    if context.kind is not Kind.CHOICE:
        return traps[int(draw * len(traps))].text
    return traps[int(draw / _SHARE * len(traps))].text if draw < _SHARE else None


def order_traps(
    candidates: Iterable[DistractorCandidate], context: TargetContext
) -> Iterator[DistractorCandidate]:
    """Yield the drawn trap first, and the others after all other candidates."""
    drawn = draw_trap(context)
    others = [trap.text for trap in context.value.traps if trap.text != drawn]
    if drawn is not None:
        yield DistractorCandidate(drawn, _SIMILARITY)
    yield from (each for each in candidates if each.text != drawn and each.text not in others)
    yield from (DistractorCandidate(text, _SIMILARITY) for text in others)


def prefers_set(drawn: Text | None, context: TargetContext, texts: Collection[Text]) -> bool:
    """Return whether some wrong options have the drawn trap, or without one, no trap at all."""
    if drawn is not None:
        return drawn in texts
    return all(trap.text not in texts for trap in context.value.traps)
