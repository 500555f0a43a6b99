"""Following a pack while it is written: in a terminal, and through a pipe."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.cli.pack_files import PLANETS, line_of, planets
from tests.pty.terminal import ROOT, playing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


def where(fact: str) -> str:
    """Return the location of a fact as the preview prints it."""
    return f"planets.yaml:{line_of(f'id: {fact}')}: {fact}"


@pytest.mark.slow
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_preview_follows_saved_changes(tmp_path: Path, columns: int, rows: int) -> None:
    path = Path(planets(tmp_path))
    with playing("preview", "planets.yaml", columns=columns, rows=rows, cwd=str(tmp_path)) as terminal:
        terminal.wait(where("largest"), "Which planet is the largest?")

        path.write_text(PLANETS.replace("is the smallest?", "is the tiniest?"), encoding="utf-8")
        terminal.wait(where("smallest"), "Which planet is the tiniest?")

        broken = PLANETS.replace("cite: atlas 2", "cite: atl")
        path.write_text(broken, encoding="utf-8")
        terminal.wait(where("smallest").partition(": ")[0], "error")

        path.unlink()
        terminal.wait("no such file or folder")

        saved = tmp_path / "planets.yaml~"
        saved.write_text(broken.replace("god of <war>", "god of <wars>"), encoding="utf-8")
        saved.replace(path)
        terminal.wait(where("god"))

        terminal.press("\x03")
        assert terminal.wait_for_exit() == 0


def test_watching_check_shows_list_and_summary(tmp_path: Path) -> None:
    clean = PLANETS.replace("type: calling", "type: calling\n    wrong: [love, wine]")
    path = Path(planets(tmp_path, clean))
    with playing("check", "--watch", "planets.yaml", cwd=str(tmp_path), PYTHONUNBUFFERED="") as terminal:
        terminal.wait("1 pack, 4 facts, 0 hand-written questions: no problems.")
        path.write_text(PLANETS.replace("cite: atlas 2", "cite: atlsa 2"), encoding="utf-8")
        terminal.wait("error unknown-source", "1 pack, 3 facts")
        planets(tmp_path, clean)
        terminal.wait("hand-written questions: no problems.")
        terminal.press("\x03")
        assert terminal.wait_for_exit() == 0
        assert terminal.text.startswith("1 pack, 4 facts")


@contextmanager
def followed(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Start the program in a folder, its output a pipe, and end it in any case."""
    program = subprocess.Popen(
        [sys.executable, "-m", "quiz", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    try:
        yield program
    finally:
        program.kill()
        program.communicate()


def line(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline().rstrip("\n")


def test_watching_check_prints_everything_again_and_exits_normally(tmp_path: Path) -> None:
    path = Path(planets(tmp_path))
    with followed(tmp_path, "check", "--watch", "--format", "concise", "planets.yaml") as program:
        once = line(program.stdout)
        assert ": hint no-distractors: “war” is never asked" in once
        assert line(program.stderr) == "1 pack, 4 facts, 0 hand-written questions: 1 hint."

        path.write_text(PLANETS.replace("cite: atlas 2", "cite: atlsa 2"), encoding="utf-8")
        assert line(program.stdout).startswith(
            f"planets.yaml:{line_of('cite: atlas 2')}:11: error unknown-source: "
        )
        assert line(program.stdout) == once
        assert line(program.stderr) == "1 pack, 3 facts, 0 hand-written questions: 1 error and 1 hint."

        path.unlink()
        assert line(program.stderr) == "quiz: planets.yaml: no such file or folder"

        path.write_text(PLANETS, encoding="utf-8")
        assert line(program.stdout) == once

        program.send_signal(signal.SIGINT)
        assert program.wait() == 0
        assert program.stdout is not None
        assert program.stdout.read() == ""


def test_watching_preview_does_not_clear_a_pipe(tmp_path: Path) -> None:
    planets(tmp_path)
    with followed(tmp_path, "preview", "--watch", f"planets.yaml:{line_of('id: smallest') + 2}") as program:
        assert line(program.stdout) == where("smallest")
        program.send_signal(signal.SIGINT)
        assert program.wait() == 0
