"""A room as a front end uses it: news to show, and what its player or host can do."""

from collections.abc import AsyncIterator, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeAlias

from quiz.game.outcome import Answer
from quiz.game.room_events import HostAction
from quiz.live.room_view import RoomView
from quiz.text.safe import Text


class LinkState(StrEnum):
    """The state of the connection."""

    CONNECTED = "connected"
    LOST = "lost"
    """The connection is lost, and is tried again."""


class LinkEnd(NamedTuple):
    """The end of the connection, which nothing follows."""

    reason: Text


RoomNews: TypeAlias = RoomView | LinkState | LinkEnd


class RoomLink(Protocol):
    """A connection to a room as a player or as its host."""

    def follow(self) -> AsyncIterator[RoomNews]:
        """Yield the view after each change, and the state of the connection."""

    async def answer(self, question: int, answer: Answer) -> Text | None:
        """Answer a question, counted from 0; return the reason if the answer is refused."""

    async def act(
        self, action: HostAction, *, player: str | None = None, question: int | None = None
    ) -> Text | None:
        """Do what only the host may; return the reason if that is refused."""

    def server_now(self) -> int:
        """Return the server's time in milliseconds, as well as it is known."""


class Prompt(NamedTuple):
    """A question to a person who wants to join a room."""

    label: Text
    hint: Text | None = None
    trouble: Text | None = None
    """The reason why the last input was refused."""
    choices: Sequence[Text] = ()
    """The only inputs that are allowed; empty for any text."""


class RoomFront(Protocol):
    """A front end: a screen, or lines of text."""

    async def ask(self, prompt: Prompt) -> Text | None:
        """Return what a person types; `None` to leave."""

    def begin(self, link: RoomLink) -> None:
        """Use a link for all that follows."""

    async def show(self, news: RoomNews) -> None:
        """Show a change of the room or of the connection."""

    def show_note(self, note: Text) -> None:
        """Show a sentence that does not belong to the room."""
