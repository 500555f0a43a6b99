"""The client of a room for terminals, which resumes after a fault and repeats what was not acknowledged."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit, urlunsplit

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType, WSServerHandshakeError

from quiz.game.outcome import Answer
from quiz.game.room import RoomPhase
from quiz.game.room_events import HostAction
from quiz.live.room_link import LinkEnd, LinkState, RoomNews
from quiz.live.room_view import FrameError, RoomView, merge_frame
from quiz.text.safe import Text, one_line

_FIRST_DELAY = 0.25
_MAX_DELAY = 5.0
_CONNECT_SECONDS = 10.0
_PING_SECONDS = 20.0
_PINGS = 8
_PING_INTERVAL = 0.15
_MAX_FRAME_BYTES = 4 * 1024 * 1024
_VERDICT_SECONDS = 5.0
"""Time after an acknowledgement in which the owner may still refuse."""
_FORBIDDEN = 403


class SentRequest:
    """A message that has to arrive, and its result."""

    def __init__(self, kind: str, message: Mapping[str, object]) -> None:
        self.kind = kind
        self.text = json.dumps({"type": kind, **message}, ensure_ascii=False)
        self.acknowledged = asyncio.Event()
        self.decision: asyncio.Future[Text | None] = asyncio.get_running_loop().create_future()
        """The refusal; `None` if it was accepted."""

    def decide(self, refusal: Text | None) -> None:
        """Finish the request, unless it is finished."""
        self.acknowledged.set()
        if not self.decision.done():
            self.decision.set_result(refusal)


class LiveClient:
    """A `RoomLink` over the network that survives its faults.

    Args:
        address: The address of the server, such as `http://192.168.1.20:8000`.
        code: The code of the room.
        clock: Returns the time in milliseconds.
        ids: Returns a new text of at least 64 random bits, of letters and digits.
        token: The token of a seat or of the host, to go back to it.
    """

    def __init__(
        self,
        address: str,
        code: str,
        clock: Callable[[], int],
        ids: Callable[[], str],
        token: str | None = None,
    ) -> None:
        self._url = _find_socket_address(address, code)
        self._clock = clock
        self._ids = ids
        self.token = token
        self._state: LinkState | None = None
        self._offset_ms = 0
        self._news: asyncio.Queue[RoomNews] = asyncio.Queue()
        self._requests: dict[str, SentRequest] = {}
        self._socket: ClientWebSocketResponse | None = None
        self._view: RoomView | None = None
        self._seq = 0
        self._pings: dict[int, int] = {}
        self._shortest_trip: int | None = None
        self._has_heard = False
        """Whether the current connection has brought something."""
        self._has_ended = False
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin to connect."""
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection; the seat remains."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def follow(self) -> AsyncIterator[RoomNews]:
        """Yield the view after each change, and the state of the connection, until the end."""
        while True:
            news = await self._news.get()
            yield news
            if isinstance(news, LinkEnd):
                return

    async def join(self, name: str, team: str | None = None) -> Text | None:
        """Ask for a seat, whose token is then in `token`; return the reason if that is refused."""
        return await self._request("join", name=name, team=team)

    async def answer(self, question: int, answer: Answer) -> Text | None:
        """Answer a question, counted from 0; return the reason if the answer is refused."""
        choice = {"text": answer.text} if answer.option is None else {"option": answer.option}
        return await self._request("answer", question=question, **choice)

    async def act(
        self, action: HostAction, *, player: str | None = None, question: int | None = None
    ) -> Text | None:
        """Do what only the host may; return the reason if that is refused."""
        return await self._request("host", action=action.value, player=player, question=question)

    def server_now(self) -> int:
        """Return the server's time in milliseconds, by the ping with the shortest round trip."""
        return self._clock() + self._offset_ms

    async def _request(self, kind: str, **fields: object) -> Text | None:
        """Send a message until it is acknowledged, and return the reason if it was refused."""
        message_id = self._ids()
        request = self._requests[message_id] = SentRequest(kind, {"id": message_id, **fields})
        if self._has_ended:
            return Text("The room is closed.")
        try:
            await self._send(request.text)
            await request.acknowledged.wait()
            with suppress(TimeoutError):
                return await asyncio.wait_for(asyncio.shield(request.decision), _VERDICT_SECONDS)
            return None
        finally:
            del self._requests[message_id]

    async def _run(self) -> None:
        attempt = 0
        async with ClientSession() as session:
            while not self._has_ended:
                self._has_heard = False
                await self._connect(session)
                attempt = 1 if self._has_heard else attempt + 1
                if not self._has_ended:
                    self._set_state(LinkState.LOST)
                    await asyncio.sleep(self._find_delay(attempt))

    def _find_delay(self, attempt: int) -> float:
        """Return a growing time to wait, which differs between clients, so that not all come back at once."""
        share = zlib.crc32(self._ids().encode()) / 2**32
        delay = min(_MAX_DELAY, _FIRST_DELAY * float(2 ** min(attempt - 1, 10)))
        return delay * (0.5 + share / 2)

    async def _connect(self, session: ClientSession) -> None:
        """Use one connection until it ends."""
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                socket = await session.ws_connect(
                    self._url, heartbeat=_PING_SECONDS, max_msg_size=_MAX_FRAME_BYTES
                )
        except WSServerHandshakeError as error:
            if error.status == _FORBIDDEN:
                self._end(Text("The server refuses this connection."))
            return
        except (ClientError, OSError, TimeoutError):
            return
        async with socket:
            self._socket = socket
            pinger = asyncio.create_task(self._ping())
            try:
                await self._greet()
                async for message in socket:
                    if message.type is WSMsgType.TEXT:
                        await self._receive(message.data)
                    if self._has_ended:
                        break
            except (ClientError, ConnectionError):
                pass  # the connection is lost, and the next one resumes
            finally:
                self._socket = None
                pinger.cancel()

    async def _greet(self) -> None:
        """Go back to the seat, and send what was not acknowledged."""
        if self.token is not None:
            await self._send(json.dumps({"type": "resume", "token": self.token}))
        for request in tuple(self._requests.values()):
            if not request.acknowledged.is_set():
                await self._send(request.text)

    async def _ping(self) -> None:
        self._pings.clear()
        self._shortest_trip = None
        for number in range(_PINGS):
            self._pings[number] = self._clock()
            await self._send(json.dumps({"type": "ping", "n": number}))
            await asyncio.sleep(_PING_INTERVAL)

    async def _send(self, text: str) -> None:
        if self._socket is not None:
            with suppress(ClientError, ConnectionError):  # it is sent again by the next connection
                await self._socket.send_str(text)

    async def _receive(self, text: str) -> None:
        self._has_heard = True
        self._set_state(LinkState.CONNECTED)
        try:
            frame = json.loads(text)
            match frame["type"]:
                case "state" | "you" | "host":
                    await self._take_view(frame)
                case "joined":
                    self.token = str(frame["token"])
                    self._decide("join", None)
                case "ack":
                    self._requests[str(frame["id"])].acknowledged.set()
                case "refused":
                    self._take_refusal(frame)
                case "removed":
                    self._end(Text("You are no longer in this room."))
                case "pong":
                    self._take_pong(int(frame["n"]), int(frame["time"]))
        except (ValueError, TypeError, KeyError, FrameError):
            return  # not a frame of ours; the next whole state makes up for it

    async def _take_view(self, frame: Mapping[str, object]) -> None:
        view = merge_frame(self._view, frame)
        if view is None:
            return
        is_gap = "you" not in frame and self._seq and view.seq not in (1, self._seq, self._seq + 1)
        self._seq, self._view = view.seq, view
        self._news.put_nowait(view)
        if is_gap and self.token is not None:
            await self._send(json.dumps({"type": "state"}))
        if view.you is not None and view.you.answer is not None:
            self._decide("answer", None)
        if frame["type"] == "state":
            self._decide("host", None)
        if view.phase is RoomPhase.CLOSED:
            self._end(Text("The room is closed."))

    def _decide(self, kind: str, refusal: Text | None) -> None:
        """Finish the acknowledged messages of a kind; a join needs no acknowledgement."""
        for request in self._requests.values():
            if request.kind == kind and (kind == "join" or request.acknowledged.is_set()):
                request.decide(refusal)

    def _take_refusal(self, frame: Mapping[str, object]) -> None:
        reason = one_line(str(frame["reason"]))
        request = self._requests.get(str(frame["id"]))
        if request is not None:
            request.decide(reason)
        elif frame["id"] is None:
            self._end(reason)

    def _take_pong(self, number: int, server_time: int) -> None:
        now = self._clock()
        trip = now - self._pings.pop(number)
        if self._shortest_trip is None or trip < self._shortest_trip:
            self._shortest_trip = trip
            self._offset_ms = server_time + trip // 2 - now

    def _set_state(self, state: LinkState) -> None:
        if state is not self._state:
            self._state = state
            self._news.put_nowait(state)

    def _end(self, reason: Text) -> None:
        if not self._has_ended:
            self._has_ended = True
            self._news.put_nowait(LinkEnd(reason))
            for request in self._requests.values():
                request.decide(reason)


def _find_socket_address(address: str, code: str) -> str:
    parts = urlsplit(address)
    scheme = "wss" if parts.scheme == "https" else "ws"
    return urlunsplit((scheme, parts.netloc, f"/ws/{code}", "", ""))
