"""Rooms whose owner is killed in the middle of questions.

    .venv/bin/python benchmarks/live/owner_kills.py --log sqlite --kills 100
    .venv/bin/python benchmarks/live/owner_kills.py --log redis --kills 100

SIGKILL ends the owner at a random moment of each question, while all players answer. They send again what was
not acknowledged, with the same id. After each question, the revealed numbers must be those of the options
that the players chose, and at the end the log must lead to the same answers: each acknowledged one once.

With SQLite, the killed process has the file and the owner, and a new one starts at once. With Redis, two
processes wait for the room, and the one that owns it is killed; the edge is this process.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from subprocess import DEVNULL
from tempfile import TemporaryDirectory
from time import perf_counter, time
from typing import NamedTuple, Protocol

from crowd import CODE, HOST_TOKEN, make_question

from quiz.game.outcome import Answer
from quiz.game.room import Room
from quiz.game.room_events import Answered, Created, HostActed, HostAction, Joined, RoomEvent, RoomSettings
from quiz.game.room_steps import step_all
from quiz.live.event_codec import decode_event, encode_event
from quiz.live.log import ALL, LogError, RoomLog
from quiz.live.owner import RoomOwner
from quiz.live.redis_log import RedisLog
from quiz.live.sqlite_log import SqliteLog
from quiz.live.tokens import derive_id
from quiz.text.safe import Text

ANSWERING_SECONDS = 0.3
"""Time over which the players answer, and in which the kill happens."""
RETRY_SECONDS = 0.05
WAIT_SECONDS = 60.0


def clock() -> int:
    return int(1000 * time())


class Results(NamedTuple):
    """The figures of a run."""

    acknowledged: int
    lost: int
    doubled: int
    resent: int
    silences: list[float]
    """Seconds from each kill to the next frame."""


class KilledRoom(Protocol):
    """A room whose owner can be killed."""

    async def append(self, event: RoomEvent) -> None:
        """Add an event; raise a `LogError` if the owner died first."""

    async def kill(self) -> None:
        """End the owner, and let another one begin."""

    def frames(self) -> AsyncIterator[str]:
        """Yield the texts of all frames for all."""

    async def replay(self) -> Room:
        """Return the room that the log leads to."""


class SqliteRoom:
    """A process with the file and the owner; events and frames go through its pipes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._frames: asyncio.Queue[str] = asyncio.Queue()

    async def start(self) -> None:
        """Start the process."""
        command = (sys.executable, __file__, "--log", "sqlite", "--own", str(self._path))
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=1 << 24)
        self._reader = asyncio.create_task(self._read())

    async def append(self, event: RoomEvent) -> None:
        """Pass an event to the process, and wait for its acknowledgement."""
        assert self._process is not None
        assert self._process.stdin is not None
        if self._process.returncode is not None:
            raise LogError("the owner is dead")
        done = self._waiting[event.id] = asyncio.get_running_loop().create_future()
        self._process.stdin.write(f"{encode_event(event)}\n".encode())
        await done

    async def kill(self) -> None:
        """Replace the process."""
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        """Kill the process, and fail what it has not acknowledged."""
        assert self._process is not None
        assert self._reader is not None
        self._process.kill()
        await self._process.wait()
        await self._reader  # acknowledgements that were on their way count
        for done in self._waiting.values():
            if not done.done():
                done.set_exception(LogError("the owner died"))
        self._waiting.clear()

    async def frames(self) -> AsyncIterator[str]:
        """Yield the frames of all processes."""
        while True:
            yield await self._frames.get()

    async def replay(self) -> Room:
        """Stop, and return the room that the file leads to."""
        await self.stop()
        log = SqliteLog(self._path, clock)
        try:
            return await replay(log)
        finally:
            await log.close()

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            kind, _, rest = line.decode().rstrip("\n").partition(" ")
            if kind == "ack" and (done := self._waiting.pop(rest, None)):
                done.set_result(None)
            elif kind == "frame":
                self._frames.put_nowait(rest)


