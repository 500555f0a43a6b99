"""Signals in every phase of a game: the terminal is restored, answers are kept, and the clock stops."""

import json
import signal
from collections.abc import Collection, Iterable
from contextlib import ExitStack, closing
from itertools import product
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from quiz.cli.services import utc_now
from quiz.history.export import export_json
from quiz.history.store import HistoryStore
from quiz.tui.driver import list_ending_signals
from tests.pty.terminal import Terminal, playing

ROUND = ("--category", "video", "--seed", "7", "--kind", "choice")
CLOCK = ("--time", "0")
LONG = ("--time", "60", "--questions", "1")
STOP_SECONDS = 3
"""Much more than a game needs until it asks, so that a game which counted the stop would count too much."""
HOME_SCREENS = {
    "home": ("", "Everything"),
    "settings": ("o", "Theme"),
    "stats": ("s", "Your stats"),
    "home-help": ("?", "Keys"),
    "quit": ("\x03", "Quit the game?"),
    "palette": ("\x10", "Search"),
}
QUESTION_SCREENS = {
    "question": ("", "1 of 1"),
    "leave": ("\x1b", "Leave this round?"),
    "help": ("?", "Keys"),
    "answer": ("1", "Source:"),
    "source": ("1i", "close"),
    "results": ("1\r", "points ·"),
}
SIGNALS = [signal.Signals(number) for number in list_ending_signals() if number < 32]
FEW_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
FEW_SCREENS = ("home", "question", "results")


def mark_others(values: Iterable[Any], few: Collection[Any]) -> list[Any]:
    """Mark the values that are only tried before a release: all but a few."""
    return [value if value in few else pytest.param(value, marks=pytest.mark.exhaustive) for value in values]


def open_screen(terminal: Terminal, name: str) -> None:
    """Open a screen by its keys."""
    keys, shown = (HOME_SCREENS | QUESTION_SCREENS)[name]
    terminal.wait("Everything" if name in HOME_SCREENS else "leave")
    for key in keys:
        if key == "1":
            terminal.answer_with(key)
        elif key == "\r":
            terminal.continue_round()
        else:
            terminal.press(key)
    terminal.wait(shown)
    terminal.wait_until_still()


def arguments(name: str) -> tuple[str, ...]:
    return () if name in HOME_SCREENS else (*ROUND, *CLOCK, "--questions", "1")


def read_answers(home: Path) -> list[dict[str, object]]:
    """Return the saved answers."""
    with closing(HistoryStore(home / "history.sqlite3", utc_now, is_read_only=True)) as store:
        return [json.loads(line) for line in export_json(store)]


def read_seconds(home: Path) -> float:
    """Return the seconds that were counted for the only answer."""
    (answer,) = read_answers(home)
    assert isinstance(answer["seconds"], float)
    return answer["seconds"]


@pytest.mark.slow
@pytest.mark.parametrize("screen", mark_others([*HOME_SCREENS, *QUESTION_SCREENS], FEW_SCREENS))
def test_signal_restores_terminal_on_every_screen(screen: str, tmp_path: Path) -> None:
    with playing(*arguments(screen), QUIZ_HOME=str(tmp_path)) as terminal:
        open_screen(terminal, screen)
        assert terminal.leftovers
        terminal.send_signal(signal.SIGTERM)
        assert terminal.wait_for_exit() == 128 + signal.SIGTERM
        assert terminal.leftovers == set()
        assert len(read_answers(tmp_path)) == (screen in ("answer", "source", "results"))


@pytest.mark.slow
@pytest.mark.parametrize("number", mark_others(SIGNALS, FEW_SIGNALS))
def test_every_ending_signal_restores_terminal(number: signal.Signals, tmp_path: Path) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip(
            "the tests were started with this signal ignored, as by nohup, and the game inherits that"
        )
    with playing(*ROUND, *CLOCK, QUIZ_HOME=str(tmp_path)) as terminal:
        open_screen(terminal, "answer")
        terminal.send_signal(number)
        assert terminal.wait_for_exit() == 128 + number
        assert terminal.leftovers == set()
        assert "Traceback" not in terminal.text
        assert len(read_answers(tmp_path)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("mark", [b"\x1b[?1049h", b"\x1b[?25l", b"\x1b[?2004h", b"\x1b[?7l"])
def test_signal_before_the_first_frame_restores_terminal(mark: bytes) -> None:
    with playing(*ROUND) as terminal:
        terminal.wait_until(lambda _: mark in terminal.written)
        terminal.send_signal(signal.SIGTERM)
        assert terminal.wait_for_exit() == 128 + signal.SIGTERM
        assert terminal.leftovers == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("screen", "term"),
    [
        *((screen, "xterm-256color") for screen in FEW_SCREENS),
        ("home", "linux"),
        *(
            pytest.param(screen, "xterm-256color", marks=pytest.mark.exhaustive)
            for screen in (*HOME_SCREENS, *QUESTION_SCREENS)
            if screen not in FEW_SCREENS
        ),
        *(pytest.param(screen, "linux", marks=pytest.mark.exhaustive) for screen in ("leave", "answer")),
    ],
)
def test_screen_is_drawn_again_after_suspension(screen: str, term: str, tmp_path: Path) -> None:
    with playing(*arguments(screen), QUIZ_HOME=str(tmp_path), TERM=term) as terminal:
        open_screen(terminal, screen)
        before = terminal.cells
        terminal.press("\x1a")
        terminal.wait_until_stopped()
        assert terminal.leftovers == set()
        terminal.resume()
        terminal.wait_until(lambda _: terminal.cells == before)
        assert "raw" in terminal.leftovers


