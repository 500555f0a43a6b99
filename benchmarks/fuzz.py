"""Damaged packs, which must cause no traceback, take at most two seconds, and need little memory.

    .venv/bin/python benchmarks/fuzz.py                        # 100,000 damaged packs and the extreme packs
    .venv/bin/python benchmarks/fuzz.py --count 1000 --seed 2  # fewer and other ones
    .venv/bin/python benchmarks/fuzz.py --seed 2 --only 4711   # one again; its files stay

`damaged_packs.py` makes each pack from the seed and its number; `extreme_packs.py` has packs of extreme size
or depth. A worker process with limited memory checks a pack and formats its problems in every form, then
makes its questions and draws a round. A failure is a traceback, more than two CPU seconds for the check or
the play, a control character in the output, or a question whose options contain the key twice. The last
lines sum up. The exit code is 1 after a failure.
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

from damaged_packs import DamagedPacks
from extreme_packs import EXTREME_PACKS, ExtremePacks

from quiz.checks.output import OutputFormat, ProblemFormatter
from quiz.checks.runner import check_packs
from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.question_maker import QuestionMaker
from quiz.model.json_records import question_fields, to_json_line
from quiz.packs.read.pack_reader import read_pack
from quiz.text.normalize import fold
from quiz.text.safe import Text

MAX_SECONDS = 2.0
"""Maximum CPU time of a check or a play."""
TIMEOUT_SECONDS = 60.0
"""Time after which a silent worker is killed."""
MAX_MEMORY_BYTES = 2 << 30
"""Address space of a worker."""
BATCH_SIZE = 1_000
"""Number of packs per worker process."""
_MAX_FORMATTED_PROBLEMS = 1_000
_PROCESSES = multiprocessing.get_context("spawn")


class PackResult(NamedTuple):
    """The result of one pack."""

    number: int
    seconds: float
    failure: str | None
    memory: int
    """Peak memory of the worker so far, in KiB."""

    @property
    def last_line(self) -> str:
        """The last line of the failure."""
        return (self.failure or "").rstrip().rpartition("\n")[2][:200]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="damaged packs (default: 100,000)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the damage (default: 1)")
    parser.add_argument("--only", type=int, metavar="N", help="try this damaged pack, and keep its files")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--extreme-only", action="store_true", help="try only the extreme packs")
    parser.add_argument("--damaged-only", action="store_true", help="try only the damaged packs")
    options = parser.parse_args()
    if options.only is not None:
        return try_again(options.seed, options.only)
    summaries: list[tuple[str, bool]] = []
    with tempfile.TemporaryDirectory(prefix="quiz-fuzz-") as name:
        folder = Path(name)
        if not options.extreme_only:
            packs = DamagedPacks(options.seed)
            results = try_packs(packs, options.count, options.workers, folder)
            title = f"{len(results):,} damaged packs (seed {options.seed})"
            summaries.append(summarize(title, packs, results))
        if not options.damaged_only:
            extreme = ExtremePacks()
            results = try_packs(extreme, len(EXTREME_PACKS), 1, folder)
            summaries.append(summarize(f"{len(results)} packs of extreme size or depth", extreme, results))
    print(*(line for line, _ in summaries), sep="\n")
    return int(any(has_failed for _, has_failed in summaries))


def summarize(
    title: str, packs: DamagedPacks | ExtremePacks, results: Sequence[PackResult]
) -> tuple[str, bool]:
    """Print the failures; return a summary, and whether there were failures."""
    failures = [result for result in results if result.failure is not None]
    slow_count = sum(result.seconds > MAX_SECONDS for result in results)
    for result in failures:
        print(f"{packs.name(result.number)}: {result.failure}", end="\n\n")
    slowest = max(results, key=lambda result: result.seconds)
    failed = {0: "no failure", 1: "1 failure"}.get(len(failures), f"{len(failures)} failures")
    memory = max(result.memory for result in results) / 1024
    summary = (
        f"{title}: {failed}, {slow_count or 'none'} over {MAX_SECONDS:g} s. The slowest took "
        f"{slowest.seconds:.2f} s ({packs.name(slowest.number)}), and the peak memory was {memory:.0f} MiB."
    )
    return summary, bool(failures) or slow_count > 0


def examine(path: Path) -> float:
    """Check a pack and play it; return the CPU seconds of the slower of the two.

    Raises:
        AssertionError: The output or a question is wrong.
    """
    start = process_time()
    check(path)
    checked = process_time()
    play(path)
    return max(checked - start, process_time() - checked)


def check(path: Path) -> None:
    """Check a pack, and format its problems in every form."""
    report = check_packs([path])
    assert report.problems or report.facts or report.questions
    for form in OutputFormat:
        format_problem = ProblemFormatter(form, report.files)
        is_complete = form is OutputFormat.FULL
        for problem in report.problems if is_complete else report.problems[:_MAX_FORMATTED_PROBLEMS]:
            assert_safe(format_problem(problem))
    assert_safe(report.summary)


def play(path: Path) -> None:
    """Make all questions of a pack, and draw a round."""
    pack = read_pack(path).pack
    if pack is None:
        return
    maker = QuestionMaker(pack)
    for question in maker.iter_questions(1):
        assert_safe(to_json_line(question_fields(question)))
        options = [fold(option) for option in question.options]
        assert len(options) > 1, question
        assert options.count(options[question.key]) == 1, question
    tuple(draw_questions([maker], DrawRequest(length=5, seed=1)))


def assert_safe(text: str) -> None:
    """Assert that a text is a `Text`, and that another filter would not change it."""
    assert type(text) is Text, f"not filtered: {text!r}"
    assert Text(str(text)) == text, f"not safe: {text!r}"


def try_packs(packs: DamagedPacks | ExtremePacks, count: int, workers: int, folder: Path) -> list[PackResult]:
    """Try all packs in parallel."""
    shares = [range(first, count, workers) for first in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        results = pool.map(partial(try_share, packs, folder), shares)
        return [result for share in results for result in share]


def try_share(packs: DamagedPacks | ExtremePacks, folder: Path, numbers: Sequence[int]) -> list[PackResult]:
    """Try some packs in batches, so that no process grows by the memory of many packs."""
    results: list[PackResult] = []
    with tempfile.TemporaryDirectory(dir=folder) as pack_folder:
        while len(results) < len(numbers):
            batch = numbers[len(results) : len(results) + BATCH_SIZE]
            for result in try_batch(packs, batch, Path(pack_folder)):
                results.append(result)
                if result.failure is not None or result.seconds > MAX_SECONDS:
                    message = f"{packs.name(result.number)}: {result.seconds:.1f} s {result.last_line}"
                    print(message, file=sys.stderr)
            print(f"{len(results):,} of {len(numbers):,}", file=sys.stderr, flush=True)
    return results


def try_batch(packs: DamagedPacks | ExtremePacks, numbers: Sequence[int], folder: Path) -> list[PackResult]:
    """Try some packs in a worker process; if it dies or is silent, its current pack has failed."""
    receiver, sender = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=run_worker, args=(packs, numbers, folder, sender))
    process.start()
    sender.close()
    results: list[PackResult] = []
    failure = "no result"
    try:
        while len(results) < len(numbers) and receiver.poll(TIMEOUT_SECONDS):
            results.append(receiver.recv())
    except EOFError:
        failure = "the process died"
    process.kill()
    process.join()
    if len(results) < len(numbers):
        results.append(PackResult(numbers[len(results)], TIMEOUT_SECONDS, failure, 0))
    return results


def run_worker(
    packs: DamagedPacks | ExtremePacks, numbers: Sequence[int], folder: Path, sender: Connection
) -> None:
    """Try packs in this process, and send their results."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    for number in numbers:
        clear_folder(folder)
        path = packs.write(number, folder)
        failure = None
        seconds = 0.0
        try:
            seconds = examine(path)
        except Exception:
            failure = traceback.format_exc().replace(str(folder), "FOLDER")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sender.send(PackResult(number, seconds, failure, memory))


def clear_folder(folder: Path) -> None:
    """Delete the contents of a folder, which is faster than a new folder for each pack."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def try_again(seed: int, number: int) -> int:
    """Try one damaged pack in this process, and keep its files."""
    path = DamagedPacks(seed).write(number, Path(tempfile.mkdtemp(prefix="quiz-fuzz-")))
    print(f"pack: {path}")
    print(f"{examine(path):.2f} s, no failure")
    return 0


if __name__ == "__main__":
    sys.exit(main())
