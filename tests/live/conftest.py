"""The logs that tests run with."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from redis import Redis

from quiz.live.log import RoomLog
from quiz.live.redis_log import RedisLog
from quiz.live.sqlite_log import SqliteLog
from tests.live.redis_server import MISSING, PROGRAM, RedisServer


class MovableClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_700_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture(scope="session")
def running_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    if PROGRAM is None:
        pytest.skip(MISSING)
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.kill()


@pytest.fixture
def redis_server(running_redis: RedisServer) -> RedisServer:
    """Return a server without data."""
    with Redis.from_url(running_redis.url) as client:
        client.flushall()
    return running_redis


@pytest.fixture(params=["sqlite", "redis"])
async def log(request: pytest.FixtureRequest, tmp_path: Path, clock: MovableClock) -> AsyncIterator[RoomLog]:
    """Return a log of each kind, without rooms."""
    opened: RoomLog
    if request.param == "sqlite":
        opened = SqliteLog(tmp_path / "rooms.sqlite", clock)
    else:
        opened = RedisLog(request.getfixturevalue("redis_server").url)
    yield opened
    await opened.close()
