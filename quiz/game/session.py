"""A round being played: a state machine that is told what happened and when."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from quiz.game.ladder import Ladder, Lifeline, fifty_fifty
from quiz.game.outcome import Outcome, PastAnswer, Verdict
from quiz.game.recorder import RoundRecorder
from quiz.game.scoring import points
from quiz.model.question import Question


class SessionRules(NamedTuple):
    """What holds in a session. Times are in seconds."""

    limit_seconds: float | None = 20.0
    """The time for each question; `None` for all the time in the world."""
    guard_seconds: float = 0.0
    """How long a question must have been on the screen before an answer to it counts, and a verdict
    before one goes on from it: a key held down, or pressed twice, was meant for what stood there before."""
    streak_bonus: bool = True
    lives: int | None = None
    """How many misses end the round; `None` where all is asked."""
    ladder: Ladder | None = None
    """What each right answer in turn is worth, in place of points for speed."""
    player_count: int = 1
    """How many play in turns, each with a score and a streak of their own."""


class Phase(StrEnum):
    """What a session waits for: an answer, a word to go on, or nothing more."""

    ASKING = "asking"
    REVEALED = "revealed"
    FINISHED = "finished"


class EndReason(StrEnum):
    """Why a session is over."""

    ALL_ASKED = "round"
    """All was asked."""
    OUT_OF_LIVES = "lives"
    """One miss too many."""
    STOPPED = "left"
    """The player left, or walked away with what there was."""


class PlayerScore(NamedTuple):
    """How one player stands."""

    score: int = 0
    streak: int = 0
    best_streak: int = 0
    right_count: int = 0
    missed_count: int = 0


class SessionState(NamedTuple):
    """A picture of a session, all that a front end may know of it."""

    phase: Phase
    number: int
    """The question's number, from 1."""
    total: int
    question: Question
    shown_at: float
    """When the question was shown, later by all the time it was paused."""
    limit_seconds: float | None
    paused_at: float | None = None
    outcome: Outcome | None = None
    """How the question went, once it is revealed."""
    outcomes: tuple[Outcome, ...] = ()
    player_scores: tuple[PlayerScore, ...] = (PlayerScore(),)
    """How each player stands."""
    player: int = 0
    """Whose turn it is, from 0."""
    lives: int | None = None
    """How many misses are left before the one that ends the round, that one included."""
    ladder: Ladder | None = None
    """What is climbed, if anything is."""
    hidden_options: tuple[int, ...] = ()
    """Options that were taken away."""
    remaining_lifelines: tuple[Lifeline, ...] = ()
    """The help that is left."""
    used_lifelines: tuple[Lifeline, ...] = ()
    """The help that was had with this question."""
    end: EndReason | None = None
    """Why it is over, if it is."""
    previous_best: int | None = None
    """The best score of earlier rounds like it, once it was played to its end and there is one."""

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def is_last(self) -> bool:
        return self.number == self.total or self.lives == 0

    @property
    def player_score(self) -> PlayerScore:
        """How the player stands whose turn it is."""
        return self.player_scores[self.player]

    @property
    def score(self) -> int:
        return self.player_score.score

    @property
    def streak(self) -> int:
        return self.player_score.streak

    @property
    def best_streak(self) -> int:
        return self.player_score.best_streak

    @property
    def right_count(self) -> int:
        """How many questions were answered right so far."""
        return sum(outcome.verdict is Verdict.RIGHT for outcome in self.outcomes)

    def elapsed(self, now: float) -> float:
        """Give the seconds that the question has cost; a pause costs nothing."""
        end = now if self.paused_at is None else self.paused_at
        return max(0.0, end - self.shown_at)

    def remaining(self, now: float) -> float | None:
        """Give the seconds left for the question, or `None` without a limit."""
        return None if self.limit_seconds is None else max(0.0, self.limit_seconds - self.elapsed(now))


