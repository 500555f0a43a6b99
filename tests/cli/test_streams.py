"""Streams that are closed, full, narrow or interrupted."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import quiz
from quiz.cli import streams

ROOT = Path(quiz.__file__).parent.parent
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
"""An environment with buffered output, as most people have it."""
QUIZ = [sys.executable, "-m", "quiz"]

pytestmark = pytest.mark.usefixtures("pack_cache")
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def run(words: list[str], stdin: bytes = b"", encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    environment = {**BUFFERED, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run([*QUIZ, *words], input=stdin, capture_output=True, cwd=ROOT, env=environment)


def in_shell(command: str) -> subprocess.CompletedProcess[str]:
    line = command.replace("quiz", f"'{sys.executable}' -m quiz")
    return subprocess.run(["sh", "-c", line], capture_output=True, text=True, cwd=ROOT, env=BUFFERED)


@posix
@pytest.mark.parametrize(
    "command",
    [
        *(
            pytest.param(slow, marks=pytest.mark.slow)
            for slow in ("quiz items | head -1", "quiz items --json | true")
        ),
        "quiz --version | true",
        "quiz --help | true",
    ],
)
def test_closed_pipe_is_silent(command: str) -> None:
    assert in_shell(command).stderr == ""


@pytest.mark.slow
@posix
def test_full_disk_is_an_error() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    done = in_shell("quiz list > /dev/full")

    assert (done.returncode, done.stderr) == (2, "quiz: No space left on device\n")


@posix
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("quiz list >&-", 0),
        ("quiz nonsense 2>&-", 2),
        ("quiz --questions 2 --seed 7 <&-", 0),
        ("quiz --questions 2 --seed 7 <&- >&- 2>&-", 0),
    ],
)
def test_closed_stream_does_not_fail(command: str, code: int) -> None:
    done = in_shell(command)

    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_ascii_output_uses_nearest_characters() -> None:
    done = run(["list", "--pack", "hero"], encoding="ascii")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b'hero: "Hero" by Enrique Iglesias')
    assert run(["vidéo–x"], encoding="ascii").stderr.startswith(b'quiz: unknown command "video-x"')


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("“Déjà vu” – 7 × 8…", b'"Deja vu" - 7 x 8.'),
        ("e\u0301", b"e"),
        ("7½ 10²", b"7? 10?"),  # never another number
        ("日本 ✓✗", b"???? +x"),  # as many cells as before
        ("\udcff", b"?"),
    ],
)
def test_nearest_ascii_characters_keep_width(text: str, written: bytes) -> None:
    streams.replace_unencodable()

    assert text.encode("ascii", "nearest") == written


@pytest.mark.slow
def test_undecodable_line_is_not_an_answer() -> None:
    done = run(["--questions", "1", "--seed", "7"], b"\xff\xfe\n")

    assert (done.returncode, done.stderr) == (0, b"")
    assert "Please type 1" in done.stdout.decode()
    assert b"Score 0, 0 of 0 right, seed 7" in done.stdout


@pytest.mark.slow
def test_null_byte_and_long_line_are_not_answers() -> None:
    done = run(["--questions", "1", "--seed", "7"], b"\0\n" + b"x" * 100_000 + b"\n")

    assert done.returncode == 0
    assert done.stdout.decode().count("Please type 1") == 2
    assert len(done.stdout) < 3000


@pytest.mark.slow
@posix
def test_interrupt_ends_plain_game_silently_with_130() -> None:
    game = subprocess.Popen(
        [*QUIZ, "--questions", "2", "--seed", "7"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=BUFFERED,
    )
    assert game.stdout is not None
    assert game.stdout.readline().startswith(b"Question 1 of 2")  # now it waits for an answer
    game.send_signal(signal.SIGINT)
    _, errors = game.communicate(timeout=60)

    assert (game.returncode, errors) == (130, b"")


def test_output_is_sanitized(capsys: pytest.CaptureFixture[str]) -> None:
    with streams.sanitized_output():
        print("a\x1b[2J", "b\u202e\tc", sep="\n")
        sys.stdout.writelines(["\x9b", "d\n"])
        print("\x07", file=sys.stderr)
    sys.stdout.write("\x1b")

    captured = capsys.readouterr()
    assert captured.out == "a\ufffd[2J\nb\ufffd\tc\n\ufffdd\n\x1b"
    assert captured.err == "\ufffd\n"
