"""Try damaged packs by the thousand: no traceback, none over two seconds, memory bounded.

    .venv/bin/python benchmarks/fuzz.py                        # 100,000 packs and the bombs
    .venv/bin/python benchmarks/fuzz.py --count 1000 --seed 2  # fewer, and others
    .venv/bin/python benchmarks/fuzz.py --seed 2 --only 4711   # one again; its files stay

`damage.py` makes the packs, each of the seed and its number; `bombs.py` has those made to be too much.
A pack is checked, its problems are shown in every form, its questions are made and a round is drawn, in a
worker process with bounded memory. A failure is a traceback, an input over two seconds of the processor, a
control character in what is shown, or a question whose key stands among its options twice. The last lines sum
up; the exit code is 1 after a failure.
"""

import argparse
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import process_time
from typing import NamedTuple

from bombs import BOMBS, Bombs
from damage import Damaged

from quiz.author.check import check
from quiz.author.show import Form, Show
from quiz.core.record import line, question_fields
from quiz.generate.items import Maker
from quiz.generate.rounds import draw
from quiz.packs.reader import read
from quiz.text.fold import fold
from quiz.text.safe import Text

SECONDS = 2.0
"""An input that takes more of the processor's time is a failure ..."""
PATIENCE = 60.0
"""... and one that says nothing for so long is ended."""
MEMORY = 2 << 30
"""Bytes of addresses that a worker may have."""
_IN_EVERY_FORM = 1_000


class Told(NamedTuple):
    """What a worker says of an input: that it has begun, or what came of it."""

    number: int
    seconds: float | None = None
    failure: str | None = None
    memory: int = 0
    """The most that the worker held so far, in KiB."""


class Upshot(NamedTuple):
    """What came of all the inputs of a run."""

    inputs: int
    failures: dict[str, str]
    slow: dict[str, float]
    slowest: tuple[float, str]
    memory: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000, help="how many damaged packs are tried")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="try this one alone, and leave its files")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--bombs", action="store_true", help="try the bombs alone")
    parser.add_argument("--no-bombs", action="store_true", help="try the damaged packs alone")
    asked = parser.parse_args()
    if asked.only is not None:
        return _again(asked.seed, asked.only)
    with tempfile.TemporaryDirectory(prefix="quiz-fuzz-") as name:
        folder = Path(name)
        found = {}
        if not asked.bombs:
            damaged = Damaged(asked.seed)
            what = f"seed {asked.seed}: {{:,}} damaged packs"
            found[what] = _tried(damaged, asked.count, asked.workers, folder)
        if not asked.no_bombs:
            found["{} bombs"] = _tried(Bombs(), len(BOMBS), 1, folder)
    for upshot in found.values():
        for name, failure in upshot.failures.items():
            print(f"{name}: {failure}", end="\n\n")
        for name, seconds in upshot.slow.items():
            print(f"{name}: {seconds:.1f} s")
    for what, upshot in found.items():
        print(_summed(what.format(upshot.inputs), upshot))
    return int(any(upshot.failures or upshot.slow for upshot in found.values()))


def _summed(what: str, upshot: Upshot) -> str:
    seconds, name = upshot.slowest
    return (
        f"{what}: {len(upshot.failures)} failures, {len(upshot.slow)} over {SECONDS:g} s; "
        f"slowest {seconds:.2f} s ({name}); peak memory {upshot.memory / 1024:.0f} MiB"
    )


def examine(path: Path) -> None:
    """Do with a pack all that the program would; raises what the program raises, and `AssertionError`."""
    report = check([path])
    for form in Form:
        show = Show(form, report.files)
        for problem in report.problems if form is Form.FULL else report.problems[:_IN_EVERY_FORM]:
            _look(show(problem))
    _look(report.summary)
    pack = read(path).pack
    if pack is None:
        assert report.problems
        return
    maker = Maker(pack)
    for question in maker.questions(1):
        _look(line(question_fields(question)))
        folded = [fold(option) for option in question.options]
        assert len(folded) > 1, question
        assert folded.count(folded[question.key]) == 1, question
    draw([maker], category=None, kind=None, length=5, seed=1)


def _look(shown: str) -> None:
    assert type(shown) is Text, f"shown as it came: {shown!r}"
    assert Text(str(shown)) == shown, f"not safe: {shown!r}"


def _tried(inputs: Damaged | Bombs, count: int, workers: int, folder: Path) -> Upshot:
    """Have workers try all inputs; one that dies or falls silent costs the input that it had in hand."""
    failures: dict[str, str] = {}
    slow: dict[str, float] = {}
    slowest, memory, done = (0.0, "none"), 0, 0
    at_work: dict[Connection, tuple[multiprocessing.Process, int, int]] = {}

    def start(first: int, step: int) -> None:
        ours, theirs = multiprocessing.Pipe(duplex=False)
        place = Path(folder, str(first % step))
        place.mkdir(exist_ok=True)
        numbers = range(first, count, step)
        process = multiprocessing.Process(target=_work, args=(inputs, numbers, place, theirs))
        process.start()
        theirs.close()
        at_work[ours] = process, step, first

    for first in range(min(workers, count)):
        start(first, workers)
    while at_work:
        ready = wait(list(at_work), PATIENCE)
        for pipe in ready or list(at_work):
            process, step, number = at_work[pipe]  # type: ignore[index]
            told = _heard(pipe) if ready else None  # type: ignore[arg-type]
            if told is None:  # it has ended, or it hangs
                del at_work[pipe]  # type: ignore[arg-type]
                process.kill()
                process.join()
                if process.exitcode != 0:
                    failures[inputs.name(number)] = "no end" if not ready else "the worker died"
                    done += 1
                    if number + step < count:
                        start(number + step, step)
                continue
            at_work[pipe] = process, step, told.number  # type: ignore[index]
            if told.seconds is None:
                continue
            done += 1
            name = inputs.name(told.number)
            slowest = max(slowest, (told.seconds, name))
            memory = max(memory, told.memory)
            if told.failure is not None:
                failures[name] = told.failure
                print(name, told.failure.splitlines()[-1][:200], file=sys.stderr, flush=True)
            if told.seconds > SECONDS:
                slow[name] = told.seconds
                print(f"{name} {told.seconds:.1f} s", file=sys.stderr, flush=True)
            if done % 1000 == 0:
                print(
                    f"{done:,} tried, {len(failures)} failures, {len(slow)} slow", file=sys.stderr, flush=True
                )
    return Upshot(done, failures, slow, slowest, memory)


def _heard(pipe: Connection) -> Told | None:
    with suppress(EOFError):
        told: Told = pipe.recv()
        return told
    return None


def _empty(folder: Path) -> None:
    """Empty a folder; to make one anew for each input would take most of the time."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _work(inputs: Damaged | Bombs, numbers: Sequence[int], folder: Path, pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for number in numbers:
        pipe.send(Told(number))
        _empty(folder)
        path = inputs.put(number, folder)
        start = process_time()
        failure = None
        try:
            examine(path)
        except Exception:
            failure = traceback.format_exc().replace(str(folder), "FOLDER")
        seconds = process_time() - start
        pipe.send(Told(number, seconds, failure, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def _again(seed: int, number: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix="quiz-fuzz-"))
    path = Damaged(seed).put(number, folder)
    print(f"the input is {path}")
    start = process_time()
    examine(path)
    print(f"{process_time() - start:.2f} s, and no failure")
    return 0


if __name__ == "__main__":
    sys.exit(main())
