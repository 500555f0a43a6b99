"""Thousands of players in one room, all on this machine.

    .venv/bin/python benchmarks/live/crowd.py --players 2000
    .venv/bin/python benchmarks/live/crowd.py --players 10000 --edges 2

A second process is the server, with the owner of the room and its SQLite file. With `--edges`, there are a
Redis server, a process for the owner, and as many edges. This process is all the players: each has a socket,
and answers as soon as all have the question. The times include this process, which takes about as much of the
processor as the server.
"""

import argparse
import asyncio
import json
import os
import resource
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from enum import StrEnum
from itertools import cycle
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep, time
from typing import NamedTuple

from sockets import BareClient, open_client

from quiz.game.room_events import Created, RoomSettings
from quiz.live.limits import LiveSettings
from quiz.live.owner import RoomOwner
from quiz.live.redis_log import RedisLog
from quiz.live.server import LiveServer
from quiz.live.sqlite_log import SqliteLog
from quiz.live.tokens import make_token
from quiz.model.pack import Citation, Kind, Source
from quiz.model.question import Question
from quiz.text.safe import Text

CODE = "K7QMP"
HOST_TOKEN = "f" * 32
CONTEXT = get_context("spawn")
WAIT_SECONDS = 120.0
BATCH = 100
"""Number of players who join at the same time."""
STEM = "Which of these cities is the capital of the country whose longest river ends in the Black Sea?"
OPTIONS = ("Bratislava", "Bucharest", "Budapest", "Belgrade")
PAGE = Path(sys.modules[LiveServer.__module__].__file__ or "").parent / "page"


class Spread(NamedTuple):
    """The distribution of a time over the players, in seconds."""

    median: float
    p95: float
    last: float


class QuestionTimes(NamedTuple):
    """The times of one question."""

    shown: Spread
    """From the host's click to the options on the players' sockets."""
    acknowledged: Spread
    """From the first answer to the acknowledgements; all answer at once."""
    revealed: Spread
    """From the last acknowledgement to each player's verdict."""


def make_question(number: int) -> Question:
    """Make a question of usual length."""
    source = Source("atlas", Text("Atlas of the World"))
    citation = Citation(source, number, number, Text(f"paragraph {number}"))
    explanation = Text("The Danube ends there. " * 6)
    return Question(
        f"pack/fact-{number}/choice@1",
        "pack",
        f"fact-{number}",
        "capitals",
        Kind.CHOICE,
        Text(f"{STEM} ({number})"),
        tuple(map(Text, OPTIONS)),
        number % 4,
        explanation,
        (citation,),
        answer=Text(OPTIONS[number % 4]),
    )


def clock() -> int:
    return int(1000 * time())


def new_token() -> str:
    return make_token(secrets.randbits)


class Role(StrEnum):
    """The task of a process of the server."""

    ALL = "all"
    OWNER = "owner"
    EDGE = "edge"


class RoomSetup(NamedTuple):
    """The room, and its log."""

    folder: Path
    players: int
    questions: int
    redis: str | None
    """The address of Redis; `None` for SQLite."""


def run_server(pipe: Connection, setup: RoomSetup, role: Role) -> None:
    """Serve a room until the parent ends this process."""
    asyncio.run(serve(pipe, setup, role))


async def serve(pipe: Connection, setup: RoomSetup, role: Role) -> None:
    log = SqliteLog(setup.folder / "rooms.sqlite", clock) if setup.redis is None else RedisLog(setup.redis)
    tasks: list[asyncio.Task[object]] = []
    if role is not Role.EDGE:
        settings = RoomSettings(CODE, Text("Benchmark"), seconds=120.0, max_players=setup.players)
        made = tuple(map(make_question, range(setup.questions + 1)))
        await log.create(CODE, Created(new_token(), clock(), settings, made, HOST_TOKEN))
        tasks.append(asyncio.create_task(RoomOwner(log, CODE, clock, new_token).run()))
    port = 0
    if role is not Role.OWNER:
        many = 2 * setup.players + 100
        server = LiveServer(log, clock, new_token, LiveSettings(many, many, many))
        port = (await server.start("127.0.0.1", 0)).port
    pipe.send(port)
    await asyncio.Event().wait()


class Expectation:
    """A text that each of some players should get."""

    def __init__(self, text: bytes, players: list[BareClient]) -> None:
        self.text = text
        self._missing = set(players)
        self.times: list[float] = []
        self._is_complete = asyncio.Event()

    def note(self, player: BareClient, text: bytes, at: float) -> None:
        """Record a text that a player got."""
        if player in self._missing and self.text in text:
            self._missing.remove(player)
            self.times.append(at)
            if not self._missing:
                self._is_complete.set()

    async def wait(self) -> None:
        """Wait until all have it."""
        async with asyncio.timeout(WAIT_SECONDS):
            await self._is_complete.wait()

    def measure(self, start: float) -> Spread:
        """Return the times since a start."""
        times = [time - start for time in self.times]
        return Spread(median(times), quantiles(times, n=20)[-1], max(times))


