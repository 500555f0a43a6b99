"""Time and memory of `quiz import`, compared with the readers of the standard library.

.venv/bin/python benchmarks/import_banks.py                         # 50,000 questions
.venv/bin/python benchmarks/import_banks.py --size 400 --runs 1

The questions have the quirks of OpenTDB: entities, stray spaces, statements, few categories. The yardstick of
JSON is `json.load`, that of CSV is `csv.reader` as a list, each in a process of its own. The growth is that
from a fiftieth of the questions.
"""

import argparse
import csv
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from figures import describe_machine, fit_exponent, mark_over, peak_memory

SMALL_SHARE = 50
"""The smaller size is this part of the larger one."""
MAX_RATIO = {"json": 10, "csv": 16}
MAX_MEMORY = 64
"""Maximum peak memory in MiB."""
MAX_TIME_EXPONENT = 1.1
MAX_MEMORY_EXPONENT = 0.5
_WORDS = 5_000


class Cost(NamedTuple):
    """Processor time in seconds and peak memory in MiB."""

    seconds: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", type=int, default=50_000, help="number of questions (default: 50,000)")
    parser.add_argument("--runs", type=int, default=5, help="number of runs (default: 5)")
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        seconds = _JOBS[options.measure[0]](Path(options.measure[1]))
        print(json.dumps([seconds, peak_memory()]))
        return
    print(describe_machine(f"{options.size:,} questions"), "", sep="\n")
    print("| format | time | compared with | ratio | peak memory | growth in time | growth in memory |")
    print("|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder:
        for kind in ("json", "csv"):
            print(format_row(kind, Path(folder), options.size, options.runs), flush=True)


def format_row(kind: str, folder: Path, size: int, runs: int) -> str:
    """Measure a format at both sizes, in turns with its yardstick."""
    large, small = folder / f"large.{kind}", folder / f"small.{kind}"
    write_bank(large, kind, size)
    write_bank(small, kind, max(1, size // SMALL_SHARE))
    costs: dict[str, list[Cost]] = {"large": [], "small": [], "yardstick": []}
    for _ in range(runs):
        costs["large"].append(measure("import", large))
        costs["yardstick"].append(measure(kind, large))
        costs["small"].append(measure("import", small))
    median = {
        name: Cost(*(statistics.median(values) for values in zip(*each, strict=True)))
        for name, each in costs.items()
    }
    own, yardstick, less = median["large"], median["yardstick"], median["small"]
    ratio = own.seconds / yardstick.seconds
    sizes = (max(1, size // SMALL_SHARE), size)
    time_growth = fit_exponent(sizes, (less.seconds, own.seconds))
    memory_growth = fit_exponent(sizes, (less.memory, own.memory))
    limit = min(MAX_MEMORY, yardstick.memory) if kind == "json" else MAX_MEMORY
    cells = (
        kind,
        f"{own.seconds:.2f} s",
        f"{yardstick.seconds:.2f} s, {yardstick.memory:.0f} MiB",
        mark_over(f"{ratio:.1f}", is_over=ratio > MAX_RATIO[kind]),
        mark_over(f"{own.memory:.0f} MiB", is_over=own.memory > limit),
        mark_over(f"{time_growth:.2f}", is_over=time_growth > MAX_TIME_EXPONENT),
        mark_over(f"{memory_growth:.2f}", is_over=memory_growth > MAX_MEMORY_EXPONENT),
    )
    return f"| {' | '.join(cells)} |"


def measure(what: str, path: Path) -> Cost:
    """Run a job in a process of its own."""
    command = [sys.executable, __file__, "--measure", what, str(path)]
    result = subprocess.run(
        command, check=True, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
    )
    return Cost(*json.loads(result.stdout))


def import_bank(path: Path) -> float:
    """Import a bank and write its pack, without the check; return the processor time."""
    from quiz.importers.bank_file import open_bank_file
    from quiz.importers.importer import ImportRequest, import_files, write_pack

    start = time.process_time()
    bank = open_bank_file(path)
    result = import_files([bank], ImportRequest())
    with path.with_suffix(".yaml").open("wb", buffering=1 << 18) as file:
        write_pack(file, result, name="bank", title="Bank", today="2026-12-01", version="1")
    result.collector.store.close()
    bank.close()
    return time.process_time() - start


def load_json(path: Path) -> float:
    """Load a JSON file; return the processor time."""
    start = time.process_time()
    with path.open(encoding="utf-8") as file:
        json.load(file)
    return time.process_time() - start


def list_csv(path: Path) -> float:
    """List the rows of a CSV file; return the processor time."""
    start = time.process_time()
    with path.open(encoding="utf-8", newline="") as file:
        list(csv.reader(file))
    return time.process_time() - start


_JOBS: dict[str, Callable[[Path], float]] = {"import": import_bank, "json": load_json, "csv": list_csv}


def write_bank(path: Path, kind: str, size: int) -> None:
    """Write a bank of a format, one question at a time: a process inherits the peak memory of this one."""
    with path.open("w", encoding="utf-8", newline="") as file:
        if kind == "json":
            file.write('{"response_code": 0, "results": [')
            for number, each in enumerate(make_questions(size)):
                file.write(f"{', ' if number else ''}{json.dumps(each)}")
            file.write("]}")
            return
        writer = csv.writer(file)
        names = ("category", "difficulty", "question", "correct_answer")
        writer.writerow([*names, "wrong 1", "wrong 2", "wrong 3"])
        for each in make_questions(size):
            wrong = [*each["incorrect_answers"], "", ""][:3]
            writer.writerow([*(each[name] for name in names), *wrong])


def make_questions(size: int) -> Iterator[dict[str, Any]]:
    """Make questions with the quirks of OpenTDB."""
    stream = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(stream.choices(letters, k=stream.randint(3, 9))) for _ in range(_WORDS)]

    def write(count: int) -> str:
        return " ".join(stream.choices(words, k=count))

    for number in range(size):
        text = f"{write(stream.randint(8, 22)).capitalize()}?"
        if stream.random() < 0.3:
            text = f"{text.replace(' ', ' &quot;', 1)[:-1]}&quot;?"
        if stream.random() < 0.05:
            text = f" {text}  "
        is_statement = stream.random() < 0.15
        right = stream.choice(["True", "False"]) if is_statement else write(2).title()
        others = [write(stream.randint(1, 3)).title() for _ in range(3)]
        yield {
            "type": "boolean" if is_statement else "multiple",
            "difficulty": stream.choice(["easy", "medium", "hard"]),
            "category": f"Entertainment: Shelf {number % 24} &amp; more",
            "question": text,
            "correct_answer": right,
            "incorrect_answers": [str(right == "False")] if is_statement else others,
        }


if __name__ == "__main__":
    main()
