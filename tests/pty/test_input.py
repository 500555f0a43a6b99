"""Reports and noise from a real terminal: they never answer a question."""

import random
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal, playing
from tests.pty.test_signals import CLOCK, ROUND, open_screen, read_answers
from tests.tui.test_input_filter import IGNORED_REPORTS

REPORTS = (*IGNORED_REPORTS, b"\x1b[I", b"\x1b[<35;10;5M", b"\x1b[?2026;2$y")
SILENCE = 1.4
SLOW = 0.3
"""Half of the time after which an Escape byte alone is a key."""


def assert_key_still_answers(terminal: Terminal, home: Path) -> None:
    assert read_answers(home) == []
    terminal.answer_with("1")
    assert len(read_answers(home)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_reports_answer_nothing(term: str, tmp_path: Path) -> None:
    with playing(*ROUND, *CLOCK, QUIZ_HOME=str(tmp_path), TERM=term) as terminal:
        open_screen(terminal, "question")
        for report in REPORTS:
            terminal.send(report)
            terminal.rest(0.05)
        for report in REPORTS:
            terminal.send(report[: max(2, len(report) // 2)])
        terminal.rest(SILENCE)
        assert_key_still_answers(terminal, tmp_path)


@pytest.mark.slow
def test_slow_reports_answer_nothing(tmp_path: Path) -> None:
    reports = (b"\x1b[<32;NaN;NaNM", b"\x1b]11;rgb:1a/2b/3c\x1b\\", b"\x1b[?62;1;4c")
    homes = [tmp_path / str(number) for number in range(len(reports))]
    with ExitStack() as stack:
        games = [stack.enter_context(playing(*ROUND, *CLOCK, QUIZ_HOME=str(home))) for home in homes]
        for terminal in games:
            open_screen(terminal, "question")
        for index, parts in enumerate(zip_longest(*reports)):
            for terminal, part in zip(games, parts, strict=True):
                if part is not None:
                    terminal.send(bytes([part]))
            games[0].rest(SLOW if index < 4 else 0.1)
        games[0].rest(SILENCE)
        for terminal, home in zip(games, homes, strict=True):
            assert_key_still_answers(terminal, home)


@pytest.mark.slow
@pytest.mark.usefixtures("pack_cache")
@pytest.mark.parametrize("keys", ["\x1b[B", "\x1bOB"])
def test_slow_arrow_key_moves_the_selection(keys: str) -> None:
    with playing("--no-history") as terminal:
        open_screen(terminal, "home")
        before = terminal.lines
        for key in keys:
            terminal.press(key)
            terminal.rest(SLOW)
        terminal.wait_until(lambda _: terminal.lines != before)
        assert "Quit the game?" not in terminal.text
        assert "Everything" in terminal.text


@pytest.mark.slow
def test_escape_key_alone_still_acts() -> None:
    with playing(*ROUND, *CLOCK, "--no-history") as terminal:
        open_screen(terminal, "question")
        terminal.press("\x1b")
        terminal.wait("Leave this round?")


@pytest.mark.slow
def test_bytes_that_are_not_utf8_answer_nothing(tmp_path: Path) -> None:
    noise = random.Random(4711)
    with playing(*ROUND, *CLOCK, QUIZ_HOME=str(tmp_path)) as terminal:
        open_screen(terminal, "question")
        for _ in range(40):
            terminal.send(bytes(noise.choice((*range(0x80, 0x100), 0x1B)) for _ in range(30)))
            terminal.rest(0.02)
        terminal.rest(SILENCE)
        terminal.press("n")  # a lone Escape byte at the end asks for something
        terminal.rest(0.3)
        assert_key_still_answers(terminal, tmp_path)


@pytest.mark.slow
def test_any_bytes_leave_the_game_or_a_restored_terminal(tmp_path: Path) -> None:
    noise = random.Random(42)
    with playing(*ROUND, *CLOCK, QUIZ_HOME=str(tmp_path)) as terminal:
        open_screen(terminal, "question")
        for _ in range(60):
            data = bytes(noise.randrange(256) for _ in range(30))
            # Without the keys that end or stop the game, or open the commands with “Quit” among them.
            terminal.send(data.translate(None, b"\x03\x10\x11\x1aqQyY"))
            terminal.rest(0.02)
        terminal.rest(SILENCE)
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0
        assert terminal.leftovers == set()
        assert "Traceback" not in terminal.text
