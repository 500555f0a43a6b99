"""A whole room for tests: log, owner and server in this process, and clients that send raw messages."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path
from secrets import token_hex
from time import time
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from quiz.game.room_events import Created, RoomSettings
from quiz.live.limits import LiveSettings
from quiz.live.owner import RoomOwner
from quiz.live.server import LiveServer
from quiz.live.sqlite_log import SqliteLog
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.factories import question

CODE = "K7QMP"
HOST_TOKEN = "f" * 32
QUESTIONS = (
    question("a", key=2, options=("Ash", "Birch", "Cedar", "Dogwood"), stem="Which tree is it?"),
    question("b", key=0, options=("Elm", "Fir", "Gum", "Hazel"), stem="Which one is that?"),
    question("c", key=1, options=("Ivy", "Juniper", "Kapok", "Larch"), stem="And the third?"),
)
_WAIT_SECONDS = 10.0


def clock() -> int:
    return int(1000 * time())


def new_token() -> str:
    return token_hex(16)


class SocketClient:
    """A client without any logic: it sends messages as they are, and keeps every frame."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.frames: list[dict[str, Any]] = []
        self.texts: list[str] = []
        self._changed = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self.socket:
            if message.type is WSMsgType.TEXT:
                self.texts.append(message.data)
                self.frames.append(json.loads(message.data))
                self._changed.set()
        self._changed.set()

    async def send(self, **message: object) -> None:
        await self.socket.send_str(json.dumps(message))

    async def wait(self, is_wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Return the first frame that fits, of those that came and that will come."""
        async with asyncio.timeout(_WAIT_SECONDS):
            for index in count():
                while index >= len(self.frames):
                    assert not self._reader.done(), (
                        f"closed with {self.socket.close_code}: {self.frames[-3:]}"
                    )
                    self._changed.clear()
                    await self._changed.wait()
                if is_wanted(self.frames[index]):
                    return self.frames[index]
        raise AssertionError

    async def wait_for(self, kind: str, **fields: object) -> dict[str, Any]:
        """Return the first frame of a type with these fields."""
        wanted = {"type": kind, **fields}
        return await self.wait(lambda frame: wanted.items() <= frame.items())

    async def wait_for_close(self) -> int | None:
        """Wait until the server closes the connection, and return the code."""
        async with asyncio.timeout(_WAIT_SECONDS):
            await self._reader
        return self.socket.close_code

    async def join(self, name: str, **fields: object) -> str:
        """Ask for a seat and return its token."""
        await self.send(type="join", id=f"join-{name}-{new_token()}"[:60], name=name, **fields)
        return str((await self.wait_for("joined"))["token"])

    async def refusal(self, **message: object) -> str:
        """Send a message that is refused and return the reason."""
        # Of two answers in the same millisecond, the one with the greater id is refused.
        message_id = f"z{new_token()}"
        await self.send(id=message_id, **message)
        return str((await self.wait_for("refused", id=message_id))["reason"])

    async def close(self) -> None:
        await self.socket.close()
        await self._reader


class OpenRoom:
    """A room that is served."""

    def __init__(self, stack: AsyncExitStack, server: LiveServer, log: SqliteLog, address: str) -> None:
        self._stack = stack
        self.server = server
        self.log = log
        self.address = address
        self.session = ClientSession()
        stack.push_async_callback(self.session.close)

    async def connect(self, code: str = CODE, address: str | None = None, **options: Any) -> SocketClient:
        """Open a socket."""
        socket = await self.session.ws_connect(f"{address or self.address}/ws/{code}", **options)
        client = SocketClient(socket)
        self._stack.push_async_callback(client.close)
        return client

    async def join(self, name: str) -> SocketClient:
        """Open a socket and take a seat."""
        client = await self.connect()
        await client.join(name)
        return client

    async def host(self) -> "HostClient":
        """Open a socket with the host's rights."""
        socket = await self.session.ws_connect(f"{self.address}/ws/{CODE}")
        client = HostClient(socket)
        self._stack.push_async_callback(client.close)
        await client.send(type="resume", token=HOST_TOKEN)
        return client


class HostClient(SocketClient):
    """A client with the host's token."""

    async def act(self, action: str, **fields: object) -> None:
        message_id = new_token()
        await self.send(type="host", id=message_id, action=action, **fields)
        await self.wait_for("ack", id=message_id)

    async def open_question(self, number: int) -> None:
        """Move on until a question takes answers."""
        while (place := self._find_place()) != (number, "open"):
            await self.act("start" if place == (0, "lobby") else "next")
            await self.wait_for_change(place)

    async def wait_for_change(self, place: tuple[int, str]) -> None:
        """Wait until the room is at another place than this one."""
        async with asyncio.timeout(_WAIT_SECONDS):
            while self._find_place() == place:
                self._changed.clear()
                await self._changed.wait()

    def _find_place(self) -> tuple[int, str]:
        """Return the number of the question and the phase; the lobby before the first frame."""
        states = (frame for frame in reversed(self.frames) if frame["type"] == "state")
        return next(((state["number"], state["phase"]) for state in states), (0, "lobby"))


@asynccontextmanager
async def open_room(
    folder: Path,
    *questions: Question,
    settings: RoomSettings | None = None,
    limits: LiveSettings | None = None,
    has_owner: bool = True,
) -> AsyncIterator[OpenRoom]:
    """Serve a room on a free port."""
    async with AsyncExitStack() as stack:
        log = SqliteLog(folder / "rooms.sqlite", clock)
        stack.push_async_callback(log.close)
        chosen = settings or RoomSettings(CODE, Text("Friday quiz"))
        created = Created(new_token(), clock(), chosen, questions or QUESTIONS, HOST_TOKEN)
        assert await log.create(CODE, created)
        if has_owner:
            owner = asyncio.create_task(RoomOwner(log, CODE, clock, new_token).run())
            stack.push_async_callback(_cancel, owner)
        server = LiveServer(log, clock, new_token, limits)
        address = await server.start("127.0.0.1", 0)
        stack.push_async_callback(server.close)
        yield OpenRoom(stack, server, log, f"http://{address.host}:{address.port}")


async def _cancel(task: asyncio.Task[object]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
