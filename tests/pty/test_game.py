"""Whole games, played by keys and read from the screen."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quiz.game.scoring import compute_points
from tests.pty.terminal import GUARD, ROOT, Terminal, draw_score, playing

SELECTION = ("--category", "video", "--seed", "7")
LIMIT = 4.0


def expected(length: int) -> list[dict[str, Any]]:
    """Return the round of the seed as another process prints it, with another hash seed."""
    run = subprocess.run(
        [sys.executable, "-m", "quiz", "items", *SELECTION, "--round", str(length), "--json"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={"PYTHONHASHSEED": "4711", "PYTHONIOENCODING": "utf-8"},
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def one_space(text: str) -> str:
    return " ".join(text.split())


def wait_for_question(terminal: Terminal, number: int, length: int, item: dict[str, Any]) -> float:
    """Wait until a question with its options is on the screen, and return the time."""
    options = (
        rf"{place} +(?:[a-ft] +)?{re.escape(one_space(option))}"
        for place, option in enumerate(item["options"], 1)
    )
    block = re.compile(".*".join([f"{number} of {length}", re.escape(one_space(item["stem"])), *options]))
    return terminal.wait_until(lambda text: block.search(text) is not None and "Source:" not in text)


@pytest.mark.slow
def test_final_score_follows_the_formula() -> None:
    verdicts = "right right wrong right late right skip right right right".split()
    items = expected(len(verdicts))
    total = streak = 0
    with playing(*SELECTION, "--time", str(LIMIT), PYTHONHASHSEED="0") as terminal:
        went_on = None
        for number, (item, verdict) in enumerate(zip(items, verdicts, strict=True), 1):
            shown = wait_for_question(terminal, number, len(items), item)
            wrong = (item["key"] + 1) % len(item["options"])
            if verdict == "late":
                terminal.wait("Too late.", "Source:")
                terminal.press(str(item["key"] + 1))  # after the deadline it does not answer
            else:
                key = {"right": str(item["key"] + 1), "wrong": str(wrong + 1), "skip": "s"}[verdict]
                pressed = terminal.answer_with(key)
                painted = terminal.wait({"right": "Right. +", "wrong": "Wrong.", "skip": "Skipped."}[verdict])
            streak = streak + 1 if verdict == "right" else 0
            if verdict == "right":
                gained = int(re.findall(r"Right\. \+([\d,]+)", terminal.text)[0].replace(",", ""))
                most = compute_points(pressed - shown, LIMIT, streak)
                least = compute_points(painted - went_on, LIMIT, streak) if went_on is not None else 500
                assert least <= gained <= most
                total += gained
            went_on = terminal.continue_round()
        terminal.wait(*draw_score(total), "points · 7 of 10 right", "seed 7")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.slow
def test_untimed_round_without_misses_has_every_point() -> None:
    items = expected(5)
    with playing(*SELECTION, "--questions", "5", "--time", "0") as terminal:
        for number, item in enumerate(items, 1):
            wait_for_question(terminal, number, len(items), item)
            terminal.answer_with(str(item["key"] + 1))
            assert "Right." in terminal.text
            terminal.continue_round()
        terminal.wait(*draw_score(6000), "points · 5 of 5 right")


@pytest.mark.slow
def test_key_typed_ahead_does_not_answer_the_next_question() -> None:
    first, second = expected(2)
    with playing(*SELECTION, "--questions", "2", "--time", "0") as terminal:
        wait_for_question(terminal, 1, 2, first)
        terminal.answer_with("1")
        terminal.rest(5 * GUARD)
        terminal.press("\r11")
        wait_for_question(terminal, 2, 2, second)
        terminal.rest(GUARD)
        assert "Source:" not in terminal.text
        terminal.answer_with("1")


@pytest.mark.slow
@pytest.mark.usefixtures("pack_cache")
def test_no_options_show_home_screen() -> None:
    with playing() as terminal:
        terminal.wait("Everything", "play")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.slow
def test_quit_works_in_terminal_that_is_too_small() -> None:
    with playing(*SELECTION, columns=20, rows=5) as terminal:
        terminal.wait_until(lambda text: bool(text))
        terminal.press("\x11")
        assert terminal.wait_for_exit() == 0
        assert "Traceback" not in terminal.text


@pytest.mark.slow
def test_plain_game_in_terminal_has_clock_and_waits_for_enter() -> None:
    with playing(*SELECTION, "--plain", "--questions", "2", "--time", "1", rows=60) as terminal:
        terminal.wait("Question 1 of 2", "You have 1 second.")
        terminal.rest(1.1)
        terminal.press("1\r")
        terminal.wait("Too late.", "Press Enter for the next question")
        assert "Question 2 of 2" not in terminal.text
        terminal.press("\r")
        terminal.wait("Question 2 of 2")
        terminal.press("q\r")
        assert terminal.wait_for_exit() == 0
        assert "Score 0, 0 of 1 right, seed 7" in terminal.text


def test_dumb_terminal_plays_in_lines() -> None:
    with playing("--category", "video", TERM="dumb", columns=200) as terminal:
        terminal.wait("Question 1 of 10", "You have 20 seconds.")
        assert "\x1b" not in terminal.text


@pytest.mark.slow
def test_python_without_termios_plays_in_lines(tmp_path: Path) -> None:
    code = "import sys\nsys.modules['termios'] = None\n"
    (tmp_path / "sitecustomize.py").write_text(code, encoding="utf-8")
    with playing("--category", "video", PYTHONPATH=str(tmp_path), columns=200) as terminal:
        terminal.wait("The game is in lines of text, because the screen can't be used: ", "Question 1 of 10")


def test_interrupt_exits_130() -> None:
    with playing(*SELECTION, "--plain") as terminal:
        terminal.wait("Question 1 of 10")
        terminal.press("\x03")
        assert terminal.wait_for_exit() == 130
        assert "Traceback" not in terminal.text


@pytest.mark.slow
def test_internal_error_on_screen_exits_70() -> None:
    with playing("--category", "video", "--no-history", module="tests.pty.crashing") as terminal:
        terminal.wait("4 ")
        terminal.press("?")
        assert terminal.wait_for_exit() == 70
        assert terminal.leftovers == set()
        assert "quiz: internal error: ModuleNotFoundError" in terminal.text
        assert "Traceback" not in terminal.text
