"""The log of rooms for many machines: Redis or Valkey.

Events are a stream, frames go through a channel, and the lease is a key that expires. A frame that is lost
while a connection is renewed leaves a gap in the numbers of frames, and the client asks for the whole state.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import suppress
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from quiz.game.room_events import Created, RoomEvent
from quiz.live.event_batcher import EventBatcher, PendingEvent
from quiz.live.event_codec import decode_event, encode_event
from quiz.live.log import ALL, Frame, LogError, raise_if_cancelled
from quiz.model.errors import UsageError

Numbered = tuple[int, RoomEvent]

_LIFETIME_SECONDS = 24 * 60 * 60
"""Time after which a room that was not deleted disappears."""
_CHUNK = 1000
_BLOCK_MS = 1000
_TIMEOUT_SECONDS = 3.0
_SEQUENCE_BITS = 20
"""Bits for the sequence number of a stream's id, which follows its time in the number of an event."""
_TAKE_LEASE = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
_RELEASE_LEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
"""


class RedisLog:
    """Stores events in streams, and passes frames on to every process that subscribes."""

    def __init__(self, url: str) -> None:
        """Prepare a log; the first command connects.

        Args:
            url: The server, such as `redis://host:6379/0`.

        Raises:
            UsageError: The URL is not the address of a server.
        """
        self._redis = _make_client(url, socket_timeout=_TIMEOUT_SECONDS, retry=Retry(NoBackoff(), 1))
        self._listener = _make_client(url, socket_timeout=None, socket_keepalive=True)
        self._batcher = EventBatcher(self._write)

    async def check_server(self) -> None:
        """Make sure that the server answers.

        Raises:
            LogError: It does not.
        """
        await _call(self._redis.ping())

    async def create(self, code: str, event: Created) -> bool:
        """Add the first event of a room, unless the code is in use."""
        is_free = await _call(self._redis.set(_key(code, "room"), "1", nx=True, ex=_LIFETIME_SECONDS))
        if not is_free:
            return False
        pipeline = self._redis.pipeline(transaction=True)
        pipeline.xadd(_key(code, "events"), {"e": encode_event(event)})
        pipeline.expire(_key(code, "events"), _LIFETIME_SECONDS)
        await _call(pipeline.execute())
        return True

    async def append(self, code: str, event: RoomEvent) -> int:
        """Add an event, and return its number once the server has it."""
        return await self._batcher.append(code, event)

    async def follow(self, code: str, after: int = 0) -> AsyncIterator[Sequence[Numbered]]:
        """Yield the numbered events after a number; wait for more forever."""
        key = _key(code, "events")
        earlier: list[Numbered] = []
        while entries := await _call(self._redis.xrange(key, f"({_to_id(after)}", count=_CHUNK)):
            earlier += _decode(entries)
            after = earlier[-1][0]
        if earlier:
            yield earlier
        while True:
            reading = self._redis.xread({key: _to_id(after)}, count=_CHUNK, block=_BLOCK_MS)
            for _, entries in _list_streams(await _call(reading)):
                batch = _decode(entries)
                yield batch
                after = batch[-1][0]

    async def publish(self, code: str, frames: Sequence[Frame]) -> None:
        """Pass frames on in one message."""
        pipeline = self._redis.pipeline(transaction=False)
        shared = [frame.text for frame in frames if frame.to == ALL]
        if shared:
            pipeline.set(_key(code, "latest"), shared[-1], ex=_LIFETIME_SECONDS)
        pipeline.publish(_key(code, "frames"), json.dumps(frames, ensure_ascii=False))
        await _call(pipeline.execute())

    async def subscribe(self, code: str) -> AsyncIterator[Frame]:
        """Return the frames that are published from now on."""
        channel = self._listener.pubsub()
        try:
            await _call(_subscribe(channel, _key(code, "frames")))
        except BaseException:
            await channel.aclose()
            raise
        return _iter_frames(channel)

    async def find_latest(self, code: str) -> Frame | None:
        """Return the newest frame for all."""
        text = await _call(self._redis.get(_key(code, "latest")))
        return None if text is None else Frame(ALL, text.decode())

    async def take_lease(self, code: str, owner: str, seconds: float) -> bool:
        """Acquire or renew the lease of a room, and return whether the owner has it."""
        lease = self._redis.eval(_TAKE_LEASE, 1, _key(code, "lease"), owner, round(1000 * seconds))
        return bool(await _call(lease))

    async def release_lease(self, code: str, owner: str) -> None:
        """End an owner's lease, if it has one."""
        await _call(self._redis.eval(_RELEASE_LEASE, 1, _key(code, "lease"), owner))

    async def find_room(self, code: str) -> bool:
        """Return whether a room exists."""
        return bool(await _call(self._redis.exists(_key(code, "room"))))

    async def delete(self, code: str) -> None:
        """Delete all that is stored of a room."""
        await _call(self._redis.delete(*(_key(code, part) for part in ("room", "events", "latest", "lease"))))

    async def close(self) -> None:
        """Write what is pending, and disconnect."""
        await self._batcher.finish()
        with suppress(RedisError, OSError):
            await self._redis.aclose()
            await self._listener.aclose()

    async def _write(self, batch: Sequence[PendingEvent]) -> list[int]:
        pipeline = self._redis.pipeline(transaction=False)
        for pending in batch:
            pipeline.xadd(_key(pending.code, "events"), {"e": pending.line}, nomkstream=True)
        ids = await _call(pipeline.execute())
        if None in ids:
            raise LogError("the room was deleted")
        return [_to_number(entry_id) for entry_id in ids]


def _make_client(url: str, **options: Any) -> Any:
    try:
        return Redis.from_url(url, socket_connect_timeout=_TIMEOUT_SECONDS, **options)
    except ValueError:  # its text has the URL, and so may have a password
        raise UsageError("the address of a Redis server looks like redis://host:6379/0") from None


async def _call(command: Awaitable[Any]) -> Any:
    """Return the result of a command.

    Raises:
        LogError: The server can't be reached, or refuses the command.
    """
    try:
        result = await command
    except (RedisError, OSError, TimeoutError) as error:
        raise LogError(f"Redis doesn't answer: {error}") from error
    finally:
        raise_if_cancelled()
    return result


async def _subscribe(channel: Any, name: str) -> None:
    """Subscribe to a channel, and wait for the message that confirms it."""
    async with asyncio.timeout(_TIMEOUT_SECONDS):
        await channel.subscribe(name)
        while await channel.get_message(timeout=None) is None:
            pass


async def _iter_frames(channel: Any) -> AsyncIterator[Frame]:
    try:
        while True:
            message = await _call(channel.get_message(ignore_subscribe_messages=True, timeout=None))
            if message is not None:
                for to, text in json.loads(message["data"]):
                    yield Frame(to, text)
    finally:
        await channel.aclose()


def _key(code: str, part: str) -> str:
    return f"quiz:{{{code}}}:{part}"


def _to_id(number: int) -> str:
    return f"{number >> _SEQUENCE_BITS}-{number & ((1 << _SEQUENCE_BITS) - 1)}"


def _to_number(entry_id: bytes) -> int:
    time, _, sequence = entry_id.partition(b"-")
    return (int(time) << _SEQUENCE_BITS) + int(sequence)


def _decode(entries: Sequence[Any]) -> list[Numbered]:
    return [(_to_number(entry_id), decode_event(fields[b"e"])) for entry_id, fields in entries]


def _list_streams(reply: Any) -> Any:
    """Return the streams of a reply, which is a list or a mapping, by the version of the protocol."""
    return reply.items() if isinstance(reply, dict) else reply or ()
