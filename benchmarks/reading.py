"""Time and memory to read and check a pack of hand-written questions, compared with `CSafeLoader`.

.venv/bin/python benchmarks/reading.py --runs 5
"""

import argparse
import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from figures import HEADER, Figure, alternate, describe_machine, peak_memory

from quiz.model.rng import RandomStream

QUESTIONS = 10_000
_HEADER = """\
format: 1
name: generated
title: Generated questions
sources:
  book: {title: A Generated Book, publisher: A Press, date: "2020"}
questions:
"""
_WORDS = "river tower garden letter window engine forest market bridge signal harbour mirror".split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="pairs of runs (default: 5)")
    parser.add_argument(
        "--questions", type=int, default=QUESTIONS, help="questions in the pack (default: 10,000)"
    )
    parser.add_argument(
        "--reader", choices=("quiz", "yaml"), help="read FILE once, and print time and memory"
    )
    parser.add_argument("file", nargs="?", type=Path)
    options = parser.parse_args()
    if options.reader is not None:
        print(json.dumps(read_once(options.reader, options.file, options.questions)))
        return
    print(describe_machine(f"{options.runs} runs"), "", *HEADER, sep="\n")
    for figure in measure(Path(sys.executable), options.runs, options.questions):
        print(figure.row_with_limit())


def measure(python: Path, runs: int, questions: int = QUESTIONS) -> list[Figure]:
    """Measure with a Python that has the program and libyaml; each run has its own process."""
    name = f"time to read and check {questions:,} hand-written questions, compared with `CSafeLoader`"
    seconds = Figure(name, "s", 0.5)
    memory = Figure("memory to read and check them", "MiB", 0.6)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "generated.yaml"
        path.write_text(write_pack(questions), encoding="utf-8")

        def run(reader: str, is_counted: bool) -> None:
            options = ["--questions", str(questions), "--reader", reader]
            command = [str(python), __file__, *options, str(path)]
            result = subprocess.run(command, check=True, capture_output=True, text=True)
            run_seconds, run_memory = json.loads(result.stdout)
            if is_counted:
                (seconds.values if reader == "quiz" else seconds.yardstick).append(run_seconds)
                (memory.values if reader == "quiz" else memory.yardstick).append(run_memory)

        alternate([partial(run, "quiz"), partial(run, "yaml")], runs)
    return [seconds, memory]


def read_once(reader: str, path: Path, questions: int) -> tuple[float, float]:
    """Read a file; return the CPU seconds, and the MiB by which the peak memory rose."""
    if reader == "quiz":
        from quiz.packs.read.pack_reader import read_pack

        memory, started = peak_memory(), process_time()
        result = read_pack(path)
        seconds = process_time() - started
        assert result.pack is not None
        assert len(result.pack.questions) == questions
        assert not result.problems
    else:
        import yaml

        text = path.read_bytes()
        memory, started = peak_memory(), process_time()
        document = yaml.load(text, yaml.CSafeLoader)
        seconds = process_time() - started
        assert len(document["questions"]) == questions
    return seconds, peak_memory() - memory


def write_pack(count: int) -> str:
    """Return the text of a pack of hand-written questions."""
    random = RandomStream("reading", count)
    entries: list[str] = []
    for number in range(count):
        thing, right, *wrong = random.shuffled(_WORDS)[:4]
        tale = random.choice(_WORDS)
        entries.append(
            f"  - id: q{number}\n"
            f"    question: What is next to the {thing} of town {number} in the tale of {tale}s?\n"
            f"    right: The {right} {number}\n"
            f"    wrong: [The {wrong[0]} {number}, A {wrong[1]} {number}, The {thing} {number + 1}]\n"
            f"    because: Town {number} was built around its {thing} and its {right}.\n"
            f"    cite: book {number + 1}\n"
        )
    return _HEADER + "".join(entries)


if __name__ == "__main__":
    main()
