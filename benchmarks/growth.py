"""Growth of the time and memory of commands with packs that have much of one thing.

.venv/bin/python benchmarks/growth.py                        # every shape, from 1,000 to 4,000
.venv/bin/python benchmarks/growth.py --size 250 --only rows
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from figures import describe_machine, fit_exponent, mark_over
from growth_shapes import SHAPES
from large_packs import MAX_MEMORY_EXPONENT, MAX_TIME_EXPONENT, Cost, format_exponent, measure_command

COMMANDS = {
    "check": ("check", "{}"),
    "items --round 10": ("items", "--round", "10", "--pack", "{}"),
    "list": ("list", "--pack", "{}"),
}
_MIN_SECONDS = 0.3
"""Time below which a growth exponent shows little but the start of Python."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000, help="the smaller size (default: 1,000)")
    parser.add_argument("--only", default="", metavar="WORD", help="the shapes with this word in their name")
    options = parser.parse_args()
    print(describe_machine(f"from {options.size:,} to {4 * options.size:,}"), "", sep="\n")
    print(f"| shape | {' | '.join(COMMANDS)} |")
    print("|---|" + "---|" * len(COMMANDS))
    for name in SHAPES:
        if options.only in name:
            cells = [measure(name, words, options.size) for words in COMMANDS.values()]
            print(f"| {name} | {' | '.join(cells)} |", flush=True)


def measure(name: str, words: Sequence[str], size: int) -> str:
    """Measure a command at a size and at four times the size; return the exponents in time and memory."""
    sizes = (size, 4 * size)
    with TemporaryDirectory() as folder:
        small, large = (run(name, words, each, Path(folder)) for each in sizes)
    time = fit_exponent(sizes, (small.seconds, large.seconds))
    memory = fit_exponent(sizes, (small.memory, large.memory))
    is_slow = large.seconds > _MIN_SECONDS and time > MAX_TIME_EXPONENT
    time_cell = mark_over(format_exponent(time), is_over=is_slow)
    memory_cell = mark_over(format_exponent(memory), is_over=memory > MAX_MEMORY_EXPONENT)
    return f"{time_cell} in time, {memory_cell} in memory ({large.seconds:.1f} s, {large.memory:,.0f} MiB)"


def run(name: str, words: Sequence[str], size: int, folder: Path) -> Cost:
    """Run a command on a pack of a shape and a size."""
    pack = folder / f"p{size}.yaml"
    pack.write_text(SHAPES[name](size), encoding="utf-8")
    quiz = str(Path(sys.executable).with_name("quiz"))
    return measure_command([quiz, *(word.format(pack) for word in words)], folder / "home")


if __name__ == "__main__":
    main()
