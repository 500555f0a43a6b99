"""Explanations: what a player learns after an answer, beyond the question and its key.

Example: the player is asked for the capital of New Zealand and chooses Canberra.

    explanation     The capital of New Zealand is Wellington.    repeats the question and its answer
    more            It is the southernmost capital.              the author's story
    why wrong       The capital of Australia is Canberra.        the row in which the wrong option is right
"""

from functools import lru_cache
from typing import NamedTuple

from quiz.generate import wording
from quiz.generate.pack_context import PackContext
from quiz.generate.targets import TargetContext
from quiz.model.pack import Fact, Value
from quiz.text.english import capitalize_start
from quiz.text.normalize import fold
from quiz.text.safe import Text

_STOP_WORDS = frozenset(
    "a among an and are as at be been but by did do does for from had has have how in is it its not of on or "
    "others that the their there this to was were what when where which who whom whose why with".split()
)
_STEM_LETTERS = 4
"""Number of letters by which forms of one word are taken for equal: `direct` and `directed`."""

_MAX_TOLD = 8
"""Maximum number of right answers that are compared; an explanation has fewer."""


class Explanation(NamedTuple):
    """The explanation of one question."""

    text: Text
    """Everything, as sentences."""
    more: Text | None
    """The author's addition to the fact."""
    remarks: Text | None
    """The claimant, and whether several sources confirm the fact."""
    repeats: bool
    """Whether the text has no word that the question and its answer lack, except in the remarks."""


def explain(pack: PackContext, context: TargetContext, false_text: Text | None = None) -> Explanation:
    """Explain a question about a value, or the false statement that has `false_text` instead.

    A fact that adds no word to the question and its answer is left out if the author wrote more, with the
    remarks about it. Otherwise the remarks follow the fact. Another row comes last, so that no pronoun refers
    to it.
    """
    fact, value = context.fact, context.value
    remarks = wording.write_remarks(fact, pack.sources) if pack.is_english else None
    told = f"{context.stem} {' '.join(value.right_answers[:_MAX_TOLD])}"
    if false_text is None:
        has_news = _has_new_words(fact.sentence, told)
        main = None if fact.more and not has_news and not fact.attribution else fact.sentence
        row = None
    else:
        true_text = pack.candidates.sentence_case(value.type, value.text)
        main = wording.write_correction(
            fact, value, false_text, true_text, fact.sentence, english=pack.is_english
        )
        row = find_row_of(pack, context, false_text)
        has_news = row is not None or _has_new_words(main, f"{told} {false_text}")
    if main is None:
        remarks = None
    other = None if row is None else row.sentence
    text = " ".join(part for part in (main, remarks, fact.more, other) if part)
    return Explanation(Text(text), fact.more, remarks, repeats=not fact.more and not has_news)


def explain_wrong_option(pack: PackContext, context: TargetContext, text: Text) -> Text | None:
    """Explain what is wrong with an option: the author's reason, or the row in which it is right."""
    reason = wording.find_wrong_reason(context.value, text)
    if reason is not None:
        return Text(f"{capitalize_start(text)}: {reason}.")
    row = find_row_of(pack, context, text)
    return None if row is None else row.sentence


def find_row_of(pack: PackContext, context: TargetContext, text: str) -> Fact | None:
    """Find the only other fact in which a value is right; claims and grief are left out.

    It is a row of the same table. A fact of one value, which has no table, is explained by another one of
    that type.
    """
    facts = pack.proofs.facts
    name = facts.aliases.canonical(fold(text))
    column = facts.table_of(context.fact).column(context.value_index)
    if len(column.find_row_numbers(name)) > 1:
        return None
    found = column.find_rows(name)
    if not found and len(context.fact.values) == 1:
        found = facts.find_single_values(context.value.type, name)
    if len(found) != 1 or found[0] is context.fact or found[0].tact is not None or found[0].attribution:
        return None
    return found[0]


def is_repetition(fact: Fact, value: Value) -> bool:
    """Return whether the explanation of a right answer only repeats the question that asks for a value."""
    if fact.more:
        return False
    stem = value.ask or fact.sentence
    return not _has_new_words(fact.sentence, f"{stem} {' '.join(value.right_answers[:_MAX_TOLD])}")


def _has_new_words(text: str, told: str) -> bool:
    """Return whether a text has a word, apart from grammar, that does not begin like one of another text."""
    return not _list_stems(text) <= _list_stems(told)


@lru_cache(maxsize=1 << 8)  # the sentence of a fact explains several questions
def _list_stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM_LETTERS] for word in fold(text).split() if word not in _STOP_WORDS)
