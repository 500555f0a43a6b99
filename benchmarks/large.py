"""Measure what large packs cost: the start of a game beside a built-in pack's, and how commands grow.

    .venv/bin/python benchmarks/large.py --runs 5                # packs of 1,000, 10,000 and 100,000 facts
    .venv/bin/python benchmarks/large.py --sizes 1000 3000 10000

What commands take is the processor's time, their children's included, and the most memory that they held.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from figure import HEAD, Figure, alternate, exponent, machine
from made import files
from terminal import Terminal

SEED = 1
SIZES = (1_000, 10_000, 100_000)
PATIENCE = 120.0
LEAVE = "\x11"
BOUND = 1.1
"""The greatest exponent with which anything may grow."""
FIRST, AGAIN = (f"the start of a game, the {which} time" for which in ("first", "second"))
COMMANDS = {
    "`list`": ("list", "--pack", "{}"),
    "`items`": ("items", "--pack", "{}"),
    "`items --round 10`": ("items", "--round", "10", "--seed", "1", "--pack", "{}"),
    "`check`": ("check", "{}"),
    FIRST: ("--plain", "--no-history", "--pack", "{}"),
}


_WITNESS = """
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
used = os.wait4(child, 0)[2]
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""Runs a command and tells what it took. A process is said to have held what its parent held at its birth,
and this one holds little."""


class Cost(NamedTuple):
    """What a command took."""

    seconds: float
    """Of the processor."""
    memory: float
    """The most that it held, in MiB."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked = parser.parse_args()
    print(machine(f"{asked.runs} runs"), HEAD, sep="\n\n")
    for figure in measured(Path(sys.executable), max(asked.sizes), asked.runs):
        print(figure.row())
    print()
    for line in growth(Path(sys.executable), asked.sizes):
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

        def start(command: list[str], times: list[float], counts: bool) -> None:
            with Terminal(command, QUIZ_HOME=home) as terminal:
                shown = terminal.wait(lambda text: "1 of 10" in text, patience=PATIENCE)
                if counts:
                    times.append(1000 * (shown - terminal.started))
                else:
                    leave(terminal)

        alternate([partial(start, ours, figure.ours), partial(start, theirs, figure.yardstick)], runs)
    return [figure]


def growth(python: Path, sizes: Sequence[int]) -> Iterator[str]:
    """Give a table of what commands cost on packs of some sizes, and with which power of these it grows."""
    found = [costs(python, size) for size in sizes]
    heads = " | ".join(f"{size:,} facts" for size in sizes)
    yield f"| command | {heads} | grows with the power |"
    yield "|---|" + "---|" * (len(sizes) + 1)
    for name in found[0]:
        row = [cost[name] for cost in found]
        spent = " | ".join(f"{cost.seconds:.1f} s, {cost.memory:,.0f} MiB" for cost in row)
        powers = [exponent(sizes, figures) for figures in zip(*row, strict=True)]
        marked = [f"**{power:.2f}**" if power > BOUND else f"{power:.2f}" for power in powers]
        yield f"| {name} | {spent} | {marked[0]} in time, {marked[1]} in memory |"


def costs(python: Path, facts: int) -> dict[str, Cost]:
    """Measure each command on a made pack."""
    quiz = str(python.with_name("quiz"))
    with TemporaryDirectory() as folder:
        pack, home = written(Path(folder) / "made", facts), Path(folder) / "home"
        commands = {name: [quiz, *(word.format(pack) for word in words)] for name, words in COMMANDS.items()}
        found = {name: cost(command, home) for name, command in commands.items()}
        with Terminal([quiz, "--pack", str(pack)], QUIZ_HOME=str(home)) as terminal:
            terminal.wait(lambda text: "1 of 10" in text, patience=PATIENCE)
            leave(terminal)
        return {**found, AGAIN: cost(commands[FIRST], home)}


def cost(command: list[str], home: Path) -> Cost:
    """Run a command, which nobody answers; give what it took."""
    run = [sys.executable, "-I", "-S", "-c", _WITNESS, *command]
    environment = {**os.environ, "QUIZ_HOME": str(home)}
    done = subprocess.run(run, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment)
    seconds, held = done.stdout.split()
    return Cost(float(seconds), float(held) / 1024 / (1024 if sys.platform == "darwin" else 1))


def leave(terminal: Terminal) -> None:
    """Leave a game, and wait until it has written its large pack to the cache."""
    terminal.press(LEAVE)
    terminal.wait_for_end(patience=PATIENCE)


def written(folder: Path, facts: int) -> Path:
    """Write a made pack."""
    folder.mkdir()
    for name, text in files(facts, SEED):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
