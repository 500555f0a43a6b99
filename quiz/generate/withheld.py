"""Values that are not offered as wrong, although they are not known to be right.

The capital of Bolivia is <Sucre>.              La Paz is not offered: `seat` mentions it
The government of Bolivia sits in <La Paz>.     (this is `seat`)
<Lyon> is a city in France.                     no other city is offered: one of them may fit
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from quiz.generate import proofs
from quiz.generate.aliases import fold_spellings
from quiz.generate.phrases import is_within
from quiz.generate.proofs import ProofCandidate, ProofContext
from quiz.generate.related_facts import RelatedFacts
from quiz.text.normalize import fold
from quiz.text.safe import Text


class WithheldReason(StrEnum):
    """A reason to offer no value as wrong; `--json` prints the values."""

    TOLD_ELSEWHERE = "told-elsewhere"
    """Another sentence about the same name mentions it."""
    ONE_OF_MANY = "one-of-many"
    """The sentence may be true of several values."""
    SAME_NAME = "same-name"
    """It is probably another name of the right answer."""
    PART_OF_ANSWER = "part-of-answer"
    """It is probably in the group that is the right answer, or a group with the right answer."""


class WithheldValue(NamedTuple):
    """A value that is not offered as wrong, with the reason and the fact that is the reason."""

    text: Text
    reason: WithheldReason
    fact_id: str
    name: str | None = None
    """The name that the two facts share, folded."""


def find_withheld_reason(context: ProofContext, text: str) -> WithheldReason | None:
    """Return why a value is withheld, or `None` if it is offered, or is right or visible."""
    candidate = proofs.compare(context, text)
    for check in context.checks:
        if check.applies(context, candidate):
            if check.conclude(context, candidate) is not None:
                return None
            if check.applies is proofs.is_open and not context.value.assumed_open:
                return None
            return _REASONS.get(check.applies)
    return None


def explain_withheld(context: ProofContext, text: Text) -> WithheldValue | None:
    """Explain why a value is withheld, with the fact that is the reason."""
    reason = find_withheld_reason(context, text)
    if reason is None:
        return None
    if reason is not WithheldReason.TOLD_ELSEWHERE:
        return WithheldValue(text, reason, context.fact.id)
    candidate = proofs.compare(context, text)
    if mention := proofs.find_mention(context, candidate):
        return WithheldValue(text, reason, mention.fact_id, mention.name)
    fact_id = _find_related_fact(context, candidate)
    return None if fact_id is None else WithheldValue(text, reason, fact_id)


_REASONS: dict[Callable[[ProofContext, ProofCandidate], bool], WithheldReason] = {
    proofs.is_probably_accepted: WithheldReason.SAME_NAME,
    proofs.is_member: WithheldReason.PART_OF_ANSWER,
    proofs.is_related: WithheldReason.TOLD_ELSEWHERE,
    proofs.is_mentioned_elsewhere: WithheldReason.TOLD_ELSEWHERE,
    proofs.is_open: WithheldReason.ONE_OF_MANY,
}


def _find_related_fact(context: ProofContext, candidate: ProofCandidate) -> str | None:
    """Find a fact that alone leaves the candidate open, among those that contain it."""
    pack, names = context.engine.pack, (*candidate.spellings, *candidate.twins)
    for other in pack.facts:
        texts = (fold(other.sentence), *(text for value in other.values for text in fold_spellings(value)))
        if other is context.fact or not any(
            is_within(name, text) or is_within(text, name) for name in names for text in texts
        ):
            continue
        pair = RelatedFacts(pack._replace(facts=(context.fact, other)), context.aliases)
        related = pair.find(context.fact, context.value_index)
        if any(map(related.overlap, names)):
            return other.id
    return None
