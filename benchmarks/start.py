"""Measure start, key latency and memory beside a bare Textual app, alternating in one run.

Run it with the Python of an environment that the wheel is installed in:

    .venv/bin/pip install pyte && .venv/bin/python benchmarks/start.py --runs 15
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path

from terminal import Terminal

SEED = "7"
SETTLED = 0.6
"""Seconds from the first screen to the key, so that starting is over."""
BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
QUIZ = [str(Path(sys.executable).with_name("quiz")), "--category", "video", "--seed", SEED]


@dataclass
class Figure:
    """Pairs of measurements of one figure: ours, and the yardstick's."""

    name: str
    bound: float
    unit: str
    ours: list[float] = field(default_factory=list)
    yardstick: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Give the figure as a row of a Markdown table."""
        ours, yardstick = statistics.median(self.ours), statistics.median(self.yardstick)
        ratios = sorted(one / other for one, other in zip(self.ours, self.yardstick, strict=True))
        spread = f"{ratios[len(ratios) // 4]:.2f} to {ratios[3 * len(ratios) // 4]:.2f}"
        return (
            f"| {self.name} | {ours:.1f} {self.unit} | {yardstick:.1f} {self.unit} "
            f"| {statistics.median(ratios):.2f} ({spread}) | {self.bound:.2f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    start = Figure("start to the first question", 1.10, "ms")
    key = Figure("key to the verdict", 2.0, "ms")
    memory = Figure("peak memory of a game", 1.3, "MiB")
    quick = Figure("`quiz --version`, beside `import argparse`", 2.0, "ms")
    question = first_question()
    for number in range(runs + 1):
        jobs: list[Callable[[bool], None]] = [
            lambda kept: play(question, start, key, memory, kept=kept),
            lambda kept: echo(start, key, memory, kept=kept),
            lambda kept: run(quick.ours, [QUIZ[0], "--version"], kept=kept),
            lambda kept: run(quick.yardstick, [sys.executable, "-c", "import argparse"], kept=kept),
        ]
        for job in jobs if number % 2 else reversed(jobs):
            job(number > 0)  # the first pass warms up
    print(
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, Textual {version('textual')}, {runs} runs, {date.today()}\n"
    )
    print("| figure | quiz | yardstick | ratio (middle half) | bound |\n|---|---|---|---|---|")
    for figure in (start, key, memory, quick):
        print(figure.row())


def first_question() -> dict[str, object]:
    """Ask the program itself what the seed's first question is."""
    command = [QUIZ[0], "items", "--category", "video", "--seed", SEED, "--round", "10", "--json"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    question = json.loads(lines[0])
    assert isinstance(question, dict)
    return question


def play(question: dict[str, object], start: Figure, key: Figure, memory: Figure, *, kept: bool) -> None:
    """Start the game and answer its first question wrong or right, whichever option 1 is."""
    stem = " ".join(str(question["stem"]).split())
    options = question["options"]
    assert isinstance(options, list)
    with Terminal(QUIZ) as terminal:
        shown = terminal.wait(lambda text: stem in text and all(str(option) in text for option in options))
        terminal.rest(SETTLED)
        pressed = terminal.press("1")
        painted = terminal.wait(lambda text: "Right." in text or "Wrong." in text)
        if kept:
            start.ours.append(1000 * (shown - terminal.started))
            key.ours.append(1000 * (painted - pressed))
            memory.ours.append(terminal.memory() / 1024)


def echo(start: Figure, key: Figure, memory: Figure, *, kept: bool) -> None:
    """Start the bare app and press a key."""
    with Terminal(BARE) as terminal:
        shown = terminal.wait(lambda text: "bare app is ready" in text)
        terminal.rest(SETTLED)
        pressed = terminal.press("1")
        painted = terminal.wait(lambda text: "bare app got 1" in text)
        if kept:
            start.yardstick.append(1000 * (shown - terminal.started))
            key.yardstick.append(1000 * (painted - pressed))
            memory.yardstick.append(terminal.memory() / 1024)


def run(times: list[float], command: Sequence[str], *, kept: bool) -> None:
    """Time a command that ends by itself."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    if kept:
        times.append(1000 * (time.perf_counter() - started))


if __name__ == "__main__":
    main()
