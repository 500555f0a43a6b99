"""Measure the strongest other quiz for a terminal as ours is measured, in an environment of its own.

    .venv/bin/python benchmarks/peers.py --runs 15

`meanwhile-cli` is the one among the peers that starts fastest and says why and where, as ours does. It brings
no questions of its own, so it is given ten. It, and the Textual it wants, come from PyPI.
"""

import argparse
import json
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from figure import HEAD_OF_PEER, Figure, alternate, machine
from start import echo, keep, played

PEER = "meanwhile-cli"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    asked = parser.parse_args()
    found = measured(Path(sys.executable), asked.runs)
    if isinstance(found, str):
        print(found)
        return
    print(machine(f"{asked.runs} runs"), HEAD_OF_PEER, sep="\n\n")
    for figure in found:
        print(figure.row())


def measured(python: Path, runs: int) -> list[Figure] | str:
    """Measure the peer beside the bare app of a Python; a sentence where the peer can't be had."""
    start = Figure(f"{PEER}: start to the first question", None, "ms")
    key = Figure(f"{PEER}: key to the verdict", None, "ms")
    memory = Figure(f"{PEER}: peak memory", None, "MiB")
    with TemporaryDirectory() as folder:
        home = Path(folder)
        program = installed(home / "environment", PEER, "meanwhile")
        if program is None:
            return f"{PEER} can’t be installed here, so it is not measured."
        (home / ".meanwhile").mkdir()
        (home / ".meanwhile" / "pool.json").write_text(json.dumps(pool()), encoding="utf-8")

        def play(kept: bool) -> None:
            shown, verdict = ("4. ", "0/0 correct"), ("/1 correct",)
            figures = played([str(program), "play"], shown, verdict, cwd=home, home=folder)
            keep(figures, kept, start.ours, key.ours, memory.ours)

        def bare(kept: bool) -> None:
            keep(echo(python, folder), kept, start.yardstick, key.yardstick, memory.yardstick)

        alternate([play, bare], runs)
    return [start, key, memory]


def installed(folder: Path, package: str, program: str) -> Path | None:
    """Install a package in an environment of its own; give its program, or nothing where that fails."""
    venv.create(folder, with_pip=True)
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", package]
    done = subprocess.run(command, capture_output=True, text=True)
    return folder / "bin" / program if done.returncode == 0 else None


def pool() -> dict[str, object]:
    """Give ten questions in the form that the peer reads."""
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
