"""The owner of a room: it applies the events of the log, and publishes what each role may see.

Only one process owns a room at a time. It holds a lease. When it dies, another one takes the lease, replays
the log and continues.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from itertools import islice

from quiz.game.room import Room, RoomPhase
from quiz.game.room_events import TimePassed
from quiz.live.log import LogError, RoomLog, raise_if_cancelled
from quiz.live.publisher import RoomPublisher

LEASE_SECONDS = 1.5
RENEWAL_SECONDS = 0.5
_TAKE_OVER_SECONDS = 0.25
_RETRY_SECONDS = 0.5
_CHUNK = 200


class LeaseLostError(Exception):
    """Another process owns the room, or may own it."""


class RoomOwner:
    """Owns a room as soon as no other process does.

    Args:
        log: The log of the room.
        code: The room's code.
        clock: Returns the time in milliseconds since the epoch.
        ids: Returns a new unique id.
    """

    def __init__(self, log: RoomLog, code: str, clock: Callable[[], int], ids: Callable[[], str]) -> None:
        self._log = log
        self._code = code
        self._clock = clock
        self._ids = ids
        self._name = ids()
        self._room: Room | None = None
        self._lease_end = 0.0
        self._alarm_changed = asyncio.Event()

    async def run(self) -> Room:
        """Own the room until it closes, and return its last state."""
        while True:
            try:
                if await self._take_lease():
                    return await self._lead()
            except* (LogError, LeaseLostError):
                pass  # another process leads, or the log is out of reach for the moment
            raise_if_cancelled()
            await asyncio.sleep(_TAKE_OVER_SECONDS)

    async def _take_lease(self) -> bool:
        asked_at = asyncio.get_running_loop().time()
        is_taken = await self._log.take_lease(self._code, self._name, LEASE_SECONDS)
        if is_taken:
            self._lease_end = asked_at + LEASE_SECONDS
        return is_taken

    async def _lead(self) -> Room:
        """Replay the log and lead the room until it closes.

        Raises:
            ExceptionGroup: The lease was lost, or the log can't be read or written.
        """
        self._room = None
        publisher = RoomPublisher(self._log, self._code, self._clock, self._check_lease)
        async with asyncio.TaskGroup() as tasks:
            helpers = [
                tasks.create_task(helper)
                for helper in (self._keep_lease(), self._watch_deadline(), publisher.keep_counts())
            ]
            room = await self._follow(publisher)
            for helper in helpers:
                helper.cancel()
        await self._log.release_lease(self._code, self._name)
        return room

    async def _follow(self, publisher: RoomPublisher) -> Room:
        """Apply the events of the log until the room closes. The first batch has all earlier events."""
        async for batch in self._log.follow(self._code):
            events = (event for _, event in batch)
            while chunk := list(islice(events, _CHUNK)):
                self._room = publisher.apply(self._room, chunk)
                await asyncio.sleep(0)  # a long log must not keep the lease from being renewed
            if self._room is None:
                continue
            self._alarm_changed.set()
            await publisher.publish(self._room)
            if self._room.phase is RoomPhase.CLOSED:
                return self._room
        raise LeaseLostError

    async def _keep_lease(self) -> None:
        while True:
            await asyncio.sleep(RENEWAL_SECONDS)
            if not await self._take_lease():
                raise LeaseLostError

    async def _check_lease(self) -> None:
        """Make sure that no one else owns the room.

        If the lease ran out because this process was too busy, and no one took it, this owner continues: its
        state is still that of the log.
        """
        if asyncio.get_running_loop().time() >= self._lease_end and not await self._take_lease():
            raise LeaseLostError

    async def _watch_deadline(self) -> None:
        """Add an event when the room's deadline passes; there is one timer, not a tick."""
        while True:
            self._alarm_changed.clear()
            alarm = None if self._room is None else self._room.alarm
            wait = None if alarm is None else (alarm - self._clock()) / 1000
            if wait is not None and wait <= 0:
                await self._log.append(self._code, TimePassed(self._ids(), self._clock()))
                wait = _RETRY_SECONDS
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._alarm_changed.wait()