class RedisRoom:
    """A server, two processes that may own the room, and an edge in this process."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._folder = folder
        self._log = RedisLog(self.url)
        self._server: asyncio.subprocess.Process | None = None
        self._owners: dict[str, asyncio.subprocess.Process] = {}

    async def start(self) -> None:
        """Start the server and the owners."""
        options = ("--port", str(self._port), "--bind", "127.0.0.1", "--dir", str(self._folder), "--save", "")
        self._server = await asyncio.create_subprocess_exec("redis-server", *options, stdout=DEVNULL)
        while True:
            with suppress(LogError):
                await self._log.find_room(CODE)
                break
            await asyncio.sleep(RETRY_SECONDS)
        for _ in range(2):
            await self._start_owner()

    async def append(self, event: RoomEvent) -> None:
        """Add an event."""
        if isinstance(event, Created):
            await self._log.create(CODE, event)
        else:
            await self._log.append(CODE, event)

    async def kill(self) -> None:
        """Replace the process that owns the room."""
        while (holder := await self._find_holder()) is None:
            await asyncio.sleep(RETRY_SECONDS)
        process = self._owners.pop(holder)
        process.kill()
        await process.wait()
        await self._start_owner()

    async def stop(self) -> None:
        """Kill all processes."""
        for process in (*self._owners.values(), self._server):
            if process is not None:
                process.kill()
                await process.wait()
        await self._log.close()

    async def frames(self) -> AsyncIterator[str]:
        """Yield the frames of all owners."""
        async for frame in await self._log.subscribe(CODE):
            if frame.to == ALL:
                yield frame.text

    async def replay(self) -> Room:
        """Stop, and return the room that the stream leads to."""
        room = await replay(self._log)
        await self.stop()
        return room

    async def _start_owner(self) -> None:
        command = (sys.executable, __file__, "--log", "redis", "--own", self.url)
        process = await asyncio.create_subprocess_exec(*command)
        self._owners[f"owner-{process.pid}-1"] = process

    async def _find_holder(self) -> str | None:
        for name in self._owners:
            # An owner can renew its own lease only; a moment longer changes nothing.
            if await self._log.take_lease(CODE, name, 1.5):
                return name
        return None


async def replay(log: RoomLog) -> Room:
    """Return the room that the events of a log lead to."""
    async for batch in log.follow(CODE):
        return step_all(None, (event for _, event in batch))
    raise AssertionError("the log is empty")


class Watch:
    """The frames for all, and the times at which they came."""

    def __init__(self, frames: AsyncIterator[str]) -> None:
        self._frames = frames
        self.newest: dict[str, object] = {}
        self.came_at = 0.0
        self._changed = asyncio.Event()

    async def read(self) -> None:
        """Read frames until this task is cancelled."""
        async for text in self._frames:
            self.newest = json.loads(text)
            self.came_at = perf_counter()
            self._changed.set()

    async def wait(self, **wanted: object) -> dict[str, object]:
        """Wait for a frame with certain fields."""
        async with asyncio.timeout(WAIT_SECONDS):
            while not wanted.items() <= self.newest.items():
                self._changed.clear()
                await self._changed.wait()
        return self.newest

    async def wait_after(self, moment: float) -> float:
        """Wait for a frame after a moment, and return the seconds that it took."""
        async with asyncio.timeout(WAIT_SECONDS):
            while self.came_at <= moment:
                self._changed.clear()
                await self._changed.wait()
        return self.came_at - moment


class Game:
    """A host and players who answer while the owner is killed."""

    def __init__(self, room: KilledRoom, players: int, seed: int) -> None:
        self._room = room
        self._watch = Watch(room.frames())
        self._names = [f"Player {number}" for number in range(players)]
        self._random = random.Random(seed)
        self._ids = count(1)
        self._chosen: list[dict[str, int]] = []
        self._resent = 0

    async def play(self, kills: int) -> Results:
        """Play a question for each kill, and compare the log with the answers."""
        watching = asyncio.create_task(self._watch.read())
        questions = tuple(map(make_question, range(kills)))
        settings = RoomSettings(CODE, Text("Kills"), seconds=120.0)
        await self._send(Created(self._new_id(), clock(), settings, questions, HOST_TOKEN))
        await asyncio.gather(*(self._join(name) for name in self._names))
        await self._act(HostAction.START)
        silences = [await self._play_question(number) for number in range(kills)]
        watching.cancel()
        last = await self._room.replay()
        lost = doubled = 0
        for number, chosen in enumerate(self._chosen):
            stored = {derive_id(name): option for name, option in chosen.items()}
            counted = {player: answer.answer.option for player, answer in last.answers[number].items()}
            lost += sum(counted.get(player) != option for player, option in stored.items())
        for player in last.players.values():
            points = sum(answers[player.id].points for answers in last.answers if player.id in answers)
            doubled += points != player.score
        acknowledged = sum(map(len, self._chosen))
        return Results(acknowledged, lost, doubled, self._resent, silences)

    async def _play_question(self, number: int) -> float:
        """Play a question in which the owner is killed, and return the seconds without frames."""
        await self._watch.wait(phase="reading", number=number + 1)
        await self._act(HostAction.NEXT)
        await self._watch.wait(phase="open", number=number + 1)
        chosen = {name: self._random.randrange(4) for name in self._names}
        self._chosen.append(chosen)
        opened = clock()
        answering = [
            asyncio.create_task(self._answer(name, number, option, opened)) for name, option in chosen.items()
        ]
        await asyncio.sleep(self._random.uniform(0, ANSWERING_SECONDS))
        killed = perf_counter()
        await self._room.kill()
        await asyncio.gather(*answering)
        revealed = await self._watch.wait(phase="revealed", number=number + 1)
        silence = await self._watch.wait_after(killed)
        reveal = revealed["reveal"]
        assert isinstance(reveal, dict)
        wanted = Counter(chosen.values())
        assert reveal["counts"] == [wanted[option] for option in range(4)], (reveal["counts"], wanted)
        for _ in range(2):
            await self._act(HostAction.NEXT)
        print(f"\r{number + 1} kills, {silence:.2f} s", end="", file=sys.stderr, flush=True)
        return silence

    async def _join(self, name: str) -> None:
        await self._send(Joined(self._new_id(), clock(), derive_id(name), name, Text(name)))

    async def _act(self, action: HostAction) -> None:
        await self._send(HostActed(self._new_id(), clock(), HOST_TOKEN, action))

    async def _answer(self, name: str, number: int, option: int, opened: int) -> None:
        await asyncio.sleep(self._random.uniform(0, ANSWERING_SECONDS))
        await self._send(Answered(self._new_id(), clock(), name, number, Answer(option), opened))

    async def _send(self, event: RoomEvent) -> None:
        """Send an event until it is acknowledged."""
        async with asyncio.timeout(WAIT_SECONDS):
            while True:
                with suppress(LogError):
                    await self._room.append(event)
                    return
                self._resent += 1
                await asyncio.sleep(RETRY_SECONDS)

    def _new_id(self) -> str:
        return f"e{next(self._ids)}"


async def own(kind: str, place: str) -> None:
    """Own the room until this process is killed."""
    numbers = count(1)

    def new_id() -> str:
        return f"owner-{os.getpid()}-{next(numbers)}"

    log: RoomLog = RedisLog(place) if kind == "redis" else SqliteLog(Path(place), clock)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(RoomOwner(log, CODE, clock, new_id).run())
        if kind == "sqlite":
            tasks.create_task(print_frames(log))
            tasks.create_task(read_events(log, tasks))


async def print_frames(log: RoomLog) -> None:
    async for frame in await log.subscribe(CODE):
        if frame.to == ALL:
            print("frame", frame.text, flush=True)


async def read_events(log: RoomLog, tasks: asyncio.TaskGroup) -> None:
    """Append the events that come through the standard input, and acknowledge them."""
    reader = asyncio.StreamReader(limit=1 << 24)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)

    async def acknowledge(event: RoomEvent) -> None:
        await log.append(CODE, event)
        print("ack", event.id, flush=True)

    while line := await reader.readline():
        tasks.create_task(acknowledge(decode_event(line)))


async def measure(kind: str, kills: int, players: int, seed: int) -> Results:
    with TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            room = RedisRoom(Path(folder)) if kind == "redis" else SqliteRoom(Path(folder) / "rooms.sqlite")
            await room.start()
            stack.push_async_callback(room.stop)
            results = await Game(room, players, seed).play(kills)
            stack.pop_all()
            return results


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--log", choices=("sqlite", "redis"), default="sqlite")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--players", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--own", metavar="PLACE", help="own the room in this file or on this server")
    options = parser.parse_args()
    if options.own is not None:
        asyncio.run(own(options.log, options.own))
        return
    results = asyncio.run(measure(options.log, options.kills, options.players, options.seed))
    silences = sorted(results.silences)
    spread = quantiles(silences, n=20)[-1] if len(silences) > 1 else silences[0]
    print(f"\n{options.log}: {options.kills} kills, {options.players} players")
    print(f"answers acknowledged: {results.acknowledged}, sent again: {results.resent}")
    print(f"acknowledged but not counted: {results.lost}, players with a wrong sum: {results.doubled}")
    print(f"from a kill to the next frame: median {median(silences):.2f} s, 95% {spread:.2f} s, "
          f"longest {silences[-1]:.2f} s")  # fmt: skip
    sys.exit(bool(results.lost or results.doubled))


if __name__ == "__main__":
    main()
