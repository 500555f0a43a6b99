"""The log in an SQLite file."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from quiz.game.room_events import Created, HostAction, RoomEvent, RoomSettings, TimePassed
from quiz.live.log import ALL, Frame, LogError
from quiz.live.sqlite_log import SqliteLog
from quiz.text.safe import Text
from tests.factories import question
from tests.live.room_driver import CODE, HOST, RoomDriver, kill


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_700_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def log(tmp_path: Path, clock: Clock) -> AsyncIterator[SqliteLog]:
    log = SqliteLog(tmp_path / "rooms.sqlite", clock)
    yield log
    await log.close()


async def take(log: SqliteLog, amount: int, after: int = 0) -> list[tuple[int, RoomEvent]]:
    """Return the next events of a room."""
    taken: list[tuple[int, RoomEvent]] = []
    async with asyncio.timeout(5):
        async for batch in log.follow(CODE, after):
            taken += batch
            if len(taken) >= amount:
                break
    return taken


def created(code: str = CODE) -> Created:
    return Created("c", 1, RoomSettings(code, Text("A quiz")), (question(),), HOST)


async def test_events_are_numbered_in_the_order_of_the_file(log: SqliteLog) -> None:
    events = [TimePassed(f"e{number}", number) for number in range(2500)]
    numbers = await asyncio.gather(*(log.append(CODE, event) for event in events))

    assert sorted(numbers) == list(range(1, 2501))
    assert await take(log, 2500) == sorted(zip(numbers, events, strict=True))
    assert [number for number, _ in await take(log, 1, after=2498)] == [2499, 2500]


async def test_follower_misses_nothing_while_events_are_added(log: SqliteLog) -> None:
    follower = asyncio.create_task(take(log, 300))
    for first in range(0, 300, 10):
        await asyncio.gather(*(log.append(CODE, TimePassed(f"e{n}", n)) for n in range(first, first + 10)))

    assert [number for number, _ in await follower] == list(range(1, 301))


async def test_acknowledged_events_are_in_the_file_without_a_close(log: SqliteLog, tmp_path: Path) -> None:
    await log.append(CODE, TimePassed("a", 1))
    other = SqliteLog(tmp_path / "rooms.sqlite", Clock())

    assert await take(other, 1) == [(1, TimePassed("a", 1))]
    await other.close()


async def test_code_in_use_is_refused(log: SqliteLog) -> None:
    assert not await log.find_room(CODE)
    assert await log.create(CODE, created())
    assert await log.find_room(CODE)
    assert not await log.create(CODE, created())
    await log.delete(CODE)
    assert await log.create(CODE, created())


async def test_lease_is_held_by_one_owner(log: SqliteLog, clock: Clock) -> None:
    assert await log.take_lease(CODE, "first", 1.5)
    assert not await log.take_lease(CODE, "second", 1.5)
    clock.now += 1000
    assert await log.take_lease(CODE, "first", 1.5)
    clock.now += 1499
    assert not await log.take_lease(CODE, "second", 1.5)
    clock.now += 1
    assert await log.take_lease(CODE, "second", 1.5)
    assert not await log.take_lease(CODE, "first", 1.5)
    await log.release_lease(CODE, "first")
    assert not await log.take_lease(CODE, "first", 1.5)
    await log.release_lease(CODE, "second")
    assert await log.take_lease(CODE, "first", 1.5)


async def test_rooms_share_nothing(log: SqliteLog) -> None:
    frames = await log.subscribe(CODE)
    await log.append("OTHER", TimePassed("a", 1))
    await log.publish("OTHER", [Frame(ALL, "other")])
    await log.append(CODE, TimePassed("b", 2))
    await log.publish(CODE, [Frame(ALL, "own")])

    assert await anext(frames) == Frame(ALL, "own")
    assert await take(log, 1) == [(1, TimePassed("b", 2))]
    assert (await log.find_latest(CODE), await log.find_latest("NEW")) == (Frame(ALL, "own"), None)
    assert await log.take_lease(CODE, "first", 1.5)
    assert await log.take_lease("OTHER", "second", 1.5)


async def test_file_that_cannot_be_opened_is_an_error_for_each_writer(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("no folder")
    log = SqliteLog(tmp_path / "file" / "rooms.sqlite", clock)

    results = await asyncio.gather(
        *(log.append(CODE, TimePassed("a", 1)) for _ in range(3)), return_exceptions=True
    )

    assert [type(result) for result in results] == [LogError] * 3
    await log.close()


async def test_event_of_a_caller_who_left_is_written_all_the_same(log: SqliteLog) -> None:
    caller = asyncio.create_task(log.append(CODE, TimePassed("a", 1)))
    await asyncio.sleep(0)
    caller.cancel()
    await log.append(CODE, TimePassed("b", 2))

    assert [event.id for _, event in await take(log, 2)] == ["a", "b"]


async def test_answers_of_a_killed_owner_are_counted_by_the_next_one(tmp_path: Path, clock: Clock) -> None:
    log = SqliteLog(tmp_path / "rooms.sqlite", clock)
    room = RoomDriver(log, clock)
    await room.open(question("a", key=2))
    owner = room.start_owner()
    players = [await room.join(name) for name in ("Ana", "Ben")]
    await room.act(HostAction.START)
    await room.find_phase("reading")
    clock.now += 2000
    await room.connect(players[0])
    await room.find_phase("open")
    await room.answer("Ana", 2)
    await kill(owner)
    await room.stop()
    await log.close()

    restarted = SqliteLog(tmp_path / "rooms.sqlite", clock)
    room.log = restarted
    await room.answer("Ben", 1)
    clock.now += 1500
    owner = room.start_owner()
    await room.act(HostAction.END)
    await room.act(HostAction.END)
    async with asyncio.timeout(5):
        last = await owner

    options = {last.players[player].name: answer.answer.option for player, answer in last.answers[0].items()}
    assert options == {"Ana": 2, "Ben": 1}
    await restarted.close()
