"""Rooms that a host opens: their files, and their report."""

import asyncio
import os
import socket
from contextlib import closing
from pathlib import Path

import pytest

from quiz.cli.live.hosting import HostPlan, RoomHost
from quiz.cli.live.room_files import RoomFiles, RoomPlace, delete_old_rooms, find_unfinished, save_place
from quiz.game.room import RoomPhase
from quiz.game.room_events import Created, RoomSettings
from quiz.live.limits import LiveSettings
from quiz.live.room_link import Prompt, RoomLink, RoomNews
from quiz.live.room_view import RoomView
from quiz.model.errors import UsageError
from quiz.text.safe import Text
from tests.cli.harness import run_failing
from tests.factories import question

CODE = "K7QMP"
LOCAL = "127.0.0.1"


class SilentFront:
    """A front end of a host that shows nothing, and notes when the room can be joined."""

    def __init__(self) -> None:
        self.is_open = asyncio.Event()
        self.phase: RoomPhase | None = None

    async def ask(self, prompt: Prompt) -> Text | None:
        return None

    def begin(self, link: RoomLink) -> None:
        pass

    async def show(self, news: RoomNews) -> None:
        if isinstance(news, RoomView):
            self.phase = news.phase
            self.is_open.set()

    def show_note(self, note: Text) -> None:
        pass

    def show_address(self, address: str) -> None:
        pass

    def begin_own(self, link: RoomLink) -> None:
        pass

    async def show_own(self, news: RoomNews) -> None:
        pass


def make_plan(
    folder: Path, *, port: int = 0, report: Path | None = None, is_resumed: bool = False
) -> HostPlan:
    settings = RoomSettings(CODE, Text("A quiz"))
    created = Created("created-1", 1, settings, (question(),), "f" * 32)
    place = RoomPlace(LOCAL, port, None if report is None else str(report))
    return HostPlan(created, place, LiveSettings(), RoomFiles(folder, CODE), is_resumed=is_resumed)


async def open_and_close(plan: HostPlan) -> SilentFront:
    """Open a room, and close it as soon as it can be joined."""
    front = SilentFront()
    async with RoomHost(plan) as host:
        running = asyncio.create_task(host.run(front))
        opened = asyncio.create_task(front.is_open.wait())
        async with asyncio.timeout(10):
            await asyncio.wait((running, opened), return_when=asyncio.FIRST_COMPLETED)
        opened.cancel()
        if running.done():
            await running
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return front


async def test_closed_room_leaves_only_its_report(tmp_path: Path) -> None:
    report = tmp_path / "result.json"
    await open_and_close(make_plan(tmp_path / "rooms", report=report))

    assert f'"room": "{CODE}"' in report.read_text("utf-8")
    assert list((tmp_path / "rooms").iterdir()) == []


async def test_report_that_can_not_be_written_is_written_after_a_resumption(tmp_path: Path) -> None:
    folder, report = tmp_path / "rooms", tmp_path / "result.json"
    report.mkdir()
    with pytest.raises(UsageError, match=r"can't write .*result\.json: .*quiz host --resume"):
        await open_and_close(make_plan(folder, report=report))
    report.rmdir()
    front = await open_and_close(make_plan(folder, report=report, is_resumed=True))

    assert front.phase is RoomPhase.CLOSED
    assert f'"room": "{CODE}"' in report.read_text("utf-8")
    assert list(folder.iterdir()) == []


async def test_room_that_can_not_be_opened_leaves_no_files(tmp_path: Path) -> None:
    folder = tmp_path / "rooms"
    with closing(socket.create_server((LOCAL, 0))) as other, pytest.raises(UsageError, match="can't listen"):
        await open_and_close(make_plan(folder, port=other.getsockname()[1]))

    assert list(folder.iterdir()) == []


async def test_folder_that_can_not_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "rooms").write_text("a file", encoding="utf-8")

    with pytest.raises(UsageError, match="can't keep the room"):
        await open_and_close(make_plan(tmp_path / "rooms"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--proxy", "localhost"], "--proxy needs an address such as 127.0.0.1 or 172.16.0.0/12"),
        (["--report", "."], "--report names a folder: ."),
    ],
)
def test_option_that_can_not_work_is_refused_before_the_game(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_failing(["host", "--local", "--plain", *words], capsys).startswith(message)


def test_edge_without_its_redis_server_does_not_start(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["host", "--edge", "--redis", "redis://127.0.0.1:1", "--local"]

    assert run_failing(words, capsys).startswith("can't serve rooms: Redis doesn't answer:")


def test_place_of_a_room_is_found_with_its_proxies(tmp_path: Path) -> None:
    files = RoomFiles(tmp_path, CODE)
    files.prepare()
    place = RoomPlace(LOCAL, 8000, "result.csv", "Ana", "token-of-ana", ("10.0.0.0/8",))
    save_place(files, place)

    assert find_unfinished(tmp_path) == (files, place)


def test_rooms_that_no_one_resumes_are_deleted_after_a_week(tmp_path: Path) -> None:
    now = 2_000_000_000
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")
    for code, days in (("AAAAA", 8), ("BBBBB", 6)):
        files = RoomFiles(tmp_path, code)
        files.prepare()
        save_place(files, RoomPlace(LOCAL, 8000))
        for path in (files.log_path, files.place_path):
            os.utime(path, (now - 86400 * days,) * 2)
    for name in ("AAAAA.sqlite3-wal", "notes.json"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (now - 86400 * 8,) * 2)

    delete_old_rooms(tmp_path, now)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["BBBBB.json", "BBBBB.sqlite3", "notes.json"]
