"""Measure what the generator makes of packs, how fast, and how that grows with their size.

    .venv/bin/python benchmarks/generator.py            # all, some minutes
    .venv/bin/python benchmarks/generator.py --quick    # without the pack of 100,000 facts, and fewer rounds

Each pack is measured in a process of its own, and times are those of its processor, so that what else the
machine does tells little. The made packs come of a seed.
"""

import argparse
import gc
import json
import platform
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time
from typing import NamedTuple

from figure import exponent
from made import files

from quiz.audit.attacks import OptionSet, longest, middle, score_attack
from quiz.audit.runner import count_leaks, index_values
from quiz.game import draw
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion, SkipReason
from quiz.generate.values import parse
from quiz.model.pack import Kind, Value
from quiz.model.question import Question
from quiz.packs.read.pack_reader import read_pack

SEED = 1
SIZES = (1_000, 10_000, 100_000)
_AT_ONCE = 500


class Figures(NamedTuple):
    """What was measured of one pack."""

    name: str
    facts: int
    reading: float
    """Seconds of the processor, here and below."""
    counting: float
    first_round: float
    next_round: float
    a_second: float
    """Questions made a second, with every check."""
    memory: float
    """The most that was held, in MiB."""
    yielded: float
    reasons: dict[str, int]
    longest: float
    middle: float
    chance: float
    clang: int
    flawed: int
    made: int
    leaks: float
    """In 1,000 rounds of ten."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="leave out the largest pack, draw fewer rounds")
    parser.add_argument("--pack", type=Path, help="measure this pack alone, and print JSON")
    parser.add_argument("--rounds", type=int, help="how many rounds are looked through for leaks")
    asked = parser.parse_args()
    count = asked.rounds or (100 if asked.quick else 1000)
    if asked.pack is not None:
        print(json.dumps(measured(asked.pack, count)))
        return
    shipped = sorted((Path(__file__).parent.parent / "questions").glob("*/"))
    found = [apart(pack, count) for pack in shipped]
    grown = [made_and_measured(size, count) for size in SIZES[: 2 if asked.quick else 3]]
    for line in (*table([*found, *grown]), "", *growth(grown)):
        print(line)


def made_and_measured(size: int, count: int) -> Figures:
    """Write a pack of so many facts, and measure it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files(size, SEED):
            Path(folder, name).write_text(text, encoding="utf-8")
        return apart(Path(folder), min(count, max(100, 1_000_000 // size)))


def apart(pack: Path, count: int) -> Figures:
    """Measure a pack in a process of its own."""
    words = [sys.executable, __file__, "--pack", str(pack), "--rounds", str(count)]
    run = subprocess.run(words, check=True, capture_output=True, text=True)
    return Figures(*json.loads(run.stdout))


def measured(path: Path, count: int) -> Figures:
    """Measure a pack, as the command line would work on it: with the collector held off."""
    gc.disable()
    start = process_time()
    pack = read_pack(path).pack
    assert pack is not None, path
    reading = process_time() - start
    counting = seconds(lambda: QuestionMaker(pack).count_askable())
    maker = QuestionMaker(pack)
    first_round = seconds(lambda: drawn(maker, 0))
    next_round = min(seconds(partial(drawn, maker, seed)) for seed in (1, 2, 3))
    seen = Seen(index_values(pack))
    making = 0.0
    asks = maker.list_targets()
    for first in range(0, len(asks), _AT_ONCE):
        start = process_time()
        made = [maker.make(ask, kind, SEED) for ask in asks[first : first + _AT_ONCE] for kind in Kind]
        making += process_time() - start
        for one in made:
            seen.see(one)
    memory = peak_memory()
    lost = count_leaks((drawn(maker, seed) for seed in range(count)), seen.values)
    return Figures(
        name=pack.name,
        facts=len(pack.facts),
        reading=reading,
        counting=counting,
        first_round=first_round,
        next_round=next_round,
        a_second=seen.made / making,
        memory=memory,
        yielded=len(seen.asked) / len(asks),
        reasons=dict(seen.reasons.most_common()),
        longest=mean(seen.longest),
        middle=mean(seen.middle),
        chance=mean(seen.chance),
        clang=seen.clang,
        flawed=seen.flawed,
        made=seen.made,
        leaks=lost * 1000 / count,
    )


@dataclass
class Seen:
    """What was seen of the questions made."""

    values: dict[str, Value]
    made: int = 0
    clang: int = 0
    flawed: int = 0
    asked: set[str] = field(default_factory=set)
    reasons: Counter[str] = field(default_factory=Counter)
    longest: list[float] = field(default_factory=list)
    middle: list[float] = field(default_factory=list)
    chance: list[float] = field(default_factory=list)

    def see(self, one: Question | SkippedQuestion) -> None:
        if isinstance(one, SkippedQuestion):
            if one.kind is Kind.CHOICE and one.reason is not SkipReason.OTHER_KIND:
                self.reasons[one.code] += 1
            return
        base = one.id.rpartition("/")[0]
        faults = [flaw.check for flaw in find_flaws(one)]
        self.made += 1
        self.asked.add(base)
        self.clang += "shared-word" in faults
        self.flawed += bool(faults)
        if one.kind is Kind.CHOICE:
            options = options_of(one, self.values.get(base))
            self.chance.append(1 / len(one.options))
            for hits, attack in ((self.longest, longest), (self.middle, middle)):
                share = score_attack(attack, options, one.key)
                if share is not None:
                    hits.append(share)


def drawn(maker: QuestionMaker, seed: int) -> tuple[Question, ...]:
    """Draw a round of ten of everything."""
    return tuple(draw.draw_questions([maker], draw.DrawRequest(length=10, seed=seed)))


def options_of(question: Question, value: Value | None) -> OptionSet:
    """Give what an attack sees of a question."""
    sizes = [None if value is None else parse.parse_magnitude(text, value.type) for text in question.options]
    known = tuple(size for size in sizes if size is not None)
    return OptionSet(question.options, known if len(known) == len(sizes) else None)


def mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 0.0


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def peak_memory() -> float:
    """Give the most memory that this process has held, in MiB."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / 1024 / (1024 if sys.platform == "darwin" else 1)


def table(found: Sequence[Figures]) -> Iterator[str]:
    """Give the figures as two Markdown tables."""
    yield f"{date.today()}, Python {platform.python_version()}, {platform.machine()}, {platform.system()}"
    yield ""
    yield "| pack | facts | read | counted | first round | next round | questions a second | memory |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in found:
        times = (one.reading, one.counting, one.first_round, one.next_round)
        spent = " | ".join(f"{1000 * time:,.0f} ms" for time in times)
        yield f"| {one.name} | {one.facts:,} | {spent} | {one.a_second:,.0f} | {one.memory:,.0f} MiB |"
    yield ""
    yield (
        "| pack | values that yield | no choice, why | longest is right | middle is right | by chance "
        "| clang words | flaws | leaks in 1,000 rounds |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for one in found:
        reasons = ", ".join(f"{reason} {count}" for reason, count in one.reasons.items())
        shares = " | ".join(f"{100 * share:.1f} %" for share in (one.longest, one.middle, one.chance))
        yield (
            f"| {one.name} | {100 * one.yielded:.1f} % | {reasons or '–'} | {shares} "
            f"| {one.clang} of {one.made:,} | {one.flawed} | {one.leaks:,.0f} |"
        )


def growth(grown: Sequence[Figures]) -> Iterator[str]:
    """Say how figures grow with the number of facts: by which power of it, fitted by least squares."""
    first, last = grown[0], grown[-1]
    fitted = {
        "reading": [one.reading for one in grown],
        "counting": [one.counting for one in grown],
        "the first round": [one.first_round for one in grown],
        "the next round": [one.next_round for one in grown],
        "memory": [one.memory for one in grown],
    }
    sizes = [one.facts for one in grown]
    yield f"From {first.facts:,} to {last.facts:,} facts, exponents: " + ", ".join(
        f"{name} {exponent(sizes, values):.2f}" for name, values in fitted.items()
    )
    yield f"Time for a question: {first.a_second / last.a_second:.2f} times as long"


if __name__ == "__main__":
    main()
