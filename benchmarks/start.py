"""Measure start, key latency and memory beside a bare Textual app, alternating in one run.

Run it with the Python of an environment that the wheel is installed in:

    .venv/bin/pip install pyte && .venv/bin/python benchmarks/start.py --runs 15
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from figure import HEAD, Figure, alternate, machine
from terminal import Terminal

SEED = "7"
SELECTION = ("--category", "video", "--seed", SEED)
SETTLED = 0.6
"""Seconds from the first screen to the key, so that starting is over."""
OPENED = 6.0
"""Seconds after which the game has opened the pack for what comes next, and holds the most."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    print(machine("Textual " + version("textual"), f"{runs} runs"), end="\n\n")
    print(HEAD)
    for figure in measured(Path(sys.executable), runs):
        print(figure.row())


def measured(python: Path, runs: int) -> list[Figure]:
    """Measure the program that is installed beside a Python."""
    start = Figure("start to the first question", 1.10, "ms")
    key = Figure("key to the verdict", 2.0, "ms")
    memory = Figure("peak memory of a game", 1.3, "MiB")
    quick = Figure("`quiz --version`, beside `import argparse`", 2.0, "ms")
    quiz = str(python.with_name("quiz"))
    with TemporaryDirectory() as home:
        question = first_question(quiz)
        stem = " ".join(str(question["stem"]).split())
        options = [str(option) for option in question["options"]]

        def play(kept: bool) -> None:
            with Terminal([quiz, *SELECTION], QUIZ_HOME=home) as terminal:
                shown = terminal.wait(lambda text: all(part in text for part in (stem, *options)))
                terminal.rest(SETTLED)
                pressed = terminal.press("1")
                painted = terminal.wait(lambda text: "Right." in text or "Wrong." in text)
                terminal.rest(OPENED)
                if kept:
                    start.ours.append(1000 * (shown - terminal.started))
                    key.ours.append(1000 * (painted - pressed))
                    memory.ours.append(terminal.memory() / 1024)

        def bare(kept: bool) -> None:
            figures = echo(python)
            if kept:
                for figure, value in zip((start, key, memory), figures, strict=True):
                    figure.yardstick.append(value)

        def run(times: list[float], *command: str) -> None:
            started = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times.append(1000 * (time.perf_counter() - started))

        def tell(kept: bool) -> None:
            run(quick.ours if kept else [], quiz, "--version")

        def load(kept: bool) -> None:
            run(quick.yardstick if kept else [], str(python), "-c", "import argparse")

        alternate([play, bare, tell, load], runs)
    return [start, key, memory, quick]


def echo(python: Path) -> tuple[float, float, float]:
    """Start the bare app and press a key; give the milliseconds to each, and the MiB held at most."""
    with Terminal([str(python), str(Path(__file__).with_name("bare.py"))]) as terminal:
        shown = terminal.wait(lambda text: "bare app is ready" in text)
        terminal.rest(SETTLED)
        pressed = terminal.press("1")
        painted = terminal.wait(lambda text: "bare app got 1" in text)
        return 1000 * (shown - terminal.started), 1000 * (painted - pressed), terminal.memory() / 1024


def first_question(quiz: str) -> dict[str, Sequence[str]]:
    """Ask the program itself what the seed's first question is."""
    command = [quiz, "items", *SELECTION, "--round", "10", "--json"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    question = json.loads(lines[0])
    assert isinstance(question, dict)
    return question


if __name__ == "__main__":
    main()
