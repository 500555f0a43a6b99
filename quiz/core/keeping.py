"""What is told of a round to whoever keeps it, so that play knows nothing of files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from quiz.core.model import Kind, Question
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.core.session import Outcome


class Deal(NamedTuple):
    """What a round was dealt from: enough to deal it again."""

    mode: str
    category: str | None
    kind: Kind | None
    length: int
    seed: int | None
    """`None` for a round that was put together by hand, which can't be dealt again."""
    limit: float | None
    """Seconds for each question; `None` without a clock."""
    players: int = 1


class Witness(Protocol):
    """Follows one round."""

    def answered(self, number: int, outcome: "Outcome") -> Text | None:
        """Keep how question `number` went; give a sentence where that could not be done.

        It is called before anybody is shown the outcome, and the same number at most once.
        """

    def finished(self, score: int, best_streak: int) -> None:
        """Keep that the round was played to its end; one that was left is not."""


class Keeper(Protocol):
    """Sends a witness to each round."""

    def prepare(self) -> None:
        """Do ahead what would delay the first answer; it is called when a question stands on the screen."""

    def begin(self, deal: Deal, questions: Sequence[Question]) -> Witness:
        """Give the witness of a round that is about to be played."""
