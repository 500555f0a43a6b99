"""Questions of a round that are made when they are needed."""

from collections.abc import Iterator

import pytest

from quiz.game.game import Game
from quiz.game.outcome import Answer
from quiz.game.recorder import NullRoundRecorder
from quiz.game.round import RoundRequest
from quiz.game.round_questions import RoundQuestions, count_expected
from quiz.game.session import EndReason, Phase, Session, SessionRules
from quiz.model.question import Question
from tests.factories import game, pack, question

A, B, C = question("a"), question("b"), question("c")
STAGES = ((A,), (A, C), (A, B, C))


class Stages:
    """The stages of a round, and the number that were taken."""

    def __init__(self, *stages: tuple[Question, ...]) -> None:
        self.taken_count = 0
        self._stages = stages

    def __iter__(self) -> Iterator[tuple[Question, ...]]:
        for stage in self._stages:
            self.taken_count += 1
            yield stage


def test_only_the_first_question_is_made_at_once() -> None:
    stages = Stages(*STAGES)
    questions = RoundQuestions(iter(stages), 4)

    assert questions
    assert questions[0] == next(iter(questions)) == A
    assert questions.expected_count == 4
    assert stages.taken_count == 1


def test_questions_are_made_one_by_one() -> None:
    stages = Stages(*STAGES)
    questions = RoundQuestions(iter(stages), 4)

    assert [(questions.make_next(), stages.taken_count) for _ in range(4)] == [
        (True, 2),
        (True, 3),
        (False, 3),
        (False, 3),
    ]
    assert questions.expected_count == 3


@pytest.mark.parametrize("steps", [0, 1, 2, 5])
def test_questions_are_equal_whenever_they_are_made(steps: int) -> None:
    questions = RoundQuestions(iter(Stages(*STAGES)), 4)
    for _ in range(steps):
        questions.make_next()

    assert questions == (A, B, C)
    assert questions != (A, C)
    assert (len(questions), questions[1:], questions[-1]) == (3, (B, C), C)
    assert hash(questions) == hash((A, B, C))


def test_round_without_questions_is_empty() -> None:
    questions = RoundQuestions(iter(()), 4)

    assert not questions
    assert (len(questions), count_expected(questions), questions.make_next()) == (0, 0, False)


def start_session(questions: RoundQuestions) -> Session:
    return Session(questions, SessionRules(limit_seconds=20.0), 0.0, NullRoundRecorder())


@pytest.mark.parametrize("event", ["answer", "skip", "expire"])
def test_number_of_questions_is_right_with_the_first_outcome(event: str) -> None:
    session = start_session(RoundQuestions(iter([(A,)]), 10))
    assert (session.state.total, session.state.is_last) == (10, False)

    if event == "answer":
        session.answer(1, Answer(0), 1.0)
    elif event == "skip":
        session.skip(1, 1.0)
    else:
        session.expire(21.0)

    assert (session.state.phase, session.state.total, session.state.is_last) == (Phase.REVEALED, 1, True)
    assert session.advance(1, 22.0).end is EndReason.ALL_ASKED


def test_counting_changes_nothing_but_the_number() -> None:
    session = start_session(RoundQuestions(iter(Stages(*STAGES)), 10))
    before = session.state

    assert session.count_questions() == before._replace(total=3)
    session.stop()
    assert session.count_questions().phase is Phase.FINISHED


def test_left_round_makes_no_more_questions() -> None:
    stages = Stages(*STAGES)
    session = start_session(RoundQuestions(iter(stages), 10))
    session.pause(1.0)
    session.resume(2.0)
    session.stop()

    assert stages.taken_count == 1


def draw_unmade(drawn: Game) -> RoundQuestions:
    questions = drawn.draw_round().questions
    assert isinstance(questions, RoundQuestions)
    return questions


def test_start_of_a_session_makes_no_more_questions() -> None:
    drawn = game(RoundRequest(length=6, seed=3), None, pack(8))
    round_ = drawn.draw_round()
    session = drawn.start_session(round_, 0.0)
    assert isinstance(round_.questions, RoundQuestions)
    stages = iter(lambda: round_.make_next_question(), False)

    assert session.state.total == 6
    assert sum(1 for _ in stages) >= 4  # they were not made before
    assert list(round_.questions) == list(draw_unmade(drawn))


def test_round_of_several_players_is_shared_equally() -> None:
    order = RoundRequest(length=6, seed=3, players=("Ana", "Ben", "Cyd"))  # type: ignore[arg-type]

    assert len(game(order, None, pack(5)).draw_round().questions) == 3
