"""The state of a room: a quiz that one person hosts and many play at the same time.

Times are the server's, in milliseconds since the epoch.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple

from quiz.game.outcome import Answer, Verdict
from quiz.game.room_events import CategoryTitle, RoomSettings, Scoring
from quiz.model.question import Question
from quiz.text.safe import Text

GRACE_MS = 250
"""Time after the limit in which an answer still counts, because it was on its way."""


class RoomPhase(StrEnum):
    """The phases of a room, in order; those from reading to leaderboard repeat with each question."""

    LOBBY = "lobby"
    READING = "reading"
    """The question is shown without its options."""
    OPEN = "open"
    LOCKED = "locked"
    """The time is over, and the last answers are on their way to the log."""
    REVEALED = "revealed"
    LEADERBOARD = "leaderboard"
    PODIUM = "podium"
    CLOSED = "closed"


ASKING = (RoomPhase.READING, RoomPhase.OPEN, RoomPhase.LOCKED)
"""The phases in which the answer to the current question is secret."""
RUNNING = (*ASKING, RoomPhase.REVEALED, RoomPhase.LEADERBOARD)
"""The phases between the lobby and the podium."""


class PausedSpan(NamedTuple):
    """A time without play; `end` is `None` while it lasts."""

    start: int
    end: int | None = None


class QuestionWindow(NamedTuple):
    """The time in which a question takes answers."""

    opened_at: int
    limit_ms: int | None
    """Time for the question, with what the host added; `None` without a limit."""
    pauses: tuple[PausedSpan, ...] = ()
    closed_at: int | None = None
    """Time at which it closed before its limit."""

    @property
    def deadline(self) -> int | None:
        """The end of the limit, moved by the pauses that are over."""
        if self.limit_ms is None:
            return None
        return (
            self.opened_at + self.limit_ms + sum(end - start for start, end in self.pauses if end is not None)
        )

    def elapsed_ms(self, start: int, at: int) -> int:
        """Return the time from `start` to `at` without pauses."""
        if not self.pauses:
            return max(0, at - start)
        paused = sum(
            max(0, min(at, at if end is None else end) - max(start, begin)) for begin, end in self.pauses
        )
        return max(0, at - start - paused)

    def is_paused_at(self, at: int) -> bool:
        """Return whether a time is within a pause."""
        return any(start < at and (end is None or at < end) for start, end in self.pauses)

    def is_in_time(self, at: int) -> bool:
        """Return whether an answer that was read then counts, unless that was in a pause."""
        if at < self.opened_at - GRACE_MS or (self.closed_at is not None and at > self.closed_at):
            return False
        return self.limit_ms is None or self.elapsed_ms(self.opened_at, at) <= self.limit_ms + GRACE_MS

    def pause(self, at: int) -> "QuestionWindow":
        """Return the window with a pause that begins."""
        return self._replace(pauses=(*self.pauses, PausedSpan(at)))

    def resume(self, at: int) -> "QuestionWindow":
        """Return the window with its last pause ended."""
        return self._replace(pauses=(*self.pauses[:-1], PausedSpan(self.pauses[-1].start, at)))


class RoomPlayer(NamedTuple):
    """A player with the totals of the revealed questions."""

    id: str
    token: str
    name: Text
    team: Text | None
    joined_at: int
    is_connected: bool = True
    connected_at: int = 0
    """The beginning of the current connection."""
    is_removed: bool = False
    score: int = 0
    streak: int = 0
    right_count: int = 0


class RoomAnswer(NamedTuple):
    """A player's answer to a question. Its points and streak are 0 before the reveal."""

    id: str
    answer: Answer
    at: int
    seconds: float
    verdict: Verdict
    points: int = 0
    streak: int = 0


