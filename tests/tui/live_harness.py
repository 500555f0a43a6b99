"""An app of a room whose rules run in the test, without a server."""

import asyncio
import html
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from quiz.config.settings import Settings
from quiz.game.outcome import Answer
from quiz.game.room_events import HostAction
from quiz.live.room_link import LinkEnd, LinkState, RoomNews
from quiz.live.room_view import RoomView, merge_frame
from quiz.live.views import view_for_host, view_for_player
from quiz.text.safe import Text
from quiz.tui.live.app import RoomApp
from quiz.tui.live.host_screen import HostScreen
from quiz.tui.live.player_screen import PlayerScreen
from quiz.tui.services import AppServices
from tests.game.test_room import Script
from tests.tui.harness import build_services

_SENDING = ("_await_answer", "_await_action")
"""The workers that send what a key means."""
ADDRESS = "http://192.168.1.5:8080"


class ScriptLink:
    """A link to a room in the test, as the host or as one player."""

    def __init__(self, script: Script, player: str | None) -> None:
        self.script = script
        self.player = player

    def follow(self) -> AsyncIterator[RoomNews]:
        raise NotImplementedError

    async def answer(self, question: int, answer: Answer) -> Text | None:
        return self.script.answer(self.player or "", answer.option, text=answer.text, question=question)

    async def act(
        self, action: HostAction, *, player: str | None = None, question: int | None = None
    ) -> Text | None:
        return self.script.act(action, player=None if player is None else player.removeprefix("p-"))

    def server_now(self) -> int:
        return self.script.now

    def look(self) -> RoomView:
        """Return the view of the room as it is now."""
        room = self.script.room
        view = view_for_host(room) if self.player is None else view_for_player(room, f"p-{self.player}")
        merged = merge_frame(None, json.loads(json.dumps(view)))
        assert merged is not None
        return merged


class RoomHarness:
    """A running app and the room that it shows."""

    def __init__(self, script: Script, link: ScriptLink, app: RoomApp, own: ScriptLink | None) -> None:
        self.script = script
        self.link = link
        self.app = app
        self.own = own
        self.pilot: Pilot[None] | None = None

    async def refresh(self) -> None:
        """Show the room as it is now."""
        assert self.pilot is not None
        await self.pilot.pause()
        if self.own is not None and isinstance(self.app.room_screen, HostScreen):
            self.app.room_screen.show_own_news(self.own.look())
        await self.app.show(self.link.look())
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, and show the room that results."""
        assert self.pilot is not None
        await self.pilot.press(*keys)
        await self.pilot.pause()
        sending = [worker for worker in self.app.workers if worker.name in _SENDING]
        if sending:
            await self.app.workers.wait_for_complete(sending)
        await self.refresh()

    async def open_question(self) -> None:
        """Continue until the next question is open."""
        self.script.open()
        await self.refresh()

    async def show(self, news: LinkState | LinkEnd) -> None:
        """Show a change of the connection."""
        assert self.pilot is not None
        await self.app.show(news)
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """The text on the screen, with runs of white space as one space."""
        shown = re.findall(r"<text[^>]*>([^<]*)</text>", self.app.export_screenshot())
        return " ".join(html.unescape(" ".join(shown)).split())


async def _wait_forever(_: RoomApp) -> None:
    await asyncio.Event().wait()


def build_host(script: Script, *, plays: str | None = None, ascii_only: bool = False) -> RoomHarness:
    """Build the app of the host."""
    screen = HostScreen("K7QMP", None, ascii_only=ascii_only)
    return _build(script, None, screen, plays, ascii_only)


def build_player(script: Script, name: str = "Ana", *, ascii_only: bool = False) -> RoomHarness:
    """Build the app of a player."""
    return _build(script, name, PlayerScreen("K7QMP", ascii_only=ascii_only), None, ascii_only)


def _build(
    script: Script,
    name: str | None,
    screen: HostScreen | PlayerScreen,
    plays: str | None,
    ascii_only: bool,
) -> RoomHarness:
    services: AppServices = build_services(settings=Settings(animation=False))
    app = RoomApp(screen, _wait_forever, services=services, ascii_only=ascii_only)
    link = ScriptLink(script, name)
    app.begin(link)
    own = None
    if isinstance(screen, HostScreen):
        screen.show_address(ADDRESS)
        own = None if plays is None else ScriptLink(script, plays)
        screen.own_link = own
    return RoomHarness(script, link, app, own)


@asynccontextmanager
async def run(harness: RoomHarness, size: tuple[int, int] = (80, 24)) -> AsyncIterator[RoomHarness]:
    """Run the app at a size."""
    async with harness.app.run_test(size=size) as pilot:
        harness.pilot = pilot
        await harness.refresh()
        yield harness