class Crowd:
    """All players and the host."""

    def __init__(self, ports: list[int]) -> None:
        self._ports = cycle(ports)
        self.players: list[BareClient] = []
        self._host: BareClient | None = None
        self._expectations: tuple[Expectation, ...] = ()
        self.counts: list[int] = []
        """Numbers of answers for each option of the last revealed question."""

    async def join(self, count: int) -> None:
        """Fill all seats, `BATCH` at a time."""
        self._host = await open_client(next(self._ports), CODE, self._note_host)
        self._host.send(type="resume", token=HOST_TOKEN)
        for first in range(0, count, BATCH):
            numbers = range(first, min(count, first + BATCH))
            batch = [await open_client(next(self._ports), CODE, self._note) for _ in numbers]
            self.players += batch
            (joined,) = self.expect(b'"joined"', players=batch)
            for number, player in zip(numbers, batch, strict=True):
                player.send(type="join", id=new_token(), name=f"Player {number}")
            await joined.wait()

    def expect(self, *texts: bytes, players: list[BareClient] | None = None) -> tuple[Expectation, ...]:
        """Watch for texts from now on, instead of earlier ones."""
        self._expectations = tuple(Expectation(text, players or self.players) for text in texts)
        return self._expectations

    def act(self, action: str) -> None:
        """Do something as the host."""
        if self._host is not None:
            self._host.send(type="host", id=new_token(), action=action)

    def _note(self, player: BareClient, text: bytes, at: float) -> None:
        for expectation in self._expectations:
            expectation.note(player, text, at)

    def _note_host(self, _: BareClient, text: bytes, __: float) -> None:
        frame = json.loads(text)
        if frame["type"] == "state" and "reveal" in frame:
            self.counts = frame["reveal"]["counts"]


async def ask(crowd: Crowd, number: int) -> QuestionTimes:
    """Play one question."""
    reading, shown = crowd.expect(b'"phase":"reading"', b'"phase":"open"')
    crowd.act("start" if number == 1 else "next")
    await reading.wait()
    asked_at = perf_counter()
    crowd.act("next")
    await shown.wait()
    acknowledged, revealed = crowd.expect(b'"ack"', b'"verdict":"')
    answered_at = perf_counter()
    for index, player in enumerate(crowd.players):
        player.send(type="answer", id=new_token(), question=number - 1, option=index % 4)
    await acknowledged.wait()
    await revealed.wait()
    (board,) = crowd.expect(b'"phase":"leaderboard"')
    if sum(crowd.counts) != len(crowd.players):
        raise SystemExit(f"{len(crowd.players)} answers were acknowledged, and {sum(crowd.counts)} counted")
    crowd.act("next")
    await board.wait()
    return QuestionTimes(
        shown.measure(asked_at), acknowledged.measure(answered_at), revealed.measure(max(acknowledged.times))
    )


def read_memory(process: int) -> int:
    """Return the resident memory of a process in bytes."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def read_processor_time(process: int) -> float:
    """Read the processor time of a process in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def play(ports: list[int], processes: list[int], options: argparse.Namespace) -> None:
    """Join, play the questions, and print the figures."""
    crowd = Crowd(ports)
    for port in ports:
        (await open_client(port, CODE, lambda *_: None)).close()
    before = sum(map(read_memory, processes))
    start = perf_counter()
    await crowd.join(options.players)
    print(f"joined: {options.players:,} players in {perf_counter() - start:.1f} s")
    idle = sum(map(read_memory, processes)) - before
    processor = sum(map(read_processor_time, processes))
    questions = [await ask(crowd, number) for number in range(1, options.questions + 1)]
    processor = sum(map(read_processor_time, processes)) - processor
    played = sum(map(read_memory, processes)) - before
    print_spreads("question on all screens", [times.shown for times in questions])
    print_spreads("all answer at once: acknowledged", [times.acknowledged for times in questions])
    print_spreads(
        "reveal on all screens, after the last acknowledgement", [times.revealed for times in questions]
    )
    answers = options.players * options.questions
    print(f"processor time of the server for an answer, with all frames: {1e6 * processor / answers:.0f} µs")
    for name, size in (("joined", idle), ("after the questions", played)):
        print(f"memory a player, {name}: {size / options.players / 1000:.1f} KB")
    size = sum(path.stat().st_size for path in PAGE.iterdir())
    print(f"page, all files: {size / 1000:.1f} KB")


def print_spreads(name: str, spreads: list[Spread]) -> None:
    """Print the median over the questions."""
    cells = (median(column) for column in zip(*spreads, strict=True))
    texts = (f"{label} {cell:.3f} s" for label, cell in zip(Spread._fields, cells, strict=True))
    worst = max(spread.p95 for spread in spreads)
    print(f"{name}: {', '.join(texts)}; worst p95 {worst:.3f} s")


@contextmanager
def start_redis(folder: Path) -> Iterator[str]:
    """Start a Redis server that keeps its data in a folder; provide its address."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        raise SystemExit("--edges needs redis-server or valkey-server")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    options = ("--port", str(port), "--dir", str(folder), "--appendonly", "yes", "--save", "")
    process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
    try:
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                break
            sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--players", type=int, default=2000)
    parser.add_argument("--questions", type=int, default=5)
    parser.add_argument("--edges", type=int, default=0)
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    roles = [Role.OWNER, *[Role.EDGE] * options.edges] if options.edges else [Role.ALL]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        redis = stack.enter_context(start_redis(folder)) if options.edges else None
        setup = RoomSetup(folder, options.players, options.questions, redis)
        ports, processes = [], []
        for role in roles:
            ours, theirs = CONTEXT.Pipe()
            process = CONTEXT.Process(target=run_server, args=(theirs, setup, role))
            process.start()
            stack.callback(process.join)
            stack.callback(process.terminate)
            processes.append(process.pid or 0)
            ports.append(ours.recv())
        asyncio.run(play([port for port in ports if port], processes, options))


if __name__ == "__main__":
    main()
