"""Whole games of a room, in real processes: a host, players at terminals, and one with a browser."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.chromium import Page, open_browser
from tests.cli.harness import play
from tests.live.redis_server import MISSING, PROGRAM, RedisServer
from tests.pty.cuttable_line import open_line
from tests.pty.terminal import PATIENCE, ROOT, Terminal, playing

pytestmark = pytest.mark.slow

GAME = ("--local", "--category", "capitals", "--kind", "choice", "--seed", "7", "--time", "0")
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/([A-Z2-9]{5})")


def read_address(text: str) -> tuple[int, str]:
    """Return the port and the code that a host's screen shows."""
    match = _ADDRESS.search(text)
    assert match is not None, text
    return int(match[1]), match[2]


async def join_with_browser(page: Page, port: int, code: str, name: str) -> None:
    await page.open(f"http://127.0.0.1:{port}/{code}", 360, 640)
    await page.wait_for("document.querySelector('#name') !== null")
    await page.evaluate(f"document.querySelector('#name').value = '{name}'")
    await page.evaluate("document.querySelector('form').requestSubmit()")
    await page.wait_for(f"document.body.innerText.includes('{name}')")


async def answer_in_browser(page: Page, option: int) -> None:
    await page.wait_for("document.querySelectorAll('button.option').length === 4")
    await page.evaluate(f"document.querySelectorAll('button.option')[{option - 1}].click()")


def find_right_option(text: str) -> int:
    match = re.search(r"✓ (\d) ", text)
    assert match is not None, text
    return int(match[1])


def lead(host: Terminal, keys: str, *shown: str) -> None:
    host.press_until(keys, lambda text: all(part in text for part in shown))


async def test_host_and_three_players_when_one_loses_the_connection(tmp_path: Path) -> None:
    homes = {name: str(tmp_path / name) for name in ("host", "ana", "ben")}
    async with open_browser() as page:
        with playing(
            "host", *GAME, "--questions", "2", columns=110, rows=36, QUIZ_HOME=homes["host"]
        ) as host:
            host.wait("No players yet.")
            port, code = read_address(host.text)
            with (
                open_line(port) as line,
                playing("join", f"127.0.0.1:{port}", code, "--name", "Ana", QUIZ_HOME=homes["ana"]) as ana,
                playing(
                    "join",
                    f"http://127.0.0.1:{line.port}/{code}",
                    "--no-history",
                    columns=50,
                    rows=16,
                    QUIZ_HOME=homes["ben"],
                ) as ben,
            ):
                ana.wait("You're in, Ana.")
                ben.wait("Your name in “Capitals”")
                ben.press("ana\r")
                ben.wait("The name “ana” is taken.")
                ben.press("Ben\r")
                ben.wait("You're in, Ben.")
                await join_with_browser(page, port, code, "Cleo")
                host.wait("3 players", "Ana", "Ben", "Cleo")

                lead(host, "\r", "1 of 2")
                ben.wait("1–4 answer")
                line.cut()
                ben.wait("Connection lost. Trying again …")
                ana.press_until("1", lambda text: "your answer" in text)
                host.wait("1 of 3 answered")
                line.repair()
                ben.wait("Connected again.")
                ben.press_until("2", lambda text: "your answer" in text)
                await answer_in_browser(page, 3)
                for terminal in (host, ana, ben):
                    terminal.wait("Source:")
                right = find_right_option(host.text)
                winners = [name for option, name in ((1, "Ana"), (2, "Ben"), (3, "Cleo")) if option == right]
                assert ("✓ Right." in ana.text) == ("Ana" in winners)
                assert ("✓ Right." in ben.text) == ("Ben" in winners)
                assert f"{len(winners)} of 3 right" in host.text
                await page.wait_for("document.body.innerText.includes('The World Factbook')")

                lead(host, "\r", "Leaderboard")
                lead(host, "\r", "2 of 2", "0 of 3 answered")
                for terminal in (ana, ben):
                    terminal.wait("1–4 answer")
                ana.press_until("1", lambda text: "your answer" in text)
                ben.press_until("1", lambda text: "your answer" in text)
                await answer_in_browser(page, 1)
                host.wait("Source:", "of 3 right")
                winners += ["Ana", "Ben", "Cleo"] if find_right_option(host.text) == 1 else []
                lead(host, "\r", "esc close")
                best = max(map(winners.count, ("Ana", "Ben", "Cleo")), default=0)
                for name in ("Ana", "Ben", "Cleo"):
                    assert re.search(rf"\d\. {name} +{winners.count(name) * 1000:,}", host.text), host.text
                assert ("wins!" in host.text) or ("tie for first place." in host.text)
                assert best <= 2

                host.press("\x1b")
                host.wait("Close the room?")
                host.press("y")
                assert host.wait_for_exit() == 0
                for terminal in (ana, ben):
                    terminal.wait("The room is closed.")
                    terminal.press("\x1b")
                    assert terminal.wait_for_exit() == 0
                    assert terminal.leftovers == set()
    await asyncio.sleep(0)
    saved = [
        json.loads(each) for each in play("history", "export", "--json", QUIZ_HOME=homes["ana"]).splitlines()
    ]
    assert [(each["mode"], each["verdict"] in ("right", "wrong")) for each in saved] == [("room", True)] * 2
    assert play("history", "export", "--json", QUIZ_HOME=homes["ben"]) == ""


