"""Try damaged packs by the thousand: no traceback, none over two seconds, memory bounded.

    .venv/bin/python benchmarks/fuzz.py                        # 100,000 packs and the bombs
    .venv/bin/python benchmarks/fuzz.py --count 1000 --seed 2  # fewer, and others
    .venv/bin/python benchmarks/fuzz.py --seed 2 --only 4711   # one again; its files stay

`damage.py` makes the packs, each of the seed and its number; `bombs.py` has those made to be too much.
A pack is checked and its problems are shown in every form; then its questions are made and a round is drawn,
all in a worker process with bounded memory. A failure is a traceback, two seconds of the processor for either
half, a control character in what is shown, or a question whose key stands among its options twice. The last
lines sum up; the exit code is 1 after a failure.
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
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time
from typing import NamedTuple

from bombs import BOMBS, Bombs
from damage import Damaged

from quiz.checks.output import OutputFormat, ProblemFormatter
from quiz.checks.runner import check_packs
from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.question_maker import QuestionMaker
from quiz.model.json_records import question_fields, to_json_line
from quiz.packs.read.pack_reader import read_pack
from quiz.text.normalize import fold
from quiz.text.safe import Text

SECONDS = 2.0
"""A check, or a play, that takes more of the processor's time is a failure ..."""
PATIENCE = 60.0
"""... and one that says nothing for so long is ended."""
MEMORY = 2 << 30
"""Bytes of addresses that a worker may have."""
BATCH = 1_000
"""Inputs that one process tries."""
_IN_EVERY_FORM = 1_000
_PROCESSES = multiprocessing.get_context("spawn")


class Told(NamedTuple):
    """What came of an input."""

    number: int
    seconds: float
    failure: str | None
    memory: int
    """The most that its process held so far, in KiB."""

    @property
    def end(self) -> str:
        """The last line of the failure."""
        return (self.failure or "").rstrip().rpartition("\n")[2][:200]


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
        sums = []
        if not asked.bombs:
            damaged = Damaged(asked.seed)
            told = _tried(damaged, asked.count, asked.workers, folder)
            sums.append(_summed(f"seed {asked.seed}: {len(told):,} damaged packs", damaged, told))
        if not asked.no_bombs:
            told = _tried(Bombs(), len(BOMBS), 1, folder)
            sums.append(_summed(f"{len(told)} bombs", Bombs(), told))
    print(*(line for line, _ in sums), sep="\n")
    return int(not all(good for _, good in sums))


def _summed(what: str, inputs: Damaged | Bombs, told: Sequence[Told]) -> tuple[str, bool]:
    """Print the failures; sum up, and say whether there was none."""
    failures = [one for one in told if one.failure is not None]
    slow = [one for one in told if one.seconds > SECONDS]
    for one in failures:
        print(f"{inputs.name(one.number)}: {one.failure}", end="\n\n")
    slowest = max(told, key=lambda one: one.seconds)
    line = (
        f"{what}: {len(failures)} failures, {len(slow)} over {SECONDS:g} s; slowest {slowest.seconds:.2f} s "
        f"({inputs.name(slowest.number)}); peak memory {max(one.memory for one in told) / 1024:.0f} MiB"
    )
    return line, not failures and not slow


def examine(path: Path) -> float:
    """Check a pack and play it; give the seconds of the processor that the longer of the two took.

    Raises what the program raises, and `AssertionError`.
    """
    start = process_time()
    _check(path)
    checked = process_time()
    _play(path)
    return max(checked - start, process_time() - checked)


def _check(path: Path) -> None:
    report = check_packs([path])
    assert report.problems or report.facts or report.questions
    for form in OutputFormat:
        show = ProblemFormatter(form, report.files)
        for problem in report.problems if form is OutputFormat.FULL else report.problems[:_IN_EVERY_FORM]:
            _look(show(problem))
    _look(report.summary)


def _play(path: Path) -> None:
    pack = read_pack(path).pack
    if pack is None:
        return
    maker = QuestionMaker(pack)
    for question in maker.iter_questions(1):
        _look(to_json_line(question_fields(question)))
        folded = [fold(option) for option in question.options]
        assert len(folded) > 1, question
        assert folded.count(folded[question.key]) == 1, question
    tuple(draw_questions([maker], DrawRequest(length=5, seed=1)))


def _look(shown: str) -> None:
    assert type(shown) is Text, f"shown as it came: {shown!r}"
    assert Text(str(shown)) == shown, f"not safe: {shown!r}"


def _tried(inputs: Damaged | Bombs, count: int, workers: int, folder: Path) -> list[Told]:
    """Have workers try all inputs, each its share."""
    shares = [range(first, count, workers) for first in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        return [told for share in pool.map(partial(_share, inputs, folder), shares) for told in share]


def _share(inputs: Damaged | Bombs, folder: Path, numbers: Sequence[int]) -> list[Told]:
    """Have one process after another try some inputs, so that none grows by what earlier ones left behind."""
    found: list[Told] = []
    with tempfile.TemporaryDirectory(dir=folder) as place:
        while len(found) < len(numbers):
            batch = _batch(inputs, numbers[len(found) : len(found) + BATCH], Path(place))
            found += batch
            for told in batch:
                if told.failure is not None or told.seconds > SECONDS:
                    print(f"{inputs.name(told.number)}: {told.seconds:.1f} s {told.end}", file=sys.stderr)
            print(f"{len(found):,} of {len(numbers):,}", file=sys.stderr, flush=True)
    return found


def _batch(inputs: Damaged | Bombs, numbers: Sequence[int], folder: Path) -> list[Told]:
    """Have a process try some inputs; where it dies or falls silent, that is said of the one in hand."""
    ours, theirs = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_work, args=(inputs, numbers, folder, theirs))
    process.start()
    theirs.close()
    found: list[Told] = []
    failure = "no end"
    try:
        while len(found) < len(numbers) and ours.poll(PATIENCE):
            found.append(ours.recv())
    except EOFError:
        failure = "the process died"
    process.kill()
    process.join()
    if len(found) < len(numbers):
        found.append(Told(numbers[len(found)], PATIENCE, failure, 0))
    return found


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
        _empty(folder)
        path = inputs.put(number, folder)
        failure = None
        seconds = 0.0
        try:
            seconds = examine(path)
        except Exception:
            failure = traceback.format_exc().replace(str(folder), "FOLDER")
        pipe.send(Told(number, seconds, failure, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def _again(seed: int, number: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix="quiz-fuzz-"))
    path = Damaged(seed).put(number, folder)
    print(f"the input is {path}")
    print(f"{examine(path):.2f} s, and no failure")
    return 0


if __name__ == "__main__":
    sys.exit(main())
