"""The outcome of one question."""

from enum import StrEnum
from typing import NamedTuple

from quiz.game.ladder import Lifeline
from quiz.model.question import Question
from quiz.text.safe import Text


class Answer(NamedTuple):
    """An answer to one question. Each kind of question uses one field."""

    option: int | None = None
    """Index of the chosen option."""
    text: Text | None = None
    """The text that the player typed, in one line."""


class Verdict(StrEnum):
    """The result of one question."""

    RIGHT = "right"
    WRONG = "wrong"
    LATE = "late"
    SKIPPED = "skipped"


class Outcome(NamedTuple):
    """One question and its result."""

    question: Question
    verdict: Verdict
    answer: Answer | None
    """`None` if the question was skipped or ran out of time."""
    seconds: float
    points: int
    streak: int
    """The player's right answers in a row, including this one."""
    player: int = 0
    """Index of the player whose turn it was."""
    used_lifelines: tuple[Lifeline, ...] = ()
    """Lifelines used on this question."""
    save_error: Text | None = None
    """The reason if the outcome could not be saved."""


class PastAnswer(NamedTuple):
    """The saved result of one question in an interrupted round."""

    verdict: Verdict
    answer: Answer | None
    seconds: float
    used_lifelines: tuple[Lifeline, ...] = ()
