"""The log of rooms on one machine: events in an SQLite file, and frames in queues of this process."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

from quiz.game.room_events import Created, RoomEvent
from quiz.history.database import Schema, open_database, roll_back, to_store_error
from quiz.history.errors import StoreError
from quiz.live.event_batcher import EventBatcher, PendingEvent
from quiz.live.event_codec import decode_event
from quiz.live.log import ALL, Frame, LogError

Result = TypeVar("Result")
Numbered = tuple[int, RoomEvent]

_SCHEMA = Schema(
    (
        (
            """CREATE TABLE events (
                room TEXT NOT NULL, number INTEGER NOT NULL, line TEXT NOT NULL,
                PRIMARY KEY (room, number)) WITHOUT ROWID""",
            """CREATE TABLE leases (
                room TEXT PRIMARY KEY, owner TEXT NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID""",
        ),
    ),
    frozenset(("events", "leases")),
)
_CHUNK = 1000


class SqliteLog:
    """Stores events in a file and passes frames on inside this process.

    Events that are appended at the same time share a transaction. The file is opened when it is first used.
    """

    def __init__(self, path: Path, clock: Callable[[], int]) -> None:
        """Prepare a log.

        Args:
            path: The file.
            clock: Returns the time in milliseconds since the epoch.
        """
        self._path = path
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, "room-log")
        self._opened: sqlite3.Connection | None = None
        self._batcher = EventBatcher(self._write_batch)
        self._followers: dict[str, WeakSet[asyncio.Queue[Numbered]]] = {}
        self._subscribers: dict[str, WeakSet[asyncio.Queue[Frame]]] = {}
        self._latest: dict[str, Frame] = {}

    async def create(self, code: str, event: Created) -> bool:
        """Add the first event of a room, unless the code is in use."""
        if await self.find_room(code):
            return False
        await self.append(code, event)
        return True

    async def append(self, code: str, event: RoomEvent) -> int:
        """Add an event, and return its number once the file has it."""
        return await self._batcher.append(code, event)

    async def follow(self, code: str, after: int = 0) -> AsyncIterator[Sequence[Numbered]]:
        """Yield the numbered events after a number; wait for more forever."""
        queue: asyncio.Queue[Numbered] = asyncio.Queue()
        self._followers.setdefault(code, WeakSet()).add(queue)
        earlier: list[Numbered] = []
        while chunk := await self._run(self._read, code, after):
            earlier += chunk
            after = chunk[-1][0]
        if earlier:
            yield earlier
        while True:
            batch = [await queue.get()]
            while not queue.empty():
                batch.append(queue.get_nowait())
            if new := [numbered for numbered in batch if numbered[0] > after]:
                yield new
                after = new[-1][0]

    async def publish(self, code: str, frames: Sequence[Frame]) -> None:
        """Pass frames on to the subscribers in this process."""
        for frame in frames:
            if frame.to == ALL:
                self._latest[code] = frame
            for queue in self._subscribers.get(code, ()):
                queue.put_nowait(frame)

    async def subscribe(self, code: str) -> AsyncIterator[Frame]:
        """Return the frames that are published from now on."""
        queue: asyncio.Queue[Frame] = asyncio.Queue()
        self._subscribers.setdefault(code, WeakSet()).add(queue)
        return _iter_queue(queue)

    async def find_latest(self, code: str) -> Frame | None:
        """Return the newest frame for all."""
        return self._latest.get(code)

    async def take_lease(self, code: str, owner: str, seconds: float) -> bool:
        """Acquire or renew the lease of a room, and return whether the owner has it."""
        now = self._clock()
        return await self._run(
            self._execute,
            """INSERT INTO leases VALUES (?, ?, ?) ON CONFLICT (room) DO UPDATE
            SET owner = excluded.owner, expires = excluded.expires
            WHERE owner = excluded.owner OR expires <= ?""",
            (code, owner, now + round(1000 * seconds), now),
        )

    async def release_lease(self, code: str, owner: str) -> None:
        """End an owner's lease, if it has one."""
        await self._run(self._execute, "DELETE FROM leases WHERE room = ? AND owner = ?", (code, owner))

    async def find_room(self, code: str) -> bool:
        """Return whether a room has events."""
        return bool(await self._run(self._read, code, 0, 1))

    async def list_rooms(self) -> tuple[str, ...]:
        """Return the codes of the rooms that were not deleted, such as those of a host that was killed."""
        return await self._run(self._list_rooms)

    async def delete(self, code: str) -> None:
        """Delete a room's events."""
        for table in ("events", "leases"):
            await self._run(self._execute, f"DELETE FROM {table} WHERE room = ?", (code,))
        self._latest.pop(code, None)

    async def close(self) -> None:
        """Write what is pending, and close the file."""
        await self._batcher.finish()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown(wait=False)

    async def _write_batch(self, batch: Sequence[PendingEvent]) -> Sequence[int]:
        numbers = await self._run(self._write, [(each.code, each.line) for each in batch])
        for pending, number in zip(batch, numbers, strict=True):
            for queue in self._followers.get(pending.code, ()):
                queue.put_nowait((number, pending.event))
        return numbers

    async def _run(self, function: Callable[..., Result], *arguments: Any) -> Result:
        """Run a function in the thread of the file."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)
        except sqlite3.Error as error:
            raise LogError(str(to_store_error(error, self._path))) from error
        except StoreError as error:
            raise LogError(str(error)) from error

    def _open(self) -> sqlite3.Connection:
        if self._opened is None:
            today = datetime.fromtimestamp(self._clock() / 1000, UTC).date()
            self._opened = open_database(self._path, _SCHEMA, today).connection
            self._opened.execute("PRAGMA synchronous = FULL")  # an acknowledged answer survives a power cut
        return self._opened

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def _read(self, code: str, after: int, limit: int = _CHUNK) -> list[Numbered]:
        rows = self._open().execute(
            "SELECT number, line FROM events WHERE room = ? AND number > ? ORDER BY number LIMIT ?",
            (code, after, limit),
        )
        return [(number, decode_event(line)) for number, line in rows]

    def _list_rooms(self) -> tuple[str, ...]:
        rows = self._open().execute("SELECT DISTINCT room FROM events ORDER BY room")
        return tuple(code for (code,) in rows)

    def _write(self, lines: Iterable[tuple[str, str]]) -> list[int]:
        connection = self._open()
        last: dict[str, int] = {}
        numbers: list[int] = []
        connection.execute("BEGIN IMMEDIATE")
        try:
            for code, line in lines:
                if code not in last:
                    query = "SELECT max(number) FROM events WHERE room = ?"
                    last[code] = connection.execute(query, (code,)).fetchone()[0] or 0
                last[code] += 1
                numbers.append(last[code])
                connection.execute("INSERT INTO events VALUES (?, ?, ?)", (code, last[code], line))
            connection.execute("COMMIT")
        except BaseException:
            roll_back(connection)
            raise
        return numbers

    def _execute(self, statement: str, parameters: tuple[object, ...]) -> bool:
        """Execute a statement, and return whether it has changed a row."""
        return self._open().execute(statement, parameters).rowcount > 0


async def _iter_queue(queue: "asyncio.Queue[Frame]") -> AsyncIterator[Frame]:
    while True:
        yield await queue.get()
