"""A round in progress, as a state machine driven by timestamped events."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from quiz.game.grading import grade_answer
from quiz.game.ladder import Ladder, Lifeline, fifty_fifty, find_replacement
from quiz.game.outcome import Answer, Outcome, PastAnswer, Verdict
from quiz.game.recorder import RoundRecorder
from quiz.game.round_questions import count_expected
from quiz.game.scoring import PlayerScore, find_limit, score_answer
from quiz.model.question import Question


class SessionRules(NamedTuple):
    """The rules of a session."""

    limit_seconds: float | None = 20.0
    """Time for each question; `None` without a clock."""
    guard_seconds: float = 0.0
    """Time during which a new question takes no answer and a new verdict can't be left. A key that is
    held down or pressed twice was meant for what was on the screen before."""
    streak_bonus: bool = True
    lives: int | None = None
    """Number of misses that end the round; `None` if misses don't end it."""
    ladder: Ladder | None = None
    """Prizes for right answers, instead of points for speed."""
    player_count: int = 1
    """Number of players who take turns, each with a score and a streak."""


class Phase(StrEnum):
    """The event that a session waits for: an answer, a request to continue, or none."""

    ASKING = "asking"
    REVEALED = "revealed"
    FINISHED = "finished"


class EndReason(StrEnum):
    """The reason for the end of a session."""

    ALL_ASKED = "round"
    OUT_OF_LIVES = "lives"
    STOPPED = "left"


class SessionState(NamedTuple):
    """An immutable snapshot of a session, with everything that a front end needs."""

    phase: Phase
    number: int
    """The question's number, from 1."""
    total: int
    """Number of questions; until all are made, the maximum."""
    question: Question
    shown_at: float
    """Time at which the question was shown, moved forward by its pauses."""
    limit_seconds: float | None
    """Time for this question; `None` without a clock."""
    paused_at: float | None = None
    outcome: Outcome | None = None
    """The question's outcome, once it is revealed."""
    outcomes: tuple[Outcome, ...] = ()
    player_scores: tuple[PlayerScore, ...] = (PlayerScore(),)
    player: int = 0
    """Index of the player whose turn it is."""
    lives: int | None = None
    """Number of misses left, including the one that ends the round."""
    ladder: Ladder | None = None
    hidden_options: tuple[int, ...] = ()
    """Indexes of the options that a lifeline removed."""
    remaining_lifelines: tuple[Lifeline, ...] = ()
    offered_lifelines: tuple[Lifeline, ...] = ()
    """Remaining lifelines that help with this question."""
    used_lifelines: tuple[Lifeline, ...] = ()
    """Lifelines used on this question."""
    end: EndReason | None = None
    previous_best: int | None = None
    """Best score of comparable earlier rounds, set when the round was played to its end."""

    @property
    def is_paused(self) -> bool:
        """Whether the clock is stopped."""
        return self.paused_at is not None

    @property
    def is_last(self) -> bool:
        """Whether no question follows this one."""
        return self.number == self.total or self.lives == 0

    @property
    def player_score(self) -> PlayerScore:
        """The score of the player whose turn it is."""
        return self.player_scores[self.player]

    @property
    def score(self) -> int:
        """The current player's points."""
        return self.player_score.score

    @property
    def streak(self) -> int:
        """The current player's right answers in a row."""
        return self.player_score.streak

    @property
    def best_streak(self) -> int:
        """The current player's longest streak in this round."""
        return self.player_score.best_streak

    @property
    def right_count(self) -> int:
        """The number of questions answered right so far, by all players."""
        return sum(outcome.verdict is Verdict.RIGHT for outcome in self.outcomes)

    def elapsed(self, now: float) -> float:
        """Return the seconds spent on the question, without pauses."""
        end = now if self.paused_at is None else self.paused_at
        return max(0.0, end - self.shown_at)

    def remaining(self, now: float) -> float | None:
        """Return the seconds left for the question, or `None` without a limit."""
        return None if self.limit_seconds is None else max(0.0, self.limit_seconds - self.elapsed(now))


