"""Measure `quiz --pack` with a large pack, the second time, beside a built-in pack; to the first question.

.venv/bin/python benchmarks/large.py --runs 5 --facts 100000
"""

import argparse
import os
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from figure import HEAD, Figure, alternate, machine
from made import files
from terminal import Terminal

SEED = 1
FACTS = 100_000
PATIENCE = 120.0
COMMANDS = {
    "`list`": ("list", "--pack", "{}"),
    "`items --round 10`": ("items", "--round", "10", "--seed", "1", "--pack", "{}"),
    "`check`": ("check", "{}"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--facts", type=int, default=FACTS)
    asked = parser.parse_args()
    print(machine(f"{asked.runs} runs"), HEAD, sep="\n\n")
    for figure in measured(Path(sys.executable), asked.facts, asked.runs):
        print(figure.row())
    print()
    for line in commands(Path(sys.executable), asked.facts):
        print(line)


def measured(python: Path, facts: int, runs: int) -> list[Figure]:
    """Time the start of a game with a made pack, beside that of a game with a built-in one."""
    figure = Figure(
        f"start with a pack of {facts:,} facts, the second time, beside a built-in pack", 1.3, "ms"
    )
    quiz = str(python.with_name("quiz"))
    with TemporaryDirectory() as folder:
        pack = written(Path(folder) / "made", facts)
        home = str(Path(folder) / "home")
        ours = [quiz, "--pack", str(pack), "--seed", "7", "--time", "0"]
        theirs = [quiz, "--category", "video", "--seed", "7", "--time", "0"]

        def start(command: list[str], times: list[float], kept: bool) -> None:
            with Terminal(command, QUIZ_HOME=home) as terminal:
                shown = terminal.wait(lambda text: "1 of 10" in text, patience=PATIENCE)
                if kept:
                    times.append(1000 * (shown - terminal.started))
                else:
                    terminal.rest(1.0)  # what is kept for the next start is written behind the first screen
                    terminal.press("\x11")

        alternate([partial(start, ours, figure.ours), partial(start, theirs, figure.yardstick)], runs)
    return [figure]


def commands(python: Path, facts: int) -> list[str]:
    """Give lines of what commands cost on a made pack: the processor's time, and memory."""
    lines = [f"On a pack of {facts:,} facts, in seconds of the processor and MiB:"]
    with TemporaryDirectory() as folder:
        pack = written(Path(folder) / "made", facts)
        environment = {**os.environ, "QUIZ_HOME": str(Path(folder) / "home")}
        for name, words in COMMANDS.items():
            command = [str(python.with_name("quiz")), *(word.format(pack) for word in words)]
            seconds, memory = cost(command, environment)
            lines.append(f"- {name}: {seconds:.1f} s, {memory:,.0f} MiB")
    return lines


def cost(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run a command; give the seconds of the processor, and the most that it held, in MiB."""
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, _, used = os.wait4(program.pid, 0)
    return used.ru_utime + used.ru_stime, held(used)


def held(used: resource.struct_rusage) -> float:
    """Give the most memory that a process has held, in MiB."""
    return used.ru_maxrss / 1024 / (1024 if sys.platform == "darwin" else 1)


def written(folder: Path, facts: int) -> Path:
    """Write a made pack."""
    folder.mkdir()
    for name, text in files(facts, SEED):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
