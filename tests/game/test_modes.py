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
    """Answer right, wrong or not at all, and go on."""
    view = session.state
    wrong = (one for one in range(4) if one != view.question.key and one not in view.hidden_options)
    if what == SKIP:
        session.skip(view.number, 0.0)
    else:
        session.answer(view.number, Answer(view.question.key if what == RIGHT else next(wrong)), 0.0)
    session.advance(view.number, 0.0)


def test_each_step_of_the_ladder_is_worth_more_than_the_one_below() -> None:
    assert list(LADDER.prizes) == sorted(set(LADDER.prizes))
    assert (len(LADDER.prizes), LADDER.safe_steps) == (15, (5, 10))


@pytest.mark.parametrize(
    ("climbed", "falls_to"), [(0, 0), (4, 0), (5, 1_000), (9, 1_000), (10, 32_000), (14, 32_000)]
)
def test_a_slip_leaves_what_the_last_safe_step_is_worth(climbed: int, falls_to: int) -> None:
    session = ladder()
    for _ in range(climbed):
        move(session, RIGHT)
    move(session, WRONG)

    assert (session.state.score, session.state.end) == (falls_to, EndReason.OUT_OF_LIVES)


@pytest.mark.parametrize(("climbed", "worth"), [(0, 0), (1, 100), (4, 500), (14, 500_000)])
def test_who_walks_away_keeps_what_there_was(climbed: int, worth: int) -> None:
    session = ladder()
    for _ in range(climbed):
        move(session, RIGHT)

    view = session.stop()

    assert (view.score, view.end) == (worth, EndReason.STOPPED)


def test_the_top_of_the_ladder_is_a_million() -> None:
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


def test_the_option_that_stays_beside_the_key_may_be_any() -> None:
    stays = {
        option
        for number in range(40)
        for option in {1, 2, 3} - set(fifty_fifty(question(f"fact-{number}", key=0)))
    }

    assert stays == {1, 2, 3}


def test_an_option_that_was_taken_away_can_not_be_chosen() -> None:
    session = ladder()
    view = session.use_lifeline(1, Lifeline.FIFTY, 0.0)

    assert session.answer(1, Answer(view.hidden_options[0]), 0.0) == view
    assert session.answer(1, Answer(view.question.key), 0.0).phase is Phase.REVEALED


def test_another_question_takes_the_place_of_the_one_asked() -> None:
    session = ladder()
    session.use_lifeline(1, Lifeline.FIFTY, 0.0)

    view = session.use_lifeline(1, Lifeline.SWAP, 3.0)

    assert view.question == SPARES[0]
    assert (view.hidden_options, view.number, view.shown_at) == ((), 1, 3.0)


def test_no_other_question_is_offered_where_there_is_none() -> None:
    session = Session(
        STEPS,
        LADDER_MODE.build_session_rules(limit=None, guard=0.0, streak_bonus=True),
        0.0,
        NullRoundRecorder(),
    )

    assert Lifeline.SWAP not in session.state.remaining_lifelines


def test_a_round_without_a_ladder_has_no_help() -> None:
    session = Session(STEPS, SessionRules(), 0.0, NullRoundRecorder())
    before = session.state

    assert before.remaining_lifelines == ()
    assert session.use_lifeline(1, Lifeline.FIFTY, 0.0) == before


def test_a_statement_has_nothing_to_take_away() -> None:
    rules = LADDER_MODE.build_session_rules(limit=None, guard=0.0, streak_bonus=True)
    session = Session((statement(),), rules, 0.0, NullRoundRecorder())
    before = session.state

    assert session.use_lifeline(1, Lifeline.FIFTY, 0.0) == before


class Climb(RuleBasedStateMachine):
    """A ladder under any run of answers and cries for help."""

    @initialize()
    def begin(self) -> None:
        self.session = ladder()
        self.run: list[str] = []
        self.cries: list[Lifeline] = []

    @rule(what=MOVES)
    def go(self, what: str) -> None:
        if self.session.state.phase is Phase.ASKING:
            move(self.session, what)
            if what != SKIP:  # nothing is passed by on a ladder
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


TestClimb = Climb.TestCase


@given(st.lists(MOVES, min_size=1, max_size=40), st.integers(1, 4), st.integers(2, 12))
def test_a_round_ends_with_its_last_life_and_not_before(run: list[str], lives: int, length: int) -> None:
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


def test_the_second_miss_is_sudden_death() -> None:
    rules = SUDDEN_DEATH.build_session_rules(limit=20.0, guard=0.0, streak_bonus=True)
    session = Session(STEPS, rules, 0.0, NullRoundRecorder())
    for what in (WRONG, RIGHT, SKIP):
        move(session, what)

    assert (session.state.end, session.state.right_count) == (EndReason.OUT_OF_LIVES, 1)


@given(st.lists(MOVES, min_size=1, max_size=15), st.integers(2, 8))
def test_friends_play_in_turns_each_for_themselves(run: list[str], players: int) -> None:
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
def test_a_round_taken_up_again_stands_where_it_stood(
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

    # A help that was had with the question which was open is there once more.
    assert again.state.outcomes == session.state.outcomes
    assert again.state.player_scores == session.state.player_scores
    assert (again.state.phase, again.state.number, again.state.end) == (
        session.state.phase,
        session.state.number,
        session.state.end,
    )


def test_what_is_remembered_beyond_the_end_changes_nothing() -> None:
    earlier = [PastAnswer(Verdict.RIGHT, Answer(0), 1.0)] * 5
    session = Session(
        STEPS[:3], SessionRules(limit_seconds=None), 0.0, NullRoundRecorder(), past_answers=earlier
    )

    assert (session.state.end, len(session.state.outcomes)) == (EndReason.ALL_ASKED, 3)


def test_every_mode_is_known_by_its_name() -> None:
    assert all(MODES[name].name == name for name in MODES)


@pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
def test_a_mode_takes_only_what_it_leaves_open(mode: Mode) -> None:
    assert (RoundOption.KIND in mode.options) <= (mode.kind is None)
    assert (RoundOption.QUESTIONS in mode.options) <= (mode.length is None)
    assert (RoundOption.TIME in mode.options) <= (mode.default_seconds != 0)


def test_nobody_is_asked_about_grief_in_a_game_of_nerves() -> None:
    assert not any(MODES[name].allows_sensitive for name in ("daily", "ladder", "sudden-death"))


def test_fact_or_fiction_asks_statements_and_the_daily_round_takes_no_seed() -> None:
    assert FACT_OR_FICTION.kind is Kind.TRUEFALSE
    assert not {RoundOption.SEED, RoundOption.CATEGORY, RoundOption.PACK} & DAILY.options
