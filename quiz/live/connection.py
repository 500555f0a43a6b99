"""One client's WebSocket on the server."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from aiohttp import WSCloseCode, web

from quiz.live.limits import MessageRate

_MAX_WAITING = 64


class OutgoingText(NamedTuple):
    """A message to a client."""

    text: str
    question: int | None = None
    """Index of the question whose options the message shows."""


class Connection:
    """A socket with a queue of its own, so that a slow reader keeps no one waiting.

    A reader that is too slow is dropped. It comes back with its token, and then gets the newest state.
    """

    __slots__ = (
        "_abort",
        "_clock",
        "_queue",
        "_socket",
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
        abort: Callable[[], None],
        address: str,
        rate: MessageRate,
        clock: Callable[[], int],
    ) -> None:
        self._socket = socket
        self._abort = abort
        self._clock = clock
        self._queue: asyncio.Queue[OutgoingText | WSCloseCode] = asyncio.Queue(_MAX_WAITING)
        self._writer = asyncio.create_task(self._write())
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

    def push(self, text: str, question: int | None = None) -> None:
        """Send a message after those that wait; drop the connection if too many do."""
        self._put(OutgoingText(text, question))

    def finish(self, code: WSCloseCode = WSCloseCode.OK) -> None:
        """Close the connection when everything is sent."""
        if not self.is_finishing:
            self.is_finishing = True
            self._put(code)

    def stop(self) -> None:
        """End the writer of a socket that is closed."""
        self._writer.cancel()

    def _put(self, outgoing: OutgoingText | WSCloseCode) -> None:
        try:
            self._queue.put_nowait(outgoing)
        except asyncio.QueueFull:
            self._abort()

    async def _write(self) -> None:
        try:
            while isinstance(outgoing := await self._queue.get(), OutgoingText):
                await self._socket.send_str(outgoing.text)
                if outgoing.question is not None and outgoing.question != self.shown_question:
                    self.shown_question, self.shown_at = outgoing.question, self._clock()
            await self._socket.close(code=outgoing)
        except ConnectionError:
            self._abort()  # the client has gone, and the reader ends too
