"""Speed and yield of making questions, and the growth of its cost with the size of a pack.

    .venv/bin/python benchmarks/question_making.py            # everything, some minutes
    .venv/bin/python benchmarks/question_making.py --quick    # at most 10,000 facts, and fewer rounds
    .venv/bin/python benchmarks/question_making.py --speed 10000

Each pack is measured in a process of its own. Times are CPU times, so that other work on the machine matters
little. Large packs are generated from a seed.
"""

import argparse
import gc
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

from figures import describe_machine, fit_exponent, peak_memory
from generated_packs import write_generated_pack

from quiz.audit.attacks import OptionSet, longest, middle, score_attack
from quiz.audit.option_sets import index_values, option_magnitudes
from quiz.audit.runner import count_leaks
from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion, SkipReason
from quiz.model.pack import Kind, Pack, Value
from quiz.model.question import Question
from quiz.packs.read.pack_reader import read_pack

SEED = 1
SIZES = (1_000, 10_000, 100_000)
BUILTIN_PACKS = Path(__file__).parent.parent / "questions"
_BATCH = 500


class PackFigures(NamedTuple):
    """The figures of one pack."""

    name: str
    facts: int
    reading: float
    """CPU seconds, as in the next three fields."""
    counting: float
    first_round: float
    next_round: float
    questions_per_second: float
    """Questions made per second of CPU, with every check."""
    memory: float
    """Peak memory in MiB."""
    yield_share: float
    """Share of the targets that have a question."""
    skip_reasons: dict[str, int]
    longest: float
    middle: float
    chance: float
    shared_word_count: int
    flawed_count: int
    question_count: int
    leaks: float
    """Leaks per 1,000 rounds of ten questions."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="at most 10,000 facts, and fewer rounds")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of facts of the generated packs")
    parser.add_argument("--rounds", type=int, help="rounds to search for leaks")
    parser.add_argument("--generated-only", action="store_true", help="leave out the built-in packs")
    parser.add_argument("--pack", type=Path, help="measure only this pack, and print JSON")
    parser.add_argument(
        "--speed", type=int, metavar="FACTS", help="print only the questions per second of CPU"
    )
    options = parser.parse_args()
    rounds = options.rounds or (100 if options.quick else 1000)
    if options.pack is not None:
        print(json.dumps(measure(options.pack, rounds)))
    elif options.speed is not None:
        print(measure_speed(options.speed))
    else:
        sizes = options.sizes or SIZES[: 2 if options.quick else 3]
        builtin = [] if options.generated_only else sorted(BUILTIN_PACKS.glob("*/"))
        figures = [run_measure(pack, rounds) for pack in builtin]
        generated = [measure_generated(size, rounds) for size in sizes]
        print(describe_machine(), end="\n\n")
        for line in (*format_tables([*figures, *generated]), "", *format_growth(generated)):
            print(line)


def measure_speed(facts: int) -> float:
    """Return the questions made per second of CPU from a generated pack."""
    with TemporaryDirectory() as folder:
        pack = read(write_generated_pack(Path(folder) / "generated", facts))
    gc.disable()
    maker, tally = QuestionMaker(pack), Tally(pack)
    return tally.make_all(maker)


def measure_generated(facts: int, rounds: int) -> PackFigures:
    """Measure a generated pack."""
    with TemporaryDirectory() as folder:
        pack = write_generated_pack(Path(folder) / "generated", facts, SEED)
        return run_measure(pack, min(rounds, max(100, 1_000_000 // facts)))


def run_measure(pack: Path, rounds: int) -> PackFigures:
    """Measure a pack in a process of its own."""
    command = [sys.executable, __file__, "--pack", str(pack), "--rounds", str(rounds)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return PackFigures(*json.loads(result.stdout))


def measure(path: Path, rounds: int) -> PackFigures:
    """Measure a pack with the garbage collector off, as at the start of a game."""
    gc.disable()
    start = process_time()
    pack = read(path)
    reading = process_time() - start
    counting = time_call(lambda: QuestionMaker(pack).count_askable())
    maker = QuestionMaker(pack)
    first_round = time_call(lambda: draw_round(maker, 0))
    next_round = min(time_call(partial(draw_round, maker, seed)) for seed in (1, 2, 3))
    tally = Tally(pack)
    questions_per_second = tally.make_all(maker)
    memory = peak_memory()
    leak_count = count_leaks((draw_round(maker, seed) for seed in range(rounds)), tally.values)
    return PackFigures(
        name=pack.name,
        facts=len(pack.facts),
        reading=reading,
        counting=counting,
        first_round=first_round,
        next_round=next_round,
        questions_per_second=questions_per_second,
        memory=memory,
        yield_share=len(tally.target_ids) / len(maker.list_targets()),
        skip_reasons=dict(tally.skip_reasons.most_common()),
        longest=mean(tally.longest),
        middle=mean(tally.middle),
        chance=mean(tally.chance),
        shared_word_count=tally.shared_word_count,
        flawed_count=tally.flawed_count,
        question_count=tally.question_count,
        leaks=leak_count * 1000 / rounds,
    )


@dataclass
class Tally:
    """Counts over all questions of a pack."""

    pack: Pack
    question_count: int = 0
    shared_word_count: int = 0
    flawed_count: int = 0
    target_ids: set[str] = field(default_factory=set)
    skip_reasons: Counter[str] = field(default_factory=Counter)
    longest: list[float] = field(default_factory=list)
    middle: list[float] = field(default_factory=list)
    chance: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values: dict[str, Value] = index_values(self.pack)
        self._is_english = self.pack.is_english

    def make_all(self, maker: QuestionMaker) -> float:
        """Make and count all questions; return the questions made per second of CPU."""
        seconds = 0.0
        targets = maker.list_targets()
        for first in range(0, len(targets), _BATCH):
            start = process_time()
            batch = [
                maker.make(target, kind, SEED) for target in targets[first : first + _BATCH] for kind in Kind
            ]
            seconds += process_time() - start
            for result in batch:
                self._add(result)
        return self.question_count / seconds

    def _add(self, result: Question | SkippedQuestion) -> None:
        if isinstance(result, SkippedQuestion):
            if result.kind is Kind.CHOICE and result.reason is not SkipReason.OTHER_KIND:
                self.skip_reasons[result.code] += 1
            return
        checks = [flaw.check for flaw in find_flaws(result)]
        self.question_count += 1
        self.target_ids.add(result.target_id)
        self.shared_word_count += "shared-word" in checks
        self.flawed_count += bool(checks)
        if result.kind is Kind.CHOICE:
            value = self.values.get(result.target_id)
            magnitudes = option_magnitudes(result, value, english=self._is_english)
            options = OptionSet(result.options, magnitudes)
            self.chance.append(1 / len(result.options))
            for hits, attack in ((self.longest, longest), (self.middle, middle)):
                share = score_attack(attack, options, result.key)
                if share is not None:
                    hits.append(share)


def read(path: Path) -> Pack:
    """Read a pack that has no errors."""
    pack = read_pack(path).pack
    assert pack is not None, path
    return pack


def draw_round(maker: QuestionMaker, seed: int) -> tuple[Question, ...]:
    """Draw a round of ten questions."""
    return tuple(draw_questions([maker], DrawRequest(length=10, seed=seed)))


def mean(values: Sequence[float]) -> float:
    """Return the mean, 0 for no values."""
    return fmean(values) if values else 0.0


def time_call(function: Callable[[], object]) -> float:
    """Return the CPU seconds of a call."""
    start = process_time()
    function()
    return process_time() - start


def format_tables(figures: Sequence[PackFigures]) -> Iterator[str]:
    """Format the figures as two Markdown tables."""
    yield "| pack | facts | reading | counting | first round | next round | questions per second | memory |"
    yield "|---|---|---|---|---|---|---|---|"
    for pack in figures:
        times = (pack.reading, pack.counting, pack.first_round, pack.next_round)
        cells = " | ".join(f"{1000 * seconds:,.0f} ms" for seconds in times)
        speed = f"{pack.questions_per_second:,.0f}"
        yield f"| {pack.name} | {pack.facts:,} | {cells} | {speed} | {pack.memory:,.0f} MiB |"
    yield ""
    yield (
        "| pack | values asked for | no choice, and why | longest is right | middle is right | chance "
        "| shared words | flawed questions | leaks in 1,000 rounds |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for pack in figures:
        reasons = ", ".join(f"{reason} {count}" for reason, count in pack.skip_reasons.items())
        shares = " | ".join(f"{share:.1%}" for share in (pack.longest, pack.middle, pack.chance))
        yield (
            f"| {pack.name} | {pack.yield_share:.1%} | {reasons or '–'} | {shares} "
            f"| {pack.shared_word_count} of {pack.question_count:,} | {pack.flawed_count} "
            f"| {pack.leaks:,.0f} |"
        )


def format_growth(figures: Sequence[PackFigures]) -> Iterator[str]:
    """Format the growth exponents of the figures over the number of facts."""
    first, last = figures[0], figures[-1]
    sizes = [pack.facts for pack in figures]
    exponents = {
        "reading": fit_exponent(sizes, [pack.reading for pack in figures]),
        "counting": fit_exponent(sizes, [pack.counting for pack in figures]),
        "the first round": fit_exponent(sizes, [pack.first_round for pack in figures]),
        "the next round": fit_exponent(sizes, [pack.next_round for pack in figures]),
    }
    listed = ", ".join(f"{exponent:.2f} for {name}" for name, exponent in exponents.items())
    memory = fit_exponent(sizes, [pack.memory for pack in figures])
    factor = first.questions_per_second / last.questions_per_second
    yield (
        f"Making questions, from {first.facts:,} to {last.facts:,} facts: the exponents are {listed} "
        f"and {memory:.2f} for memory. "
        f"At {last.facts:,} facts, one question takes {factor:.2f} times as long as at {first.facts:,}."
    )


if __name__ == "__main__":
    main()
