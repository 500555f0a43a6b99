"""Questions for the only option that a sentence is not true of.

One of the landlocked countries of Africa is <Chad>.     Which of these countries is NOT landlocked?
One of the landlocked countries of Africa is <Mali>.
One of the landlocked countries of Africa is <Niger>.    Ghana is declared wrong.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from quiz.generate import explanations
from quiz.generate.difficulty import estimate_difficulty
from quiz.generate.distractors import Distractor
from quiz.generate.draft import draft_question
from quiz.generate.item_flaws import find_option_flaws, find_stem_flaws, put_odd_last
from quiz.generate.pack_context import PackContext
from quiz.generate.several_rows import (
    add_rows,
    can_join,
    explain_rows,
    has_conflict,
    names_other_values,
    sample_rows,
    without_story,
)
from quiz.generate.skipped import CannotAskError, SkipReason
from quiz.generate.targets import TargetContext
from quiz.model.pack import Fact
from quiz.model.question import Proof, ProofReason, Question
from quiz.text.normalize import contains
from quiz.text.safe import Text

_MEMBER_COUNT = 3
_MAX_OUTSIDERS = 6
"""Maximum number of values that are tried as the key."""
_MAX_MEMBERS = 8
"""Maximum number of members from which the wrong options are drawn."""
_OUTSIDE = (ProofReason.COMPLETE_LIST, ProofReason.DECLARED_WRONG)
"""The reasons that prove a key: another fact alone doesn't."""


class _Member(NamedTuple):
    """A value that a sentence is true of, with the fact that states it."""

    text: Text
    fact: Fact


def build_question(pack: PackContext, context: TargetContext) -> Question:
    """Build a question with the value of the target as one of the wrong options.

    Raises:
        CannotAskError: The author wrote no such question, or too few values are proved inside or outside.
    """
    asks = context.value.row_questions
    if asks is None or asks.outside is None:
        raise CannotAskError(SkipReason.OTHER_KIND)
    context = context._replace(stem=asks.outside)
    error = CannotAskError(SkipReason.NO_DISTRACTORS)
    members = _list_members(pack, context)
    if members is None or not names_other_values(context.stem, context.fact, context.value_index):
        raise error
    for outsider, chosen in _iter_sets(pack, context, members):
        question = _build(pack, context, outsider, chosen)
        flaws = find_stem_flaws(question, english=pack.is_english)
        if flaws:
            raise CannotAskError(SkipReason.ITEM_FLAW, flaws[0])
        flaws = find_option_flaws(question, english=pack.is_english)
        if not flaws:
            return question
        error = CannotAskError(SkipReason.ITEM_FLAW, flaws[0])
    raise error


def _list_members(pack: PackContext, context: TargetContext) -> list[_Member] | None:
    """List the values that the same sentence is true of, the target's own first; `None` without it."""
    index = context.value_index
    members: dict[Text, _Member] = {}
    rows = pack.proofs.facts.table_of(context.fact).find_rows_about_subject(context.fact, index)
    rows = sample_rows(rows, context.random_stream("sample"))
    for fact in (context.fact, *(row for row in rows if row is not context.fact)):
        value = fact.values[index]
        asks = value.row_questions
        if not can_join(context, fact) or asks is None or asks.outside != context.stem:
            continue
        for text in (value.text, *value.also):
            if not contains(context.stem, text):
                members.setdefault(text, _Member(text, fact))
    own = members.pop(context.value.text, None)
    return None if own is None else [own, *members.values()]


def _iter_sets(
    pack: PackContext, context: TargetContext, members: Sequence[_Member]
) -> Iterator[tuple[Distractor, tuple[_Member, ...]]]:
    """Yield sets of a value that is proved outside and three members."""
    stream = context.random_stream("members")
    own, *others = members
    others = stream.shuffled(others)[:_MAX_MEMBERS]
    found = pack.distractors.find(context, _MAX_OUTSIDERS)
    outsiders = [each for each in found if each.disproof.reason in _OUTSIDE]
    sets = (
        (outsider, (own, *pair))
        for outsider in stream.shuffled(outsiders)
        for pair in combinations(others, _MEMBER_COUNT - 1)
    )
    fair_sets = (each for each in sets if not has_conflict(pack, _list_texts(each)))
    return put_odd_last(fair_sets, _list_texts)


def _list_texts(chosen: tuple[Distractor, tuple[_Member, ...]]) -> tuple[Text, ...]:
    outsider, members = chosen
    return (outsider.text, *(member.text for member in members))


def _build(
    pack: PackContext, context: TargetContext, outsider: Distractor, chosen: Sequence[_Member]
) -> Question:
    """Build the question from its options, in random order."""
    members = {member.text: member for member in chosen}
    order = context.random_stream("options").shuffled((outsider.text, *members))
    disproof = outsider.disproof
    question = draft_question(
        without_story(context),
        context.stem,
        tuple(order),
        order.index(outsider.text),
        _explain(pack, context, outsider, chosen),
        *(
            Proof(number, ProofReason.OTHER_ROW, (members[text].fact.id,))
            if text in members
            else Proof(number, disproof.reason, disproof.fact_ids)
            for number, text in enumerate(order)
        ),
    )
    question = question._replace(
        why_wrong=tuple(members[text].fact.sentence if text in members else None for text in order),
        answer=outsider.text,
        difficulty=estimate_difficulty(pack, context, outsider.similarity),
    )
    return add_rows(question, [member.fact for member in chosen])


def _explain(
    pack: PackContext, context: TargetContext, outsider: Distractor, chosen: Sequence[_Member]
) -> explanations.Explanation:
    """Build the explanation: what the pack has about the key, or else the sentences of the members."""
    reason = explanations.explain_wrong_option(pack, context, outsider.text)
    if reason is not None:
        return explanations.Explanation(reason, None, None, repeats=False)
    others = [member.fact.sentence for member in chosen if member.fact is not context.fact]
    return explain_rows(pack, context.fact, context.fact.sentence, others)
