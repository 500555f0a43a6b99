"""The log of a room: its events, the frames for its clients, and the lease of its owner."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import NamedTuple, Protocol

from quiz.game.room_events import Created, RoomEvent

ALL = "all"
"""The recipient of a frame that is the same for all."""


class Frame(NamedTuple):
    """A message to clients."""

    to: str
    """`ALL`, or the id of a player or of the host."""
    text: str
    """A JSON object in one line."""


class LogError(Exception):
    """A log that can't be read or written. Its text is a sentence without a full stop."""


class RoomLog(Protocol):
    """Stores the events of rooms, and passes frames on. All methods may be called at the same time."""

    async def create(self, code: str, event: Created) -> bool:
        """Add the first event of a room; return `False` and do nothing if the code is in use."""

    async def append(self, code: str, event: RoomEvent) -> int:
        """Add an event, and return its number, from 1. It is durable when this returns."""

    def follow(self, code: str, after: int = 0) -> AsyncIterator[Sequence[tuple[int, RoomEvent]]]:
        """Yield the numbered events after a number; wait for more forever.

        The first batch has all events that the log has already.
        """

    async def publish(self, code: str, frames: Sequence[Frame]) -> None:
        """Pass frames on to all subscribers; a frame that no one receives is lost."""

    async def subscribe(self, code: str) -> AsyncIterator[Frame]:
        """Return the frames that are published from now on."""

    async def find_latest(self, code: str) -> Frame | None:
        """Return the newest frame for all; `None` if none was published."""

    async def take_lease(self, code: str, owner: str, seconds: float) -> bool:
        """Acquire or renew the lease of a room, and return whether the owner has it."""

    async def release_lease(self, code: str, owner: str) -> None:
        """End an owner's lease, if it has one."""

    async def find_room(self, code: str) -> bool:
        """Return whether a room exists."""

    async def delete(self, code: str) -> None:
        """Delete a room's events."""

    async def close(self) -> None:
        """Close the log."""


def raise_if_cancelled() -> None:
    """Cancel the current task again, if a cancellation was lost in a library or hidden by another error."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
