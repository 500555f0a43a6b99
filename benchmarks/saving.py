"""Time from saving a pack with many facts to the new text on the screen, in a preview and in a check.

Run it with the Python of an environment that has the wheel and pyte:

    .venv/bin/python benchmarks/saving.py --runs 15
"""

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from figures import describe_machine
from terminal import Terminal

MAX_SECONDS = 0.3
HEADER = """\
format: 1
name: large
title: A large pack
sources:
  book: {title: A book}
facts:
"""
FACT = """\
  - id: fact-{number}
    fact: In the year number {number} the prize went to <laureate {number}>.
    type: laureate
    {field}: Who got the prize in the year number {number}{mark}?
    cite: book {number}
"""
PAUSES = (0.3, 0.311, 0.323, 0.337)
"""Seconds between two runs; they differ, so that none keeps step with the program's polling."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="saves per command (default: 15)")
    parser.add_argument("--facts", type=int, default=1000, help="facts in the pack (default: 1,000)")
    options = parser.parse_args()
    print(describe_machine(f"{options.facts:,} facts", f"{options.runs} runs"), end="\n\n")
    print("| from saving to the new text | median | slowest | limit |")
    print("|---|---|---|---|")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.yaml"
        for name, words, is_broken in (
            ("`quiz preview`", ["preview"], False),
            ("`quiz check --watch`", ["check", "--watch"], True),
        ):
            seconds = measure(words, path, options.facts, options.runs, is_broken=is_broken)
            median, slowest = statistics.median(seconds), max(seconds)
            print(f"| {name} | {median:.3f} s | {slowest:.3f} s | {MAX_SECONDS} s |")


def measure(words: Sequence[str], path: Path, facts: int, runs: int, *, is_broken: bool) -> list[float]:
    """Return the seconds from each save to the screen that shows the edit.

    A preview shows the new question. A check shows the unknown field of a broken fact.
    """
    path.write_text(write_pack(facts), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("quiz")), *words, str(path)]
    seconds = []
    with Terminal(command, columns=200, rows=50) as terminal:
        terminal.wait(lambda text: bool(text.strip()))
        for run in range(runs):
            terminal.read_for(PAUSES[run % len(PAUSES)])
            if is_broken:
                expected, text = f"“mistake{run}”", write_pack(facts, facts // 2, field=f"mistake{run}")
            else:
                expected, text = f" of run {run}?", write_pack(facts, facts // 2, mark=f" of run {run}")
            saved = time.perf_counter()
            path.write_text(text, encoding="utf-8")
            seconds.append(terminal.wait(partial(is_in, expected)) - saved)
    return seconds


def is_in(part: str, text: str) -> bool:
    """Return whether a text contains a part."""
    return part in text


def write_pack(facts: int, edited: int = 0, *, mark: str = "", field: str = "ask") -> str:
    """Return the text of a pack.

    Args:
        facts: The number of facts.
        edited: The number of the fact with the mark and the field.
        mark: The end of its question.
        field: The name of its field for the question.
    """
    return HEADER + "".join(
        FACT.format(number=number, mark=mark, field=field)
        if number == edited
        else FACT.format(number=number, mark="", field="ask")
        for number in range(1, facts + 1)
    )


if __name__ == "__main__":
    main()
