"""The rules of every way to play, under any run of answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quiz.game.ladder import LADDER, Lifeline, fifty_fifty
from quiz.game.modes import DAILY, FACT_OR_FICTION, LADDER_MODE, MODES, SUDDEN_DEATH, Mode, RoundOption
from quiz.game.outcome import Answer, Outcome, PastAnswer, Verdict
from quiz.game.recorder import NullRoundRecorder
from quiz.game.session import EndReason, Phase, Session, SessionRules
from quiz.model.pack import Kind
from quiz.model.question import Question
from tests.factories import question, statement

STEPS = tuple(question(f"step-{number}", key=number % 4) for number in range(1, 16))
SPARES = tuple(question(f"spare-{number}", key=number % 4) for number in range(3))
RIGHT, WRONG, SKIP = "right", "wrong", "skip"
MOVES = st.sampled_from([RIGHT, RIGHT, RIGHT, WRONG, SKIP])


def ladder() -> Session:
    rules = LADDER_MODE.build_session_rules(limit=None, guard=0.0, streak_bonus=True)
    return Session(STEPS, rules, 0.0, NullRoundRecorder(), spares=SPARES)


def move(session: Session, what: str) -> None:
    """Answer right, wrong or not at all, and continue."""
    view = session.state
    wrong = (one for one in range(4) if one != view.question.key and one not in view.hidden_options)
    if what == SKIP:
        session.skip(view.number, 0.0)
    else:
        session.answer(view.number, Answer(view.question.key if what == RIGHT else next(wrong)), 0.0)
    session.advance(view.number, 0.0)


def test_prizes_rise() -> None:
    assert list(LADDER.prizes) == sorted(set(LADDER.prizes))
    assert (len(LADDER.prizes), LADDER.safe_steps) == (15, (5, 10))


@pytest.mark.parametrize(
    ("climbed", "falls_to"), [(0, 0), (4, 0), (5, 1_000), (9, 1_000), (10, 32_000), (14, 32_000)]
)
def test_miss_leaves_the_prize_of_the_last_safe_step(climbed: int, falls_to: int) -> None:
    session = ladder()
    for _ in range(climbed):
        move(session, RIGHT)
    move(session, WRONG)

    assert (session.state.score, session.state.end) == (falls_to, EndReason.OUT_OF_LIVES)


@pytest.mark.parametrize(("climbed", "worth"), [(0, 0), (1, 100), (4, 500), (14, 500_000)])
def test_walking_away_keeps_the_prize(climbed: int, worth: int) -> None:
    session = ladder()
    for _ in range(climbed):
        move(session, RIGHT)

    view = session.stop()

    assert (view.score, view.end) == (worth, EndReason.STOPPED)


def test_top_prize_is_a_million() -> None:
    session = ladder()
    for _ in STEPS:
        move(session, RIGHT)

    assert (session.state.score, session.state.end) == (1_000_000, EndReason.ALL_ASKED)


@given(st.integers(0, 3), st.integers(3, 6), st.text(min_size=1, max_size=5))
def test_fifty_fifty_leaves_the_key_and_one_other(key: int, count: int, fact: str) -> None:
    key %= count
    asked = question(fact, key=key, options=tuple("ABCDEF"[:count]))

    gone = fifty_fifty(asked)

    assert key not in gone
    assert len(set(gone)) == count - 2
    assert fifty_fifty(asked) == gone


def test_fifty_fifty_may_leave_any_wrong_option() -> None:
    stays = {
        option
        for number in range(40)
        for option in {1, 2, 3} - set(fifty_fifty(question(f"fact-{number}", key=0)))
    }

    assert stays == {1, 2, 3}


def test_hidden_option_is_not_accepted() -> None:
    session = ladder()
    view = session.use_lifeline(1, Lifeline.FIFTY, 0.0)

    assert session.answer(1, Answer(view.hidden_options[0]), 0.0) == view
    assert session.answer(1, Answer(view.question.key), 0.0).phase is Phase.REVEALED


def test_swap_replaces_the_question() -> None:
    session = ladder()
    session.use_lifeline(1, Lifeline.FIFTY, 0.0)

    view = session.use_lifeline(1, Lifeline.SWAP, 3.0)

    assert view.question == SPARES[0]
    assert (view.hidden_options, view.number, view.shown_at) == ((), 1, 3.0)


def test_swap_needs_a_replacement() -> None:
    session = Session(
        STEPS,
        LADDER_MODE.build_session_rules(limit=None, guard=0.0, streak_bonus=True),
        0.0,
        NullRoundRecorder(),
    )

    assert Lifeline.SWAP not in session.state.remaining_lifelines


def test_round_without_a_ladder_has_no_lifelines() -> None:
    session = Session(STEPS, SessionRules(), 0.0, NullRoundRecorder())
    before = session.state

    assert before.remaining_lifelines == ()
    assert session.use_lifeline(1, Lifeline.FIFTY, 0.0) == before


def test_fifty_fifty_does_nothing_on_a_statement() -> None:
    rules = LADDER_MODE.build_session_rules(limit=None, guard=0.0, streak_bonus=True)
    session = Session((statement(),), rules, 0.0, NullRoundRecorder())
    before = session.state

    assert session.use_lifeline(1, Lifeline.FIFTY, 0.0) == before


class Climb(RuleBasedStateMachine):
    """A ladder under any sequence of answers and lifelines."""

    @initialize()
    def begin(self) -> None:
        self.session = ladder()
        self.run: list[str] = []
        self.cries: list[Lifeline] = []

    @rule(what=MOVES)
    def go(self, what: str) -> None:
        if self.session.state.phase is Phase.ASKING:
            move(self.session, what)
            if what != SKIP:  # a ladder has no skipping
                self.run.append(what)

    @rule(lifeline=st.sampled_from(list(Lifeline)))
    def cry(self, lifeline: Lifeline) -> None:
        before = self.session.state
        after = self.session.use_lifeline(before.number, lifeline, 0.0)
        if after != before:
            self.cries.append(lifeline)

    @invariant()
    def the_score_is_that_of_the_step(self) -> None:
        climbed = self.run.count(RIGHT)
        has_slipped = any(what != RIGHT for what in self.run)
        safe = 32_000 if climbed >= 10 else 1_000 if climbed >= 5 else 0
        expected = safe if has_slipped else (0, *LADDER.prizes)[climbed]
        assert self.session.state.score == expected

    @invariant()
    def the_first_slip_ends_it(self) -> None:
        assert sum(what != RIGHT for what in self.run) <= 1
        is_over = len(self.run) == 15 or any(what != RIGHT for what in self.run)
        assert (self.session.state.phase is Phase.FINISHED) == is_over

    @invariant()
    def each_help_is_had_once(self) -> None:
        assert len(set(self.cries)) == len(self.cries)
        assert set(self.session.state.remaining_lifelines) == set(Lifeline) - set(self.cries)

    @invariant()
    def the_key_is_never_hidden(self) -> None:
        view = self.session.state
        assert view.question.key not in view.hidden_options
        assert len(view.hidden_options) in (0, 2)


TestClimb = pytest.mark.slow(Climb.TestCase)


@given(st.lists(MOVES, min_size=1, max_size=40), st.integers(1, 4), st.integers(2, 12))
def test_round_ends_with_the_last_life(run: list[str], lives: int, length: int) -> None:
    session = Session(STEPS[:length], SessionRules(limit_seconds=None, lives=lives), 0.0, NullRoundRecorder())
    misses = 0
    for number, what in enumerate(run[:length], 1):
        assert session.state.number == number
        move(session, what)
        misses += what != RIGHT
        assert session.state.lives == lives - misses
        is_over = misses == lives or number == length
        assert (session.state.phase is Phase.FINISHED) == is_over
        if is_over:
            assert session.state.end is (EndReason.OUT_OF_LIVES if misses == lives else EndReason.ALL_ASKED)
            break


def test_second_miss_ends_sudden_death() -> None:
    rules = SUDDEN_DEATH.build_session_rules(limit=20.0, guard=0.0, streak_bonus=True)
    session = Session(STEPS, rules, 0.0, NullRoundRecorder())
    for what in (WRONG, RIGHT, SKIP):
        move(session, what)

    assert (session.state.end, session.state.right_count) == (EndReason.OUT_OF_LIVES, 1)


@given(st.lists(MOVES, min_size=1, max_size=15), st.integers(2, 8))
def test_players_take_turns_with_separate_scores(run: list[str], players: int) -> None:
    rules = SessionRules(limit_seconds=None, player_count=players)
    together = Session(STEPS, rules, 0.0, NullRoundRecorder())
    for what in run:
        move(together, what)

    for player in range(players):
        own = run[player::players]
        alone = Session(STEPS, rules._replace(player_count=1), 0.0, NullRoundRecorder())
        for what in own:
            move(alone, what)
        assert together.state.player_scores[player] == alone.state.player_scores[0]
    assert [outcome.player for outcome in together.state.outcomes] == [n % players for n in range(len(run))]


def given_of(outcome: Outcome) -> PastAnswer:
    return PastAnswer(outcome.verdict, outcome.answer, outcome.seconds, outcome.used_lifelines)


@given(
    st.lists(st.tuples(MOVES, st.sets(st.sampled_from(list(Lifeline)))), max_size=15),
    st.sampled_from(
        [
            (SessionRules(limit_seconds=20.0), ()),
            (SessionRules(limit_seconds=None, player_count=3), ()),
            (SessionRules(lives=2), ()),
            (LADDER_MODE.build_session_rules(limit=None, guard=0.0, streak_bonus=True), SPARES),
        ]
    ),
)
def test_resumed_round_has_the_same_state(
    run: list[tuple[str, set[Lifeline]]], played: tuple[SessionRules, tuple[Question, ...]]
) -> None:
    rules, spares = played
    session = Session(STEPS, rules, 0.0, NullRoundRecorder(), spares=spares)
    for what, cries in run:
        for lifeline in sorted(cries):
            session.use_lifeline(session.state.number, lifeline, 0.0)
        if session.state.phase is Phase.ASKING:
            move(session, what)

    again = Session(
        STEPS,
        rules,
        0.0,
        NullRoundRecorder(),
        spares=spares,
        past_answers=[given_of(one) for one in session.state.outcomes],
    )

    # A lifeline used on the unanswered question is available again.
    assert again.state.outcomes == session.state.outcomes
    assert again.state.player_scores == session.state.player_scores
    assert (again.state.phase, again.state.number, again.state.end) == (
        session.state.phase,
        session.state.number,
        session.state.end,
    )


def test_past_answers_after_the_end_are_ignored() -> None:
    earlier = [PastAnswer(Verdict.RIGHT, Answer(0), 1.0)] * 5
    session = Session(
        STEPS[:3], SessionRules(limit_seconds=None), 0.0, NullRoundRecorder(), past_answers=earlier
    )

    assert (session.state.end, len(session.state.outcomes)) == (EndReason.ALL_ASKED, 3)


def test_modes_are_keyed_by_name() -> None:
    assert all(MODES[name].name == name for name in MODES)


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_mode_options_are_those_it_leaves_open(mode: Mode) -> None:
    assert (RoundOption.KIND in mode.options) <= (mode.kind is None)
    assert (RoundOption.QUESTIONS in mode.options) <= (mode.length is None)
    assert (RoundOption.TIME in mode.options) <= (mode.default_seconds != 0)


def test_daily_ladder_and_sudden_death_have_no_sensitive_questions() -> None:
    assert not any(MODES[name].allows_sensitive for name in ("daily", "ladder", "sudden-death"))


def test_fact_or_fiction_has_statements_and_daily_has_no_seed() -> None:
    assert FACT_OR_FICTION.kind is Kind.TRUEFALSE
    assert not {RoundOption.SEED, RoundOption.CATEGORY, RoundOption.PACK} & DAILY.options
