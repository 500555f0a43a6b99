"""A round being played: a state machine that is told what happened and when."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from quiz.core.model import Question
from quiz.core.scoring import points


class Rules(NamedTuple):
    """What a mode of play changes. Times are in seconds."""

    limit: float | None = 20.0
    """The time for each question; `None` for all the time in the world."""
    guard: float = 0.0
    """How long a question must have been on the screen before an answer to it counts, and a verdict
    before one goes on from it: a key held down, or pressed twice, was meant for what stood there before."""
    streak_bonus: bool = True


class Verdict(StrEnum):
    """How a question went."""

    RIGHT = "right"
    WRONG = "wrong"
    LATE = "late"
    SKIPPED = "skipped"


class Phase(StrEnum):
    """What a session waits for: an answer, a word to go on, or nothing more."""

    ASKING = "asking"
    REVEALED = "revealed"
    FINISHED = "finished"


class Outcome(NamedTuple):
    """One question and how it went."""

    question: Question
    verdict: Verdict
    chosen: int | None
    """Index of the option chosen, or `None`."""
    seconds: float
    points: int
    streak: int
    """Right answers in a row up to and with this one."""


class View(NamedTuple):
    """A picture of a session, all that a front end may know of it."""

    phase: Phase
    number: int
    """The question's number, from 1."""
    total: int
    question: Question
    asked_at: float
    """When the question was shown, later by all the time it was paused."""
    limit: float | None
    paused_at: float | None = None
    outcome: Outcome | None = None
    """How the question went, once it is revealed."""
    outcomes: tuple[Outcome, ...] = ()
    score: int = 0
    streak: int = 0
    best_streak: int = 0

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None

    @property
    def is_last(self) -> bool:
        return self.number == self.total

    @property
    def right(self) -> int:
        """How many questions were answered right so far."""
        return sum(outcome.verdict is Verdict.RIGHT for outcome in self.outcomes)

    def elapsed(self, now: float) -> float:
        """Give the seconds that the question has cost; a pause costs nothing."""
        end = now if self.paused_at is None else self.paused_at
        return max(0.0, end - self.asked_at)

    def remaining(self, now: float) -> float | None:
        """Give the seconds left for the question, or `None` without a limit."""
        return None if self.limit is None else max(0.0, self.limit - self.elapsed(now))


class Session:
    """The questions of a round, asked one after another.

    Every event carries the moment it happened, on any clock that does not run backwards, and those that
    are about a question carry its number: an event that is late, doubled or for another question changes
    nothing. Each returns the view that holds after it.
    """

    def __init__(self, questions: Sequence[Question], rules: Rules, now: float) -> None:
        if not questions:
            raise ValueError("a session needs a question")
        self._questions = tuple(questions)
        self._rules = rules
        self._view = self._asking(1, now)

    @property
    def view(self) -> View:
        """The picture of the present state."""
        return self._view

    @property
    def questions(self) -> tuple[Question, ...]:
        """The round, in order."""
        return self._questions

    def answer(self, number: int, option: int, now: float) -> View:
        """Answer question `number` with the option of that index; after the time is up it is late."""
        if not self._asks(number) or not 0 <= option < len(self._view.question.options):
            return self._view
        elapsed = self._view.elapsed(now)
        if elapsed < self._rules.guard:
            return self._view
        if self._rules.limit is not None and elapsed >= self._rules.limit:
            return self.expire(now)
        right = option == self._view.question.key
        return self._reveal(Verdict.RIGHT if right else Verdict.WRONG, option, elapsed)

    def skip(self, number: int, now: float) -> View:
        """Pass question `number` by; after the time is up it is late."""
        if not self._asks(number) or self.expire(now).phase is not Phase.ASKING:
            return self._view
        return self._reveal(Verdict.SKIPPED, None, self._view.elapsed(now))

    def expire(self, now: float) -> View:
        """Look at the clock: a question whose time is up is revealed as late."""
        if self._asks(self._view.number) and self._view.remaining(now) == 0.0:
            return self._reveal(Verdict.LATE, None, self._view.elapsed(now))
        return self._view

    def pause(self, now: float) -> View:
        """Stop the clock; the question can't be answered until `resume`."""
        if self._asks(self._view.number) and self.expire(now).phase is Phase.ASKING:
            self._view = self._view._replace(paused_at=now)
        return self._view

    def resume(self, now: float) -> View:
        """Let the clock run again from where it stopped."""
        paused_at = self._view.paused_at
        if paused_at is not None:
            asked_at = self._view.asked_at + max(0.0, now - paused_at)
            self._view = self._view._replace(asked_at=asked_at, paused_at=None)
        return self._view

    def advance(self, number: int, now: float) -> View:
        """Go on from question `number`, once it is revealed, to the next one or to the end."""
        outcome = self._view.outcome
        if self._view.phase is not Phase.REVEALED or outcome is None or number != self._view.number:
            return self._view
        if self._view.elapsed(now) - outcome.seconds < self._rules.guard:
            return self._view
        if self._view.is_last:
            self._view = self._view._replace(phase=Phase.FINISHED)
        else:
            self._view = self._asking(number + 1, now)
        return self._view

    def stop(self) -> View:
        """End the round here; a question that is still open counts for nothing."""
        self._view = self._view._replace(phase=Phase.FINISHED, paused_at=None)
        return self._view

    def _asks(self, number: int) -> bool:
        view = self._view
        return view.phase is Phase.ASKING and number == view.number and not view.is_paused

    def _asking(self, number: int, now: float) -> View:
        question = self._questions[number - 1]
        if number == 1:
            return View(Phase.ASKING, number, len(self._questions), question, now, self._rules.limit)
        return self._view._replace(
            phase=Phase.ASKING, number=number, question=question, asked_at=now, outcome=None
        )

    def _reveal(self, verdict: Verdict, chosen: int | None, seconds: float) -> View:
        view = self._view
        streak = self._streak_after(verdict)
        gained = 0
        if verdict is Verdict.RIGHT:
            counted = 0 if view.question.sensitive else streak
            gained = points(seconds, self._rules.limit, counted, bonus=self._rules.streak_bonus)
        outcome = Outcome(view.question, verdict, chosen, seconds, gained, streak)
        self._view = view._replace(
            phase=Phase.REVEALED,
            outcome=outcome,
            outcomes=(*view.outcomes, outcome),
            score=view.score + gained,
            streak=streak,
            best_streak=max(view.best_streak, streak),
        )
        return self._view

    def _streak_after(self, verdict: Verdict) -> int:
        """A question about grief neither feeds a streak nor breaks one."""
        if self._view.question.sensitive:
            return self._view.streak
        return self._view.streak + 1 if verdict is Verdict.RIGHT else 0
