"""A room with its owner and its clients' frames, driven by a test."""

import asyncio
import json
from collections.abc import Callable
from itertools import count
from typing import Any

from quiz.game.outcome import Answer
from quiz.game.room import Room
from quiz.game.room_events import (
    Answered,
    Connected,
    Created,
    HostActed,
    HostAction,
    Joined,
    RoomEvent,
    RoomSettings,
)
from quiz.live.log import ALL, Frame, RoomLog
from quiz.live.owner import RoomOwner
from quiz.live.tokens import derive_id
from quiz.model.question import Question
from quiz.text.safe import Text

CODE = "K7QMP"
HOST = "host-token"
HOST_ID = derive_id(HOST)


class RoomDriver:
    """Appends events as an edge does, and reads frames as clients do."""

    def __init__(self, log: RoomLog, clock: Callable[[], int]) -> None:
        self.log = log
        self.clock = clock
        self.frames: list[Frame] = []
        self._ids = count(1)
        self._frame_came = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None

    async def open(self, *questions: Question, settings: RoomSettings | None = None) -> None:
        """Create the room, and read its frames from now on."""
        chosen = settings or RoomSettings(CODE, Text("A quiz"))
        assert await self.log.create(CODE, Created(self.new_id(), self.clock(), chosen, questions, HOST))
        self._reader = asyncio.create_task(self._read_frames())
        await asyncio.sleep(0)

    def start_owner(self) -> "asyncio.Task[Room]":
        return asyncio.create_task(RoomOwner(self.log, CODE, self.clock, self.new_id).run())

    def new_id(self) -> str:
        return f"e{next(self._ids)}"

    async def append(self, event: RoomEvent) -> None:
        await self.log.append(CODE, event)

    async def join(self, name: str, token: str | None = None) -> str:
        """Ask for a seat, and return its id."""
        token = token or f"t-{name}"
        event = Joined(self.new_id(), self.clock(), derive_id(token), token, Text(name))
        await self.append(event)
        return event.player

    async def connect(self, recipient: str, *, connected: bool = True) -> None:
        await self.append(Connected(self.new_id(), self.clock(), recipient, connected))

    async def answer(self, name: str, option: int, question: int = 0) -> None:
        at = self.clock()
        await self.append(Answered(self.new_id(), at, f"t-{name}", question, Answer(option), at))

    async def act(self, action: HostAction, *, token: str = HOST, player: str | None = None) -> None:
        await self.append(HostActed(self.new_id(), self.clock(), token, action, player))

    async def find(self, to: str, **wanted: Any) -> dict[str, Any]:
        """Wait for a message to a recipient with certain fields, and remove it and those before."""
        async with asyncio.timeout(30):
            while True:
                for index, frame in enumerate(self.frames):
                    message: dict[str, Any] = json.loads(frame.text)
                    if frame.to == to and wanted.items() <= message.items():
                        del self.frames[: index + 1]
                        return message
                self._frame_came.clear()
                await self._frame_came.wait()

    async def find_parts(self, *players: str) -> list[dict[str, Any]]:
        """Wait for the next own part of each player, and remove all frames."""
        async with asyncio.timeout(30):
            while True:
                messages = [(frame.to, json.loads(frame.text)) for frame in self.frames]
                parts = {to: message["you"] for to, message in messages if message["type"] == "you"}
                if parts.keys() >= set(players):
                    self.frames.clear()
                    return [parts[player] for player in players]
                self._frame_came.clear()
                await self._frame_came.wait()

    async def find_phase(self, phase: str) -> dict[str, Any]:
        return await self.find(ALL, phase=phase)

    async def stop(self) -> None:
        if self._reader is not None:
            self._reader.cancel()

    async def _read_frames(self) -> None:
        async for frame in await self.log.subscribe(CODE):
            self.frames.append(frame)
            self._frame_came.set()


async def kill(owner: "asyncio.Task[Room]") -> None:
    """End an owner without a chance to release its lease."""
    owner.cancel()
    await asyncio.gather(owner, return_exceptions=True)
