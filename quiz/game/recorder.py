"""What is told of a round to whoever keeps it, so that play knows nothing of files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from quiz.model import rng
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.game.outcome import Outcome, PastAnswer


class RoundSpec(NamedTuple):
    """What a round was dealt from: enough to deal it again."""

    mode: str
    category: str | None
    kind: Kind | None
    length: int
    seed: int | None
    """`None` for a round that was put together by hand, which can't be dealt again."""
    limit_seconds: float | None
    """Seconds for each question; `None` without a clock."""
    player_count: int = 1


class StartedRound(NamedTuple):
    """A round of which something is kept."""

    spec: RoundSpec
    total: int
    digest: str
    """That of its questions: it can be gone on with while they are the same."""
    started_at: str
    pid: int
    """With `started` it names the round, so that what is told twice is kept once."""


class UnfinishedRound(NamedTuple):
    """A round that was left or interrupted, with what is needed to go on."""

    started: StartedRound
    answers: tuple["PastAnswer", ...]
    """How its questions went so far."""
    target_ids: tuple[str, ...]
    """What these asked for, as `PACK/FACT[.LABEL]`."""
    last_answered_at: str
    """When its last answer came, in ISO form, UTC."""
    is_scored: bool = True
    """Whether it counts in what is told of the past."""


class ReviewQueue(NamedTuple):
    """What was asked before, as `PACK/FACT[.LABEL]`, by when it should be asked again."""

    due: tuple[str, ...] = ()
    """What should be asked now, the longest due first."""
    later: tuple[str, ...] = ()
    """What is known for some time yet, the soonest due first."""


class RoundRecorder(Protocol):
    """Follows one round."""

    def record_answer(self, number: int, outcome: "Outcome") -> Text | None:
        """Keep how question `number` went; give a reason where that could not be done.

        It is called before anybody is shown the outcome, and the same number at most once.
        """

    def record_end(self, score: int) -> int | None:
        """Keep that the round was played to its end; one that was left is not.

        It gives the best score of earlier rounds like it, if there is one to compare with.
        """


class HistoryRecorder(Protocol):
    """Sends a witness to each round, and knows what was left and objected to."""

    def open(self) -> Text | None:
        """Do ahead what would delay the first answer, when a question stands on the screen already.

        It gives a sentence that the player should see, if there is one.
        """

    def start_round(self, deal: RoundSpec, total: int, digest: str) -> RoundRecorder:
        """Give the witness of a round that is about to be played."""

    def find_unfinished(self) -> UnfinishedRound | None:
        """Give the round that was left last, if it can be dealt again."""

    def resume_round(self, left: UnfinishedRound) -> RoundRecorder:
        """Give the witness of a round that goes on."""

    def has_round(self, mode: str, seed: int) -> bool:
        """Say whether a round of that mode and seed was begun before; no, where that can't be known."""

    def load_review_queue(self) -> ReviewQueue:
        """Give what practice should ask again, now or later; nothing where nothing is remembered."""

    def abandon_round(self, left: UnfinishedRound) -> Text | None:
        """Let a round that was left be over; give a reason where that could not be kept."""

    def flag_question(self, question: Question) -> Text | None:
        """Mark a question as wrong or bad; give a reason where that could not be kept."""


def round_digest(questions: Sequence[Question]) -> str:
    """Give a short name for the very questions of a round: it changes with any word of them."""
    parts: list[str | int] = []
    for one in questions:
        parts += (one.id, one.stem, *one.options, one.key, one.explanation)
    return rng.digest(parts, 16).hex()
