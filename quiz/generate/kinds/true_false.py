"""Statements that are true or false."""

from collections.abc import Iterable
from itertools import islice

from quiz.generate import explanations, wording
from quiz.generate.difficulty import estimate_difficulty
from quiz.generate.distractors import Distractor
from quiz.generate.draft import draft_handwritten, draft_question
from quiz.generate.item_flaws import find_stem_flaws, find_wording_flaws, has_odd_option
from quiz.generate.pack_context import PackContext
from quiz.generate.skipped import CannotAskError, SkipReason, reason_without_distractors
from quiz.generate.targets import QuestionTarget, TargetContext
from quiz.generate.traps import draw_trap
from quiz.model.pack import HandwrittenQuestion
from quiz.model.question import Proof, Question
from quiz.text.normalize import fold
from quiz.text.safe import Text

_MAX_DISTRACTORS = 6
_MAX_DRAWN = 3
"""Maximum number of distractors that the one of a false statement is drawn from."""
_OPTIONS = (Text("True"), Text("False"))
MAY_BE_SENSITIVE = False


def build_question(pack: PackContext, context: TargetContext) -> Question:
    """Build a statement from a fact, with the value or with a distractor in its place.

    Raises:
        CannotAskError: The sentence repeats the value, no distractor is proved, or the stem has a flaw.
    """
    fact, value = context.fact, context.value
    true_stem = _write_true_statement(pack, context)
    context = context._replace(stem=true_stem)
    true_text = pack.candidates.sentence_case(value.type, value.text)
    false = _draw_false(pack, context, true_text)
    reason, fact_ids = false.disproof.reason, false.disproof.fact_ids
    if context.random_stream("truth").random() < 0.5:
        explanation = explanations.explain(pack, context)
        question = draft_question(context, true_stem, _OPTIONS, 0, explanation, Proof(1, reason, fact_ids))
    else:
        proof = Proof(0, reason, fact_ids, false.text, value.text)
        stem = wording.write_statement(fact, value, false.text, english=pack.is_english)
        context = context._replace(stem=stem)
        explanation = explanations.explain(pack, context, false.text)
        question = draft_question(context, stem, _OPTIONS, 1, explanation, proof)
    flaws = find_stem_flaws(question, english=pack.is_english)
    if flaws:
        raise CannotAskError(SkipReason.ITEM_FLAW, flaws[0])
    return question._replace(
        answer=true_text, difficulty=estimate_difficulty(pack, context, false.similarity)
    )


def _draw_false(pack: PackContext, context: TargetContext, true_text: Text) -> Distractor:
    """Draw the distractor of a false statement, if possible one that is written like the right value.

    Raises:
        CannotAskError: No distractor is proved, or its letters would show that the statement is false.
    """
    distractors: Iterable[Distractor] = pack.distractors.find(context, _MAX_DISTRACTORS)
    if pack.spelling.is_spelled(context.fact, context.value_index):
        distractors = [distractor for distractor in distractors if distractor.comparison >= 0]
        if not distractors:
            raise CannotAskError(SkipReason.SPELLED_OUT)
    trap = draw_trap(context)
    if trap is not None:
        distractors = [false for false in distractors if false.text == trap] or distractors
    even = (false for false in distractors if not has_odd_option((true_text, false.text)))
    drawn_from = list(islice(even, _MAX_DRAWN)) or list(islice(distractors, _MAX_DRAWN))
    if not drawn_from:
        raise CannotAskError(reason_without_distractors(context.value))
    return context.random_stream("false").choice(drawn_from)


def check_wording(pack: PackContext, context: TargetContext, ask: Text | None) -> None:
    """Check the true statement, which the author can't word.

    Raises:
        CannotAskError: The sentence repeats the value, or has a flaw.
    """
    stem = _write_true_statement(pack, context)
    flaws = find_wording_flaws(stem, context.kind, _OPTIONS[0], english=pack.is_english)
    if flaws:
        raise CannotAskError(SkipReason.ITEM_FLAW, flaws[0])


def build_handwritten(target: QuestionTarget, written: HandwrittenQuestion, seed: int) -> Question:
    """Build a hand-written statement."""
    return draft_handwritten(target, written, seed, _OPTIONS, 0 if fold(written.right) == "true" else 1)


def _write_true_statement(pack: PackContext, context: TargetContext) -> Text:
    fact, value = context.fact, context.value
    if wording.is_repeated_in_sentence(fact, value):
        raise CannotAskError(SkipReason.KEY_IN_STEM)
    text = pack.candidates.sentence_case(value.type, value.text)
    return wording.write_statement(fact, value, text, english=pack.is_english)
