"""A session under every order of events."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quiz.game.grading import grade_answer
from quiz.game.outcome import Answer, Verdict
from quiz.game.recorder import NullRoundRecorder
from quiz.game.scoring import compute_points, find_limit
from quiz.game.session import Phase, Session, SessionRules
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.factories import closest_question, question, statement, typed_question

LIMIT = 20.0
ROUND = (question("a", key=2), statement("b", true=False), question("c", key=1))
MIXED = (question("a", key=2), typed_question("b"), closest_question("c"), typed_question("d"))


def start_session(rules: SessionRules | None = None) -> Session:
    return Session(ROUND, rules or SessionRules(limit_seconds=LIMIT), 100.0, NullRoundRecorder())


def test_right_answer_earns_the_points_of_the_formula() -> None:
    state = start_session().answer(1, Answer(2), now=105.0)

    assert state.outcome is not None
    assert (state.outcome.verdict, state.score) == (Verdict.RIGHT, 875)


def test_wrong_answer_is_recorded_and_ends_the_streak() -> None:
    session = start_session()
    session.answer(1, Answer(2), now=100.0)
    session.advance(1, now=101.0)

    state = session.answer(2, Answer(0), now=101.0)

    assert state.outcome is not None
    assert (state.outcome.verdict, state.outcome.answer) == (Verdict.WRONG, Answer(0))
    assert (state.outcome.points, state.streak, state.best_streak, state.score) == (0, 0, 1, 1000)


def test_answer_at_the_deadline_is_late() -> None:
    state = start_session().answer(1, Answer(2), now=100.0 + LIMIT)

    assert state.outcome is not None
    assert (state.outcome.verdict, state.outcome.answer, state.score) == (Verdict.LATE, None, 0)


def test_skip_after_the_deadline_is_late() -> None:
    state = start_session().skip(1, now=100.0 + LIMIT)

    assert state.outcome is not None
    assert state.outcome.verdict is Verdict.LATE


def test_nothing_is_late_without_a_limit() -> None:
    session = start_session(SessionRules(limit_seconds=None))

    assert session.expire(now=1e9).phase is Phase.ASKING
    assert session.answer(1, Answer(2), now=1e9).score == 1000


def test_pause_costs_no_time() -> None:
    session = start_session()
    session.pause(now=104.0)
    session.resume(now=1104.0)

    assert session.answer(1, Answer(2), now=1105.0).score == 875


def test_paused_question_takes_no_answer_and_never_expires() -> None:
    session = start_session()
    paused = session.pause(now=104.0)

    assert session.answer(1, Answer(2), now=104.0) == paused
    assert session.skip(1, now=104.0) == paused
    assert session.expire(now=1e6) == paused


def test_pause_after_the_deadline_is_late() -> None:
    state = start_session().pause(now=100.0 + LIMIT)

    assert state.outcome is not None
    assert state.outcome.verdict is Verdict.LATE
    assert not state.is_paused


def test_repeated_answer_counts_once() -> None:
    session = start_session()
    first = session.answer(1, Answer(2), now=101.0)

    assert session.answer(1, Answer(0), now=101.0) == first


def test_event_for_another_question_changes_nothing() -> None:
    session = start_session()
    before = session.state

    assert session.answer(2, Answer(1), now=101.0) == before
    assert session.skip(3, now=101.0) == before
    assert session.advance(1, now=101.0) == before


def test_missing_option_changes_nothing() -> None:
    session = start_session()
    before = session.state

    assert session.answer(1, Answer(4), now=101.0) == before
    assert session.answer(1, Answer(-1), now=101.0) == before


def test_held_key_does_not_answer_the_next_question() -> None:
    session = start_session(SessionRules(limit_seconds=LIMIT, guard_seconds=0.15))
    shown = session.state

    assert session.answer(1, Answer(2), now=100.1) == shown
    assert session.answer(1, Answer(2), now=100.2).phase is Phase.REVEALED


def test_held_key_does_not_leave_the_verdict() -> None:
    session = start_session(SessionRules(limit_seconds=LIMIT, guard_seconds=0.15))
    revealed = session.answer(1, Answer(2), now=105.0)

    assert session.advance(1, now=105.1) == revealed
    assert session.advance(1, now=105.2).number == 2


def test_sensitive_question_neither_extends_nor_ends_a_streak() -> None:
    round_ = (question("a"), question("b"), question("c", sensitive=True), question("d"))
    session = Session(round_, SessionRules(), 0.0, NullRoundRecorder())
    for number in (1, 2, 3, 4):
        session.answer(number, Answer(0), now=0.0)
        session.advance(number, now=0.0)

    outcomes = session.state.outcomes
    assert [outcome.points for outcome in outcomes] == [1000, 1100, 1000, 1200]
    assert [outcome.streak for outcome in outcomes] == [1, 2, 2, 3]


def test_stopped_round_keeps_its_outcomes() -> None:
    session = start_session()
    session.answer(1, Answer(2), now=100.0)
    session.advance(1, now=100.0)

    state = session.stop()

    assert (state.phase, state.score, len(state.outcomes)) == (Phase.FINISHED, 1000, 1)
    assert session.answer(2, Answer(1), now=100.0) == state


def start_mixed() -> Session:
    session = Session(MIXED, SessionRules(limit_seconds=LIMIT), 100.0, NullRoundRecorder())
    session.answer(1, Answer(2), now=100.0)
    session.advance(1, now=100.0)
    return session


def test_typed_answer_has_twice_the_time() -> None:
    session = start_mixed()

    assert session.state.limit_seconds == 2 * LIMIT
    assert session.answer(2, Answer(text=Text("kyiv")), now=110.0).score == 1000 + 875 + 100
    assert session.advance(2, now=110.0).limit_seconds == 2 * LIMIT


def test_unclear_text_changes_nothing() -> None:
    session = start_mixed()

    assert session.answer(2, Answer(text=Text("Kyiw x")), now=101.0).outcome is not None  # wrong
    session.advance(2, now=101.0)
    before = session.state
    assert session.answer(3, Answer(text=Text("long ago")), now=101.0) == before
    assert session.answer(3, Answer(0), now=101.0) == before


def test_guess_earns_points_by_distance_whatever_the_time() -> None:
    session = start_mixed()
    session.answer(2, Answer(text=Text("Kiev")), now=101.0)
    session.advance(2, now=101.0)

    state = session.answer(3, Answer(text=Text("1884")), now=139.0)

    assert state.outcome is not None
    assert (state.outcome.verdict, state.outcome.points, state.streak) == (Verdict.WRONG, 600, 0)


def test_right_guess_keeps_the_streak() -> None:
    session = start_mixed()
    session.skip(2, now=101.0)
    session.advance(2, now=101.0)
    session.answer(3, Answer(text=Text("1894")), now=102.0)
    session.advance(3, now=102.0)

    state = session.answer(4, Answer(text=Text("Kyiv")), now=102.0)

    assert [outcome.points for outcome in state.outcomes] == [1000, 0, 1000, 1100]


class AnyOrder(RuleBasedStateMachine):
    """Events in any order, at any time, about any question."""

    @initialize(
        limit=st.none() | st.floats(0.01, 60),
        guard=st.sampled_from([0.0, 0.15]),
        bonus=st.booleans(),
        questions=st.sampled_from([ROUND, MIXED]),
    )
    def begin(self, limit: float | None, guard: float, bonus: bool, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        self.now = 0.0
        self.shown = 0.0
        self.paused = 0.0
        self.session_rules = SessionRules(limit, guard, bonus)
        self.session = Session(questions, self.session_rules, self.now, NullRoundRecorder())
        self.before = self.session.state

    @rule(seconds=st.sampled_from([0.0, 0.1, 0.5, 3.0]) | st.floats(0, 100))
    def wait(self, seconds: float) -> None:
        if self.session.state.is_paused:
            self.paused += seconds
        self.now += seconds

    @rule(number=st.integers(0, 4), option=st.integers(-1, 5))
    def answer(self, number: int, option: int) -> None:
        self.session.answer(number, Answer(option), self.now)

    @rule(option=st.integers(0, 1))
    def answer_current(self, option: int) -> None:
        self.session.answer(self.session.state.number, Answer(option), self.now)

    @rule()
    def answer_right(self) -> None:
        asked = self.session.state.question
        answer = Answer(asked.key) if asked.options else Answer(text=asked.answer)
        self.session.answer(self.session.state.number, answer, self.now)

    @rule(text=st.sampled_from(["Kyiv", "kiev", "Kyi", "Minsk", "1894", "1880", "", "\x1b[2J"]) | st.text())
    def type_answer(self, text: str) -> None:
        self.session.answer(self.session.state.number, Answer(text=Text(text)), self.now)

    @rule(number=st.integers(0, 4))
    def skip(self, number: int) -> None:
        self.session.skip(number, self.now)

    @rule()
    def expire(self) -> None:
        self.session.expire(self.now)

    @rule()
    def pause(self) -> None:
        self.session.pause(self.now)

    @rule()
    def resume(self) -> None:
        self.session.resume(self.now)

    @rule(number=st.integers(0, 4))
    def advance(self, number: int) -> None:
        self.session.advance(number, self.now)

    @rule()
    def advance_current(self) -> None:
        self.session.advance(self.session.state.number, self.now)

    @precondition(lambda self: len(self.session.state.outcomes) > 1)
    @rule()
    def stop(self) -> None:
        self.session.stop()

    @invariant()
    def only_one_event_took_effect_and_pauses_cost_no_time(self) -> None:
        state, before = self.session.state, self.before
        if state.number > before.number:
            self.shown, self.paused = self.now, 0.0
        assert state.number - before.number in (0, 1)
        assert len(state.outcomes) - len(before.outcomes) in (0, 1)
        assert state.outcomes[: len(before.outcomes)] == before.outcomes
        if before.phase is Phase.FINISHED:
            assert state == before
        if before.is_paused:
            assert state.outcomes == before.outcomes
        if state.phase is Phase.ASKING:
            running_seconds = self.now - self.shown - self.paused
            assert abs(state.elapsed(self.now) - running_seconds) < 1e-6
        self.before = state

    @invariant()
    def totals_match_the_outcomes(self) -> None:
        state = self.session.state
        assert state.score == sum(outcome.points for outcome in state.outcomes)
        assert state.right_count == sum(
            outcome.answer is not None and grade_answer(outcome.question, outcome.answer) is Verdict.RIGHT
            for outcome in state.outcomes
        )
        assert tuple(outcome.question for outcome in state.outcomes) == self.questions[: len(state.outcomes)]
        assert state.best_streak == max((outcome.streak for outcome in state.outcomes), default=0)
        assert (state.outcome is None) == (len(state.outcomes) < state.number)

    @invariant()
    def each_outcome_matches_its_answer_and_time(self) -> None:
        streak = 0
        for outcome in self.session.state.outcomes:
            right = outcome.verdict is Verdict.RIGHT
            streak = streak + 1 if right else 0
            assert outcome.streak == streak
            limit = find_limit(outcome.question, self.session_rules.limit_seconds)
            earned = compute_points(outcome.seconds, limit, streak, bonus=self.session_rules.streak_bonus)
            if outcome.question.guessed is None:
                assert outcome.points == (earned if right else 0)
            else:
                assert 0 <= outcome.points <= 1000 + 500 * right
                assert outcome.points >= 900 * right
            assert (outcome.answer is None) == (outcome.verdict in (Verdict.LATE, Verdict.SKIPPED))
            if limit is None:
                assert outcome.verdict is not Verdict.LATE
            else:
                assert (outcome.seconds >= limit) == (outcome.verdict is Verdict.LATE)
            if outcome.answer is not None:
                assert outcome.seconds >= self.session_rules.guard_seconds


TestAnyOrder = pytest.mark.slow(AnyOrder.TestCase)
