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
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from figure import HEAD, Figure, alternate, machine
from terminal import Terminal

BARE = Path(__file__).with_name("bare.py")
SEED = "7"
SELECTION = ("--category", "video", "--seed", SEED)
SETTLED = 0.6
"""Seconds from the first screen to the key, so that starting is over."""


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
        shown = [" ".join(str(question["stem"]).split()), *map(str, question["options"])]
        game = partial(played, [quiz, *SELECTION], shown, ("Right.", "Wrong."), home=home)

        def time_game(kept: bool) -> None:
            keep(game(), kept, start.ours, key.ours)

        def time_bare(kept: bool) -> None:
            keep(echo(python, home), kept, start.yardstick, key.yardstick)

        def weigh_game(kept: bool) -> None:
            keep(game()[2:], kept, memory.ours)

        def weigh_bare(kept: bool) -> None:
            keep(echo(python, home)[2:], kept, memory.yardstick)

        def tell(kept: bool) -> None:
            keep([milliseconds(quiz, "--version")], kept, quick.ours)

        def load(kept: bool) -> None:
            keep([milliseconds(str(python), "-c", "import argparse")], kept, quick.yardstick)

        alternate([time_game, time_bare, tell, load], runs)
        alternate([weigh_game, weigh_bare], runs)
    return [start, key, memory, quick]


def played(
    command: Sequence[str],
    shown: Sequence[str],
    verdicts: Sequence[str],
    *,
    cwd: Path | None = None,
    home: str,
) -> tuple[float, float, float]:
    """Start an app and press a key; give the milliseconds to each screen, and the MiB held at most.

    It is weighed after the key; its files are in `home`.
    """
    with Terminal(command, cwd=cwd, HOME=home, QUIZ_HOME=home) as terminal:
        first = terminal.wait(lambda text: all(part in text for part in shown))
        terminal.rest(SETTLED)
        pressed = terminal.press("1")
        painted = terminal.wait(lambda text: any(verdict in text for verdict in verdicts))
        return 1000 * (first - terminal.started), 1000 * (painted - pressed), terminal.memory() / 1024


def echo(python: Path, home: str) -> tuple[float, float, float]:
    """Start the bare app and press a key; give what `played` gives."""
    return played([str(python), str(BARE)], ["bare app is ready"], ["bare app got 1"], home=home)


def keep(values: Sequence[float], kept: bool, *lists: list[float]) -> None:
    """Add values to lists, one to each, if they count."""
    for value, values_so_far in zip(values, lists, strict=False):
        if kept:
            values_so_far.append(value)


def milliseconds(*command: str) -> float:
    """Run a command; give the milliseconds that it took."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return 1000 * (time.perf_counter() - started)


def first_question(quiz: str) -> dict[str, Sequence[str]]:
    """Ask the program itself what the seed's first question is."""
    command = [quiz, "items", *SELECTION, "--round", "10", "--json"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    question = json.loads(lines[0])
    assert isinstance(question, dict)
    return question


if __name__ == "__main__":
    main()
