"""Recorder protocols, their null versions and the records of a round."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from quiz.model import rng
from quiz.model.generator_version import GENERATOR_VERSION
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.game.outcome import Outcome, PastAnswer


class RoundSpec(NamedTuple):
    """The parameters that a round was drawn with, enough to draw it again."""

    mode: str
    category: str | None
    """The requested categories, separated by commas; `None` for everything."""
    kind: Kind | None
    length: int
    seed: int | None
    """`None` for a round of chosen questions, which can't be drawn again."""
    limit_seconds: float | None
    """Seconds per question; `None` without a clock."""
    player_count: int = 1
    generator_version: int = GENERATOR_VERSION
    rival_score: int | None = None
    """The score to beat in a challenge."""
    streak_bonus: bool | None = None
    """Whether streaks earn points; `None` for the player's setting."""


class StartedRound(NamedTuple):
    """A round with saved answers. Its start and process id identify it, so each answer is saved once."""

    spec: RoundSpec
    total: int
    digest: str
    """Digest of the round's questions: it can be resumed while they stay the same."""
    started_at: str
    pid: int


class UnfinishedRound(NamedTuple):
    """An interrupted round, with everything needed to resume it."""

    started: StartedRound
    answers: tuple["PastAnswer", ...]
    """Results of the questions answered so far."""
    target_ids: tuple[str, ...]
    """Targets of those questions, as `PACK/FACT[.LABEL]`."""
    is_scored: bool = True
    """Whether the round counts in the statistics."""


class LastChoice(NamedTuple):
    """The mode and the categories that the player chose last, as a `RoundSpec` has them."""

    mode: str
    category: str | None


class ReviewQueue(NamedTuple):
    """Targets asked before, as `PACK/FACT[.LABEL]`, in order of their due dates."""

    due: tuple[str, ...] = ()
    """Targets due now, the most overdue first."""
    later: tuple[str, ...] = ()
    """Targets due later, the soonest first."""


class RoundRecorder(Protocol):
    """Records one round."""

    def record_answer(self, number: int, outcome: "Outcome") -> Text | None:
        """Save the outcome of question `number`; return the reason if that fails.

        Called before the outcome is shown, and at most once per number.
        """

    def record_end(self, score: int) -> int | None:
        """Save the end of a round that was played to its end.

        Returns:
            The best score of comparable earlier rounds, if there are any.
        """


class HistoryRecorder(Protocol):
    """Creates the recorder of each round, and provides what earlier rounds left."""

    def open(self) -> Text | None:
        """Do the slow work ahead of the first answer; return a notice for the player, if any."""

    def start_round(self, spec: RoundSpec, total: int, digest: str) -> RoundRecorder:
        """Return the recorder for a new round."""

    def find_unfinished(self) -> UnfinishedRound | None:
        """Return the round that was interrupted last, if it can be drawn again."""

    def resume_round(self, unfinished: UnfinishedRound) -> RoundRecorder:
        """Return the recorder for a resumed round."""

    def has_round(self, mode: str, seed: int) -> bool:
        """Return whether a round of that mode and seed was started before; no if that is unknown."""

    def count_seen(self) -> Mapping[str, int]:
        """Return how often each target was asked; empty without a history."""

    def load_review_queue(self) -> ReviewQueue:
        """Return the targets for practice; empty without a history."""

    def abandon_round(self, unfinished: UnfinishedRound) -> Text | None:
        """End an interrupted round for good; return the reason if that can't be saved."""

    def flag_question(self, question: Question) -> Text | None:
        """Flag a question as wrong or bad; return the reason if that can't be saved."""

    def unflag_question(self, question: Question) -> Text | None:
        """Remove the flag of a question; return the reason if that can't be saved."""

    def close(self) -> Text | None:
        """Save what is pending and release the history; return the reason if answers are lost."""


class NullRoundRecorder:
    """Record nothing."""

    def record_answer(self, number: int, outcome: "Outcome") -> Text | None:
        """Do nothing."""
        return None

    def record_end(self, score: int) -> int | None:
        """Do nothing."""
        return None


class DelayedRoundRecorder:
    """Starts the recorder of a round when its first answer is saved, because that makes all its questions."""

    def __init__(self, start: Callable[[], RoundRecorder]) -> None:
        self._start = start
        self._recorder: RoundRecorder | None = None

    def record_answer(self, number: int, outcome: "Outcome") -> Text | None:
        """Save the outcome of question `number`; return the reason if that fails."""
        return self._open().record_answer(number, outcome)

    def record_end(self, score: int) -> int | None:
        """Save the end of the round; return the best score of comparable earlier rounds."""
        return self._open().record_end(score)

    def _open(self) -> RoundRecorder:
        if self._recorder is None:
            self._recorder = self._start()
        return self._recorder


class NullHistoryRecorder:
    """Record nothing, as if nothing had been played before."""

    def open(self) -> Text | None:
        """Do nothing."""
        return None

    def start_round(self, spec: RoundSpec, total: int, digest: str) -> RoundRecorder:
        """Return a null recorder."""
        return NullRoundRecorder()

    def find_unfinished(self) -> UnfinishedRound | None:
        """Return `None`."""
        return None

    def resume_round(self, unfinished: UnfinishedRound) -> RoundRecorder:
        """Return a null recorder."""
        return NullRoundRecorder()

    def has_round(self, mode: str, seed: int) -> bool:
        """Return false."""
        return False

    def count_seen(self) -> Mapping[str, int]:
        """Return an empty mapping."""
        return {}

    def load_review_queue(self) -> ReviewQueue:
        """Return an empty queue."""
        return ReviewQueue()

    def abandon_round(self, unfinished: UnfinishedRound) -> Text | None:
        """Do nothing."""
        return None

    def flag_question(self, question: Question) -> Text | None:
        """Do nothing."""
        return None

    def unflag_question(self, question: Question) -> Text | None:
        """Do nothing."""
        return None

    def close(self) -> Text | None:
        """Do nothing."""
        return None


def round_digest(questions: Sequence[Question]) -> str:
    """Return a short digest of a round's questions, which changes with any word of them."""
    parts: list[str | int] = []
    for question in questions:
        parts += (question.id, question.stem, *question.options, question.key, question.explanation)
        if question.accepted is not None:
            parts += (*question.accepted.texts, str(question.accepted.tolerance))
        if question.guessed is not None:
            parts += map(str, question.guessed)
    return rng.digest(parts, 16).hex()