class Session:
    """The questions of a round, asked one after another.

    Every event carries its time, on any clock that never runs backwards. An event about a question also
    carries the question's number: an event that is late, repeated or meant for another question changes
    nothing. Each method returns the state after the event.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        rules: SessionRules,
        now: float,
        recorder: RoundRecorder,
        *,
        spares: Sequence[Question] = (),
        past_answers: Iterable[PastAnswer] = (),
        has_helpful_sources: Callable[[Question], bool] = lambda question: True,
    ) -> None:
        """Start a round, or resume one after its `past_answers`.

        Args:
            questions: The questions in order, at least one. All are made before the first outcome.
            rules: The rules of the round.
            now: The time at which the first question is shown.
            recorder: Saves each new outcome before it is shown. Past answers are not saved again.
            spares: Questions that can replace another one, the easiest first.
            past_answers: Results of the first questions, if the round was interrupted.
            has_helpful_sources: Returns whether the sources of the question's category are a help.
        """
        if not questions:
            raise ValueError("a session needs a question")
        self._plan = _Plan(questions, tuple(spares), rules, has_helpful_sources)
        self._recorder = recorder
        self._state = _replay(self._plan, past_answers, now)

    @property
    def state(self) -> SessionState:
        """The current state."""
        return self._state

    def count_questions(self) -> SessionState:
        """Make the questions that are not made yet, and correct their number."""
        if self._state.phase is Phase.ASKING:
            self._state = self._state._replace(total=len(self._plan.questions))
        return self._state

    def answer(self, number: int, answer: Answer, now: float) -> SessionState:
        """Answer question `number`; an answer after the time limit is late."""
        verdict = grade_answer(self._state.question, answer)
        if not self._is_asking(number) or verdict is None or answer.option in self._state.hidden_options:
            return self._state
        elapsed = self._state.elapsed(now)
        if elapsed < self._plan.rules.guard_seconds or self.expire(now).phase is not Phase.ASKING:
            return self._state
        return self._reveal(verdict, answer, elapsed)

    def skip(self, number: int, now: float) -> SessionState:
        """Skip question `number`, unless the round is a ladder; after the time limit it is late."""
        if self._plan.rules.ladder is not None:
            return self._state
        if not self._is_asking(number) or self.expire(now).phase is not Phase.ASKING:
            return self._state
        return self._reveal(Verdict.SKIPPED, None, self._state.elapsed(now))

    def expire(self, now: float) -> SessionState:
        """Reveal the question as late if its time is up."""
        if self._is_asking(self._state.number) and self._state.remaining(now) == 0.0:
            return self._reveal(Verdict.LATE, None, self._state.elapsed(now))
        return self._state

    def pause(self, now: float) -> SessionState:
        """Stop the clock; the question takes no answer until `resume`."""
        if self._is_asking(self._state.number) and self.expire(now).phase is Phase.ASKING:
            self._state = self._state._replace(paused_at=now)
        return self._state

    def resume(self, now: float) -> SessionState:
        """Restart the clock where it stopped."""
        paused_at = self._state.paused_at
        if paused_at is not None:
            shown_at = self._state.shown_at + max(0.0, now - paused_at)
            self._state = self._state._replace(shown_at=shown_at, paused_at=None)
        return self._state

    def advance(self, number: int, now: float) -> SessionState:
        """Continue from question `number`, once it is revealed, to the next one or to the end."""
        state = self._state
        if state.phase is not Phase.REVEALED or state.outcome is None or number != state.number:
            return state
        if state.elapsed(now) - state.outcome.seconds < self._plan.rules.guard_seconds:
            return state
        self._state = _next_state(self._plan, state, now)
        if self._state.phase is Phase.FINISHED:
            self._record_end()
        return self._state

    def use_lifeline(self, number: int, lifeline: Lifeline, now: float) -> SessionState:
        """Use a lifeline on question `number`, if it remains and has an effect."""
        if self._is_asking(number):
            self._state = _use_lifeline(self._plan, self._state, lifeline, now)
        return self._state

    def stop(self) -> SessionState:
        """End the round here; a question without an outcome doesn't count."""
        if self._state.phase is not Phase.FINISHED:
            is_over = self._state.phase is Phase.REVEALED and self._state.is_last
            self._state = self._state._replace(phase=Phase.FINISHED, paused_at=None, end=EndReason.STOPPED)
            if is_over or self._plan.rules.ladder is not None:  # to leave a ladder is to keep its prize
                self._record_end()
        return self._state

    def _is_asking(self, number: int) -> bool:
        state = self._state
        return state.phase is Phase.ASKING and number == state.number and not state.is_paused

    def _reveal(self, verdict: Verdict, answer: Answer | None, seconds: float) -> SessionState:
        self.count_questions()
        outcome = _build_outcome(self._plan.rules, self._state, PastAnswer(verdict, answer, seconds))
        save_error = self._recorder.record_answer(self._state.number, outcome)
        self._state = _reveal(self._plan.rules, self._state, outcome._replace(save_error=save_error))
        return self._state

    def _record_end(self) -> None:
        best = self._recorder.record_end(self._state.score)
        self._state = self._state._replace(previous_best=best)


class _Plan(NamedTuple):
    """The parts of a session that never change."""

    questions: Sequence[Question]
    spares: tuple[Question, ...]
    rules: SessionRules
    has_helpful_sources: Callable[[Question], bool]


def _replay(plan: _Plan, past_answers: Iterable[PastAnswer], now: float) -> SessionState:
    """Return the state after past answers; those beyond the end of the round are ignored."""
    state = _first_state(plan, now)
    for past in past_answers:
        if state.phase is Phase.FINISHED:
            break
        for lifeline in past.used_lifelines:
            state = _use_lifeline(plan, state, lifeline, now)
        outcome = _build_outcome(plan.rules, state, past)
        state = _next_state(plan, _reveal(plan.rules, state, outcome), now)
    return state


