"""The sockets of one room: what clients send goes to the log, and the owner's frames go to the clients.

An edge holds no state of the game and decides nothing about it. The owner of the room does, which may run in
the same process.
"""

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from aiohttp import WSCloseCode

from quiz.game.room_events import Answered, Connected, HostActed, Joined, RoomEvent
from quiz.live.connection import Connection, OutgoingText
from quiz.live.limits import AddressCounts, LiveSettings
from quiz.live.log import ALL, Frame, LogError, RoomLog
from quiz.live.messages import (
    AnswerMessage,
    ClientMessage,
    HostMessage,
    JoinMessage,
    MessageError,
    PingMessage,
    ResumeMessage,
    StateMessage,
)
from quiz.live.owner import RoomOwner
from quiz.live.tokens import derive_id

_RETRY_SECONDS = 1.0
_OWN_PART = '{"type":"you"'
"""The beginning of the most frequent frame, which is passed on unread."""
_STATE_INTERVAL_MS = 1000


class RequestedSeat(NamedTuple):
    """The token that was made for a join, and the address from which it was sent."""

    token: str
    address: str


class RoomEdge:
    """All connections to one room on this server."""

    def __init__(
        self,
        log: RoomLog,
        code: str,
        clock: Callable[[], int],
        tokens: Callable[[], str],
        settings: LiveSettings,
    ) -> None:
        self._log = log
        self._code = code
        self._clock = clock
        self._tokens = tokens
        self._settings = settings
        self._connections: set[Connection] = set()
        self._by_player: dict[str, set[Connection]] = {}
        self._seats = AddressCounts(settings.max_seats_per_address)
        self._joins: dict[str, RequestedSeat] = {}
        """The seats by the id of the message, so that the same message sent again gets the same seat."""
        self._accepted: set[str] = set()
        """The ids of the players whom the owner has accepted."""
        self._leaving: dict[str, asyncio.Task[None]] = {}
        self._latest: OutgoingText | None = None
        """The newest frame for all."""
        self._is_closed = False
        self._tasks: list[asyncio.Task[object]] = [asyncio.create_task(self._follow_frames())]
        if settings.takes_over:
            self._tasks.append(asyncio.create_task(RoomOwner(log, code, clock, tokens).run()))

    @property
    def is_idle(self) -> bool:
        """Whether no one is connected, or was a moment ago."""
        return not self._connections and not self._leaving

    async def add(self, connection: Connection) -> None:
        """Show the room to a new connection."""
        self._connections.add(connection)
        if self._latest is not None:
            await connection.send(*self._latest)
        if self._is_closed:
            connection.finish()

    def remove(self, connection: Connection) -> None:
        """Forget a closed connection; its player counts as absent a little later, if it has no other one."""
        self._connections.discard(connection)
        player = connection.player
        self._unregister(connection)
        if player is not None and player not in self._by_player:
            self._leaving[player] = asyncio.create_task(self._leave(player))

    async def close(self) -> None:
        """Close all connections; the players keep their seats."""
        tasks = [*self._tasks, *self._leaving.values()]
        for task in tasks:
            task.cancel()
        for connection in self._connections:
            connection.finish(WSCloseCode.GOING_AWAY)
        await asyncio.gather(*tasks, return_exceptions=True)

    async def receive(self, connection: Connection, message: ClientMessage) -> None:
        """Do what a client asks for.

        Raises:
            MessageError: The message doesn't fit this connection.
            LogError: The log can't be written.
        """
        match message:
            case PingMessage():
                reply = {"type": "pong", "n": message.number, "time": self._clock()}
                await connection.send(json.dumps(reply))
            case JoinMessage():
                await self._join(connection, message)
            case ResumeMessage():
                await self._resume(connection, message.token)
            case StateMessage():
                await self._repeat_state(connection)
            case AnswerMessage() | HostMessage():
                await self._record(connection, message)

    async def _join(self, connection: Connection, message: JoinMessage) -> None:
        seat = self._joins.get(message.id)
        if connection.token is not None and (seat is None or seat.token != connection.token):
            raise MessageError("You have joined already.", message.id)
        if seat is None:
            if not self._seats.add(connection.address):
                raise MessageError("Too many players have joined from your address.", message.id)
            seat = self._joins[message.id] = RequestedSeat(self._tokens(), connection.address)
        player = self._register(connection, seat.token)
        if player in self._accepted:
            await connection.send(_format_seat(player, seat.token))
            await self._connect(player)
            return
        event_id = f"{player}:{message.id}"
        event = Joined(event_id, self._clock(), player, seat.token, message.name, message.team)
        await self._log.append(self._code, event)

    async def _resume(self, connection: Connection, token: str) -> None:
        if connection.token not in (None, token):
            raise MessageError("This connection belongs to another player.")
        await self._connect(self._register(connection, token))

    async def _repeat_state(self, connection: Connection) -> None:
        at = self._clock()
        if connection.player is not None and at - connection.state_asked_at >= _STATE_INTERVAL_MS:
            connection.state_asked_at = at
            await self._connect(connection.player)

    async def _record(self, connection: Connection, message: AnswerMessage | HostMessage) -> None:
        token, at = connection.token, self._clock()
        if token is None:
            raise MessageError("Join the room first.", message.id)
        event_id = f"{connection.player}:{message.id}"
        event: RoomEvent
        if isinstance(message, AnswerMessage):
            shown_at = connection.shown_at if connection.shown_question == message.question else 0
            event = Answered(event_id, at, token, message.question, message.answer, shown_at)
        else:
            event = HostActed(event_id, at, token, message.action, message.player, message.question)
        await self._log.append(self._code, event)
        await connection.send(json.dumps({"type": "ack", "id": message.id}))

    def _register(self, connection: Connection, token: str) -> str:
        player = derive_id(token)
        connection.token, connection.player = token, player
        self._by_player.setdefault(player, set()).add(connection)
        if leaving := self._leaving.pop(player, None):
            leaving.cancel()
        return player

    def _unregister(self, connection: Connection) -> None:
        player = connection.player
        connection.token = connection.player = None
        if player is None:
            return
        others = self._by_player[player]
        others.discard(connection)
        if not others:
            del self._by_player[player]

    async def _connect(self, player: str) -> None:
        """Report a connection to the owner, which sends the whole state to it."""
        await self._report(player, is_connected=True)

    async def _leave(self, player: str) -> None:
        await asyncio.sleep(self._settings.leave_seconds)
        del self._leaving[player]
        with suppress(LogError):  # the player counts as connected: a question then ends by its limit
            await self._report(player, is_connected=False)

    async def _report(self, player: str, *, is_connected: bool) -> None:
        event = Connected(f"{player}:{self._tokens()}", self._clock(), player, is_connected)
        await self._log.append(self._code, event)

    async def _follow_frames(self) -> None:
        """Deliver frames forever; after a fault of the log, subscribe again."""
        while True:
            with suppress(LogError):
                frames = await self._log.subscribe(self._code)
                latest = asyncio.create_task(self._find_latest())
                try:
                    async for frame in frames:
                        await self._deliver(frame)
                finally:
                    latest.cancel()
            await asyncio.sleep(_RETRY_SECONDS)

    async def _find_latest(self) -> None:
        """Fetch the frame that was published before the subscription; wait until there is an owner."""
        while True:
            with suppress(LogError):
                frame = await self._log.find_latest(self._code)
                if frame is not None:
                    await self._show_to_all(frame.text)
                    return
            if self._latest is not None:
                return
            await asyncio.sleep(_RETRY_SECONDS)

    async def _deliver(self, frame: Frame) -> None:
        if frame.to == ALL:
            await self._show_to_all(frame.text)
        elif connections := self._by_player.get(frame.to):
            await self._pass_on(frame.text, frame.to, tuple(connections))

    async def _show_to_all(self, text: str) -> None:
        if self._latest is not None and self._latest.text == text:
            return
        record = json.loads(text)
        self._latest = latest = OutgoingText(text, _find_shown_question(record))
        self._is_closed = record.get("phase") == "closed"
        for connection in tuple(self._connections):
            await connection.send(*latest)
            if self._is_closed:
                connection.finish()

    async def _pass_on(self, text: str, player: str, connections: Sequence[Connection]) -> None:
        """Send an owner's frame to a player's connections."""
        if text.startswith(_OWN_PART):
            for connection in connections:
                await connection.send(text)
            return
        record = json.loads(text)
        match record["type"]:
            case "joined":
                self._accepted.add(player)
                for connection in connections:
                    await connection.send(_format_seat(player, connection.token or ""))
            case "refused":
                await self._refuse(record, connections)
            case "removed":
                for connection in connections:
                    await connection.send(text)
                    connection.finish()
                    self._unregister(connection)
            case _:
                question = _find_shown_question(record)
                for connection in connections:
                    await connection.send(text, question)

    async def _refuse(self, record: dict[str, str], connections: Sequence[Connection]) -> None:
        """Pass a refusal on, with the id of the client's message; a player without a seat may try again."""
        message_id = record["id"].partition(":")[2]
        seat = self._joins.pop(message_id, None)
        if seat is not None:
            self._seats.remove(seat.address)
        for connection in connections:
            await connection.send(format_refusal(record["reason"], message_id))
            if seat is not None:
                self._unregister(connection)


def format_refusal(reason: str, message_id: str | None) -> str:
    """Format the reply to a message that changes nothing."""
    return json.dumps({"type": "refused", "id": message_id, "reason": reason}, ensure_ascii=False)


def _format_seat(player: str, token: str) -> str:
    return json.dumps({"type": "joined", "player": player, "token": token})


def _find_shown_question(record: dict[str, object]) -> int | None:
    """Return the index of the question that a frame opens."""
    number = record.get("number")
    is_open = record.get("type") == "state" and record.get("phase") == "open"
    return number - 1 if is_open and isinstance(number, int) else None
