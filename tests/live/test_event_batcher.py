"""Events that are written together."""

import asyncio
from collections.abc import Sequence

import pytest

from quiz.game.room_events import TimePassed
from quiz.live.event_batcher import EventBatcher, PendingEvent
from quiz.live.log import LogError


@pytest.mark.parametrize(
    ("error", "reason"),
    [(LogError("the disk is full"), "the disk is full"), (ValueError("7"), "ValueError: 7")],
)
async def test_every_caller_learns_that_writing_failed(error: Exception, reason: str) -> None:
    async def write(batch: Sequence[PendingEvent]) -> Sequence[int]:
        raise error

    batcher = EventBatcher(write)
    appends = (batcher.append("K7QMP", TimePassed(str(number), 0)) for number in range(3))
    results = await asyncio.wait_for(asyncio.gather(*appends, return_exceptions=True), timeout=5)

    assert [str(result) for result in results] == [reason] * 3
    assert all(isinstance(result, LogError) for result in results)
