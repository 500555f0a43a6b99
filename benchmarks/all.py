"""Measure every figure of the program beside its yardstick, and print the tables of the README.

    .venv-test/bin/python benchmarks/all.py            # all, an hour or two, on a quiet machine
    .venv-test/bin/python benchmarks/all.py --quick    # a few runs of everything, some minutes

It builds a wheel of this checkout and installs it in an environment of its own, so that the program is
measured as people have it; `--python` names the Python of another environment that has it. What is measured
in pairs alternates, after a turn that warms up. Packs are made from seeds.
"""

import argparse
import subprocess
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
LINES = (("list",), ("items", "--category", "video"), ("--plain", "--category", "video"), ("--help",))
"""Commands that print lines, which never load Textual."""


class Effort(NamedTuple):
    """How often and how much is measured."""

    starts: int
    reads: int
    large: int
    facts: int
    played: int
    kills: int
    damaged: int


FULL = Effort(starts=21, reads=7, large=7, facts=100_000, played=10_000, kills=500, damaged=100_000)
QUICK = Effort(starts=3, reads=2, large=2, facts=10_000, played=300, kills=20, damaged=2_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="measure less, and less often")
    parser.add_argument("--python", type=Path, help="the Python of an environment that the program is in")
    parser.add_argument("--no-peers", action="store_true", help="install no other program, and measure none")
    asked = parser.parse_args()
    effort = QUICK if asked.quick else FULL
    with TemporaryDirectory() as folder:
        python = asked.python or installed(Path(folder))
        for line in report(python, effort, with_peers=not asked.no_peers):
            print(line, flush=True)


def report(python: Path, effort: Effort, *, with_peers: bool) -> Iterator[str]:
    """Measure, and give the lines of the tables as they come."""
    yield machine(f"Textual {version_of('textual', python)}", f"{effort.starts} runs")
    yield f"\n{HEAD}"
    yield from rows(start.measured(python, effort.starts))
    yield from rows(reading.measured(python, effort.reads))
    yield from rows(large.measured(python, effort.facts, effort.large))
    if with_peers:
        found = peers.measured(python, effort.starts)
        yield from [f"\n{found}"] if isinstance(found, str) else [f"\n{HEAD_OF_PEER}", *rows(found)]
    yield ""
    yield from without_textual(python)
    yield ""
    yield from large.commands(python, effort.facts)
    yield "\n### Questions made, and how time and memory grow with facts\n"
    yield from script(python, "generator.py", *(["--quick"] if effort == QUICK else []))
    yield "\n### Long play\n"
    yield from script(python, "long.py", "--questions", str(effort.played))
    yield "\n### Killed games\n"
    yield from script(python, "crash.py", "--kills", str(effort.kills))
    yield "\n### Damaged packs\n"
    yield from script(python, "fuzz.py", "--count", str(effort.damaged))


def rows(figures: Iterable[Figure]) -> Iterator[str]:
    """Give figures as rows of the table."""
    return (figure.row() for figure in figures)


def without_textual(python: Path) -> Iterator[str]:
    """Say of each command that prints lines whether Textual was loaded for it."""
    code = "import sys; from quiz.cli import main; main(sys.argv[1:]); print('textual' in sys.modules)"
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
