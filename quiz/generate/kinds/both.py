"""Questions for the only value that two rows share.

Uruguay borders <Argentina; Brazil>.      Which country borders both Uruguay and Venezuela?
Venezuela borders <Guyana; Colombia; Brazil>.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, zip_longest
from typing import NamedTuple

from quiz.generate import wording
from quiz.generate.difficulty import estimate_difficulty
from quiz.generate.distractors import USUAL_SIMILARITY
from quiz.generate.draft import draft_question
from quiz.generate.explanations import Explanation
from quiz.generate.item_flaws import find_option_flaws, find_stem_flaws, put_odd_last
from quiz.generate.pack_context import PackContext
from quiz.generate.proofs import Disproof, ProofContext, disprove
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
from quiz.model.pack import Fact, PairQuestion, Value
from quiz.model.question import Proof, Question
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

_COUNTS = (3, 2)
"""Numbers of wrong options: three, or else two."""
_MAX_PARTNERS = 8
"""Maximum number of rows that are tried as the second one."""
_MAX_SETS = 12
_BEST_KNOWN_SHARE = 0.25
"""Share of the questions whose key may be the best known option."""


class _Distractor(NamedTuple):
    """A value of one row that is proved false in the other one."""

    text: Text
    owner: Fact
    disproof: Disproof


def build_question(pack: PackContext, context: TargetContext) -> Question:
    """Build a question about the row of the target and another one, which share one value.

    Raises:
        CannotAskError: The author wrote no such question, or no other row makes a fair one.
    """
    asks = context.value.row_questions
    if asks is None or asks.both is None:
        raise CannotAskError(SkipReason.OTHER_KIND)
    error = CannotAskError(SkipReason.NO_DISTRACTORS)
    for partner in islice(_iter_partners(pack, context), _MAX_PARTNERS):
        stem = _fill(asks.both, partner)
        if not all(names_other_values(stem, fact, context.value_index) for fact in (context.fact, partner)):
            continue  # it would say less than the sentences
        try:
            return _build_pair(pack, context._replace(stem=stem), partner)
        except CannotAskError as caught:
            error = caught
    raise error


def _iter_partners(pack: PackContext, context: TargetContext) -> Iterator[Fact]:
    """Yield the rows that share exactly one value with the row of the target, in random order."""
    column = pack.proofs.facts.table_of(context.fact).column(context.value_index)
    if not _is_whole(pack, context, context.fact):
        return
    names = pack.proofs.facts.aliases.correct_names(context.value)
    stream = context.random_stream("sample")
    rows = {row.id: row for name in names for row in sample_rows(column.find_rows(name), stream)}
    for row in context.random_stream("partner").shuffled(rows.values()):
        if row is not context.fact and _is_whole(pack, context, row) and _find_common(pack, context, row):
            yield row


def _is_whole(pack: PackContext, context: TargetContext, fact: Fact) -> bool:
    """Return whether the pack has all right values of a row that the question can be about."""
    value = fact.values[context.value_index]
    accepted = _proofs(pack, context, fact).accepted
    is_complete = not value.open and not accepted.is_open and accepted.fact_ids == (fact.id,)
    return is_complete and can_join(context, fact)


def _find_common(pack: PackContext, context: TargetContext, partner: Fact) -> Text | None:
    """Return the only value of the target's row that may be one of another row too."""
    other = _proofs(pack, context, partner)
    texts = context.value.right_answers
    common = [text for text in texts if not other.accepted.spellings.isdisjoint((fold(text),))]
    own = _proofs(pack, context, context.fact)
    others = [
        text
        for text in partner.values[context.value_index].right_answers
        if not own.accepted.spellings.isdisjoint((fold(text),))
    ]
    return common[0] if len(common) == len(others) == 1 else None


def _build_pair(pack: PackContext, context: TargetContext, partner: Fact) -> Question:
    """Build the question about two rows.

    Raises:
        CannotAskError: The question has a flaw, or too few values are proved false in one of the rows.
    """
    key = _find_common(pack, context, partner) or context.value.text
    draft = draft_question(
        without_story(context), context.stem, (key,), 0, _explain(pack, context, partner, key)
    )
    flaws = find_stem_flaws(draft, english=pack.is_english)
    if flaws or pack.proofs.facts.aliases.join_phrases((fold(key),)).is_in(fold(context.stem)):
        raise CannotAskError(
            SkipReason.ITEM_FLAW if flaws else SkipReason.KEY_IN_STEM, flaws[0] if flaws else None
        )
    error = CannotAskError(SkipReason.NO_DISTRACTORS)
    for chosen in _iter_sets(pack, context, partner, key):
        question = _add_options(pack, context, draft, key, chosen)
        flaws = find_option_flaws(question, english=pack.is_english)
        if not flaws:
            return add_rows(question, [partner])
        error = CannotAskError(SkipReason.ITEM_FLAW, flaws[0])
    raise error


