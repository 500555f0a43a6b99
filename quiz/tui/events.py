"""What the screens tell the app."""

from dataclasses import dataclass

from textual.message import Message

from quiz.core.session import View


@dataclass
class Picked(Message):
    """A player picked a category, or everything."""

    category: str | None


@dataclass
class Ended(Message):
    """A round came to its end."""

    view: View


class PlayAgain(Message):
    """A player wants another round like the last."""


class PlayMissed(Message):
    """A player wants the questions that went wrong once more."""


class GoHome(Message):
    """A player wants to choose anew."""
