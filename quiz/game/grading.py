"""Grading of answers."""

from quiz.game.outcome import Answer, Verdict
from quiz.model.question import Question


def grade_answer(question: Question, answer: Answer) -> Verdict | None:
    """Return `RIGHT` or `WRONG`, or `None` for an answer that the question can't have."""
    if answer.option is None or not 0 <= answer.option < len(question.options):
        return None
    return Verdict.RIGHT if answer.option == question.key else Verdict.WRONG
