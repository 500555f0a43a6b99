"""What the screens tell the app."""

from collections.abc import Sequence

from textual.binding import BindingType
from textual.message import Message

from quiz.game.modes import Mode
from quiz.game.session import SessionState


class RoundRequested(Message):
    """A player picked a category, or everything, and a way to play it."""

    def __init__(self, category: str | None, mode: Mode) -> None:
        super().__init__()
        self.category = category
        self.mode = mode


class RoundEnded(Message):
    """A round came to its end."""

    def __init__(self, view: SessionState) -> None:
        super().__init__()
        self.view = view


class SimilarRoundRequested(Message):
    """A player wants another round like the last."""


class RetryMissedRequested(Message):
    """A player wants the questions that went wrong once more."""


class ResumeRequested(Message):
    """A player wants to go on with the round that was left."""


class StatsRequested(Message):
    """A player wants to see how it went so far."""


class FactsRequested(Message):
    """A player wants to read what was met in play."""


class SettingsRequested(Message):
    """A player wants to change settings."""


class HelpRequested(Message):
    """A player wants to know the keys of a screen."""

    def __init__(self, bindings: Sequence[BindingType]) -> None:
        super().__init__()
        self.bindings = bindings


class HomeRequested(Message):
    """A player wants to choose anew."""
