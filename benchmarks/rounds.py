"""Figures of many rounds: kinds, packs, neighbours, first and last questions; or some rounds to read.

.venv/bin/python benchmarks/rounds.py --rounds 1000
.venv/bin/python benchmarks/rounds.py --only hero --read 20

The rounds have the seeds from 0 on. A frame is the sentence or column that a question asks for.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quiz.game.draw import DrawRequest, draw_questions
from quiz.game.placement import list_phrases
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.targets import QuestionTarget
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.packs.library import list_builtin_packs
from quiz.packs.read.pack_reader import read_pack

EVERYTHING = "Everything"
_LENGTH = 10
_MAX_PHRASE_USES = 2
_MAX_RETURNS = 0.05
"""Share of rounds from which a first or last question returns too often."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=200, help="rounds per row of the table (default: 200)")
    parser.add_argument("--read", type=int, metavar="N", help="print N rounds in play order, and no figures")
    parser.add_argument("--first-seed", type=int, default=0, help="the seed of the first round (default: 0)")
    parser.add_argument("--only", metavar="NAME", help=f"a pack or {EVERYTHING}")
    options = parser.parse_args()
    makers = {maker.pack.name: maker for maker in load_makers()}
    groups = {EVERYTHING: list(makers.values())} | {name: [maker] for name, maker in makers.items()}
    chosen = {options.only: groups[options.only]} if options.only else groups
    seeds = range(options.first_seed, options.first_seed + (options.read or options.rounds))
    lines = print_rounds(chosen, seeds) if options.read else measure(chosen, seeds)
    for line in lines:
        print(line)


def load_makers() -> Iterator[QuestionMaker]:
    """Load the built-in packs."""
    for path in list_builtin_packs():
        pack = read_pack(path).pack
        assert pack is not None
        yield QuestionMaker(pack)


def draw_round(makers: Sequence[QuestionMaker], seed: int) -> list[Question]:
    """Draw a classic round."""
    request = DrawRequest(length=_LENGTH, seed=seed, allows_sensitive=False)
    return list(draw_questions(makers, request))


def print_rounds(groups: dict[str, list[QuestionMaker]], seeds: range) -> Iterator[str]:
    """Yield the questions of some rounds with their keys, for readers."""
    for name, makers in groups.items():
        for seed in seeds:
            yield f"\n{name}, seed {seed}"
            for number, question in enumerate(draw_round(makers, seed), 1):
                key = question.options[question.key] if question.options else question.answer
                yield f"{number:>4}. {question.difficulty:.2f} {question.stem} [{key}]"


def measure(groups: dict[str, list[QuestionMaker]], seeds: range) -> Iterator[str]:
    """Yield a table with a row for each group of packs."""
    yield (
        f"| {len(seeds):,} rounds of | true/false | of these true | same frame | same kind | same category | "
        "same subject | worn phrases | easier than the one before | first that returns | last that returns | "
        "packs |"
    )
    yield f"|{'---|' * 12}"
    for name, makers in groups.items():
        yield f"| {' | '.join((name, *RoundFigures(makers, seeds).cells()))} |"


class RoundFigures:
    """Counts over many rounds of some packs."""

    def __init__(self, makers: Sequence[QuestionMaker], seeds: range) -> None:
        self._makers = {maker.pack.name: maker for maker in makers}
        self._targets = {target.target_id: target for maker in makers for target in maker.list_targets()}
        self._counts: Counter[str] = Counter()
        self._packs: Counter[str] = Counter()
        self._first: Counter[str] = Counter()
        self._last: Counter[str] = Counter()
        self._rounds = len(seeds)
        for seed in seeds:
            self._add(draw_round(makers, seed))

    def cells(self) -> Iterator[str]:
        """Yield the figures as cells of a table."""
        counts = self._counts
        yield _percent(counts["statements"], counts["questions"])
        yield _percent(counts["true"], counts["statements"])
        for name in ("frame", "kind", "category", "subject"):
            yield _percent(counts[name], counts["pairs"])
        yield f"{counts['phrases'] / self._rounds:.2f} per round"
        yield f"{counts['easier'] / self._rounds:.2f} per round"
        for places in (self._first, self._last):
            text, most = places.most_common(1)[0]
            often = sum(count > _MAX_RETURNS * self._rounds for count in places.values())
            yield f"{often} (most: {_percent(most, self._rounds)}, {text})"
        yield ", ".join(
            f"{name} {_percent(count, counts['questions'])}" for name, count in self._packs.items()
        )

    def _add(self, questions: Sequence[Question]) -> None:
        counts = self._counts
        counts["questions"] += len(questions)
        for question in questions:
            self._packs[question.pack] += 1
            counts["statements"] += question.kind is Kind.TRUEFALSE
            counts["true"] += question.kind is Kind.TRUEFALSE and question.key == 0
        for one, other in pairwise(questions):
            counts["pairs"] += 1
            counts["frame"] += self._frame(one) == self._frame(other)
            counts["kind"] += one.kind is other.kind
            counts["category"] += (one.pack, one.category) == (other.pack, other.category)
            counts["subject"] += self._subject(one) == self._subject(other)
        phrases = Counter(phrase for question in questions for phrase in list_phrases(question.stem))
        counts["phrases"] += sum(uses > _MAX_PHRASE_USES for uses in phrases.values())
        rising = questions[:-2]  # the question before the last is meant to be easier
        counts["easier"] += sum(other.difficulty < one.difficulty for one, other in pairwise(rising))
        self._first[questions[0].target_id] += 1
        self._last[questions[-1].target_id] += 1

    def _target(self, question: Question) -> QuestionTarget:
        return self._targets[question.target_id]

    def _frame(self, question: Question) -> tuple[str, ...]:
        frame, _ = self._makers[question.pack].describe_frame(self._target(question), question.kind)
        return (question.pack, *frame)

    def _subject(self, question: Question) -> tuple[str, str]:
        return question.pack, question.fact


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


if __name__ == "__main__":
    main()
