"""The log in an SQLite file."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from quiz.game.room_events import HostAction, TimePassed
from quiz.live.log import LogError
from quiz.live.sqlite_log import SqliteLog
from tests.factories import question
from tests.live.conftest import MovableClock
from tests.live.room_driver import CODE, RoomDriver, kill


@pytest.fixture
async def log(tmp_path: Path, clock: MovableClock) -> AsyncIterator[SqliteLog]:
    log = SqliteLog(tmp_path / "rooms.sqlite", clock)
    yield log
    await log.close()


async def test_acknowledged_events_are_in_the_file_without_a_close(log: SqliteLog, tmp_path: Path) -> None:
    await log.append(CODE, TimePassed("a", 1))
    other = SqliteLog(tmp_path / "rooms.sqlite", MovableClock())

    assert await anext(other.follow(CODE)) == [(1, TimePassed("a", 1))]
    await other.close()


async def test_rooms_that_were_not_deleted_are_listed(log: SqliteLog) -> None:
    assert await log.list_rooms() == ()
    for code in ("K7QMP", "AAAAA", "K7QMP"):
        await log.append(code, TimePassed("a", 1))
    assert await log.list_rooms() == ("AAAAA", "K7QMP")
    await log.delete("AAAAA")
    assert await log.list_rooms() == ("K7QMP",)


async def test_lease_is_held_by_one_owner(log: SqliteLog, clock: MovableClock) -> None:
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


async def test_file_that_cannot_be_opened_is_an_error_for_each_writer(
    tmp_path: Path, clock: MovableClock
) -> None:
    (tmp_path / "file").write_text("no folder")
    log = SqliteLog(tmp_path / "file" / "rooms.sqlite", clock)

    results = await asyncio.gather(
        *(log.append(CODE, TimePassed("a", 1)) for _ in range(3)), return_exceptions=True
    )

    assert [type(result) for result in results] == [LogError] * 3
    await log.close()


async def test_answers_of_a_killed_owner_are_counted_by_the_next_one(
    tmp_path: Path, clock: MovableClock
) -> None:
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
