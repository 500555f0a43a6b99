"""The owner of a room in virtual time."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from quiz.game.room import Room
from quiz.game.room_events import Connected, HostAction, RoomSettings
from quiz.live.log import ALL
from quiz.live.tokens import derive_id
from quiz.text.safe import Text
from tests.factories import question
from tests.live.memory_log import MemoryLog
from tests.live.room_driver import CODE, HOST_ID, RoomDriver, kill
from tests.live.virtual_time import run_virtual

QUESTIONS = (question("a", key=2), question("b", key=1))
Play = Callable[[RoomDriver, MemoryLog], Awaitable[None]]


def play(script: Play, settings: RoomSettings | None = None) -> None:
    """Run a script with a room that has two questions."""

    async def main() -> None:
        log = MemoryLog()
        driver = RoomDriver(log, lambda: round(1000 * asyncio.get_running_loop().time()) + 1_000_000)
        await driver.open(*QUESTIONS, settings=settings)
        try:
            await script(driver, log)
        finally:
            await driver.stop()

    run_virtual(main())


def test_game_is_played_through_frames() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        ana = await room.join("Ana")
        assert await room.find(ana, type="joined") == {"type": "joined", "id": "e3", "player": ana}
        assert (await room.find(ana, type="state"))["you"]["name"] == "Ana"
        ben = await room.join("Ben")
        await room.find(ben, type="state")

        await room.act(HostAction.START)
        reading = await room.find_phase("reading")
        assert "options" not in {name for name, value in reading["question"].items() if value is not None}
        opened = await room.find_phase("open")
        assert opened["question"]["options"] == ["One", "Two", "Three", "Four"]
        assert opened["deadline"] - room.clock() == 20_000
        assert "you" not in opened

        await room.answer("Ana", 2)
        own = await room.find(ana, type="you")
        assert (own["you"]["answer"], own["you"]["verdict"], own["you"]["score"]) == ({"option": 2}, None, 0)
        await room.answer("Ben", 0)
        revealed = await room.find_phase("revealed")
        assert (revealed["reveal"]["key"], revealed["reveal"]["counts"]) == (2, [1, 0, 1, 0])
        first, last = await room.find_parts(ana, ben)
        assert (first["verdict"], first["place"], first["gap"]) == ("right", 1, None)
        assert (last["verdict"], last["place"], last["gap"]) == ("wrong", 2, 1000)

        for _ in range(5):
            await room.act(HostAction.NEXT)
        podium = await room.find_phase("podium")
        assert [line["name"] for line in podium["podium"]] == ["Ana", "Ben"]
        await room.act(HostAction.END)
        assert (await owner).players[ana].score == 1000

    play(script)


def test_question_ends_by_one_deadline_without_ticks() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        ana = await room.join("Ana")
        await room.find(ana, type="state")
        await room.act(HostAction.START)
        opened = await room.find_phase("open")
        before = len(log.published)
        started = asyncio.get_running_loop().time()
        await room.find_phase("revealed")

        assert asyncio.get_running_loop().time() - started >= 20.25
        shared = [json.loads(frame.text) for frame in log.published[before:] if frame.to == ALL]
        assert [(frame["phase"], frame["seq"]) for frame in shared] == [("revealed", opened["seq"] + 1)]
        await kill(owner)

    play(script)


def test_refusal_reaches_only_its_sender() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        ana = await room.join("Ana")
        await room.find(ana, type="state")
        other = await room.join("ANA", token="other")
        refused = await room.find(other, type="refused")
        assert (refused["id"], refused["reason"]) == ("e4", "The name “ANA” is taken. Choose another one.")
        await room.act(HostAction.START, token="t-Ana")
        assert (await room.find(ana, type="refused"))["reason"] == "Only the host can do that."
        await room.connect("unknown")
        await room.find("unknown", type="removed")
        assert not [frame for frame in log.published if frame.to == ALL and "refused" in frame.text]
        await kill(owner)

    play(script)


def test_host_gets_its_own_view() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        ana = await room.join("Ana")
        await room.find(ana, type="state")
        await room.connect(HOST_ID)
        view = await room.find(HOST_ID, type="state")
        assert [name["name"] for name in view["names"]] == ["Ana"]
        await kill(owner)

    play(script)


def test_removed_player_is_sent_away_and_stays_away() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        ana = await room.join("Ana")
        await room.find(ana, type="state")
        await room.act(HostAction.REMOVE, player=ana)
        await room.find(ana, type="removed")
        await room.connect(ana)
        await room.find(ana, type="removed")
        await kill(owner)

    play(script)


def test_next_owner_counts_every_answer_of_the_log() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        first = room.start_owner()
        second = room.start_owner()
        names = [f"P{number}" for number in range(40)]
        players = [await room.join(name) for name in names]
        await room.find(players[-1], type="state")
        await room.act(HostAction.START)
        await room.find_phase("open")
        for name in names[:20]:
            await room.answer(name, 2)
        await asyncio.sleep(0.1)
        await kill(first)
        killed = asyncio.get_running_loop().time()
        for name in names[20:]:
            await room.answer(name, 2)
        revealed = await room.find_phase("revealed")

        assert asyncio.get_running_loop().time() - killed <= 2.0
        assert (revealed["seq"], revealed["reveal"]["counts"]) == (1, [0, 0, 40, 0])
        assert {part["verdict"] for part in await room.find_parts(*players)} == {"right"}
        await kill(second)

    play(script)


def test_two_owners_never_publish_at_the_same_time() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owners = [room.start_owner() for _ in range(3)]
        ana = await room.join("Ana")
        await room.find(ana, type="state")
        await asyncio.sleep(10)
        starts = [frame for frame in log.published if frame.to == ALL and json.loads(frame.text)["seq"] == 1]

        assert len(starts) == 1
        for owner in owners:
            await kill(owner)

    play(script)


def test_owner_that_was_too_busy_continues_where_it_was() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        ana = await room.join("Ana")
        await room.find(ana, type="state")
        log.lease_delay = 2.0  # the lease runs out, and no one takes it
        await asyncio.sleep(2.1)
        await room.act(HostAction.START)
        reading = await room.find_phase("reading")
        assert reading["seq"] > 1
        log.lease_delay = 0.0
        log.give_lease("another")
        before = len(log.published)
        await room.act(HostAction.NEXT)
        await asyncio.sleep(10)
        assert len(log.published) == before
        await kill(owner)

    play(script)


def test_owner_survives_a_log_that_is_down_for_a_while() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        ana = await room.join("Ana")
        await room.find(ana, type="state")
        await room.act(HostAction.START)
        await room.find_phase("reading")
        log.is_down = True
        await asyncio.sleep(30)
        assert not owner.done()
        log.is_down = False
        assert (await room.find_phase("open"))["number"] == 1
        await kill(owner)

    play(script)


def test_counts_alone_are_published_seldom() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        for number in range(500):
            await room.join(f"P{number}")
            await asyncio.sleep(0.002)
        shared = await room.find(ALL, players={"joined": 500, "connected": 500})

        assert shared["seq"] <= 8
        await kill(owner)

    play(script)


def test_player_who_was_away_is_shown_the_question_again() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        ana, ben = await room.join("Ana"), await room.join("Ben")
        await room.find(ben, type="state")
        await room.act(HostAction.START)
        await room.find_phase("open")
        await room.answer("Ana", 1)
        await room.find(ana, type="you")
        await room.append(Connected("c1", room.clock(), ana, connected=False))
        await room.connect(ana)
        again = await room.find(ana, type="state")
        assert (again["phase"], again["you"]["answer"]) == ("open", {"option": 1})
        await kill(owner)

    play(script)


def test_owner_of_a_closed_room_releases_its_lease() -> None:
    async def script(room: RoomDriver, log: MemoryLog) -> None:
        owner = room.start_owner()
        await room.act(HostAction.END)
        closed: Room = await owner
        assert closed.phase.value == "closed"
        assert await log.take_lease(CODE, "another", 1.0)

    play(script, RoomSettings(CODE, Text("A quiz")))


def test_ids_follow_from_tokens() -> None:
    assert derive_id("t-Ana") == derive_id("t-Ana") != derive_id("t-Ben")
    assert "Ana" not in derive_id("t-Ana")
