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
"""An environment in which what is printed waits until the end, as it does for most people."""
QUIZ = [sys.executable, "-m", "quiz"]

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
    ["quiz items | head -1", "quiz items --json | true", "quiz --version | true", "quiz --help | true"],
)
def test_a_reader_that_has_seen_enough_is_left_in_peace(command: str) -> None:
    assert in_shell(command).stderr == ""


@posix
def test_a_full_disk_is_a_sentence() -> None:
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
def test_a_closed_stream_is_no_reason_to_fail(command: str, code: int) -> None:
    done = in_shell(command)

    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_narrow_encoding_gets_the_nearest_it_can_hold() -> None:
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
def test_what_ascii_cannot_hold_is_written_as_the_nearest_in_the_same_cells(
    text: str, written: bytes
) -> None:
    streams.replace_unencodable()

    assert text.encode("ascii", "nearest") == written


def test_bytes_that_are_no_text_are_no_answer() -> None:
    done = run(["--questions", "1", "--seed", "7"], b"\xff\xfe\n")

    assert (done.returncode, done.stderr) == (0, b"")
    assert "Please type 1" in done.stdout.decode()
    assert b"Score 0, 0 of 1 right, seed 7" in done.stdout


def test_a_nought_byte_and_an_endless_word_are_no_answer_either() -> None:
    done = run(["--questions", "1", "--seed", "7"], b"\0\n" + b"x" * 100_000 + b"\n")

    assert done.returncode == 0
    assert done.stdout.decode().count("Please type 1") == 2
    assert len(done.stdout) < 3000


@posix
def test_an_interruption_ends_the_plain_game_with_130_and_no_word() -> None:
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
    _, said = game.communicate(timeout=20)

    assert (game.returncode, said) == (130, b"")


def test_what_nobody_made_safe_is_stopped_at_the_door(capsys: pytest.CaptureFixture[str]) -> None:
    with streams.sanitized_output():
        print("a\x1b[2J", "b\u202e\tc", sep="\n")
        sys.stdout.writelines(["\x9b", "d\n"])
        print("\x07", file=sys.stderr)
    sys.stdout.write("\x1b")

    told = capsys.readouterr()
    assert told.out == "a\ufffd[2J\nb\ufffd\tc\n\ufffdd\n\x1b"
    assert told.err == "\ufffd\n"
