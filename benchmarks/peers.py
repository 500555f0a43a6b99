"""Start, key latency and memory of the strongest other terminal quiz, measured like the game's own.

    .venv/bin/python benchmarks/peers.py --runs 15

Of the other programs, `meanwhile-cli` starts fastest, and it also explains its answers and cites sources. It
has no questions of its own, so it gets ten. It comes from PyPI, with the Textual that it needs.
"""

import argparse
import json
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from figures import Figure, alternate, describe_machine
from start import keep, run_app, run_bare_app

PEER = "meanwhile-cli"
HEADER = (f"| figure | {PEER} | bare app | ratio (middle half) |", "|---|---|---|---|")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="pairs of starts (default: 15)")
    options = parser.parse_args()
    figures = measure(Path(sys.executable), options.runs)
    if figures is None:
        sys.exit(f"{PEER} can’t be installed here")
    print(describe_machine(f"{options.runs} runs"), "", *HEADER, sep="\n")
    for figure in figures:
        print(figure.row())


def measure(python: Path, runs: int) -> list[Figure] | None:
    """Measure the other program and the bare app; return `None` if it can't be installed."""
    start = Figure("start to the first question", "ms")
    key = Figure("key press to the verdict", "ms")
    memory = Figure("peak memory", "MiB")
    with TemporaryDirectory() as folder:
        home = Path(folder)
        program = install(home / "environment", PEER, "meanwhile")
        if program is None:
            return None
        (home / ".meanwhile").mkdir()
        (home / ".meanwhile" / "pool.json").write_text(json.dumps(build_pool()), encoding="utf-8")

        def play(is_counted: bool) -> None:
            shown, verdict = ("4. ", "0/0 correct"), ("/1 correct",)
            times = run_app([str(program), "play"], shown, verdict, cwd=home, home=folder)
            keep(times, is_counted, start.values, key.values, memory.values)

        def echo(is_counted: bool) -> None:
            times = run_bare_app(python, folder)
            keep(times, is_counted, start.yardstick, key.yardstick, memory.yardstick)

        alternate([play, echo], runs)
    return [start, key, memory]


def install(folder: Path, package: str, program: str) -> Path | None:
    """Install a package in a new environment; return the path of its program, or `None` after a failure."""
    venv.create(folder, with_pip=True)
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", package]
    result = subprocess.run(command, capture_output=True, text=True)
    return folder / "bin" / program if result.returncode == 0 else None


def build_pool() -> dict[str, object]:
    """Build ten questions in the format of the other program."""
    items = [
        {
            "type": "quiz",
            "q": f"Which of these is number {number} in words?",
            "choices": [f"Number {number + step}" for step in range(4)],
            "answer": 0,
            "why": f"It is number {number}.",
            "source": "README.md",
        }
        for number in range(10)
    ]
    return {"items": items, "language": "en"}


if __name__ == "__main__":
    main()
