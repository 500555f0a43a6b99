"""A room with its server, its owner and the host's connection, in one process."""

import asyncio
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from quiz.cli.live.environment import (
    LOCAL,
    find_network_address,
    format_address,
    is_for_all,
    make_clock,
    make_id,
    random_bits,
)
from quiz.game.room import Room
from quiz.game.room_events import CategoryTitle, Created, HostAction, RoomSettings
from quiz.live.client import LiveClient
from quiz.live.limits import LiveSettings
from quiz.live.owner import RoomOwner
from quiz.live.report import write_csv, write_json
from quiz.live.room_link import RoomFront, RoomLink, RoomNews
from quiz.live.server import LiveServer
from quiz.live.sqlite_log import SqliteLog
from quiz.live.tokens import make_token
from quiz.model.errors import UsageError
from quiz.model.question import Question
from quiz.text.safe import Text

_END_SECONDS = 0.5
_ENDINGS = 2
"""The first ending of a running game leads to the podium, the second closes the room."""


class HostFront(RoomFront, Protocol):
    """A front end of a host."""

    def show_address(self, address: str) -> None:
        """Show where players join."""

    def begin_own(self, link: RoomLink) -> None:
        """Use the seat of a host who plays along."""

    async def show_own(self, news: RoomNews) -> None:
        """Show a change in the seat of the host."""


class HostPlan(NamedTuple):
    """The room to open."""

    settings: RoomSettings
    questions: tuple[Question, ...]
    titles: tuple[CategoryTitle, ...]
    bind: str
    port: int
    limits: LiveSettings
    host_name: Text | None = None
    """The name of a host who plays along."""
    report: Path | None = None
    """The file for the results."""


class RoomHost:
    """Opens a room when a front end asks for it, and closes it with everything that belongs to it."""

    def __init__(self, plan: HostPlan) -> None:
        self._plan = plan
        self._stack = AsyncExitStack()
        self._owner: asyncio.Task[Room] | None = None
        self._link: LiveClient | None = None
        self._clock = make_clock()

    async def __aenter__(self) -> Self:
        """Prepare nothing: the room opens after the first paint."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the room, write the report and stop the server."""
        try:
            await self._close_room()
        finally:
            await self._stack.aclose()

    async def run(self, front: HostFront) -> None:
        """Open the room and show its news until it closes."""
        token = make_token(random_bits)
        port = await self._start(token)
        front.show_address(format_address(self._public_host(), port))
        address = format_address(LOCAL if is_for_all(self._plan.bind) else self._plan.bind, port)
        self._link = await self._connect(address, token)
        front.begin(self._link)
        async with asyncio.TaskGroup() as tasks:
            if self._plan.host_name is not None:
                tasks.create_task(self._play_along(address, self._plan.host_name, front))
            async for news in self._link.follow():
                await front.show(news)

    async def _start(self, token: str) -> int:
        """Start the log, the owner and the server, and return its port."""
        plan = self._plan
        folder = self._stack.enter_context(TemporaryDirectory(prefix="quiz-room-"))
        log = SqliteLog(Path(folder) / "room.sqlite3", self._clock)
        self._stack.push_async_callback(log.close)
        created = Created(make_id(), self._clock(), plan.settings, plan.questions, token, plan.titles)
        await log.create(plan.settings.code, created)
        owner = RoomOwner(log, plan.settings.code, self._clock, make_id)
        self._owner = asyncio.create_task(owner.run())
        self._stack.push_async_callback(_cancel, self._owner)
        server = LiveServer(log, self._clock, lambda: make_token(random_bits), plan.limits)
        try:
            _, port = await server.start(plan.bind, plan.port)
        except OSError as error:
            raise UsageError(f"can't listen on {plan.bind}: {error.strerror or error}") from error
        self._stack.push_async_callback(server.close)
        return port

    def _public_host(self) -> str:
        if is_for_all(self._plan.bind):
            return find_network_address() or LOCAL
        return self._plan.bind

    async def _connect(self, address: str, token: str | None) -> LiveClient:
        client = LiveClient(address, self._plan.settings.code, self._clock, make_id, token)
        return await self._stack.enter_async_context(client)

    async def _play_along(self, address: str, name: Text, front: HostFront) -> None:
        link = await self._connect(address, None)
        if (reason := await link.join(name, self._choose_team())) is not None:
            front.show_note(Text(f"You can't play along: {reason}"))
            return
        front.begin_own(link)
        async for news in link.follow():
            await front.show_own(news)

    def _choose_team(self) -> Text | None:
        teams = self._plan.settings.teams
        return teams[0] if teams else None

    async def _close_room(self) -> None:
        """End the game if it runs, so that all players hear of it, and write the report."""
        if self._owner is None or self._link is None:
            return
        for _ in range(_ENDINGS):
            if not self._owner.done():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._link.act(HostAction.END), _END_SECONDS)
        done, _ = await asyncio.wait((self._owner,), timeout=_END_SECONDS)
        if done and self._plan.report is not None:
            _write_report(self._owner.result(), self._plan.report)


def _write_report(room: Room, path: Path) -> None:
    text = write_json(room) if path.suffix.lower() == ".json" else write_csv(room)
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"can't write {path}: {error.strerror or error}") from error


async def _cancel(task: "asyncio.Task[Room]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
