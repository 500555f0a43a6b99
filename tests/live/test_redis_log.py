"""The log in a real Redis server."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.game.room_events import Created, HostAction, RoomSettings, TimePassed
from quiz.live.log import ALL, Frame, LogError
from quiz.live.redis_log import RedisLog
from quiz.model.errors import UsageError
from quiz.text.safe import Text
from tests.factories import question
from tests.live.redis_server import MISSING, PROGRAM, RedisServer
from tests.live.room_driver import CODE, HOST, RoomDriver, kill

pytestmark = pytest.mark.slow
CREATED = Created("c", 1, RoomSettings(CODE, Text("A quiz")), (question(),), HOST)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[RedisServer]:
    """Return a server that a test may kill."""
    if PROGRAM is None:
        pytest.skip(MISSING)
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.resume()
    server.kill()


def read_clock() -> int:
    return time.time_ns() // 1_000_000


async def test_lease_ends_by_itself(redis_server: RedisServer) -> None:
    log = RedisLog(redis_server.url)
    started = time.monotonic()
    assert await log.take_lease(CODE, "first", 0.3)
    async with asyncio.timeout(5):
        while not await log.take_lease(CODE, "second", 0.3):
            await asyncio.sleep(0.01)

    assert time.monotonic() - started >= 0.29
    await log.close()


async def test_event_for_a_deleted_room_creates_nothing(redis_server: RedisServer) -> None:
    log = RedisLog(redis_server.url)
    await log.create(CODE, CREATED)
    await log.delete(CODE)

    with pytest.raises(LogError, match="deleted"):
        await log.append(CODE, TimePassed("a", 1))
    assert not await log.find_room(CODE)
    await log.close()


async def test_server_that_is_killed_and_started_again(own_server: RedisServer) -> None:
    log = RedisLog(own_server.url)
    await log.create(CODE, CREATED)
    frames = await log.subscribe(CODE)
    await log.append(CODE, TimePassed("a", 1))
    own_server.kill()
    with pytest.raises(LogError, match="Redis doesn't answer"):
        await log.append(CODE, TimePassed("b", 2))
    with pytest.raises(LogError):
        await log.take_lease(CODE, "owner", 1.5)
    with pytest.raises(LogError):
        async with asyncio.timeout(10):
            await anext(frames)
    own_server.start()
    await log.append(CODE, TimePassed("c", 3))
    async with asyncio.timeout(5):
        batch = await anext(log.follow(CODE))

    assert [event.id for _, event in batch] == ["c", "a", "c"]
    await log.close()


async def test_subscription_to_a_server_that_is_stopped_fails(own_server: RedisServer) -> None:
    log = RedisLog(own_server.url)
    await log.find_room(CODE)
    own_server.pause()
    with pytest.raises(LogError, match="Redis doesn't answer"):
        await log.subscribe(CODE)
    own_server.resume()
    await log.close()


async def test_server_that_is_stopped_for_a_moment(own_server: RedisServer) -> None:
    log = RedisLog(own_server.url)
    await log.create(CODE, CREATED)
    own_server.pause()
    waiting = asyncio.create_task(log.append(CODE, TimePassed("a", 1)))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    own_server.resume()
    async with asyncio.timeout(5):
        await waiting
    await log.close()


@pytest.mark.parametrize("url", ["redis.internal:6379", "http://127.0.0.1", "redis://:secret@host:port/0"])
def test_other_address_is_a_sentence_without_the_password(url: str) -> None:
    with pytest.raises(UsageError, match="redis://host:6379/0") as caught:
        RedisLog(url)
    assert "secret" not in str(caught.value)


async def test_server_that_is_not_there_is_a_sentence_without_the_password() -> None:
    log = RedisLog("redis://user:secret@127.0.0.1:1/0")
    with pytest.raises(LogError, match="Redis doesn't answer") as caught:
        await log.find_room(CODE)
    assert "secret" not in str(caught.value)
    await log.close()


async def test_frames_reach_every_edge(redis_server: RedisServer) -> None:
    owner_log, *edges = [RedisLog(redis_server.url) for _ in range(3)]
    subscriptions = [await edge.subscribe(CODE) for edge in edges]
    sent = [Frame(ALL, "state"), *(Frame(f"p{number}", "own") for number in range(2000))]
    await owner_log.publish(CODE, sent)

    async with asyncio.timeout(10):
        for frames in subscriptions:
            assert [await anext(frames) for _ in sent] == sent
    for log in (owner_log, *edges):
        await log.close()


async def test_another_process_takes_over_a_question(redis_server: RedisServer) -> None:
    logs = [RedisLog(redis_server.url) for _ in range(3)]
    room = RoomDriver(logs[0], read_clock)
    await room.open(question("a", key=2))
    owners = []
    for log in logs[1:]:
        room.log = log
        owners.append(room.start_owner())
        await asyncio.sleep(0.3)
    room.log = logs[0]
    names = [f"P{number}" for number in range(200)]
    await asyncio.gather(*(room.join(name) for name in names))
    await room.act(HostAction.START)
    await room.find_phase("open")
    await asyncio.gather(*(room.answer(name, 2) for name in names[:100]))
    await kill(owners[0])
    killed = time.monotonic()
    await asyncio.gather(*(room.answer(name, 2) for name in names[100:]))
    revealed = await room.find_phase("revealed")

    assert time.monotonic() - killed < 3
    assert revealed["reveal"]["counts"] == [0, 0, 200, 0]
    await room.stop()
    await kill(owners[1])
    for log in logs:
        await log.close()