class Lines:
    """The program in lines of text, through pipes."""

    def __init__(self, words: Sequence[str], home: Path) -> None:
        self.seen = ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "quiz", *words, "--plain"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, "QUIZ_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        )

    def type(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def wait(self, text: str) -> str:
        """Read lines until one contains a text, and return it."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.seen += line
            if text in line:
                return line
        raise AssertionError(f"{text!r} was not printed: {self.seen}")

    def kill(self) -> None:
        self._process.kill()
        self.finish()

    def finish(self) -> int:
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        self.seen += self._process.stdout.read()
        self._process.stdin.close()
        self._process.stdout.close()
        return self._process.wait(PATIENCE)


def test_game_in_lines_of_text(tmp_path: Path) -> None:
    report = tmp_path / "result.json"
    words = ["host", *GAME, "--questions", "1", "--scoring", "accuracy", "--report", str(report)]
    host = Lines(words, tmp_path / "host")
    host.wait(f"The answers of all players will be saved in {report}.")
    port, code = read_address(host.wait("Join in a browser"))
    ana = Lines(["join", f"127.0.0.1:{port}", code, "--name", "Ana"], tmp_path / "ana")
    ben = Lines(["join"], tmp_path / "ben")
    ben.wait("Address of the host")
    ben.type("not an address!")
    ben.wait("is not an address")
    ben.type(f"127.0.0.1:{port}")
    ben.wait("Code of the room")
    ben.type(code.lower())
    ben.wait("Your name")
    ben.type("Ben")
    ana.wait("You're in, Ana.")
    ben.wait("You're in, Ben.")
    host.wait("Ben has joined. 2 players.")

    host.type("")
    host.wait("Question 1 of 1")
    for player, answer in ((ana, "1"), (ben, "b")):
        player.wait("Type 1–4.")
        player.type("9")
        player.wait("Please type a number from 1 to 4.")
        player.type(answer)
        player.wait("Your answer: ")
    host.wait("Answer: ")
    host.wait("Source: ")
    host.wait("4) ")
    host.type("")
    host.type("q")
    assert host.finish() == 0
    assert ana.finish() == 0
    assert ben.finish() == 0
    assert {player["name"] for player in json.loads(report.read_text("utf-8"))["players"]} == {"Ana", "Ben"}
    for player in (ana, ben):
        assert re.search(r"^(Right\. 1,000 points|Wrong)\.?$", player.seen, re.MULTILINE), player.seen
        assert re.search(r"^Why: |^Source: ", player.seen, re.MULTILINE)
        assert re.fullmatch(r"Score \d+, place [12] of 2", player.seen.strip().splitlines()[-1])


def test_killed_host_resumes_the_room(tmp_path: Path) -> None:
    words = ["host", *GAME, "--questions", "1", "--report", str(tmp_path / "result.csv")]
    host = Lines(words, tmp_path / "host")
    port, code = read_address(host.wait("Join in a browser"))
    ana = Lines(["join", f"127.0.0.1:{port}", code, "--name", "Ana"], tmp_path / "ana")
    host.wait("Ana has joined.")
    host.type("")
    ana.wait("Type 1–4.")
    host.kill()
    ana.wait("Connection lost.")

    again = Lines(["host", "--resume"], tmp_path / "host")
    assert read_address(again.wait("Join in a browser")) == (port, code)
    ana.wait("Connected again.")
    ana.type("1")
    ana.wait("Your answer: ")
    again.wait("Source: ")
    again.type("")
    again.type("q")
    assert again.finish() == 0
    assert ana.finish() == 0

    assert "Ana" in (tmp_path / "result.csv").read_text("utf-8")
    assert list((tmp_path / "host" / "rooms").iterdir()) == []
    nothing = Lines(["host", "--resume"], tmp_path / "host")
    assert nothing.finish() == 2
    assert "there is no room to resume" in nothing.seen


@pytest.mark.skipif(PROGRAM is None, reason=MISSING)
def test_edge_takes_over_the_room_of_a_killed_host(tmp_path: Path) -> None:
    redis = RedisServer(tmp_path)
    redis.start()
    try:
        edge = Lines(["host", "--edge", "--redis", redis.url, "--local"], tmp_path / "edge")
        port = int(edge.wait("Serving rooms at").partition("127.0.0.1:")[2].partition("/")[0])
        host = Lines(["host", *GAME, "--questions", "1", "--redis", redis.url], tmp_path / "host")
        _, code = read_address(host.wait("Join in a browser"))
        ana = Lines(["join", f"127.0.0.1:{port}", code, "--name", "Ana"], tmp_path / "ana")
        host.wait("Ana has joined.")
        host.type("")
        ana.wait("Type 1–4.")
        host.kill()

        ana.type("1")
        ana.wait("Your answer: ")
        ana.wait("Source: ")

        ana.type("q")
        assert ana.finish() == 0
        edge.kill()
    finally:
        redis.kill()


def test_redis_server_that_is_missing_is_an_error(tmp_path: Path) -> None:
    host = Lines(["host", *GAME, "--redis", "redis://127.0.0.1:1/0"], tmp_path)

    assert host.finish() == 2
    assert "quiz: can't keep the room: " in host.seen
