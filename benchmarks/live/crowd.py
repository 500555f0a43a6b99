"""Thousands of players in one room, all on this machine.

    .venv/bin/python benchmarks/live/crowd.py --players 2000

A second process is the server, with the owner of the room and its SQLite file. This one is all the players:
each has a socket, and answers as soon as all have the question. The times include this process, which takes
about as much of the processor as the server.
"""

import argparse
import asyncio
import json
import os
import resource
import secrets
import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, time
from typing import NamedTuple

from sockets import BareClient, open_client

from quiz.game.room_events import Created, RoomSettings
from quiz.live.limits import LiveSettings
from quiz.live.owner import RoomOwner
from quiz.live.server import LiveServer
from quiz.live.sqlite_log import SqliteLog
from quiz.live.tokens import make_token
from quiz.model.pack import Citation, Kind, Source
from quiz.model.question import Question
from quiz.text.safe import Text

CODE = "K7QMP"
HOST_TOKEN = "f" * 32
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


def run_server(pipe: Connection, folder: Path, players: int, questions: int) -> None:
    """Serve a room until the parent ends this process."""
    asyncio.run(serve(pipe, folder, players, questions))


async def serve(pipe: Connection, folder: Path, players: int, questions: int) -> None:
    log = SqliteLog(folder / "rooms.sqlite", clock)
    settings = RoomSettings(CODE, Text("Benchmark"), seconds=120.0, max_players=players)
    made = tuple(map(make_question, range(questions)))
    await log.create(CODE, Created(new_token(), clock(), settings, made, HOST_TOKEN))
    owner = asyncio.create_task(RoomOwner(log, CODE, clock, new_token).run())
    limits = LiveSettings(players + 100, 2 * players + 100, 2 * players + 100)
    server = LiveServer(log, clock, new_token, limits)
    address = await server.start("127.0.0.1", 0)
    pipe.send(address.port)
    await owner
    await server.close()


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

    def __init__(self, port: int) -> None:
        self._port = port
        self.players: list[BareClient] = []
        self._host: BareClient | None = None
        self._expectations: tuple[Expectation, ...] = ()
        self.counts: list[int] = []
        """Numbers of answers for each option of the last revealed question."""

    async def join(self, count: int) -> None:
        """Fill all seats, `BATCH` at a time."""
        self._host = await open_client(self._port, CODE, self._note_host)
        self._host.send(type="resume", token=HOST_TOKEN)
        for first in range(0, count, BATCH):
            numbers = range(first, min(count, first + BATCH))
            batch = [await open_client(self._port, CODE, self._note) for _ in numbers]
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


async def play(port: int, server: int, options: argparse.Namespace) -> None:
    """Join, play the questions, and print the figures."""
    crowd = Crowd(port)
    warm_up = await open_client(port, CODE, lambda *_: None)
    warm_up.close()
    before = read_memory(server)
    start = perf_counter()
    await crowd.join(options.players)
    print(f"joined: {options.players:,} players in {perf_counter() - start:.1f} s")
    idle = read_memory(server) - before
    processor = read_processor_time(server)
    questions = [await ask(crowd, number) for number in range(1, options.questions + 1)]
    processor = read_processor_time(server) - processor
    played = read_memory(server) - before
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--players", type=int, default=2000)
    parser.add_argument("--questions", type=int, default=5)
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    with TemporaryDirectory() as folder:
        arguments = (theirs, Path(folder), options.players, options.questions + 1)
        process = context.Process(target=run_server, args=arguments)
        process.start()
        try:
            asyncio.run(play(ours.recv(), process.pid or 0, options))
        finally:
            process.terminate()
            process.join()


if __name__ == "__main__":
    main()
