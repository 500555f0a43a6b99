"""One client's WebSocket on the server."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from aiohttp import WSCloseCode, web

from quiz.live.limits import MessageRate

_MAX_WAITING = 64
_MAX_DIRECT = 16_384
"""Characters of the longest message that is written at once; a longer one may have to wait for the client."""


class OutgoingText(NamedTuple):
    """A message to a client."""

    text: str
    question: int | None = None
    """Index of the question whose options the message shows."""


class Connection:
    """A socket that keeps no one waiting.

    What it can't take at once waits in a queue of its own. A reader that is too slow is dropped; it comes
    back with its token, and then gets the newest state.
    """

    __slots__ = (
        "_clock",
        "_socket",
        "_transport",
        "_waiting",
        "_writer",
        "address",
        "is_finishing",
        "player",
        "rate",
        "shown_at",
        "shown_question",
        "state_asked_at",
        "token",
    )

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport,
        address: str,
        rate: MessageRate,
        clock: Callable[[], int],
    ) -> None:
        self._socket = socket
        self._transport = transport
        self._clock = clock
        self._waiting: deque[OutgoingText | WSCloseCode] = deque()
        self._writer: asyncio.Task[None] | None = None
        self.address = address
        self.is_finishing = False
        """Whether the connection is about to be closed, and what the client sends is ignored."""
        self.rate = rate
        self.token: str | None = None
        self.player: str | None = None
        """The id that follows from the token; of a player, of the host, or of no one."""
        self.shown_question: int | None = None
        """Index of the last question whose options were written to this socket."""
        self.shown_at = 0
        """Time at which they were."""
        self.state_asked_at = 0

    async def send(self, text: str, question: int | None = None) -> None:
        """Send a message, or add it to those that wait; drop the connection if too many do."""
        outgoing = OutgoingText(text, question)
        if self._writer is None and len(text) <= _MAX_DIRECT and not self._transport.get_write_buffer_size():
            await self._write(outgoing)
        else:
            self._put(outgoing)

    def finish(self, code: WSCloseCode = WSCloseCode.OK) -> None:
        """Close the connection when everything is sent."""
        if not self.is_finishing:
            self.is_finishing = True
            self._put(code)

    def stop(self) -> None:
        """End the writer of a socket that is closed."""
        if self._writer is not None:
            self._writer.cancel()

    def _put(self, outgoing: OutgoingText | WSCloseCode) -> None:
        if len(self._waiting) >= _MAX_WAITING:
            self._transport.abort()
            return
        self._waiting.append(outgoing)
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_waiting())

    async def _write_waiting(self) -> None:
        while self._waiting:
            outgoing = self._waiting.popleft()
            if isinstance(outgoing, OutgoingText):
                await self._write(outgoing)
            else:
                await self._socket.close(code=outgoing)
        self._writer = None

    async def _write(self, outgoing: OutgoingText) -> None:
        try:
            await self._socket.send_str(outgoing.text)
        except ConnectionError:
            self._transport.abort()  # the client has gone, and the reader ends too
            return
        if outgoing.question is not None and outgoing.question != self.shown_question:
            self.shown_question, self.shown_at = outgoing.question, self._clock()
