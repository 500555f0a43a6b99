"""What a session tells the witness of its round."""

from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.game.session import Phase, Session, SessionRules
from quiz.text.safe import Text
from tests.factories import question, statement

ROUND = (question("a", key=2), statement("b", true=False))


class Notes:
    """A witness that writes down what it is told, and what the session showed at that moment."""

    def __init__(self, trouble: Text | None = None) -> None:
        self.told: list[tuple[int, Verdict]] = []
        self.shown: list[Phase] = []
        self.end: int | None = None
        self.session: Session | None = None
        self._trouble = trouble

    def record_answer(self, number: int, outcome: Outcome) -> Text | None:
        assert self.session is not None
        self.told.append((number, outcome.verdict))
        self.shown.append(self.session.state.phase)
        return self._trouble

    def record_end(self, score: int) -> int | None:
        assert self.end is None
        self.end = score
        return 500


def followed(notes: Notes) -> Session:
    notes.session = Session(ROUND, SessionRules(limit_seconds=20.0), 0.0, notes)
    return notes.session


def test_the_witness_is_told_of_each_outcome_once_and_before_it_is_shown() -> None:
    notes = Notes()
    session = followed(notes)
    session.answer(1, Answer(2), now=1.0)
    session.answer(1, Answer(0), now=1.0)
    session.advance(1, now=2.0)
    session.expire(now=22.0)
    session.skip(2, now=23.0)

    assert notes.told == [(1, Verdict.RIGHT), (2, Verdict.LATE)]
    assert notes.shown == [Phase.ASKING, Phase.ASKING]


def test_the_witness_hears_of_the_end_after_the_last_question_and_not_of_a_round_that_was_left() -> None:
    played, left = Notes(), Notes()
    for notes in (played, left):
        session = followed(notes)
        session.answer(1, Answer(2), now=0.0)
        session.advance(1, now=1.0)
    assert played.session is not None
    played.session.answer(2, Answer(1), now=1.0)
    played.session.advance(2, now=2.0)
    assert left.session is not None
    left.session.stop()

    assert played.end == 2100
    assert left.end is None


def test_what_could_not_be_saved_is_shown_with_the_outcome_and_play_goes_on() -> None:
    session = followed(Notes(Text("the disk is full")))

    view = session.answer(1, Answer(2), now=0.0)

    assert view.outcome is not None
    assert (view.outcome.verdict, view.outcome.save_error) == (Verdict.RIGHT, "the disk is full")
    assert view.outcomes == (view.outcome,)
    assert session.advance(1, now=1.0).phase is Phase.ASKING
