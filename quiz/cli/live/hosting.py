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
from quiz.cli.live.room_files import RoomFiles, RoomPlace, delete_old_rooms, save_place
from quiz.game.room import Room
from quiz.game.room_events import Created, HostAction
from quiz.live.client import LiveClient
from quiz.live.limits import LiveSettings
from quiz.live.log import LogError, RoomLog
from quiz.live.owner import RoomOwner
from quiz.live.report import write_csv, write_json
from quiz.live.room_link import RoomFront, RoomLink, RoomNews
from quiz.live.server import LiveServer
from quiz.live.sqlite_log import SqliteLog
from quiz.live.tokens import make_token
from quiz.model.errors import UsageError
from quiz.text.safe import Text, one_line

_END_SECONDS = 0.5
_REPORT_SECONDS = 10.0
"""Time in which a large room has to close before its report is written."""
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

    created: Created
    place: RoomPlace
    limits: LiveSettings
    files: RoomFiles | None = None
    """The files of the log; `None` for a temporary folder."""
    redis: str | None = None
    """The address of a Redis server, which keeps the log instead."""
    is_resumed: bool = False

    @property
    def code(self) -> str:
        """The code of the room."""
        return self.created.settings.code


class RoomHost:
    """Opens a room when a front end asks for it, and closes it with everything that belongs to it."""

    def __init__(self, plan: HostPlan) -> None:
        self._plan = plan
        self._stack = AsyncExitStack()
        self._owner: asyncio.Task[Room] | None = None
        self._link: LiveClient | None = None
        self._clock = make_clock()
        self._place = plan.place
        self._is_over = not plan.is_resumed
        """Whether the log is not needed any more, or not yet."""
        self.stays_open = False
        """Whether the room stays open for `quiz host --resume` when this process ends."""

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
        plan, bind = self._plan, self._plan.place.bind
        port = await self._start()
        public = (find_network_address() or LOCAL) if is_for_all(bind) else bind
        front.show_address(format_address(public, port))
        await self._announce(public, port)
        address = format_address(LOCAL if is_for_all(bind) else bind, port)
        self._link = await self._connect(address, plan.created.host_token)
        front.begin(self._link)
        async with asyncio.TaskGroup() as tasks:
            if plan.place.host_name is not None:
                tasks.create_task(self._play_along(address, one_line(plan.place.host_name), front))
            async for news in self._link.follow():
                await front.show(news)

    async def _start(self) -> int:
        """Start the log, the owner and the server, and return its port."""
        plan = self._plan
        self._stack.callback(self._delete_files)
        try:
            log = self._open_log()
            self._stack.push_async_callback(log.close)
            is_new = plan.is_resumed or await log.create(plan.code, plan.created)
        except (LogError, OSError) as error:
            raise UsageError(f"can't keep the room: {error}") from error
        if not is_new:
            raise UsageError(f"the code {plan.code} is in use. Start again for another one")
        owner = RoomOwner(log, plan.code, self._clock, make_id)
        self._owner = asyncio.create_task(owner.run())
        self._stack.push_async_callback(self._end_log, log, self._owner)
        server = LiveServer(log, self._clock, lambda: make_token(random_bits), plan.limits)
        try:
            _, port = await server.start(plan.place.bind, plan.place.port)
        except OSError as error:
            raise UsageError(f"can't listen on {plan.place.bind}: {error.strerror or error}") from error
        self._is_over = False
        self._stack.push_async_callback(server.close)
        self._save_place(plan.place._replace(port=port))
        return port

    def _open_log(self) -> RoomLog:
        plan = self._plan
        if plan.redis is not None:
            from quiz.live.redis_log import RedisLog

            return RedisLog(plan.redis)
        if plan.files is None:
            folder = self._stack.enter_context(TemporaryDirectory(prefix="quiz-room-"))
            return SqliteLog(Path(folder) / "room.sqlite3", self._clock)
        if not plan.is_resumed:
            plan.files.prepare()
            delete_old_rooms(plan.files.folder, self._clock() / 1000)
        return SqliteLog(plan.files.log_path, self._clock)

    async def _end_log(self, log: RoomLog, owner: "asyncio.Task[Room]") -> None:
        """Stop the owner, and delete a room that is over from the log."""
        owner.cancel()
        await asyncio.gather(owner, return_exceptions=True)
        if self._is_over:
            with suppress(LogError):
                await log.delete(self._plan.code)

    def _delete_files(self) -> None:
        """Delete the files of a room that is over, once they are closed."""
        if self._is_over and self._plan.files is not None:
            self._plan.files.delete()

    def _save_place(self, place: RoomPlace) -> None:
        self._place = place
        if self._plan.files is not None:
            with suppress(OSError):  # then the room can't be resumed
                save_place(self._plan.files, place)

    async def _announce(self, host: str, port: int) -> None:
        """Announce the room in the local network, if the library for that is installed."""
        if host == LOCAL:
            return
        try:
            from quiz.live.discovery import announce_room
        except ImportError:
            return
        announcement = announce_room(self._plan.code, self._plan.created.settings.title, port, [host])
        with suppress(OSError):
            await self._stack.enter_async_context(announcement)

    async def _connect(self, address: str, token: str | None) -> LiveClient:
        client = LiveClient(address, self._plan.code, self._clock, make_id, token)
        return await self._stack.enter_async_context(client)

    async def _play_along(self, address: str, name: Text, front: HostFront) -> None:
        link = await self._connect(address, self._plan.place.own_token)
        if link.token is None:
            teams = self._plan.created.settings.teams
            if (reason := await link.join(name, teams[0] if teams else None)) is not None:
                front.show_note(Text(f"You can't play along: {reason}"))
                return
            self._save_place(self._place._replace(own_token=link.token))
        front.begin_own(link)
        async for news in link.follow():
            await front.show_own(news)

    async def _close_room(self) -> None:
        """End the game if it runs, so that all players hear of it, and write the report."""
        if self._owner is None or self.stays_open:
            return
        if self._link is None:
            self._is_over = not self._plan.is_resumed
            return
        for _ in range(_ENDINGS):
            if not self._owner.done():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._link.act(HostAction.END), _END_SECONDS)
        report = self._plan.place.report
        seconds = _END_SECONDS if report is None else _REPORT_SECONDS
        done, _ = await asyncio.wait((self._owner,), timeout=seconds)
        if report is not None:
            self._save_report(self._owner.result() if done else None, Path(report))
        self._is_over = bool(done)

    def _save_report(self, room: Room | None, path: Path) -> None:
        """Write the report of a closed room; `None` if it has not closed in time.

        Raises:
            UsageError: The report isn't written; a room with files can be resumed to write it.
        """
        reason = "the room doesn't close"
        try:
            if room is not None:
                text = write_json(room) if path.suffix.lower() == ".json" else write_csv(room)
                path.write_text(text, encoding="utf-8", newline="")
                return
        except OSError as error:
            reason = error.strerror or str(error)
        hint = "" if self._plan.files is None else ". The answers are kept: quiz host --resume writes it"
        raise UsageError(f"can't write {path}: {reason}{hint}")
