"""Start, key latency and memory of the game, compared with a bare Textual app.

Run it with the Python of an environment that has the wheel and pyte:

    .venv/bin/python benchmarks/start.py --runs 15
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from figures import HEADER, Figure, alternate, describe_machine
from terminal import Terminal

BARE_APP = Path(__file__).with_name("bare_app.py")
SELECTION = ("--category", "video", "--seed", "7")
SETTLING_SECONDS = 0.6
"""Pause between the first screen and the key, so that the start is over."""
BUSY_LOOPS = 2


class Times(NamedTuple):
    """The measurements of one run of an app."""

    start: float
    """Milliseconds to the first screen."""
    key: float
    """Milliseconds from a key to the next screen."""
    memory: float
    """Peak memory after the key, in MiB."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=21, help="pairs of starts (default: 21)")
    parser.add_argument("--keys", type=int, default=51, help="pairs of key presses (default: 51)")
    options = parser.parse_args()
    print(describe_machine(f"Textual {version('textual')}", f"{options.runs} runs"), "", sep="\n")
    print(*HEADER, sep="\n")
    for figure in measure(Path(sys.executable), options.runs, options.keys):
        print(figure.row_with_limit())


def measure(python: Path, runs: int, keys: int) -> list[Figure]:
    """Measure the program that is installed next to a Python."""
    start = Figure("start to the first question", "ms", 1.25)
    busy_start = Figure("start to the first question, with two busy loops running", "ms", 1.35)
    home_start = Figure("start to the home screen", "ms", 1.3)
    key = Figure("key press to the verdict", "ms", 2.0, allowance=4.0)
    memory = Figure("peak memory of a game with the built-in packs", "MiB", 1.3)
    version_time = Figure('`quiz --version`, compared with `python -c "import argparse"`', "ms", 2.0)
    quiz = str(python.with_name("quiz"))
    with TemporaryDirectory() as home:
        question = find_first_question(quiz)
        shown = [" ".join(str(question["stem"]).split()), *map(str, question["options"])]
        run_game = partial(run_app, [quiz, *SELECTION], shown, ("Right.", "Wrong."), home=home)
        run_bare = partial(run_bare_app, python, home)

        def play(is_counted: bool) -> None:
            keep(run_game(), is_counted, start.values, key.values, memory.values)

        def echo(is_counted: bool) -> None:
            keep(run_bare(), is_counted, start.yardstick, key.yardstick, memory.yardstick)

        def open_home(is_counted: bool) -> None:
            keep(run_app([quiz], ["Everything"], ("1 of 10",), home=home), is_counted, home_start.values)

        def open_bare(is_counted: bool) -> None:
            keep(run_bare(), is_counted, home_start.yardstick)

        def play_for_key(is_counted: bool) -> None:
            keep(run_game()[1:], is_counted, key.values)

        def echo_for_key(is_counted: bool) -> None:
            keep(run_bare()[1:], is_counted, key.yardstick)

        def play_busy(is_counted: bool) -> None:
            keep(run_game(), is_counted, busy_start.values)

        def echo_busy(is_counted: bool) -> None:
            keep(run_bare(), is_counted, busy_start.yardstick)

        def show_version(is_counted: bool) -> None:
            keep([time_command(quiz, "--version")], is_counted, version_time.values)

        def import_argparse(is_counted: bool) -> None:
            seconds = time_command(str(python), "-c", "import argparse")
            keep([seconds], is_counted, version_time.yardstick)

        alternate([play, echo, show_version, import_argparse], runs)
        alternate([open_home, open_bare], runs)
        if keys > runs:
            alternate([play_for_key, echo_for_key], keys - runs)
        with busy_loops(BUSY_LOOPS):
            alternate([play_busy, echo_busy], runs)
    return [start, busy_start, home_start, key, memory, version_time]


def run_app(
    command: Sequence[str],
    shown: Sequence[str],
    verdicts: Sequence[str],
    *,
    cwd: Path | None = None,
    home: str,
) -> Times:
    """Start an app whose files are in `home`, and press a key.

    Args:
        command: The app and its arguments.
        shown: The texts that are all on the first screen.
        verdicts: Texts; one of them appears after the key.
        cwd: The app's working directory.
        home: The app's home folder.
    """
    with Terminal(command, cwd=cwd, HOME=home, QUIZ_HOME=home) as terminal:
        first = terminal.wait(lambda text: all(part in text for part in shown))
        terminal.read_for(SETTLING_SECONDS)
        pressed = terminal.press("1")
        painted = terminal.wait(lambda text: any(verdict in text for verdict in verdicts))
        memory = terminal.peak_memory()
        return Times(1000 * (first - terminal.started), 1000 * (painted - pressed), memory)


def run_bare_app(python: Path, home: str) -> Times:
    """Start the bare app, and press a key."""
    return run_app([str(python), str(BARE_APP)], ["bare app is ready"], ["bare app got 1"], home=home)


def keep(values: Sequence[float], is_counted: bool, *lists: list[float]) -> None:
    """Append the first values to the lists, one to each, if they count."""
    for value, earlier_values in zip(values, lists, strict=False):
        if is_counted:
            earlier_values.append(value)


@contextmanager
def busy_loops(count: int) -> Iterator[None]:
    """Keep processors busy inside the block."""
    processes = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def time_command(*command: str) -> float:
    """Run a command, and return the milliseconds that it took."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return 1000 * (time.perf_counter() - started)


def find_first_question(quiz: str) -> dict[str, Sequence[str]]:
    """Return the seed's first question, as the program itself prints it."""
    command = [quiz, "items", *SELECTION, "--round", "10", "--json"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    question = json.loads(lines[0])
    assert isinstance(question, dict)
    return question


if __name__ == "__main__":
    main()
