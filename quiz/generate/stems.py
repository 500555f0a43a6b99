"""Stems of the questions that ask for a value of a fact: in the author's wording, or with a gap."""

from quiz.generate import wording
from quiz.generate.item_flaws import find_wording_flaws
from quiz.generate.pack_context import PackContext
from quiz.generate.skipped import CannotAskError, SkipReason
from quiz.generate.targets import TargetContext
from quiz.model.rng import uniform
from quiz.text.normalize import fold
from quiz.text.safe import Text


def choose_wording(context: TargetContext) -> Text | None:
    """Choose one of the author's wordings, if there are any."""
    value, target = context.value, context.target
    if not value.ask_also:
        return value.ask
    draw = uniform(target.pack, target.fact, target.label or "", "wording", context.seed)
    return value.wordings[int(draw * len(value.wordings))]


def write_checked_stem(pack: PackContext, context: TargetContext, ask: Text | None) -> Text:
    """Write the question, in the author's wording if there is one.

    Raises:
        CannotAskError: The stem has a flaw.
    """
    fact, value = context.fact, context.value
    stem = wording.write_stem(fact, value, english=pack.is_english, ask=ask)
    key = wording.write_option(fact, value, value.text, english=pack.is_english)
    flaws = find_wording_flaws(stem, context.kind, key, english=pack.is_english)
    if flaws:
        raise CannotAskError(SkipReason.ITEM_FLAW, flaws[0])
    accepted = pack.proofs.find_context(fact, context.value_index).accepted
    if accepted.spellings.is_in(fold(stem)):
        raise CannotAskError(SkipReason.KEY_IN_STEM)
    return stem
