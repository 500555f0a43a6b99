"""A player's visit to a room."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from types import TracebackType
from typing import Protocol, Self

from quiz.cli.live.environment import make_clock, make_id
from quiz.game.recorder import HistoryRecorder
from quiz.live.client import LiveClient
from quiz.live.joining import JoinWishes, RoomAddress, choose_room, take_seat
from quiz.live.own_history import HistoryKeeper
from quiz.live.room_link import RoomFront, RoomNews
from quiz.live.room_view import RoomView
from quiz.text.safe import Text

_FIND_SECONDS = 1.5


class ClosableFront(RoomFront, Protocol):
    """A front end that can be closed."""

    def exit(self) -> None:
        """Close it."""


class RoomVisit:
    """Finds a room, takes a seat, and shows the news until the room closes."""

    def __init__(self, wishes: JoinWishes, recorder: HistoryRecorder) -> None:
        self._wishes = wishes
        self._clock = make_clock()
        self._recorder = recorder
        self._keeper = HistoryKeeper(recorder, self._clock)
        self._stack = AsyncExitStack()
        self._news: AsyncIterator[RoomNews] | None = None

    async def __aenter__(self) -> Self:
        """Prepare nothing: the connection begins after the first paint."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connection."""
        await self._stack.aclose()

    async def run(self, front: ClosableFront) -> None:
        """Enter the room and follow it; close the front end of a player who has not entered."""
        if await self.enter(front):
            await self.follow(front)
        else:
            front.exit()

    async def enter(self, front: RoomFront) -> bool:
        """Find the room and ask for a seat; return whether the player has one."""
        room = await choose_room(self._wishes, front, _find_rooms)
        if room is None or room.code is None:
            return False
        client = LiveClient(room.server, room.code, self._clock, make_id)
        client = await self._stack.enter_async_context(client)
        self._news = client.follow()
        if not await take_seat(client, self._news, self._wishes, front):
            return False
        front.begin(client)
        return True

    async def follow(self, front: RoomFront) -> None:
        """Show the news, and save the answers, until the room closes."""
        if (notice := self._recorder.open()) is not None:
            front.show_note(notice)
        assert self._news is not None
        async for news in self._news:
            await front.show(news)
            if isinstance(news, RoomView) and (trouble := self._keeper.note(news)) is not None:
                front.show_note(Text(f"Not saved: {trouble}."))


async def _find_rooms() -> tuple[RoomAddress, ...]:
    """Return the rooms in the local network; none without the library for that."""
    try:
        from quiz.live.discovery import find_rooms
    except ImportError:
        return ()
    with suppress(OSError):
        found = await find_rooms(_FIND_SECONDS)
        return tuple(RoomAddress(f"http://{room.host}:{room.port}", room.code) for room in found)
    return ()