def _iter_sets(
    pack: PackContext, context: TargetContext, partner: Fact, key: Text
) -> Iterator[tuple[_Distractor, ...]]:
    """Yield sets of wrong options, from both rows if possible."""
    stream = context.random_stream("distractors")
    rows = stream.shuffled(((context.fact, partner), (partner, context.fact)))
    lists = [stream.shuffled(_list_false(pack, context, own, other, key)) for own, other in rows]
    mixed = [each for pair in zip_longest(*lists) for each in pair if each is not None]
    # A well-known row borders many others: without a limit, the best known option would mostly be right.
    may_be_best_known = stream.random() < _BEST_KNOWN_SHARE
    for count in _COUNTS:
        sets = (
            chosen
            for chosen in islice(combinations(mixed, count), _MAX_SETS)
            if not has_conflict(pack, [each.text for each in chosen])
            and (may_be_best_known or _has_better_known(pack, key, chosen))
        )
        yield from put_odd_last(sets, lambda chosen: (key, *(each.text for each in chosen)))


def _has_better_known(pack: PackContext, key: Text, chosen: Sequence[_Distractor]) -> bool:
    """Return whether one of some wrong options is better known than the key, or all are unknown."""
    known = pack.fame.find_known(key)
    others = [pack.fame.find_known(each.text) or 0 for each in chosen]
    return known is None or max(others) > known or others.count(known) == len(others)


def _list_false(
    pack: PackContext, context: TargetContext, own: Fact, other: Fact, key: Text
) -> list[_Distractor]:
    """List the values of one row that are proved false in the other one."""
    proofs, found = _proofs(pack, context, other), []
    for text in own.values[context.value_index].right_answers:
        disproof = disprove(proofs, text)
        is_in_stem = contains(context.stem, text) or contains(text, key) or contains(key, text)
        if disproof is not None and not is_in_stem:
            found.append(_Distractor(text, own, disproof))
    return found


def _add_options(
    pack: PackContext, context: TargetContext, draft: Question, key: Text, chosen: tuple[_Distractor, ...]
) -> Question:
    """Add the options in random order, each wrong one with its proof and the row that has it."""
    by_text = {each.text: each for each in chosen}
    order = context.random_stream("options").shuffled((key, *by_text))
    return draft._replace(
        options=tuple(order),
        key=order.index(key),
        proofs=tuple(
            Proof(number, by_text[text].disproof.reason, by_text[text].disproof.fact_ids)
            for number, text in enumerate(order)
            if text in by_text
        ),
        why_wrong=tuple(
            _write_row(pack, context, by_text[text].owner, text) if text in by_text else None
            for text in order
        ),
        answer=key,
        difficulty=estimate_difficulty(pack, context, USUAL_SIMILARITY),
    )


def _explain(pack: PackContext, context: TargetContext, partner: Fact, key: Text) -> Explanation:
    """Build the explanation: the sentences of both rows, with the value that they share."""
    sentence, other = (_write_row(pack, context, fact, key) for fact in (context.fact, partner))
    return explain_rows(pack, context.fact, sentence, [other])


def _write_row(pack: PackContext, context: TargetContext, fact: Fact, text: Text) -> Text:
    """Write the sentence of a row with one of its values."""
    value: Value = fact.values[context.value_index]
    return wording.write_statement(fact, value, text, english=pack.is_english)


def _fill(question: PairQuestion, partner: Fact) -> Text:
    """Fill the question with the values of the second row."""
    cells = {value.label: value.text for value in partner.values}
    parts = [*question.texts[:1]]
    for label, text in zip(question.labels, question.texts[1:], strict=True):
        parts += (cells[label], text)
    return Text("".join(parts))


def _proofs(pack: PackContext, context: TargetContext, fact: Fact) -> ProofContext:
    return pack.proofs.find_context(fact, context.value_index)