def _first_state(plan: _Plan, now: float) -> SessionState:
    rules = plan.rules
    lifelines = [lifeline for lifeline in Lifeline if lifeline is not Lifeline.SWAP or plan.spares]
    state = SessionState(
        Phase.ASKING,
        1,
        count_expected(plan.questions),
        plan.questions[0],
        now,
        find_limit(plan.questions[0], rules.limit_seconds),
        player_scores=(PlayerScore(),) * rules.player_count,
        lives=rules.lives,
        ladder=rules.ladder,
        remaining_lifelines=tuple(lifelines) if rules.ladder else (),
    )
    return _offer_lifelines(plan, state)


def _next_state(plan: _Plan, state: SessionState, now: float) -> SessionState:
    if state.is_last:
        end = EndReason.OUT_OF_LIVES if state.lives == 0 else EndReason.ALL_ASKED
        return state._replace(phase=Phase.FINISHED, end=end)
    question = plan.questions[state.number]
    following = state._replace(
        phase=Phase.ASKING,
        number=state.number + 1,
        question=question,
        limit_seconds=find_limit(question, plan.rules.limit_seconds),
        player=state.number % plan.rules.player_count,
        shown_at=now,
        outcome=None,
        hidden_options=(),
        used_lifelines=(),
    )
    return _offer_lifelines(plan, following)


def _offer_lifelines(plan: _Plan, state: SessionState) -> SessionState:
    helps = {
        Lifeline.FIFTY: lambda: bool(fifty_fifty(state.question)),
        Lifeline.SWAP: lambda: _find_spare(plan, state) is not None,
        Lifeline.SOURCES: lambda: plan.has_helpful_sources(state.question),
    }
    offered = tuple(lifeline for lifeline in state.remaining_lifelines if helps[lifeline]())
    return state._replace(offered_lifelines=offered)


def _find_spare(plan: _Plan, state: SessionState) -> Question | None:
    """Return a spare whose difficulty is between those of the last and the next question."""
    levels = [0.0, *(question.difficulty for question in plan.questions), 1.0]
    bounds = levels[state.number - 1], levels[state.number + 1]
    return find_replacement(plan.spares, state.question.difficulty, bounds)


def _use_lifeline(plan: _Plan, state: SessionState, lifeline: Lifeline, now: float) -> SessionState:
    if lifeline not in state.remaining_lifelines:
        return state
    used = state._replace(
        remaining_lifelines=tuple(left for left in state.remaining_lifelines if left is not lifeline),
        used_lifelines=(*state.used_lifelines, lifeline),
    )
    match lifeline:
        case Lifeline.FIFTY:
            used = used._replace(hidden_options=fifty_fifty(state.question))
        case Lifeline.SWAP if spare := _find_spare(plan, state):
            used = used._replace(question=spare, hidden_options=(), shown_at=now)
    is_effective = lifeline is Lifeline.SOURCES or _shown(used) != _shown(state)
    return _offer_lifelines(plan, used) if is_effective else state


def _shown(state: SessionState) -> tuple[Question, tuple[int, ...]]:
    return state.question, state.hidden_options


def _build_outcome(rules: SessionRules, state: SessionState, result: PastAnswer) -> Outcome:
    streak = _streak_after(state, result.verdict)
    score = _score_after(rules, state, result, streak)
    return Outcome(
        state.question,
        result.verdict,
        result.answer,
        result.seconds,
        max(0, score - state.score),
        streak,
        state.player,
        state.used_lifelines,
    )


def _reveal(rules: SessionRules, state: SessionState, outcome: Outcome) -> SessionState:
    before, is_right = state.player_score, outcome.verdict is Verdict.RIGHT
    after = PlayerScore(
        _score_after(rules, state, outcome, outcome.streak),
        outcome.streak,
        max(before.best_streak, outcome.streak),
        before.right_count + is_right,
        before.missed_count + (not is_right),
    )
    scores = state.player_scores
    return state._replace(
        phase=Phase.REVEALED,
        outcome=outcome,
        outcomes=(*state.outcomes, outcome),
        player_scores=(*scores[: state.player], after, *scores[state.player + 1 :]),
        lives=state.lives if state.lives is None or is_right else state.lives - 1,
    )


def _score_after(rules: SessionRules, state: SessionState, result: PastAnswer | Outcome, streak: int) -> int:
    player = state.player_score
    if rules.ladder is not None:
        ladder, step = rules.ladder, player.right_count
        is_right = result.verdict is Verdict.RIGHT
        return ladder.prize_at(step + 1) if is_right else ladder.guaranteed_prize(step)
    limit, bonus = state.limit_seconds, rules.streak_bonus
    return player.score + score_answer(state.question, result, limit, streak, bonus=bonus)


def _streak_after(state: SessionState, verdict: Verdict) -> int:
    if state.question.sensitive:  # a question about grief neither extends a streak nor ends it
        return state.streak
    return state.streak + 1 if verdict is Verdict.RIGHT else 0