class Session:
    """The questions of a round, asked one after another.

    Every event carries the moment it happened, on any clock that does not run backwards, and those that
    are about a question carry its number: an event that is late, doubled or for another question changes
    nothing. Each returns the view that holds after it.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        rules: SessionRules,
        now: float,
        *,
        spares: Sequence[Question] = (),
        earlier: Sequence[PastAnswer] = (),
        witness: RoundRecorder | None = None,
    ) -> None:
        """Begin a round, or go on with one of which some questions were answered `earlier`.

        Of the `spares`, the easiest first, one can take a question's place. The `witness` is told of each
        outcome before it is shown, but not of the earlier ones.
        """
        if not questions:
            raise ValueError("a session needs a question")
        self._questions = list(questions)
        self._rules = rules
        self._spares = tuple(spares)
        self._witness: RoundRecorder | None = None
        self._view = self._first(now)
        for given in earlier:
            self._repeat(given, now)
        self._witness = witness

    @property
    def state(self) -> SessionState:
        """The picture of the present state."""
        return self._view

    @property
    def questions(self) -> tuple[Question, ...]:
        """The round, in order."""
        return tuple(self._questions)

    def answer(self, number: int, option: int, now: float) -> SessionState:
        """Answer question `number` with the option of that index; after the time is up it is late."""
        if not self._asks(number) or not 0 <= option < len(self._view.question.options):
            return self._view
        if option in self._view.hidden_options:
            return self._view
        elapsed = self._view.elapsed(now)
        if elapsed < self._rules.guard_seconds:
            return self._view
        if self._rules.limit_seconds is not None and elapsed >= self._rules.limit_seconds:
            return self.expire(now)
        right = option == self._view.question.key
        return self._reveal(Verdict.RIGHT if right else Verdict.WRONG, option, elapsed)

    def skip(self, number: int, now: float) -> SessionState:
        """Pass question `number` by; after the time is up it is late. On a ladder nothing is passed by."""
        if self._rules.ladder is not None:
            return self._view
        if not self._asks(number) or self.expire(now).phase is not Phase.ASKING:
            return self._view
        return self._reveal(Verdict.SKIPPED, None, self._view.elapsed(now))

    def expire(self, now: float) -> SessionState:
        """Look at the clock: a question whose time is up is revealed as late."""
        if self._asks(self._view.number) and self._view.remaining(now) == 0.0:
            return self._reveal(Verdict.LATE, None, self._view.elapsed(now))
        return self._view

    def pause(self, now: float) -> SessionState:
        """Stop the clock; the question can't be answered until `resume`."""
        if self._asks(self._view.number) and self.expire(now).phase is Phase.ASKING:
            self._view = self._view._replace(paused_at=now)
        return self._view

    def resume(self, now: float) -> SessionState:
        """Let the clock run again from where it stopped."""
        paused_at = self._view.paused_at
        if paused_at is not None:
            asked_at = self._view.shown_at + max(0.0, now - paused_at)
            self._view = self._view._replace(shown_at=asked_at, paused_at=None)
        return self._view

    def advance(self, number: int, now: float) -> SessionState:
        """Go on from question `number`, once it is revealed, to the next one or to the end."""
        outcome = self._view.outcome
        if self._view.phase is not Phase.REVEALED or outcome is None or number != self._view.number:
            return self._view
        if self._view.elapsed(now) - outcome.seconds < self._rules.guard_seconds:
            return self._view
        return self._go_on(now)

    def use_lifeline(self, number: int, lifeline: Lifeline, now: float) -> SessionState:
        """Give a help with question `number`, if it is still to be had and there is anything to it."""
        view = self._view
        if not self._asks(number) or lifeline not in view.remaining_lifelines:
            return view
        match lifeline:
            case Lifeline.FIFTY:
                gone = fifty_fifty(view.question)
                if not gone:
                    return view
                view = view._replace(hidden_options=gone)
            case Lifeline.SWAP:
                self._swap()
                view = view._replace(question=self._questions[number - 1], hidden_options=(), shown_at=now)
            case Lifeline.SOURCES:
                pass
        left = tuple(one for one in view.remaining_lifelines if one is not lifeline)
        self._view = view._replace(remaining_lifelines=left, used_lifelines=(*view.used_lifelines, lifeline))
        return self._view

    def stop(self) -> SessionState:
        """End the round here; a question that is still open counts for nothing."""
        if self._view.phase is not Phase.FINISHED:
            is_over = self._view.phase is Phase.REVEALED and self._view.is_last
            self._view = self._view._replace(phase=Phase.FINISHED, paused_at=None, end=EndReason.STOPPED)
            if is_over or self._rules.ladder is not None:  # a ladder is walked away from with what there is
                self._tell_the_end()
        return self._view

    def _asks(self, number: int) -> bool:
        view = self._view
        return view.phase is Phase.ASKING and number == view.number and not view.is_paused

    def _first(self, now: float) -> SessionState:
        rules, question = self._rules, self._questions[0]
        tallies = (PlayerScore(),) * rules.player_count
        lifelines = [one for one in Lifeline if one is not Lifeline.SWAP or self._spares]
        return SessionState(
            Phase.ASKING,
            1,
            len(self._questions),
            question,
            now,
            rules.limit_seconds,
            player_scores=tallies,
            lives=rules.lives,
            ladder=rules.ladder,
            remaining_lifelines=tuple(lifelines) if rules.ladder else (),
        )

    def _go_on(self, now: float) -> SessionState:
        view = self._view
        if view.is_last:
            end = EndReason.OUT_OF_LIVES if view.lives == 0 else EndReason.ALL_ASKED
            self._view = view._replace(phase=Phase.FINISHED, end=end)
            self._tell_the_end()
        else:
            self._view = view._replace(
                phase=Phase.ASKING,
                number=view.number + 1,
                question=self._questions[view.number],
                player=view.number % self._rules.player_count,
                shown_at=now,
                outcome=None,
                hidden_options=(),
                used_lifelines=(),
            )
        return self._view

    def _tell_the_end(self) -> None:
        if self._witness is not None:
            self._view = self._view._replace(previous_best=self._witness.record_end(self._view.score))

    def _repeat(self, given: PastAnswer, now: float) -> None:
        """Let a question go as it went once; what is left of the round is none of its business."""
        if self._view.phase is Phase.FINISHED:
            return
        for lifeline in given.used_lifelines:
            self.use_lifeline(self._view.number, lifeline, now)
        self._reveal(given.verdict, given.chosen, given.seconds)
        self._go_on(now)

    def _swap(self) -> None:
        """Put the spare that is about as hard in the question's place."""
        step = self._view.number - 1
        self._questions[step] = self._spares[step * len(self._spares) // len(self._questions)]

    def _reveal(self, verdict: Verdict, chosen: int | None, seconds: float) -> SessionState:
        view = self._view
        before, is_right = view.player_score, verdict is Verdict.RIGHT
        streak = self._streak_after(verdict)
        score = self._score_after(verdict, seconds, streak)
        gained = max(0, score - before.score)
        outcome = Outcome(
            view.question, verdict, chosen, seconds, gained, streak, view.player, view.used_lifelines
        )
        if self._witness is not None:  # before anybody is shown it
            outcome = outcome._replace(save_error=self._witness.record_answer(view.number, outcome))
        tally = PlayerScore(
            score,
            streak,
            max(before.best_streak, streak),
            before.right_count + is_right,
            before.missed_count + (not is_right),
        )
        self._view = view._replace(
            phase=Phase.REVEALED,
            outcome=outcome,
            outcomes=(*view.outcomes, outcome),
            player_scores=(*view.player_scores[: view.player], tally, *view.player_scores[view.player + 1 :]),
            lives=view.lives if view.lives is None or is_right else view.lives - 1,
        )
        return self._view

    def _score_after(self, verdict: Verdict, seconds: float, streak: int) -> int:
        rules, tally, is_right = self._rules, self._view.player_score, verdict is Verdict.RIGHT
        if rules.ladder is not None:
            return (
                rules.ladder.prize_at(tally.right_count + 1)
                if is_right
                else rules.ladder.guaranteed_prize(tally.right_count)
            )
        if not is_right:
            return tally.score
        counted = 0 if self._view.question.sensitive else streak
        return tally.score + points(seconds, rules.limit_seconds, counted, bonus=rules.streak_bonus)

    def _streak_after(self, verdict: Verdict) -> int:
        """A question about grief neither feeds a streak nor breaks one."""
        if self._view.question.sensitive:
            return self._view.streak
        return self._view.streak + 1 if verdict is Verdict.RIGHT else 0
