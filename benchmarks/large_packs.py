"""Cost of large packs: the start of a game, and the growth of commands with the size of a pack.

    .venv/bin/python benchmarks/large_packs.py --runs 5                # 1,000, 10,000 and 100,000 facts
    .venv/bin/python benchmarks/large_packs.py --sizes 1000 3000 10000

The cost of a command is its CPU time, with that of its children, and its peak memory.
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

from figures import HEADER, Figure, alternate, describe_machine, fit_exponent, mark_over
from generated_packs import write_generated_pack
from terminal import Terminal

SIZES = (1_000, 10_000, 100_000)
TIMEOUT_SECONDS = 120.0
QUIT_KEY = "\x11"
MAX_TIME_EXPONENT = 1.2
MAX_MEMORY_EXPONENT = 1.1
COMMANDS = {
    "`list`": ("list", "--pack", "{}"),
    "`items`": ("items", "--pack", "{}"),
    "`items --round 10`": ("items", "--round", "10", "--seed", "1", "--pack", "{}"),
    "`check`": ("check", "{}"),
    "first start of a game": ("--plain", "--no-history", "--pack", "{}"),
}
CACHED_GAME = ("--plain", "--pack", "{}")

_MEASURE_COMMAND = """
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
used = os.wait4(child, 0)[2]
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""A program that runs a command and prints its cost.

The system counts the memory of the parent at the start of a child as the child's; this program has little.
"""


class Cost(NamedTuple):
    """The cost of a command."""

    seconds: float
    """CPU time."""
    memory: float
    """Peak memory in MiB."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="pairs of starts (default: 5)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of facts")
    options = parser.parse_args()
    print(describe_machine(f"{options.runs} runs"), "", *HEADER, sep="\n")
    print(
        measure_second_start(Path(sys.executable), max(options.sizes), options.runs).row_with_limit(),
        end="\n\n",
    )
    for line in measure_growth(Path(sys.executable), options.sizes):
        print(line)


def measure_second_start(python: Path, facts: int, runs: int) -> Figure:
    """Time the start of a game with a cached pack, compared with a built-in pack."""
    figure = Figure(f"second start with a pack of {facts:,} facts, compared with a built-in pack", "ms")
    quiz = str(python.with_name("quiz"))
    with TemporaryDirectory() as folder:
        pack = write_generated_pack(Path(folder) / "generated", facts)
        home = str(Path(folder) / "home")
        large = [quiz, "--pack", str(pack), "--seed", "7", "--time", "0"]
        builtin = [quiz, "--category", "video", "--seed", "7", "--time", "0"]

        def start(command: list[str], milliseconds: list[float], is_counted: bool) -> None:
            with Terminal(command, QUIZ_HOME=home) as terminal:
                shown = terminal.wait(lambda text: "1 of 10" in text, timeout_seconds=TIMEOUT_SECONDS)
                if is_counted:
                    milliseconds.append(1000 * (shown - terminal.started))
                else:  # the game writes the pack to the cache when it ends
                    terminal.press(QUIT_KEY)
                    terminal.wait_for_end(timeout_seconds=TIMEOUT_SECONDS)

        alternate([partial(start, large, figure.values), partial(start, builtin, figure.yardstick)], runs)
    return figure


def measure_growth(python: Path, sizes: Sequence[int]) -> Iterator[str]:
    """Return a table of the costs of commands for packs of some sizes, with growth exponents."""
    costs = [measure_costs(python, size) for size in sizes]
    heads = " | ".join(f"{size:,} facts" for size in sizes)
    yield f"| command | {heads} | growth exponent |"
    yield "|---|" + "---|" * (len(sizes) + 1)
    for name in costs[0]:
        row = [cost[name] for cost in costs]
        cells = " | ".join(f"{cost.seconds:.1f} s, {cost.memory:,.0f} MiB" for cost in row)
        time_exponent = fit_exponent(sizes, [cost.seconds for cost in row])
        memory_exponent = fit_exponent(sizes, [cost.memory for cost in row])
        time = mark_over(format_exponent(time_exponent), is_over=time_exponent > MAX_TIME_EXPONENT)
        memory = mark_over(format_exponent(memory_exponent), is_over=memory_exponent > MAX_MEMORY_EXPONENT)
        yield f"| {name} | {cells} | {time} in time, {memory} in memory |"


def format_exponent(exponent: float) -> str:
    """Format an exponent with a proper minus sign."""
    return f"{exponent:.2f}".replace("-", "−")


def measure_costs(python: Path, facts: int) -> dict[str, Cost]:
    """Measure each command with a generated pack."""
    quiz = str(python.with_name("quiz"))
    with TemporaryDirectory() as folder:
        pack, home = write_generated_pack(Path(folder) / "generated", facts), Path(folder) / "home"

        def run(words: Sequence[str]) -> Cost:
            return measure_command([quiz, *(word.format(pack) for word in words)], home)

        costs = {name: run(words) for name, words in COMMANDS.items()}
        run(CACHED_GAME)  # writes the cache
        return {**costs, "second start of a game": run(CACHED_GAME)}


def measure_command(command: Sequence[str], home: Path) -> Cost:
    """Run a command without input."""
    run = [sys.executable, "-I", "-S", "-c", _MEASURE_COMMAND, *command]
    environment = {**os.environ, "QUIZ_HOME": str(home)}
    result = subprocess.run(
        run, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment
    )
    seconds, peak = result.stdout.split()
    return Cost(float(seconds), float(peak) / 1024 / (1024 if sys.platform == "darwin" else 1))


if __name__ == "__main__":
    main()
