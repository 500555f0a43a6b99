"""Measure every figure of the program beside its yardstick, and print the tables of the README.

    .venv-test/bin/python benchmarks/all.py            # all, about an hour, on a quiet machine
    .venv-test/bin/python benchmarks/all.py --quick    # a few runs of everything, some minutes

It builds a wheel of this checkout and installs it in an environment of its own, so that the program is
measured as people have it; `--python` names the Python of another environment that has it. What is measured
in pairs alternates, after a turn that warms up. Packs are made from seeds.
"""

import argparse
import subprocess
import sys
import time
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import large
import peers
import reading
import start
from figure import HEAD, HEAD_OF_PEER, Figure, machine

HERE = Path(__file__).parent
LINES = (
    ("list",),
    ("items", "--category", "video"),
    ("check", str(HERE.parent / "questions" / "hero")),
    ("--plain", "--category", "video"),
    ("--help",),
)
"""Commands that print lines, which never load Textual."""


Part = tuple[str, Iterable[str]]
"""A title, and lines that come when they are measured."""


class Effort(NamedTuple):
    """How often and how much is measured."""

    starts: int
    reads: int
    large: int
    sizes: tuple[int, ...]
    played: int
    saves: int
    remembered: int
    seeds: int
    kills: int
    damaged: int


FULL = Effort(
    starts=21,
    reads=15,
    large=15,
    sizes=(1_000, 10_000, 100_000),
    played=10_000,
    saves=15,
    remembered=100_000,
    seeds=20,
    kills=500,
    damaged=100_000,
)
QUICK = Effort(
    starts=3,
    reads=2,
    large=2,
    sizes=(300, 1_000, 3_000),
    played=500,
    saves=3,
    remembered=5_000,
    seeds=1,
    kills=10,
    damaged=1_000,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="measure less, and less often")
    parser.add_argument("--python", type=Path, help="the Python of an environment that the program is in")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="measure parts by words of their titles")
    parser.add_argument("--no-peers", action="store_true", help="install no other program, and measure none")
    asked = parser.parse_args()
    effort = QUICK if asked.quick else FULL
    with TemporaryDirectory() as folder:
        python = asked.python or installed(Path(folder))
        chosen = [
            (title, lines)
            for title, lines in parts(python, effort, with_peers=not asked.no_peers)
            if asked.only is None or any(word.casefold() in title.casefold() for word in asked.only)
        ]
        for line in report(python, effort, chosen):
            print(line, flush=True)


def report(python: Path, effort: Effort, chosen: Iterable[Part]) -> Iterator[str]:
    """Measure, and give the lines of the tables as they come; on stderr stands how long each part took."""
    yield machine(f"Textual {version_of('textual', python)}", f"{effort.starts} runs")
    for title, lines in chosen:
        started = time.monotonic()
        yield f"\n### {title}\n"
        yield from lines
        print(f"{title}: {time.monotonic() - started:.0f} s", file=sys.stderr)


def parts(python: Path, effort: Effort, *, with_peers: bool) -> Iterator[Part]:
    """Give what is measured, part by part: its title, and its lines."""
    is_quick = ["--quick"] if effort == QUICK else []
    yield "Start, keys, memory, reading", beside_yardsticks(python, effort)
    if with_peers:
        yield "The strongest other program", peer(python, effort)
    yield "What prints lines", without_textual(python)
    yield "How commands grow", large.growth(python, effort.sizes)
    yield "How questions are made, and how that grows", script(python, "generator.py", *is_quick)
    yield "Guessed without knowledge", script(python, "guessed.py", "--seeds", str(effort.seeds))
    yield "Long play", script(python, "long.py", "--questions", str(effort.played))
    yield "Writing", script(python, "saving.py", "--runs", str(effort.saves))
    remembered = ["--runs", str(effort.saves), "--answers", str(effort.remembered)]
    yield "A year of history", script(python, "year.py", *remembered)
    yield "Killed games", script(python, "crash.py", "--kills", str(effort.kills))
    yield "Damaged packs", script(python, "fuzz.py", "--count", str(effort.damaged))


def beside_yardsticks(python: Path, effort: Effort) -> Iterator[str]:
    """Measure what has a yardstick to alternate with."""
    yield HEAD
    yield from rows(start.measured(python, effort.starts))
    yield from rows(reading.measured(python, effort.reads))
    yield from rows(large.measured(python, effort.sizes[-1], effort.large))


def peer(python: Path, effort: Effort) -> Iterator[str]:
    """Measure another program as ours is measured."""
    found = peers.measured(python, effort.starts)
    yield from [found] if isinstance(found, str) else [HEAD_OF_PEER, *rows(found)]


def rows(figures: Iterable[Figure]) -> Iterator[str]:
    """Give figures as rows of the table."""
    return (figure.row() for figure in figures)


def without_textual(python: Path) -> Iterator[str]:
    """Say of each command that prints lines whether Textual was loaded for it."""
    code = "import sys; from quiz.cli.main import main; main(sys.argv[1:]); print('textual' in sys.modules)"
    for words in LINES:
        run = [str(python), "-c", code, *words]
        done = subprocess.run(run, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
        is_loaded = done.stdout.split()[-1] == "True"
        yield f"- `quiz {' '.join(words)}` {'loads Textual' if is_loaded else 'does not load Textual'}"


def script(python: Path, name: str, *words: str) -> Iterator[str]:
    """Run another of these scripts, and give its lines as they come."""
    command = [str(python), str(HERE / name), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        for line in run.stdout:
            yield line.rstrip("\n")
    if run.returncode:
        yield f"{name} ended with {run.returncode}"


def installed(folder: Path) -> Path:
    """Install a wheel of this checkout, and what the scripts need; give the Python that has them."""
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-q", str(HERE.parent), "pyte"], check=True)
    return python


def version_of(package: str, python: Path) -> str:
    code = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"
    run = [str(python), "-c", code, package]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
