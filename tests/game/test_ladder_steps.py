"""The steps of a ladder as a player sees them."""

import pytest

from quiz.game.ladder_steps import StepState, format_climb, is_at_the_top, list_steps
from quiz.game.modes import LADDER_MODE
from quiz.game.outcome import Answer
from quiz.game.recorder import NullRoundRecorder
from quiz.game.session import Session, SessionState
from tests.factories import question

RULES = LADDER_MODE.build_session_rules(limit=None, guard=0.0, streak_bonus=True)
SIGNS = {
    StepState.AHEAD: ".",
    StepState.ASKED: "?",
    StepState.CLIMBED: "#",
    StepState.HERE: "@",
    StepState.MISSED: "x",
    StepState.LOST: "-",
}


def climb(run: str, *, stop: bool = False) -> SessionState:
    """Play `+` for a right answer and `x` for a wrong one; a blank at the end asks the next question."""
    session = Session(
        [question(f"fact-{number}", key=0) for number in range(15)], RULES, 0.0, NullRoundRecorder()
    )
    for number, sign in enumerate(run, 1):
        if number > 1:
            session.advance(number - 1, 0.0)
        if sign != " ":
            session.answer(number, Answer(0 if sign == "+" else 1), 0.0)
    return session.stop() if stop else session.state


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        ("", "?.............."),
        ("+", "@.............."),
        ("+ ", "#?............."),
        ("+++++++x", "####@--x......."),
        ("+++x", "---x..........."),
        ("+" * 15, "##############@"),
    ],
)
def test_steps_show_the_climb_and_the_fall(run: str, shown: str) -> None:
    assert "".join(SIGNS[step.state] for step in list_steps(climb(run))) == shown


def test_fall_passes_each_step_on_its_way() -> None:
    fallen = climb("+++++++x")

    ways = ["".join(SIGNS[step.state] for step in list_steps(fallen, position)) for position in (7, 6, 5)]
    assert ways == ["######@x.......", "#####@-x.......", "####@--x......."]


def test_walking_away_keeps_the_step() -> None:
    assert [step.state for step in list_steps(climb("++ ", stop=True))][:3] == [
        StepState.CLIMBED,
        StepState.HERE,
        StepState.AHEAD,
    ]


@pytest.mark.parametrize(
    ("run", "news"),
    [
        ("", None),
        ("+", "Step 1 of 15: you have 100."),
        ("+++++", "Step 5 of 15: you have 1,000, and it's safe."),
        ("++++++x", "You fall to step 5."),
        ("++x", "You fall off the ladder."),
        ("+" * 15, None),
    ],
)
def test_news_of_an_answer_in_words(run: str, news: str | None) -> None:
    assert format_climb(climb(run)) == news
    assert is_at_the_top(climb(run)) is (len(run) == 15)
