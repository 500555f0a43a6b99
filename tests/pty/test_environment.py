"""Values of the environment that make no sense, and drivers other than the terminal's."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

import pytest

from tests.pty.terminal import PATIENCE, ROOT, playing
from tests.pty.test_signals import CLOCK, ROUND

WEB_DRIVER = "textual.drivers.web_driver:WebDriver"


ODD_VALUES = (
    ("COLUMNS", "100000"),
    ("LINES", "-3"),
    ("TEXTUAL_COLOR_SYSTEM", ""),
    ("TEXTUAL_DRIVER", ""),
    ("TEXTUAL_LOG", ""),
    ("TEXTUAL_THEME", "nope"),
    ("TEXTUAL_ANIMATIONS", "nope"),
    ("TEXTUAL_FPS", "-1"),
    ("TEXTUAL", "debug,devtools"),
    ("TEXTUAL_DEBUG", "1"),
    ("ESCDELAY", "nope"),
    ("LANG", "nope"),
    ("TERM", "nope"),
    ("PYTHONIOENCODING", "utf-16"),
    ("PYTHONIOENCODING", "cp037"),
    ("BROWSER", '"'),
)
APART = ("TERM", "TEXTUAL", "PYTHONIOENCODING")
"""Variables that change so much that they could hide what another one does."""
TOGETHER = [
    tuple(pair for pair in ODD_VALUES if pair[0] not in APART),
    *((pair,) for pair in ODD_VALUES if pair[0] in APART),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    "variables",
    [
        *TOGETHER,
        *(pytest.param([pair], marks=pytest.mark.exhaustive) for pair in ODD_VALUES if pair[0] not in APART),
    ],
    ids=lambda variables: " ".join("=".join(pair) for pair in variables),
)
def test_game_plays_whatever_the_variables_say(variables: Sequence[tuple[str, str]], tmp_path: Path) -> None:
    with playing(*ROUND, *CLOCK, "--no-history", cwd=str(tmp_path), variables=variables) as terminal:
        terminal.wait("1 of 10", "leave")
        terminal.answer_with("1")
        assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("term", "has_marks"), [("xterm-256color", True), ("linux", False)], ids=("terminal", "console")
)
def test_linux_console_gets_marks_that_its_fonts_have(term: str, has_marks: bool) -> None:
    with playing(*ROUND, *CLOCK, "--no-history", variables=[("TERM", term)]) as terminal:
        terminal.wait("1 of 10", "leave")
        terminal.answer_with("1")
        shown = set("".join(terminal.lines))
        assert ("▌" in shown) is has_marks
        assert bool(shown & set("✓★◆▌▀▄○")) is has_marks


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEXTUAL_COLOR_SYSTEM", "nope"),
        ("TEXTUAL_DRIVER", "nope"),
        ("TEXTUAL_DRIVER", "os:path"),
        ("TEXTUAL_DRIVER", ":"),
        ("TEXTUAL_LOG", "/nonexistent/log"),
    ],
)
def test_variable_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with playing(*ROUND, *CLOCK, "--no-history", variables=[(name, value)]) as terminal:
        assert terminal.wait_for_exit() == 2
        assert terminal.leftovers == set()
        assert name in terminal.text
        assert value in terminal.text
        assert "internal error" not in terminal.text


def packet(kind: bytes, data: bytes) -> bytes:
    """Return a packet as textual-serve sends it."""
    return kind + len(data).to_bytes(4, "big") + data


@pytest.mark.slow
def test_game_runs_under_textual_serve() -> None:
    environment = {**os.environ, "TEXTUAL_DRIVER": WEB_DRIVER, "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, "-m", "quiz", *ROUND, *CLOCK, "--no-history"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=ROOT) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        os.set_blocking(program.stdout.fileno(), False)
        written = b""

        def send(kind: bytes, data: bytes) -> None:
            assert program.stdin is not None
            program.stdin.write(packet(kind, data))
            program.stdin.flush()

        def wait_for(text: bytes) -> None:
            nonlocal written
            assert program.stdout is not None
            end = monotonic() + PATIENCE
            while text not in written:
                assert monotonic() < end, written[-500:]
                written += program.stdout.read() or b""

        wait_for(b"__GANGLION__")
        send(b"M", json.dumps({"type": "resize", "width": 80, "height": 24}).encode())
        wait_for(b"leave")
        send(b"D", b"s")
        wait_for(b"Skipped.")
        send(b"M", json.dumps({"type": "quit"}).encode())
        assert program.wait(PATIENCE) == 0
