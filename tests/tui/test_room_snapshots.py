"""Pictures of the screens of a room, with and without colours. Look at each one before you accept it."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped]
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from quiz.game.room_events import HostAction, RoomSettings
from quiz.live.room_link import LinkState
from quiz.text.safe import Text
from tests.factories import question, typed_question
from tests.game.test_room import Script
from tests.tui.live_harness import RoomHarness, build_host, build_player

Compare = Callable[..., bool]
CITIES = question(
    "a",
    key=2,
    stem="Which of these cities is the capital of a country without a coast?",
    options=("Luxembourg City, in the south of its country", "Valletta", "Bern", "Rome"),
)._replace(explanation=Text("Bern is the seat of the government of Switzerland."))
TEAMS = (Text("Reds"), Text("Blues"))


class Scene(NamedTuple):
    """A picture: who sees the room, how it gets there, and the size of the terminal."""

    build: Callable[[Script], RoomHarness]
    prepare: Callable[[Script, RoomHarness], Awaitable[None]]
    size: tuple[int, int] = (80, 24)


def make_room() -> Script:
    settings = RoomSettings("K7QMP", Text("Capitals"), teams=TEAMS)
    script = Script(CITIES, typed_question(), settings=settings)
    for name, team in (("Ana", "Reds"), ("Ben", "Blues"), ("漢字は広い", "Reds")):
        script.join(name, team)
    return script


async def stay(script: Script, room: RoomHarness) -> None:
    """Stay in the lobby."""


async def answer(script: Script, room: RoomHarness) -> None:
    script.open()
    script.wait(4_000)
    script.answer("Ana", 1)


async def reveal(script: Script, room: RoomHarness) -> None:
    await answer(script, room)
    script.answer("Ben", 2)
    script.answer("漢字は広い", 1)


async def rank(script: Script, room: RoomHarness) -> None:
    await reveal(script, room)
    script.act(HostAction.NEXT)


async def finish(script: Script, room: RoomHarness) -> None:
    await reveal(script, room)
    script.act(HostAction.END)


async def lose_connection(script: Script, room: RoomHarness) -> None:
    await reveal(script, room)
    script.open()
    await room.refresh()
    await room.show(LinkState.LOST)


SCENES = {
    "host-lobby": Scene(build_host, stay),
    "host-lobby-small": Scene(build_host, stay, (40, 12)),
    "host-reveal": Scene(build_host, reveal, (120, 40)),
    "host-podium": Scene(build_host, finish),
    "player-answered": Scene(build_player, answer),
    "player-reveal-small": Scene(build_player, reveal, (40, 12)),
    "player-leaderboard": Scene(build_player, rank),
    "player-lost": Scene(build_player, lose_connection),
}


@pytest.mark.slow
@pytest.mark.parametrize("is_coloured", [True, False], ids=["colour", "no-colour"])
@pytest.mark.parametrize("name", SCENES)
def test_room(name: str, is_coloured: bool, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    if not is_coloured:
        monkeypatch.setenv("NO_COLOR", "1")
    scene = SCENES[name]
    script = make_room()
    room = scene.build(script)

    async def prepare(pilot: Pilot[None]) -> None:
        room.pilot = pilot
        await scene.prepare(script, room)
        await room.refresh()

    assert snap_compare(room.app, terminal_size=scene.size, run_before=prepare)


SMALL, MIDDLE, LARGE = (40, 12), (80, 24), (200, 55)
RESIZED = {
    "host-lobby": (LARGE,),
    "host-reveal": (SMALL, MIDDLE, LARGE),
    "host-podium": (SMALL, LARGE),
    "player-answered": (SMALL, LARGE),
    "player-leaderboard": (SMALL, LARGE),
}
"""Other sizes that a terminal gets while it shows a screen."""


@pytest.mark.slow
@pytest.mark.parametrize("is_coloured", [True, False], ids=["colour", "no-colour"])
@pytest.mark.parametrize("name", RESIZED)
async def test_resized_room(
    name: str, is_coloured: bool, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_coloured:
        monkeypatch.setenv("NO_COLOR", "1")
    scene = SCENES[name]
    script = make_room()
    room = scene.build(script)
    async with room.app.run_test(size=scene.size) as pilot:
        room.pilot = pilot
        await scene.prepare(script, room)
        await room.refresh()
        for columns, rows in RESIZED[name]:
            await pilot.resize_terminal(columns, rows)
            await room.refresh()
            picture = snapshot(name=f"{columns}x{rows}", extension_class=SVGImageExtension)
            assert room.app.export_screenshot() == picture
