"""The client of a room, over good and bad networks."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from quiz.game.outcome import Answer
from quiz.game.room import RoomPhase
from quiz.game.room_events import HostAction
from quiz.live.client import LiveClient
from quiz.live.room_link import LinkEnd, LinkState, RoomLink, RoomNews
from quiz.live.room_view import RoomView
from quiz.text.safe import Text
from tests.live.proxy import open_proxy
from tests.live.rooms import CODE, HOST_TOKEN, clock, new_token, open_room


class Follower:
    """A client whose events are kept."""

    def __init__(self, client: LiveClient) -> None:
        self.client = client
        self.events: list[RoomNews] = []
        self._changed = asyncio.Condition()
        self.task = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        async for event in self.client.follow():
            async with self._changed:
                self.events.append(event)
                self._changed.notify_all()

    async def wait(self, is_wanted: Callable[[RoomView], bool]) -> RoomView:
        """Return the newest view as soon as it fits."""
        async with asyncio.timeout(20), self._changed:
            await self._changed.wait_for(lambda: self.view is not None and is_wanted(self.view))
        assert self.view is not None
        return self.view

    async def wait_for(self, state: LinkState) -> None:
        """Wait until the newest state of the connection is this one."""
        async with asyncio.timeout(20), self._changed:
            await self._changed.wait_for(lambda: state in self.events and self._newest_state() is state)

    def _newest_state(self) -> LinkState | None:
        return next((event for event in reversed(self.events) if isinstance(event, LinkState)), None)

    @property
    def view(self) -> RoomView | None:
        return next((event for event in reversed(self.events) if isinstance(event, RoomView)), None)


@asynccontextmanager
async def follow(address: str, token: str | None = None, code: str = CODE) -> AsyncIterator[Follower]:
    async with LiveClient(address, code, clock, new_token, token) as client:
        follower = Follower(client)
        try:
            yield follower
        finally:
            follower.task.cancel()
            await asyncio.gather(follower.task, return_exceptions=True)


async def open_question(host: Follower, number: int) -> None:
    """Move on until a question takes answers."""
    view = await host.wait(lambda view: True)
    while (view.number, view.phase) != (number, RoomPhase.OPEN):
        action = HostAction.START if view.phase is RoomPhase.LOBBY else HostAction.NEXT
        before = view.number, view.phase
        assert await host.client.act(action) is None
        view = await host.wait(lambda view, before=before: (view.number, view.phase) != before)  # type: ignore[misc]


async def test_round_from_the_lobby_to_the_end(tmp_path: Path) -> None:
    async with (
        open_room(tmp_path) as room,
        follow(room.address, HOST_TOKEN) as host,
        follow(room.address) as ana,
    ):
        link: RoomLink = ana.client
        assert await ana.client.join("Ana") is None
        view = await ana.wait(lambda view: view.you is not None)
        assert (view.phase, view.title) == (RoomPhase.LOBBY, "Friday quiz")

        await open_question(host, 1)
        await ana.wait(lambda view: view.phase is RoomPhase.OPEN)
        assert await link.answer(0, Answer(option=2)) is None
        view = await ana.wait(lambda view: view.you is not None and view.you.verdict is not None)
        assert view.you is not None
        assert (view.you.verdict, view.reveal is not None) == ("right", True)

        assert await host.client.act(HostAction.END) is None
        await ana.wait(lambda view: view.phase is RoomPhase.PODIUM)
        await host.client.act(HostAction.END)
        await asyncio.wait_for(ana.task, 10)
        assert ana.events[-1] == LinkEnd(Text("The room is closed."))


async def test_refusals_are_returned(tmp_path: Path) -> None:
    async with (
        open_room(tmp_path) as room,
        follow(room.address, HOST_TOKEN) as host,
        follow(room.address) as ana,
    ):
        assert await ana.client.join("x" * 30) == "A name has 1 to 20 characters."
        assert await ana.client.join("Ana") is None
        assert await ana.client.answer(0, Answer(option=2)) == "This question is not open yet."
        assert await ana.client.act(HostAction.START) == "Only the host can do that."
        assert await host.client.act(HostAction.PAUSE) == "Only a question can be paused."


async def test_unknown_room_and_removal_end_the_game(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        async with follow(room.address, code="ZZZZZ") as lost:
            await asyncio.wait_for(lost.task, 10)
            assert lost.events[-1] == LinkEnd(Text("There is no room with this code."))
            assert await lost.client.join("Ana") is not None
        async with follow(room.address, "0" * 32) as stranger:
            await asyncio.wait_for(stranger.task, 10)
            assert stranger.events[-1] == LinkEnd(Text("You are no longer in this room."))


async def test_connection_is_restored_after_a_fault(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        async with open_proxy(room.address, 1, drop=0) as (address, network), follow(address) as ana:
            await ana.client.join("Ana")
            network.cut()
            await ana.wait_for(LinkState.LOST)
            await ana.wait_for(LinkState.CONNECTED)
            view = await ana.wait(lambda view: view.you is not None)
            assert view.joined == 1
        async with follow("http://127.0.0.1:9") as lost:
            await lost.wait_for(LinkState.LOST)


async def test_offset_of_the_clocks_is_measured(tmp_path: Path) -> None:
    async with (
        open_room(tmp_path) as room,
        LiveClient(room.address, CODE, lambda: clock() - 5000, new_token) as client,
        asyncio.timeout(10),
    ):
        while client.server_now() - clock() < -500:
            await asyncio.sleep(0.01)
        assert abs(client.server_now() - clock()) < 500


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1])
async def test_bad_network_loses_and_doubles_no_answer(tmp_path: Path, seed: int) -> None:
    names = [f"Player {number}" for number in range(6)]
    async with (
        open_room(tmp_path) as room,
        open_proxy(room.address, seed, drop=0.05) as (address, network),
        follow(room.address, HOST_TOKEN) as host,
    ):
        async with asyncio.TaskGroup() as tasks:
            for name in names:
                tasks.create_task(play(address, name))
            await host.wait(lambda view: view.joined == len(names))
            for number in (1, 2, 3):
                await open_question(host, number)
                view = await host.wait(lambda view: view.phase is RoomPhase.REVEALED)
                assert view.answered == len(names)
                assert view.reveal is not None
                assert sum(view.reveal.counts) == len(names)
            await host.client.act(HostAction.NEXT)
            view = await host.wait(lambda view: view.phase is RoomPhase.PODIUM)
            await host.client.act(HostAction.END)

        assert len(view.podium) == 5
        assert network.drops > 0
        assert network.doubles > 0


async def play(address: str, name: str) -> None:
    """Answer each question once, until the room closes."""
    async with follow(address) as player:
        await player.client.join(name)
        for number in (1, 2, 3):
            view = await player.wait(
                lambda view, number=number: view.number == number and view.phase is RoomPhase.OPEN  # type: ignore[misc]
            )
            await player.client.answer(view.number - 1, Answer(option=len(name) % 4))
        await player.wait(lambda view: view.phase in (RoomPhase.PODIUM, RoomPhase.CLOSED))


async def test_answer_that_is_sent_twice_counts_once(tmp_path: Path) -> None:
    async with (
        open_room(tmp_path) as room,
        open_proxy(room.address, 3, double=1, drop=0) as (address, _),
        follow(room.address, HOST_TOKEN) as host,
        follow(address) as ana,
    ):
        await ana.client.join("Ana")
        await open_question(host, 1)
        await ana.wait(lambda view: view.phase is RoomPhase.OPEN)
        assert await ana.client.answer(0, Answer(option=2)) is None
        view = await host.wait(lambda view: view.phase is RoomPhase.REVEALED)
        assert view.answered == 1
