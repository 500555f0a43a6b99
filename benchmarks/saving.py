"""Measure the time from saving a pack of many facts to seeing what came of it, in a preview and in a check.

Run it with the Python of an environment that the program is installed in:

    .venv/bin/pip install pyte && .venv/bin/python benchmarks/saving.py --runs 15
"""

import argparse
import platform
import statistics
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from terminal import Terminal

BOUND = 0.3
HEAD = """\
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
"""Seconds between two runs: of different lengths, that none falls in step with the looks at the file."""


def pack(facts: int, edited: int = 0, mark: str = "", field: str = "ask") -> str:
    """Give a pack's text with a mark at the end of the question of one fact, and a name for its field."""
    told = range(1, facts + 1)
    return HEAD + "".join(
        FACT.format(number=number, mark=mark, field=field)
        if number == edited
        else FACT.format(number=number, mark="", field="ask")
        for number in told
    )


def measured(words: list[str], path: Path, facts: int, runs: int, *, broken: bool) -> list[float]:
    """Give the seconds from each save to the screen that shows what was edited.

    A preview shows the new question, a check the field that was `broken`.
    """
    path.write_text(pack(facts), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("quiz")), *words, str(path)]
    seconds = []
    with Terminal(command, columns=200, rows=50) as terminal:
        terminal.wait(lambda text: bool(text.strip()))
        for run in range(runs):
            terminal.rest(PAUSES[run % len(PAUSES)])
            mark = f"mistake{run}" if broken else f" of run {run}"
            text = pack(facts, facts // 2, **({"field": mark} if broken else {"mark": mark}))
            saved = time.perf_counter()
            path.write_text(text, encoding="utf-8")
            expected = f"“{mark}”" if broken else f"{mark}?"
            seconds.append(terminal.wait(partial(contains, expected)) - saved)
    return seconds


def contains(part: str, text: str) -> bool:
    """Say whether a screen shows a text."""
    return part in text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--facts", type=int, default=1000)
    asked = parser.parse_args()
    print(f"{platform.system()}, Python {platform.python_version()}, {asked.facts} facts, {date.today()}\n")
    print("| from saving to seeing | median | slowest | bound |")
    print("|---|---|---|---|")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.yaml"
        for name, words, broken in (
            ("`quiz preview`", ["preview"], False),
            ("`quiz check --watch`", ["check", "--watch"], True),
        ):
            seconds = measured(words, path, asked.facts, asked.runs, broken=broken)
            median, slowest = statistics.median(seconds), max(seconds)
            print(f"| {name} | {median:.3f} s | {slowest:.3f} s | {BOUND} s |")


if __name__ == "__main__":
    main()
