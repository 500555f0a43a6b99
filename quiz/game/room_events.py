"""The events of a room: frozen values, each with an id and the server's time.

Every event begins with `id`, which is unique, and `at`, in milliseconds since the epoch. A room ignores an
event whose id it has applied.
"""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from quiz.game.outcome import Answer
from quiz.model.question import Question
from quiz.text.safe import Text


class Scoring(StrEnum):
    """The rule for points."""

    SPEED = "speed"
    """More points for a faster answer."""
    ACCURACY = "accuracy"
    """The same points for every right answer."""
    NONE = "none"
    """A survey without points and places."""


class HostAction(StrEnum):
    """The actions of the host."""

    START = "start"
    NEXT = "next"
    """Continue: close an open question, and otherwise go to the next phase."""
    SKIP = "skip"
    """Void the current question and go to the next one."""
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    """Add ten seconds to the open question."""
    LOCK = "lock"
    UNLOCK = "unlock"
    REMOVE = "remove"
    """Remove a player, whose token is revoked."""
    VOID = "void"
    """Remove a revealed question from the scores."""
    END = "end"
    """End the game early; in the lobby and after the podium, close the room."""


class RoomSettings(NamedTuple):
    """The choices of a host."""

    code: str
    title: Text
    scoring: Scoring = Scoring.SPEED
    seconds: float | None = 20.0
    """Time for each question; `None` waits for all."""
    streak_bonus: bool = False
    teams: tuple[Text, ...] = ()
    plays_along: bool = False
    """Whether the host plays too, so that the host's screen must hide what players may not know."""
    max_players: int = 2000
    locked: bool = False
    """Whether late arrivals are refused once the game has started."""
    keeps_report: bool = False


class CategoryTitle(NamedTuple):
    """A category with its title for players."""

    name: str
    title: Text


class Created(NamedTuple):
    """The room was opened."""

    id: str
    at: int
    settings: RoomSettings
    questions: tuple[Question, ...]
    host_token: str
    titles: tuple[CategoryTitle, ...] = ()


class Joined(NamedTuple):
    """A player asked for a seat."""

    id: str
    at: int
    player: str
    token: str
    name: Text
    team: Text | None = None


class Connected(NamedTuple):
    """A player's connection began or ended."""

    id: str
    at: int
    player: str
    connected: bool


class Answered(NamedTuple):
    """A player's answer was read."""

    id: str
    at: int
    """Time at which the server read the answer."""
    token: str
    question: int
    """Index of the question, from 0."""
    answer: Answer
    shown_at: int
    """Time at which the server had written the options to this player's connection."""


class HostActed(NamedTuple):
    """The host, or a client that claims to be the host, did something."""

    id: str
    at: int
    token: str
    action: HostAction
    player: str | None = None
    question: int | None = None


class TimePassed(NamedTuple):
    """The room's deadline has passed."""

    id: str
    at: int


RoomEvent: TypeAlias = Created | Joined | Connected | Answered | HostActed | TimePassed
