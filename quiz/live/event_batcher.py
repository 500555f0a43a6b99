"""Events that are appended at the same time, written together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from quiz.game.room_events import RoomEvent
from quiz.live.event_codec import encode_event
from quiz.live.log import LogError


class PendingEvent(NamedTuple):
    """An event that waits to be written."""

    code: str
    event: RoomEvent
    line: str
    number: "asyncio.Future[int]"


class EventBatcher:
    """Collects events while others are being written."""

    def __init__(self, write: Callable[[Sequence[PendingEvent]], Awaitable[Sequence[int]]]) -> None:
        """Prepare a batcher.

        Args:
            write: Writes events in their order, and returns their numbers, or raises a `LogError`.
        """
        self._write = write
        self._pending: list[PendingEvent] = []
        self._writer: asyncio.Task[None] | None = None

    async def append(self, code: str, event: RoomEvent) -> int:
        """Return the number of an event once it is written."""
        number: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._pending.append(PendingEvent(code, event, encode_event(event), number))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_pending())
        return await number

    async def finish(self) -> None:
        """Wait until all events are written."""
        if self._writer is not None:
            await self._writer

    async def _write_pending(self) -> None:
        try:
            while self._pending:
                batch, self._pending = self._pending, []
                await self._write_batch(batch)
        finally:
            self._writer = None

    async def _write_batch(self, batch: Sequence[PendingEvent]) -> None:
        try:
            numbers = await self._write(batch)
        except Exception as error:  # no caller may wait for ever
            reason = str(error) if isinstance(error, LogError) else f"{type(error).__name__}: {error}"
            for pending in batch:
                if not pending.number.done():  # the caller may have been cancelled
                    pending.number.set_exception(LogError(reason))
            return
        for pending, number in zip(batch, numbers, strict=True):
            if not pending.number.done():
                pending.number.set_result(number)
