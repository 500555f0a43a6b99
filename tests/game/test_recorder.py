"""The calls of a session to its recorder."""

from quiz.game.outcome import Answer, Outcome, PastAnswer, Verdict
from quiz.game.session import Phase, Session, SessionRules
from quiz.text.safe import Text
from tests.factories import question, statement

ROUND = (question("a", key=2), statement("b", true=False))


class ListRecorder:
    """A recorder that lists its calls, and the phase of the session at each."""

    def __init__(self, error: Text | None = None) -> None:
        self.recorded: list[tuple[int, Verdict]] = []
        self.phases: list[Phase] = []
        self.end: int | None = None
        self.session: Session | None = None
        self._error = error

    def record_answer(self, number: int, outcome: Outcome) -> Text | None:
        assert self.session is not None
        self.recorded.append((number, outcome.verdict))
        self.phases.append(self.session.state.phase)
        return self._error

    def record_end(self, score: int) -> int | None:
        assert self.end is None
        self.end = score
        return 500


def start_recorded_session(recorder: ListRecorder) -> Session:
    recorder.session = Session(ROUND, SessionRules(limit_seconds=20.0), 0.0, recorder)
    return recorder.session


def test_each_outcome_is_recorded_once_before_it_is_shown() -> None:
    recorder = ListRecorder()
    session = start_recorded_session(recorder)
    session.answer(1, Answer(2), now=1.0)
    session.answer(1, Answer(0), now=1.0)
    session.advance(1, now=2.0)
    session.expire(now=22.0)
    session.skip(2, now=23.0)

    assert recorder.recorded == [(1, Verdict.RIGHT), (2, Verdict.LATE)]
    assert recorder.phases == [Phase.ASKING, Phase.ASKING]


def test_end_is_recorded_unless_the_round_was_left() -> None:
    finished, stopped = ListRecorder(), ListRecorder()
    for recorder in (finished, stopped):
        session = start_recorded_session(recorder)
        session.answer(1, Answer(2), now=0.0)
        session.advance(1, now=1.0)
    assert finished.session is not None
    finished.session.answer(2, Answer(1), now=1.0)
    finished.session.advance(2, now=2.0)
    assert stopped.session is not None
    stopped.session.stop()

    assert finished.end == 2100
    assert stopped.end is None


def test_save_error_is_part_of_the_outcome_and_play_continues() -> None:
    session = start_recorded_session(ListRecorder(Text("the disk is full")))

    state = session.answer(1, Answer(2), now=0.0)

    assert state.outcome is not None
    assert (state.outcome.verdict, state.outcome.save_error) == (Verdict.RIGHT, "the disk is full")
    assert state.outcomes == (state.outcome,)
    assert session.advance(1, now=1.0).phase is Phase.ASKING


def test_past_answers_are_not_recorded_again() -> None:
    past = (PastAnswer(Verdict.RIGHT, Answer(2), 1.0), PastAnswer(Verdict.LATE, None, 20.0))
    recorder = ListRecorder()
    session = Session(ROUND, SessionRules(limit_seconds=20.0), 0.0, recorder, past_answers=past)

    assert session.state.phase is Phase.FINISHED
    assert (recorder.recorded, recorder.end) == ([], None)
