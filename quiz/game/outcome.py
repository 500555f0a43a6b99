"""The outcome of one question."""

from enum import StrEnum
from typing import NamedTuple

from quiz.game.ladder import Lifeline
from quiz.model.question import Question
from quiz.text.safe import Text


class Verdict(StrEnum):
    """How a question went."""

    RIGHT = "right"
    WRONG = "wrong"
    LATE = "late"
    SKIPPED = "skipped"


class Outcome(NamedTuple):
    """One question and how it went."""

    question: Question
    verdict: Verdict
    chosen: int | None
    """Index of the option chosen, or `None`."""
    seconds: float
    points: int
    streak: int
    """The player's right answers in a row up to and with this one."""
    player: int = 0
    """Whose turn it was, from 0."""
    used_lifelines: tuple[Lifeline, ...] = ()
    """The help that was had with it."""
    save_error: Text | None = None
    """Why this could not be saved, if it could not."""


class PastAnswer(NamedTuple):
    """How a question of an interrupted round went, as it is remembered."""

    verdict: Verdict
    chosen: int | None
    seconds: float
    used_lifelines: tuple[Lifeline, ...] = ()