@pytest.mark.slow
def test_time_while_stopped_does_not_count(tmp_path: Path) -> None:
    with ExitStack() as stack:
        games = []
        for number, screen in product((signal.SIGTSTP, signal.SIGSTOP), ("question", "leave")):
            home, started = tmp_path / f"{screen}{number}", monotonic()
            terminal = stack.enter_context(playing(*ROUND, *LONG, QUIZ_HOME=str(home)))
            open_screen(terminal, screen)
            before = terminal.cells_below_clock
            terminal.send_signal(number)
            terminal.wait_until_stopped()
            games.append((terminal, screen, home, before, started, monotonic()))
        terminal.rest(STOP_SECONDS)
        for terminal, screen, home, before, started, stopped in games:
            stop = monotonic() - stopped
            terminal.resume()
            terminal.wait_until(lambda _, at=terminal, before=before: at.cells_below_clock == before)  # type: ignore[misc]
            if screen == "leave":
                terminal.press("n")
                terminal.wait("1–")
            terminal.answer_with("1")
            assert read_seconds(home) < monotonic() - started - stop


@pytest.mark.slow
def test_game_survives_continuation_without_a_stop(tmp_path: Path) -> None:
    with playing(*ROUND, *CLOCK, QUIZ_HOME=str(tmp_path)) as terminal:
        open_screen(terminal, "question")
        before = terminal.cells
        for _ in range(3):
            terminal.send_signal(signal.SIGCONT)
            terminal.rest(0.2)
        terminal.wait_until(lambda _: terminal.cells == before)
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0
        assert terminal.leftovers == set()


@pytest.mark.slow
@pytest.mark.parametrize("screen", ["home", "question", "answer", "leave", "results"])
def test_game_ends_when_the_terminal_is_gone(screen: str, tmp_path: Path) -> None:
    with playing(*arguments(screen), QUIZ_HOME=str(tmp_path), ignored_signals=(signal.SIGHUP,)) as terminal:
        open_screen(terminal, screen)
        terminal.hang_up()
        assert terminal.wait_for_process() == 128 + signal.SIGHUP
        assert len(read_answers(tmp_path)) == (screen in ("answer", "results"))


@pytest.mark.slow
def test_note_says_how_to_resume_when_the_game_ends(tmp_path: Path) -> None:
    with playing(*ROUND, *CLOCK, QUIZ_HOME=str(tmp_path)) as terminal:
        open_screen(terminal, "answer")
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0
        assert "To resume this round: quiz --resume" in terminal.text


@pytest.mark.slow
def test_time_while_stopped_does_not_count_in_lines(tmp_path: Path) -> None:
    started = monotonic()
    with playing(*ROUND, "--plain", *LONG, QUIZ_HOME=str(tmp_path)) as terminal:
        terminal.wait("You have 60 seconds.")
        terminal.rest(0.5)  # so that the clock is read while the game waits
        terminal.send_signal(signal.SIGSTOP)
        terminal.wait_until_stopped()
        stopped = monotonic()
        terminal.rest(STOP_SECONDS)
        stop = monotonic() - stopped
        terminal.send_signal(signal.SIGCONT)
        terminal.rest(0.5)
        terminal.press("Ａ\r")
        terminal.wait("Source:")
        assert read_seconds(tmp_path) < monotonic() - started - stop


@pytest.mark.slow
def test_game_in_lines_ends_when_the_terminal_is_gone(tmp_path: Path) -> None:
    with playing(*ROUND, "--plain", QUIZ_HOME=str(tmp_path), ignored_signals=(signal.SIGHUP,)) as terminal:
        terminal.wait("You have 20 seconds.")
        terminal.press("1\r")
        terminal.wait("Source:")
        terminal.hang_up()
        assert terminal.wait_for_process() != 70
        assert len(read_answers(tmp_path)) == 1
