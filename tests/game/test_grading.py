"""Grading of answers."""

import pytest

from quiz.game.grading import grade_answer
from quiz.game.outcome import Answer, Verdict
from tests.factories import question


@pytest.mark.parametrize(
    ("option", "verdict"),
    [(2, Verdict.RIGHT), (0, Verdict.WRONG), (3, Verdict.WRONG), (4, None), (-1, None), (None, None)],
)
def test_an_option_is_right_only_if_it_is_the_key(option: int | None, verdict: Verdict | None) -> None:
    assert grade_answer(question(key=2), Answer(option)) is verdict
