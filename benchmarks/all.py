"""Every figure of the program, next to its yardstick, as the tables of docs/performance.md.

    .venv-test/bin/python benchmarks/all.py                # everything, about an hour, on an idle machine
    .venv-test/bin/python benchmarks/all.py --quick        # fewer runs, a few minutes
    .venv-test/bin/python benchmarks/all.py --only grow    # the parts with this word in their title

The script installs a wheel of this checkout in an environment of its own, so that it measures the program
that people have; `--python` names the Python of another environment. A program and its yardstick run in
turns, after one run that warms up. Packs are generated from seeds.
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

import large_packs
import peers
import reading
import start
from figures import HEADER, describe_machine, mark_over

HERE = Path(__file__).parent
SPEED_FACTS = 10_000
MIN_QUESTIONS_PER_SECOND = 3_000
COMMANDS_WITHOUT_TEXTUAL = (
    ("list",),
    ("items", "--category", "video"),
    ("check", str(HERE.parent / "questions" / "hero")),
    ("--plain", "--category", "video"),
    ("--help",),
)


class Effort(NamedTuple):
    """Numbers of runs, and sizes of packs."""

    starts: int
    keys: int
    reads: int
    second_starts: int
    sizes: tuple[int, ...]
    played: int
    saves: int
    remembered: int
    audit_seeds: int
    kills: int
    games: int
    damaged: int


FULL = Effort(
    starts=21,
    keys=51,
    reads=15,
    second_starts=15,
    sizes=(1_000, 10_000, 100_000),
    played=10_000,
    saves=15,
    remembered=100_000,
    audit_seeds=20,
    kills=500,
    games=40,
    damaged=100_000,
)
QUICK = Effort(
    starts=3,
    keys=5,
    reads=2,
    second_starts=2,
    sizes=(300, 1_000, 3_000),
    played=500,
    saves=3,
    remembered=5_000,
    audit_seeds=1,
    kills=10,
    games=6,
    damaged=1_000,
)


class Part(NamedTuple):
    """A part of the report, measured while its lines are read."""

    title: str
    lines: Iterable[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer runs and smaller packs")
    parser.add_argument("--python", type=Path, help="a Python that has the program and pyte")
    parser.add_argument(
        "--only", nargs="+", metavar="WORD", help="the parts with these words in their titles"
    )
    parser.add_argument("--no-peers", action="store_true", help="leave out the other program")
    options = parser.parse_args()
    effort = QUICK if options.quick else FULL
    with TemporaryDirectory() as folder:
        python = options.python or install(Path(folder))
        parts = [
            part
            for part in list_parts(python, effort, with_peers=not options.no_peers)
            if options.only is None or any(word.casefold() in part.title.casefold() for word in options.only)
        ]
        if not parts:
            parser.error("no part has such a title")
        print(describe_machine(f"Textual {version_of('textual', python)}"), flush=True)
        for part in parts:
            started = time.monotonic()
            print(f"\n## {part.title}\n", flush=True)
            for line in part.lines:
                print(line, flush=True)
            print(f"{part.title}: {time.monotonic() - started:.0f} s", file=sys.stderr)


def list_parts(python: Path, effort: Effort, *, with_peers: bool) -> Iterator[Part]:
    """Yield the parts of the report, without measuring any of them."""
    is_quick = ["--quick"] if effort == QUICK else []
    yield Part("Compared with a yardstick", compare_with_yardsticks(python, effort))
    if with_peers:
        yield Part("Compared with another program", compare_with_peer(python, effort))
    yield Part("Commands without Textual", check_imports(python))
    yield Part("Growth with the size of a pack", large_packs.measure_growth(python, effort.sizes))
    yield Part("Making questions, and its growth", run_script(python, "question_making.py", *is_quick))
    seeds = ["--seeds", str(effort.audit_seeds)]
    yield Part("Guessing from the options alone", run_script(python, "guessing.py", *seeds))
    yield Part("Long play", run_script(python, "long_play.py", "--questions", str(effort.played)))
    yield Part("Saving a pack", run_script(python, "saving.py", "--runs", str(effort.saves)))
    remembered = ["--runs", str(effort.saves), "--answers", str(effort.remembered)]
    yield Part("A year of play", run_script(python, "year_of_play.py", *remembered))
    kills = ["--kills", str(effort.kills), "--games", str(effort.games)]
    yield Part("Killed games", run_script(python, "kills.py", *kills))
    yield Part("Damaged packs", run_script(python, "fuzz.py", "--count", str(effort.damaged)))


def compare_with_yardsticks(python: Path, effort: Effort) -> Iterator[str]:
    """Measure the figures that have a limit or a yardstick."""
    yield from HEADER
    for figure in start.measure(python, effort.starts, effort.keys):
        yield figure.row_with_limit()
    for figure in reading.measure(python, effort.reads):
        yield figure.row_with_limit()
    yield measure_speed(python)
    yield large_packs.measure_second_start(python, effort.sizes[-1], effort.second_starts).row_with_limit()


def measure_speed(python: Path) -> str:
    """Measure the speed of making questions, which has no yardstick."""
    (line,) = run_script(python, "question_making.py", "--speed", str(SPEED_FACTS))
    speed = float(line)
    shown = mark_over(f"{speed:,.0f}", is_over=speed < MIN_QUESTIONS_PER_SECOND)
    limit = f"at least {MIN_QUESTIONS_PER_SECOND:,}"
    return (
        f"| questions made per second of CPU from {SPEED_FACTS:,} table facts | {shown} | – | – | {limit} |"
    )


def compare_with_peer(python: Path, effort: Effort) -> Iterator[str]:
    """Measure another program in the same way."""
    figures = peers.measure(python, effort.starts)
    if figures is None:
        yield f"{peers.PEER} can’t be installed here."
    else:
        yield from peers.HEADER
        yield from (figure.row() for figure in figures)


def check_imports(python: Path) -> Iterator[str]:
    """List the commands that print lines, and whether each imports Textual."""
    code = "import sys; from quiz.cli.main import main; main(sys.argv[1:]); print('textual' in sys.modules)"
    for words in COMMANDS_WITHOUT_TEXTUAL:
        command = [str(python), "-c", code, *words]
        result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
        is_loaded = result.stdout.split()[-1] == "True"
        verdict = "**imports Textual**" if is_loaded else "does not import Textual"
        yield f"- `quiz {' '.join(words)}` {verdict}"


def run_script(python: Path, name: str, *words: str) -> Iterator[str]:
    """Run another script of this folder, and yield its lines as it prints them."""
    command = [str(python), str(HERE / name), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield line.rstrip("\n")
    if process.returncode:
        yield f"**{name} failed with exit code {process.returncode}.**"


def install(folder: Path) -> Path:
    """Install a wheel of this checkout and the scripts' own needs; return the Python that has them."""
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-q", str(HERE.parent), "pyte"], check=True)
    return python


def version_of(package: str, python: Path) -> str:
    """Return the version of a package that a Python has."""
    code = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"
    command = [str(python), "-c", code, package]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
