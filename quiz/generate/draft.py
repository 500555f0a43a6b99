"""Drafts of questions: the fields that all kinds fill in alike."""

from quiz.generate import wording
from quiz.generate.pack_context import PackContext
from quiz.generate.targets import QuestionTarget, TargetContext
from quiz.model.pack import HandwrittenQuestion, Kind
from quiz.model.question import Proof, Question, QuestionOrigin
from quiz.text.safe import Text


def draft_question(
    pack: PackContext, context: TargetContext, stem: Text, options: tuple[Text, ...], key: int, *proofs: Proof
) -> Question:
    """Build a question about a fact, without its difficulty."""
    fact = context.fact
    return Question(
        id=_question_id(context.target, context.kind, context.seed),
        pack=context.target.pack,
        fact=fact.id,
        category=fact.category,
        kind=context.kind,
        stem=stem,
        options=options,
        key=key,
        explanation=wording.write_explanation(fact, pack.sources, english=pack.is_english),
        citations=fact.citations,
        proofs=proofs,
        attribution=wording.claimant_name(fact.attribution),
        as_of=fact.as_of,
        sensitive=context.target.sensitive,
        answer=context.value.text,
    )


def draft_handwritten(
    target: QuestionTarget, written: HandwrittenQuestion, seed: int, options: tuple[Text, ...], key: int
) -> Question:
    """Build a hand-written question from its options in order."""
    return Question(
        id=_question_id(target, written.kind, seed),
        pack=target.pack,
        fact=written.id,
        category=written.category,
        kind=written.kind,
        stem=written.stem,
        options=options,
        key=key,
        explanation=written.explanation,
        citations=written.citations,
        attribution=wording.claimant_name(written.attribution),
        as_of=written.as_of,
        difficulty=0.5 if written.difficulty is None else written.difficulty,
        sensitive=target.sensitive,
        origin=QuestionOrigin.WRITTEN,
        answer=written.right,
    )


def _question_id(target: QuestionTarget, kind: Kind, seed: int) -> str:
    return f"{target.target_id}/{kind}@{seed}"
