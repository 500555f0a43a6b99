"""Drafts of questions: the fields that all kinds fill in alike."""

from quiz.generate import wording
from quiz.generate.explanations import Explanation
from quiz.generate.targets import QuestionTarget, TargetContext
from quiz.model.pack import HandwrittenQuestion, Kind
from quiz.model.question import Proof, Question, QuestionOrigin
from quiz.text.safe import Text


def draft_question(
    context: TargetContext,
    stem: Text,
    options: tuple[Text, ...],
    key: int,
    explanation: Explanation,
    *proofs: Proof,
) -> Question:
    """Build a question about a fact, without its difficulty."""
    fact, (text, more, remarks, repeats) = context.fact, explanation
    citations = (*fact.citations, *fact.more_citations)
    return Question(
        id=_question_id(context.target, context.kind, context.seed),
        pack=context.target.pack,
        fact=fact.id,
        category=fact.category,
        kind=context.kind,
        stem=stem,
        options=options,
        key=key,
        explanation=text,
        citations=tuple(dict.fromkeys(citations)) if len(citations) > 1 else citations,
        proofs=proofs,
        attribution=wording.claimant_name(fact.attribution),
        as_of=fact.as_of,
        sensitive=context.target.sensitive,
        answer=context.value.text,
        more=more,
        remarks=remarks,
        repeats=repeats,
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
