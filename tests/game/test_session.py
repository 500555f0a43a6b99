"""A session under every order of events."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quiz.game.outcome import Answer, Verdict
from quiz.game.recorder import NullRoundRecorder
from quiz.game.scoring import points
from quiz.game.session import Phase, Session, SessionRules
from tests.factories import question, statement

LIMIT = 20.0
ROUND = (question("a", key=2), statement("b", true=False), question("c", key=1))


def begun(rules: SessionRules | None = None) -> Session:
    return Session(ROUND, rules or SessionRules(limit_seconds=LIMIT), 100.0, NullRoundRecorder())


def test_a_right_answer_earns_what_the_formula_says() -> None:
    view = begun().answer(1, Answer(2), now=105.0)

    assert view.outcome is not None
    assert (view.outcome.verdict, view.score) == (Verdict.RIGHT, 875)


def test_a_wrong_answer_shows_what_was_chosen_and_ends_the_streak() -> None:
    session = begun()
    session.answer(1, Answer(2), now=100.0)
    session.advance(1, now=101.0)

    view = session.answer(2, Answer(0), now=101.0)

    assert view.outcome is not None
    assert (view.outcome.verdict, view.outcome.answer) == (Verdict.WRONG, Answer(0))
    assert (view.outcome.points, view.streak, view.best_streak, view.score) == (0, 0, 1, 1000)


def test_an_answer_at_the_bell_is_late() -> None:
    view = begun().answer(1, Answer(2), now=100.0 + LIMIT)

    assert view.outcome is not None
    assert (view.outcome.verdict, view.outcome.answer, view.score) == (Verdict.LATE, None, 0)


def test_a_question_skipped_after_the_bell_is_late_too() -> None:
    view = begun().skip(1, now=100.0 + LIMIT)

    assert view.outcome is not None
    assert view.outcome.verdict is Verdict.LATE


def test_nothing_is_late_without_a_limit() -> None:
    session = begun(SessionRules(limit_seconds=None))

    assert session.expire(now=1e9).phase is Phase.ASKING
    assert session.answer(1, Answer(2), now=1e9).score == 1000


def test_a_pause_costs_nothing() -> None:
    session = begun()
    session.pause(now=104.0)
    session.resume(now=1104.0)

    assert session.answer(1, Answer(2), now=1105.0).score == 875


def test_a_paused_question_neither_takes_an_answer_nor_runs_out() -> None:
    session = begun()
    paused = session.pause(now=104.0)

    assert session.answer(1, Answer(2), now=104.0) == paused
    assert session.skip(1, now=104.0) == paused
    assert session.expire(now=1e6) == paused


def test_a_pause_after_the_bell_comes_too_late() -> None:
    view = begun().pause(now=100.0 + LIMIT)

    assert view.outcome is not None
    assert view.outcome.verdict is Verdict.LATE
    assert not view.is_paused


def test_a_doubled_answer_counts_once() -> None:
    session = begun()
    first = session.answer(1, Answer(2), now=101.0)

    assert session.answer(1, Answer(0), now=101.0) == first


def test_an_event_for_another_question_changes_nothing() -> None:
    session = begun()
    before = session.state

    assert session.answer(2, Answer(1), now=101.0) == before
    assert session.skip(3, now=101.0) == before
    assert session.advance(1, now=101.0) == before


def test_an_option_that_is_not_there_changes_nothing() -> None:
    session = begun()
    before = session.state

    assert session.answer(1, Answer(4), now=101.0) == before
    assert session.answer(1, Answer(-1), now=101.0) == before


def test_a_key_that_was_held_does_not_answer_the_next_question() -> None:
    session = begun(SessionRules(limit_seconds=LIMIT, guard_seconds=0.15))
    shown = session.state

    assert session.answer(1, Answer(2), now=100.1) == shown
    assert session.answer(1, Answer(2), now=100.2).phase is Phase.REVEALED


def test_a_key_that_was_held_does_not_go_on_from_the_verdict() -> None:
    session = begun(SessionRules(limit_seconds=LIMIT, guard_seconds=0.15))
    verdict = session.answer(1, Answer(2), now=105.0)

    assert session.advance(1, now=105.1) == verdict
    assert session.advance(1, now=105.2).number == 2


def test_a_question_about_grief_neither_feeds_a_streak_nor_breaks_one() -> None:
    round_ = (question("a"), question("b"), question("c", sensitive=True), question("d"))
    session = Session(round_, SessionRules(), 0.0, NullRoundRecorder())
    for number in (1, 2, 3, 4):
        session.answer(number, Answer(0), now=0.0)
        session.advance(number, now=0.0)

    outcomes = session.state.outcomes
    assert [outcome.points for outcome in outcomes] == [1000, 1100, 1000, 1200]
    assert [outcome.streak for outcome in outcomes] == [1, 2, 2, 3]


def test_a_round_that_is_stopped_keeps_what_was_answered() -> None:
    session = begun()
    session.answer(1, Answer(2), now=100.0)
    session.advance(1, now=100.0)

    view = session.stop()

    assert (view.phase, view.score, len(view.outcomes)) == (Phase.FINISHED, 1000, 1)
    assert session.answer(2, Answer(1), now=100.0) == view


class AnyOrder(RuleBasedStateMachine):
    """Events in any order, at any time, about any question."""

    @initialize(
        limit=st.none() | st.floats(0.01, 60), guard=st.sampled_from([0.0, 0.15]), bonus=st.booleans()
    )
    def begin(self, limit: float | None, guard: float, bonus: bool) -> None:
        self.now = 0.0
        self.shown = 0.0
        self.paused = 0.0
        self.played = SessionRules(limit, guard, bonus)
        self.session = Session(ROUND, self.played, self.now, NullRoundRecorder())
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
    def answer_this(self, option: int) -> None:
        self.session.answer(self.session.state.number, Answer(option), self.now)

    @rule()
    def answer_right(self) -> None:
        self.session.answer(self.session.state.number, Answer(self.session.state.question.key), self.now)

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
    def advance_this(self) -> None:
        self.session.advance(self.session.state.number, self.now)

    @precondition(lambda self: len(self.session.state.outcomes) > 1)
    @rule()
    def stop(self) -> None:
        self.session.stop()

    @invariant()
    def only_one_thing_happened(self) -> None:
        view, before = self.session.state, self.before
        if view.number > before.number:
            self.shown, self.paused = self.now, 0.0
        assert view.number - before.number in (0, 1)
        assert len(view.outcomes) - len(before.outcomes) in (0, 1)
        assert view.outcomes[: len(before.outcomes)] == before.outcomes
        if before.phase is Phase.FINISHED:
            assert view == before
        if before.is_paused:
            assert view.outcomes == before.outcomes
        self.before = view

    @invariant()
    def the_sums_are_those_of_the_outcomes(self) -> None:
        view = self.session.state
        assert view.score == sum(outcome.points for outcome in view.outcomes)
        assert view.right_count == sum(o.answer == Answer(o.question.key) for o in view.outcomes)
        assert tuple(o.question for o in view.outcomes) == ROUND[: len(view.outcomes)]
        assert view.best_streak == max((o.streak for o in view.outcomes), default=0)
        assert (view.outcome is None) == (len(view.outcomes) < view.number)

    @invariant()
    def each_outcome_follows_from_its_choice_and_its_time(self) -> None:
        streak = 0
        for outcome in self.session.state.outcomes:
            right = outcome.verdict is Verdict.RIGHT
            streak = streak + 1 if right else 0
            assert outcome.streak == streak
            earned = points(
                outcome.seconds, self.played.limit_seconds, streak, bonus=self.played.streak_bonus
            )
            assert outcome.points == (earned if right else 0)
            assert (outcome.answer is None) == (outcome.verdict in (Verdict.LATE, Verdict.SKIPPED))
            if self.played.limit_seconds is None:
                assert outcome.verdict is not Verdict.LATE
            else:
                assert (outcome.seconds >= self.played.limit_seconds) == (outcome.verdict is Verdict.LATE)
            if outcome.answer is not None:
                assert outcome.seconds >= self.played.guard_seconds

    @invariant()
    def the_clock_counts_all_time_but_the_paused(self) -> None:
        view = self.session.state
        if view.phase is Phase.ASKING:
            run = self.now - self.shown - self.paused
            assert abs(view.elapsed(self.now) - run) < 1e-6


TestAnyOrder = AnyOrder.TestCase
