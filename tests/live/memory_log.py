"""A log of rooms in memory, for tests in virtual time."""

import asyncio
from collections.abc import AsyncIterator, Sequence

from quiz.game.room_events import Created, RoomEvent
from quiz.live.event_codec import decode_event, encode_event
from quiz.live.log import ALL, Frame, LogError


class MemoryLog:
    """Stores events as lines, and loses nothing; `is_down` makes it fail."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.published: list[Frame] = []
        self.is_down = False
        self.lease_delay = 0.0
        """Time that it takes to acquire a lease."""
        self._latest: Frame | None = None
        self._changed = asyncio.Condition()
        self._queues: list[asyncio.Queue[Frame]] = []
        self._lease: tuple[str, float] | None = None

    def _check(self) -> None:
        if self.is_down:
            raise LogError("the log is down")

    async def create(self, code: str, event: Created) -> bool:
        if self.lines:
            return False
        await self.append(code, event)
        return True

    async def append(self, code: str, event: RoomEvent) -> int:
        self._check()
        async with self._changed:
            self.lines.append(encode_event(event))
            self._changed.notify_all()
        return len(self.lines)

    async def follow(self, code: str, after: int = 0) -> AsyncIterator[Sequence[tuple[int, RoomEvent]]]:
        while True:
            self._check()
            lines = self.lines[after:]
            if lines:
                yield [(after + number, decode_event(line)) for number, line in enumerate(lines, 1)]
                after += len(lines)
            async with self._changed:
                if len(self.lines) == after:
                    await self._changed.wait()

    async def publish(self, code: str, frames: Sequence[Frame]) -> None:
        self._check()
        for frame in frames:
            self.published.append(frame)
            if frame.to == ALL:
                self._latest = frame
            for queue in self._queues:
                queue.put_nowait(frame)

    async def subscribe(self, code: str) -> AsyncIterator[Frame]:
        queue: asyncio.Queue[Frame] = asyncio.Queue()
        self._queues.append(queue)
        return _iter_queue(queue)

    async def find_latest(self, code: str) -> Frame | None:
        return self._latest

    async def take_lease(self, code: str, owner: str, seconds: float) -> bool:
        self._check()
        await asyncio.sleep(self.lease_delay)
        now = asyncio.get_running_loop().time()
        if self._lease is not None and self._lease[0] != owner and self._lease[1] > now:
            return False
        self._lease = (owner, now + seconds)
        return True

    def give_lease(self, owner: str) -> None:
        """Pass the lease to an owner for good."""
        self._lease = (owner, float("inf"))

    async def release_lease(self, code: str, owner: str) -> None:
        if self._lease is not None and self._lease[0] == owner:
            self._lease = None

    async def find_room(self, code: str) -> bool:
        self._check()
        return bool(self.lines)

    async def delete(self, code: str) -> None:
        self.lines.clear()

    async def close(self) -> None:
        pass


async def _iter_queue(queue: "asyncio.Queue[Frame]") -> AsyncIterator[Frame]:
    while True:
        yield await queue.get()