class Room(NamedTuple):
    """An immutable state of a room; only `quiz.game.room_steps` makes the next one."""

    settings: RoomSettings
    questions: tuple[Question, ...]
    titles: tuple[CategoryTitle, ...]
    host_token: str
    phase: RoomPhase = RoomPhase.LOBBY
    current: int = -1
    """Index of the current question; -1 in the lobby."""
    is_locked: bool = False
    is_paused: bool = False
    paused_left: int | None = None
    """Time left for reading or answering in a pause."""
    deadline: int | None = None
    """The end of the reading time, of the limit, or of the wait in `LOCKED`; `None` in a pause."""
    windows: tuple[QuestionWindow, ...] = ()
    """The windows of the questions that were opened; a question that was skipped before has an empty one."""
    players: Mapping[str, RoomPlayer] = {}
    tokens: Mapping[str, str] = {}
    """The players who were not removed, by their tokens."""
    names: AbstractSet[str] = frozenset()
    """The folded names of these players."""
    answers: tuple[Mapping[str, RoomAnswer], ...] = ()
    """The answers to each question, by player; as long as `questions`."""
    waiting: AbstractSet[str] = frozenset()
    """The connected players who have not answered the open question."""
    voided: frozenset[int] = frozenset()
    applied: AbstractSet[str] = frozenset()
    """The ids of the connections and the host's actions that were applied."""

    @property
    def question(self) -> Question | None:
        """The current question."""
        return self.questions[self.current] if self.phase in RUNNING else None

    @property
    def is_revealed(self) -> bool:
        """Whether the answer to the current question is public."""
        return self.phase in (RoomPhase.REVEALED, RoomPhase.LEADERBOARD)

    @property
    def has_leaderboard_next(self) -> bool:
        """Whether a leaderboard follows the current question; after the last one, the podium does."""
        return has_points(self) and self.current + 1 < len(self.questions)

    @property
    def alarm(self) -> int | None:
        """The time at which the room waits for `TimePassed`; `None` if it waits for none."""
        if self.deadline is None:
            return None
        return self.deadline + (GRACE_MS if self.phase is RoomPhase.OPEN else 0)

    @property
    def active_players(self) -> tuple[RoomPlayer, ...]:
        """The players who were not removed, in the order in which they joined."""
        return tuple(player for player in self.players.values() if not player.is_removed)

    def is_counted(self, index: int) -> bool:
        """Return whether a question is revealed and not voided."""
        is_past = 0 <= index < self.current or (index == self.current and self.phase not in ASKING)
        return is_past and index not in self.voided


class Ranked(NamedTuple):
    """A line of the ranking; equal scores share a place."""

    place: int
    player: RoomPlayer


class TeamScore(NamedTuple):
    """A line of the ranking of teams; equal scores share a place."""

    place: int
    name: Text
    score: int
    """The mean of its members' scores, rounded."""


def find_player(room: Room, token: str) -> str | None:
    """Return the id of the player with a token; `None` for a removed player, the host and any other text."""
    return room.tokens.get(token)


def has_points(room: Room) -> bool:
    """Return whether players earn points and places."""
    return room.settings.scoring is not Scoring.NONE


def rank(room: Room) -> tuple[Ranked, ...]:
    """Rank the players by score; those of one place are in the order in which they joined."""
    ordered = sorted(room.active_players, key=lambda player: -player.score)
    ranked: list[Ranked] = []
    for number, player in enumerate(ordered, 1):
        is_tie = bool(ranked) and ranked[-1].player.score == player.score
        ranked.append(Ranked(ranked[-1].place if is_tie else number, player))
    return tuple(ranked)


def team_scores(room: Room) -> tuple[TeamScore, ...]:
    """Rank the teams by the mean score of their members; a team without members has 0."""
    members: dict[Text, list[int]] = {team: [] for team in room.settings.teams}
    for player in room.active_players:
        if player.team is not None:
            members[player.team].append(player.score)
    means = {team: round(sum(scores) / len(scores)) if scores else 0 for team, scores in members.items()}
    ordered = sorted(means.items(), key=lambda pair: -pair[1])
    return tuple(
        TeamScore(1 + sum(other > score for other in means.values()), team, score) for team, score in ordered
    )
