"""Measure reading and checking 10,000 questions beside `yaml.load` of the same file, each in a process.

.venv/bin/python benchmarks/reading.py --runs 5
"""

import argparse
import json
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from figure import HEAD, Figure, alternate, machine

from quiz.model.rng import RandomStream

QUESTIONS = 10_000
_HEAD = """\
format: 1
name: made
title: Made questions
sources:
  book: {title: A Made Book, publisher: A Press, date: "2020"}
questions:
"""
_WORDS = "river tower garden letter window engine forest market bridge signal harbour mirror".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--once", choices=("quiz", "yaml"), help="read FILE once, and print what it took")
    parser.add_argument("file", nargs="?", type=Path)
    asked = parser.parse_args()
    if asked.once is not None:
        print(json.dumps(once(asked.once, asked.file)))
        return
    print(machine(f"{asked.runs} runs"), HEAD, sep="\n\n")
    for figure in measured(Path(sys.executable), asked.runs):
        print(figure.row())


def measured(python: Path, runs: int) -> list[Figure]:
    """Measure with a Python that has the program and libyaml."""
    seconds = Figure(f"reading and checking {QUESTIONS:,} questions, beside `CSafeLoader`", 0.5, "s")
    memory = Figure("memory for that", 0.6, "MiB")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.yaml"
        path.write_text(pack(QUESTIONS), encoding="utf-8")

        def run(reader: str, kept: bool) -> None:
            command = [str(python), __file__, "--once", reader, str(path)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            took, held = json.loads(done.stdout)
            if kept:
                (seconds.ours if reader == "quiz" else seconds.yardstick).append(took)
                (memory.ours if reader == "quiz" else memory.yardstick).append(held)

        alternate([partial(run, "quiz"), partial(run, "yaml")], runs)
    return [seconds, memory]


def once(reader: str, path: Path) -> tuple[float, float]:
    """Read a file; give the processor's seconds, and the MiB that were held beyond what was held before."""
    before: float
    if reader == "quiz":
        from quiz.packs.read.pack_reader import read_pack

        before, started = peak(), process_time()
        reading = read_pack(path)
        took = process_time() - started
        assert reading.pack is not None
        assert len(reading.pack.questions) == QUESTIONS
        assert not reading.problems
    else:
        import yaml

        text = path.read_bytes()
        before, started = peak(), process_time()
        loaded = yaml.load(text, yaml.CSafeLoader)
        took = process_time() - started
        assert len(loaded["questions"]) == QUESTIONS
    return took, peak() - before


def peak() -> float:
    """Give the most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 * (1024 if sys.platform == "darwin" else 1)
    )


def pack(count: int) -> str:
    """Write a pack of so many questions by hand."""
    chance = RandomStream("reading", count)
    entries: list[str] = []
    for number in range(count):
        thing, *others = chance.shuffled(_WORDS)[:4]
        tale = chance.choice(_WORDS)
        entries.append(
            f"  - id: q{number}\n"
            f"    question: What stands beside the {thing} of town {number} in the tale of {tale}s?\n"
            f"    right: The {others[0]} {number}\n"
            f"    wrong: [The {others[1]} {number}, A {others[2]} {number}, The {thing} {number + 1}]\n"
            f"    because: Town {number} was built around its {thing} and its {others[0]}.\n"
            f"    cite: book {number + 1}\n"
        )
    return _HEAD + "".join(entries)


if __name__ == "__main__":
    main()
