"""The frames of a room's owner: one for all players, and one for each player whose own part has changed."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from quiz.game.room import Room, RoomPhase
from quiz.game.room_events import Answered, Connected, HostActed, HostAction, Joined, RoomEvent
from quiz.game.room_steps import step_all
from quiz.live.log import ALL, Frame, RoomLog
from quiz.live.tokens import derive_id
from quiz.live.views import Places, View, find_places, send_host, send_player, view_for_spectator
from quiz.text.safe import Text

_REPLY_MS = 10_000
"""Age up to which an event gets a reply after a take-over; its sender may still wait for one."""
_CHUNK = 500
_COUNT_SECONDS = 0.2
_COUNT_SECONDS_PER_PLAYER = 0.00025
"""The frames that differ in counts only have at least this time between them, more in a larger room."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class PublishedState(NamedTuple):
    """The parts of a room whose change is published at once, unlike that of counts."""

    phase: RoomPhase
    current: int
    deadline: int | None
    is_paused: bool
    is_locked: bool
    voided: frozenset[int]


class RoomPublisher:
    """Applies events to a room and publishes what they change.

    Args:
        log: Passes the frames on.
        code: The room's code.
        clock: Returns the time in milliseconds since the epoch.
        check: Raises an error if the room has another owner; awaited before anything is published.
    """

    def __init__(
        self, log: RoomLog, code: str, clock: Callable[[], int], check: Callable[[], Awaitable[None]]
    ) -> None:
        self._log = log
        self._code = code
        self._clock = clock
        self._check = check
        self._room: Room | None = None
        self._seq = 0
        self._published: PublishedState | None = None
        self._places: Places | None = None
        self._replies: list[Frame] = []
        self._changed: dict[str, None] = {}
        """Players whose own part has changed, in order."""
        self._arrived: dict[str, None] = {}
        """Players, or the host, who need everything."""
        self._are_counts_old = asyncio.Event()
        self._lock = asyncio.Lock()

    def apply(self, room: Room | None, events: Iterable[RoomEvent]) -> Room:
        """Return the room after events, and note what they change for whom."""
        events = tuple(events)
        refusals: dict[int, Text] = {}
        after = step_all(room, events, lambda event, reason: refusals.update({id(event): reason}))
        recent = self._clock() - _REPLY_MS
        host = derive_id(after.host_token)
        for event in events:
            is_recent = event.at >= recent
            if id(event) not in refusals or (isinstance(event, Connected) and event.player == host):
                self._note(after, event, is_recent=is_recent)
            elif is_recent:
                self._refuse(event, refusals[id(event)])
        return after

    async def publish(self, room: Room) -> None:
        """Publish what has changed since the last call."""
        async with self._lock:
            self._room = room
            state = PublishedState(
                room.phase, room.current, room.deadline, room.is_paused, room.is_locked, room.voided
            )
            before, self._published = self._published, state
            if before is None:
                self._arrived[derive_id(room.host_token)] = None
            if before is None or _has_other_scores(before, state):
                self._places = None
                self._changed.update(dict.fromkeys(room.tokens.values()))
            frames, self._replies = self._replies, []
            if state != before:
                self._are_counts_old.clear()
                frames += self._build_shared(room)
            await self._send(frames)
            await self._send_parts(room)

    async def keep_counts(self) -> None:
        """Publish counts now and then while they change."""
        while True:
            await self._are_counts_old.wait()
            room = self._room
            players = 0 if room is None else len(room.tokens)
            await asyncio.sleep(_COUNT_SECONDS + _COUNT_SECONDS_PER_PLAYER * players)
            async with self._lock:
                if self._room is not None and self._are_counts_old.is_set():
                    self._are_counts_old.clear()
                    await self._send(self._build_shared(self._room))

    def _refuse(self, event: RoomEvent, reason: Text) -> None:
        match event:
            case Connected():
                self._reply(event.player, {"type": "removed"})
            case Joined():
                self._reply(event.player, {"type": "refused", "id": event.id, "reason": reason})
            case Answered() | HostActed():
                self._reply(derive_id(event.token), {"type": "refused", "id": event.id, "reason": reason})

    def _note(self, room: Room, event: RoomEvent, *, is_recent: bool) -> None:
        match event:
            case Joined():
                self._arrived[event.player] = None
                if is_recent:
                    self._reply(event.player, {"type": "joined", "id": event.id, "player": event.player})
            case Connected():
                if event.connected:
                    self._arrived[event.player] = None
            case Answered():
                self._changed[room.tokens.get(event.token, "")] = None
            case HostActed(action=HostAction.REMOVE, player=str(player)):
                self._places = None
                if is_recent:
                    self._reply(player, {"type": "removed"})
            case HostActed():
                return
        self._are_counts_old.set()

    def _reply(self, recipient: str, message: View) -> None:
        self._replies.append(Frame(recipient, _to_line(message)))

    def _build_shared(self, room: Room) -> list[Frame]:
        """Return the frame for all, and the host's part."""
        self._seq += 1
        shared = Frame(ALL, _to_line(view_for_spectator(room, self._seq)))
        host = Frame(derive_id(room.host_token), _to_line({"type": "host", **send_host(room)}))
        return [shared, host]

    async def _send_parts(self, room: Room) -> None:
        """Publish the views of those who arrived, and the changed parts of other players."""
        frames = self._iter_parts(room, self._arrived, self._changed)
        self._arrived, self._changed = {}, {}
        while chunk := list(islice(frames, _CHUNK)):
            await self._send(chunk)
            await asyncio.sleep(0)

    def _iter_parts(self, room: Room, arrived: Collection[str], changed: Iterable[str]) -> Iterator[Frame]:
        host = derive_id(room.host_token)
        view = view_for_spectator(room, self._seq) if arrived else {}
        places = self._places = self._places or find_places(room)
        for player_id in arrived:
            player = room.players.get(player_id)
            if player is not None and not player.is_removed:
                you = send_player(room, player, places)
                yield Frame(player_id, _to_line({**view, "you": you}))
            elif player_id == host:
                yield Frame(host, _to_line({**view, **send_host(room)}))
        for player_id in changed:
            player = room.players.get(player_id)
            if player is not None and not player.is_removed:
                you = send_player(room, player, places)
                yield Frame(player_id, _to_line({"type": "you", "number": room.current + 1, "you": you}))

    async def _send(self, frames: Sequence[Frame]) -> None:
        if frames:
            await self._check()
            await self._log.publish(self._code, frames)


def _has_other_scores(before: PublishedState, after: PublishedState) -> bool:
    """Return whether a question was revealed or voided."""
    is_reveal = after.phase is RoomPhase.REVEALED and before.phase is not RoomPhase.REVEALED
    return is_reveal or before.voided != after.voided


def _to_line(view: View) -> str:
    return _ENCODER.encode(view)
