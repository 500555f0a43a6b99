"""`quiz web`: a real server, real games, and a real browser."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copy

import aiohttp
import pytest

from tests.chromium import open_browser
from tests.cli.harness import ROOT, run_each

_SECONDS = 20
_HOME_SCREEN = "Everything"


class Served:
    """A running `quiz web`."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        assert process.stdout is not None
        line = process.stdout.readline()
        match = re.match(r"Open (http://127\.0\.0\.1:\d+/) in a browser", line)
        assert match, line
        self.process = process
        self.address = match[1]
        self.folder = folder

    def list_homes(self) -> list[Path]:
        """List the home folders of the running sessions."""
        return list(self.folder.glob("quiz-web-*"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with at most two sessions; its folders of sessions are in `folder`."""
    folder = tmp_path_factory.mktemp("web")
    home = folder / "user"
    (home / "packs").mkdir(parents=True)
    copy(ROOT / "docs" / "examples" / "grundgesetz.yaml", home / "packs")
    process = subprocess.Popen(
        [sys.executable, "-m", "quiz", "web", "--sessions", "2"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder), "QUIZ_HOME": str(home)},
    )
    try:
        yield Served(process, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(_SECONDS) == 0
        assert process.stdout is not None
        process.stdout.close()
        assert list(folder.glob("quiz-web-*")) == []


@asynccontextmanager
async def connect(served: Served, **headers: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Begin a session."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{served.address}ws?width=100&height=30", headers=headers) as socket,
    ):
        yield socket


async def read_until(socket: aiohttp.ClientWebSocketResponse, text: str) -> None:
    """Read what the game draws until it contains a text."""
    drawn = ""
    async with asyncio.timeout(_SECONDS):
        while text not in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", drawn):
            message = await socket.receive()
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
            if message.type is aiohttp.WSMsgType.BINARY:
                drawn += message.data.decode("utf-8", "replace")


async def wait_for_homes(served: Served, number: int) -> None:
    """Wait until a number of sessions have a home folder."""
    async with asyncio.timeout(_SECONDS):
        while len(served.list_homes()) != number:
            await asyncio.sleep(0.05)


@pytest.mark.slow
async def test_session_plays_with_a_home_of_its_own(served: Served) -> None:
    async with connect(served) as one:
        await read_until(one, "Das Grundgesetz")
        async with connect(served) as two:
            await read_until(two, _HOME_SCREEN)
            await one.send_json(["stdin", "\r"])
            await read_until(one, "1 of 10")
            homes = served.list_homes()
            assert len(homes) == 2
            async with asyncio.timeout(_SECONDS):
                while not any((home / "history.sqlite3").exists() for home in homes):
                    await one.send_json(["stdin", "1\r"])  # the first key may come too early to count
                    await asyncio.sleep(0.2)
            assert sorted((home / "history.sqlite3").exists() for home in homes) == [False, True]
            assert all((home / "packs" / "grundgesetz.yaml").exists() for home in homes)
        await wait_for_homes(served, 1)
    await wait_for_homes(served, 0)
    assert (served.folder / "user" / "packs" / "grundgesetz.yaml").exists()
    assert not (served.folder / "user" / "history.sqlite3").exists()


@pytest.mark.slow
async def test_third_session_is_refused_until_one_ends(served: Served) -> None:
    async with connect(served) as one, connect(served) as two:
        await read_until(two, _HOME_SCREEN)
        with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
            async with connect(served):
                pass
        async with aiohttp.ClientSession() as session, session.get(served.address) as response:
            assert response.status == 503
            assert "2 games can run here at a time" in await response.text()
        await read_until(one, _HOME_SCREEN)
    await wait_for_homes(served, 0)
    async with connect(served) as again:
        await read_until(again, _HOME_SCREEN)
    await wait_for_homes(served, 0)


@pytest.mark.slow
async def test_quitting_the_game_closes_the_connection(served: Served) -> None:
    async with connect(served) as socket:
        await read_until(socket, _HOME_SCREEN)
        await socket.send_json(["stdin", "q"])
        async with asyncio.timeout(_SECONDS):
            async for _ in socket:
                pass
        assert socket.closed
    await wait_for_homes(served, 0)


@pytest.mark.slow
async def test_messages_that_no_page_sends_are_ignored(served: Served) -> None:
    async with connect(served) as socket:
        await read_until(socket, _HOME_SCREEN)
        for text in (
            "{",
            "[" * 30_000,
            "[]",
            '["stdin", 7]',
            '["resize", {"width": 1000000, "height": 1000000}]',
            '["resize", {"width": "wide"}]',
            '["resize", []]',
            '["quit"]',
        ):
            await socket.send_str(text)
        await socket.send_bytes(b"\xff\x00")
        await socket.send_json(["ping", "7"])
        async with asyncio.timeout(_SECONDS):
            while (message := await socket.receive()).type is not aiohttp.WSMsgType.TEXT:
                assert message.type is aiohttp.WSMsgType.BINARY
        assert message.json() == ["pong", "7"]
        await socket.send_json(["stdin", "?"])
        await read_until(socket, "Keys")
    await wait_for_homes(served, 0)


async def test_other_sites_are_refused(served: Served) -> None:
    port = served.address.rpartition(":")[2].strip("/")
    own = served.address.rstrip("/")
    cases: tuple[tuple[dict[str, str], int], ...] = (
        ({"Origin": own}, 200),
        ({}, 200),
        ({"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": own.replace("http", "https")}, 403),
        ({"Origin": f"{own}1"}, 403),
        # A name of the attacker that points to this machine.
        ({"Host": f"evil.example:{port}", "Origin": f"http://evil.example:{port}"}, 403),
    )
    async with aiohttp.ClientSession() as session:
        for headers, status in cases:
            async with session.get(served.address, headers=headers) as response:
                assert response.status == status, headers
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        async with connect(served, Origin="https://evil.example"):
            pass
    assert served.list_homes() == []


async def test_page_has_no_outside_address(served: Served) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{served.address}?fontsize=20") as response:
            page = await response.text()
            policy = response.headers["Content-Security-Policy"]
        assert 'data-font-size="20"' in page
        assert policy.startswith("default-src 'self'; ")
        assert "http" not in policy
        addresses = re.findall(r"[a-z]+://[^\"' )]*", page)
        assert addresses == [f"{served.address.replace('http', 'ws')}ws"]
        for path in re.findall(r'"(/static/[^"]*)"', page):
            async with session.get(served.address.rstrip("/") + path) as response:
                assert response.status == 200, path
        async with session.get(f"{served.address}static/") as response:
            assert response.status == 403
        async with session.get(f"{served.address}?fontsize=%22%3E%3Cscript%3E") as response:
            assert 'data-font-size="16"' in await response.text()


@pytest.mark.slow
async def test_game_plays_in_a_real_browser(served: Served) -> None:
    async with open_browser() as page:
        await page.open(served.address, 900, 640)
        await page.wait_for("document.body?.classList.contains('-first-byte')")
        (home,) = served.list_homes()
        await page.type("\n")
        async with asyncio.timeout(_SECONDS):
            while not (home / "history.sqlite3").exists():
                await asyncio.sleep(0.2)
                await page.type("1\n")
        await page.resize(400, 640)
        assert {address.split("://")[1].split("/")[0] for address in page.requested} == {
            served.address.split("/")[2]
        }
        assert page.errors == []
        await page.type("\x1b")
        await page.type("y")
    await wait_for_homes(served, 0)


@pytest.mark.slow
def test_missing_library_is_named_with_the_line_that_installs_it(tmp_path: Path) -> None:
    code = "import sys\nsys.modules['textual_serve'] = None\n"
    (tmp_path / "sitecustomize.py").write_text(code, encoding="utf-8")

    ((_, exit_code, errors),) = run_each(["web"], PYTHONPATH=str(tmp_path))

    assert exit_code == 2
    assert errors == (
        "quiz: quiz web needs textual_serve, which is not installed. Run: pip install 'cited-quiz[web]'\n"
    )


@pytest.mark.slow
def test_port_in_use_and_impossible_values_are_reported(served: Served) -> None:
    port = served.address.rpartition(":")[2].strip("/")
    (used, high, none) = run_each([f"web --port {port}", "web --port 65536", "web --sessions 0"])

    assert used[1] == 2
    assert used[2].startswith("quiz: can't listen on 127.0.0.1: ")
    assert "address already in use" in used[2]
    assert high[1:] == (2, "quiz: --port can be at most 65535 (got “65536”)\n")
    assert none[1:] == (2, "quiz: --sessions must be a whole number, 1 or more (got “0”)\n")
