"""All logs do the same."""

import asyncio
from itertools import pairwise

from quiz.game.room_events import Created, RoomEvent, RoomSettings, TimePassed
from quiz.live.log import ALL, Frame, RoomLog
from quiz.text.safe import Text
from tests.factories import question
from tests.live.room_driver import CODE, HOST

OTHER = "OTHER"


def created(code: str = CODE) -> Created:
    return Created("c", 1, RoomSettings(code, Text("A quiz")), (question(),), HOST)


async def open_rooms(log: RoomLog) -> None:
    assert await log.create(CODE, created())
    assert await log.create(OTHER, created(OTHER))


async def take(log: RoomLog, amount: int, after: int = 0) -> list[tuple[int, RoomEvent]]:
    """Return the next events of a room."""
    taken: list[tuple[int, RoomEvent]] = []
    async with asyncio.timeout(10):
        async for batch in log.follow(CODE, after):
            taken += batch
            if len(taken) >= amount:
                break
    return taken


async def test_events_are_numbered_in_their_order(log: RoomLog) -> None:
    await open_rooms(log)
    events = [TimePassed(f"e{number}", number) for number in range(2500)]
    numbers = await asyncio.gather(*(log.append(CODE, event) for event in events))

    assert all(first < second for first, second in pairwise(numbers))
    batch = await take(log, 1)
    assert batch[1:] == list(zip(numbers, events, strict=True))
    assert batch[0][1] == created()
    assert [number for number, _ in await take(log, 1, after=numbers[-3])] == numbers[-2:]


async def test_follower_misses_nothing_while_events_are_added(log: RoomLog) -> None:
    await open_rooms(log)
    follower = asyncio.create_task(take(log, 301))
    for first in range(0, 300, 10):
        await asyncio.gather(*(log.append(CODE, TimePassed(f"e{n}", n)) for n in range(first, first + 10)))

    assert [event.at for _, event in await follower] == [1, *range(300)]


async def test_code_in_use_is_refused(log: RoomLog) -> None:
    assert not await log.find_room(CODE)
    assert await log.create(CODE, created())
    assert await log.find_room(CODE)
    assert not await log.create(CODE, created())
    assert len(await take(log, 1)) == 1
    await log.delete(CODE)
    assert not await log.find_room(CODE)
    assert await log.create(CODE, created())


async def test_only_the_holder_renews_a_lease(log: RoomLog) -> None:
    assert await log.take_lease(CODE, "first", 5)
    assert not await log.take_lease(CODE, "second", 5)
    assert await log.take_lease(CODE, "first", 5)
    await log.release_lease(CODE, "second")
    assert not await log.take_lease(CODE, "second", 5)
    await log.release_lease(CODE, "first")
    assert await log.take_lease(CODE, "second", 5)


async def test_rooms_share_nothing(log: RoomLog) -> None:
    await open_rooms(log)
    frames = await log.subscribe(CODE)
    await log.append(OTHER, TimePassed("a", 1))
    await log.publish(OTHER, [Frame(ALL, "other")])
    await log.append(CODE, TimePassed("b", 2))
    await log.publish(CODE, [Frame("p1", "“own”"), Frame(ALL, "own")])

    async with asyncio.timeout(5):
        assert [await anext(frames), await anext(frames)] == [Frame("p1", "“own”"), Frame(ALL, "own")]
    assert [event for _, event in await take(log, 2)] == [created(), TimePassed("b", 2)]
    assert await log.find_latest("NEW") is None
    assert await log.take_lease(CODE, "first", 5)
    assert await log.take_lease(OTHER, "second", 5)


async def test_newest_frame_for_all_is_kept(log: RoomLog) -> None:
    assert await log.find_latest(CODE) is None
    await log.publish(CODE, [Frame(ALL, "first"), Frame("p1", "own"), Frame(ALL, "“second”")])
    await log.publish(CODE, [Frame("p1", "own")])

    assert await log.find_latest(CODE) == Frame(ALL, "“second”")


async def test_subscribers_get_the_same_frames(log: RoomLog) -> None:
    subscriptions = [await log.subscribe(CODE) for _ in range(3)]
    sent = [Frame(f"p{number}", f"{number}") for number in range(1000)]
    await log.publish(CODE, sent)

    async with asyncio.timeout(5):
        for frames in subscriptions:
            assert [await anext(frames) for _ in sent] == sent


async def test_event_of_a_caller_who_left_is_written_all_the_same(log: RoomLog) -> None:
    await open_rooms(log)
    caller = asyncio.create_task(log.append(CODE, TimePassed("a", 1)))
    await asyncio.sleep(0)
    caller.cancel()
    await log.append(CODE, TimePassed("b", 2))

    assert [event.id for _, event in await take(log, 3)] == ["c", "a", "b"]
