"""Compare the estimated difficulty of questions with ratings by people.

    .venv/bin/python benchmarks/rated.py draw --number 120 --seed 7 --numbers numbers.jsonl > rated.jsonl
    .venv/bin/python benchmarks/rated.py join rated-by-ada.jsonl rated-by-max.jsonl --numbers numbers.jsonl

`draw` prints questions of the built-in packs in random order, one JSON object a line: `id`, `stem`,
`options` and an empty `rating`. The estimates are written to another file, so that readers don't see them.
Each reader fills in `rating` in a copy, from 1 (easy) to 3 (hard). `join` prints the rank correlation of
the estimates with the mean rating by pack and by kind, and how well the readers agree. Don't test an
estimate with ratings that were used to change it: draw others.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from rounds import load_makers

from quiz.generate.question_maker import QuestionMaker
from quiz.model.json_records import to_json_line
from quiz.model.question import Question
from quiz.model.rng import RandomStream

_RATINGS = (1, 2, 3)
_MIN_RATED = 5
"""Minimum number of questions for a correlation."""


class Rated(NamedTuple):
    """A question's estimate and its ratings, one for each reader."""

    pack: str
    kind: str
    difficulty: float
    ratings: tuple[int, ...]

    @property
    def mean(self) -> float:
        """The mean rating."""
        return sum(self.ratings) / len(self.ratings)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw", help="print questions to rate")
    draw.add_argument("--number", type=int, default=120, help="number of questions (default: 120)")
    draw.add_argument("--only", metavar="PACK", help="the only pack to draw from")
    draw.add_argument("--seed", type=int, required=True, help="a seed that no rating has used yet")
    draw.add_argument("--numbers", type=Path, required=True, help="a new file for the estimates")
    join = commands.add_parser("join", help="print the correlations")
    join.add_argument("rated", type=Path, nargs="+", help="the file of each reader")
    join.add_argument("--numbers", type=Path, required=True, help="the file with the estimates")
    options = parser.parse_args()
    if options.command == "draw":
        makers = [maker for maker in load_makers() if options.only in (None, maker.pack.name)]
        questions = draw_questions(makers, options.number, options.seed)
        with options.numbers.open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in map(_to_estimate, questions))
        lines: Iterable[str] = map(_to_rate, questions)
    else:
        lines = format_table(join_ratings(options.numbers, options.rated))
    for line in lines:
        print(line)


def draw_questions(makers: Sequence[QuestionMaker], number: int, seed: int) -> list[Question]:
    """Draw questions at random, equally many of each pack and at most one of each fact."""
    drawn: list[Question] = []
    for index, maker in enumerate(makers):
        share = (number + index) // len(makers)
        stream = RandomStream("rated", maker.pack.name, seed)
        made = stream.shuffled(maker.iter_questions(seed, is_every_kind=True))
        by_fact = {question.fact: question for question in made if not question.sensitive}
        drawn += list(by_fact.values())[:share]
    return list(RandomStream("rated", "order", seed).shuffled(drawn))


def join_ratings(numbers: Path, readers: Sequence[Path]) -> list[Rated]:
    """Join the estimates with the ratings of the questions that all readers have rated.

    Raises:
        SystemExit: A rating is not 1, 2 or 3.
    """
    ratings = [dict(_read_ratings(path)) for path in readers]
    return [
        Rated(row["pack"], row["kind"], row["difficulty"], tuple(each[row["id"]] for each in ratings))
        for row in _read_lines(numbers)
        if all(row["id"] in each for each in ratings)
    ]


def format_table(rated: Sequence[Rated]) -> Iterator[str]:
    """Yield a table of the correlations, and the agreement of the readers."""
    yield "| questions | rated | Spearman |"
    yield "|---|---|---|"
    groups = {"all": list(rated)}
    for each in rated:
        groups.setdefault(each.pack, []).append(each)
        groups.setdefault(each.kind, []).append(each)
        groups.setdefault(f"{each.pack}, {each.kind}", []).append(each)
    for name, group in sorted(groups.items(), key=lambda pair: (pair[0] != "all", "," in pair[0], pair[0])):
        correlation = spearman([each.difficulty for each in group], [each.mean for each in group])
        yield f"| {name} | {len(group)} | {_format(correlation)} |"
    for one, other in combinations(range(len(rated[0].ratings) if rated else 0), 2):
        pairs = [(each.ratings[one], each.ratings[other]) for each in rated]
        yield f"\nAgreement of readers {one + 1} and {other + 1}: weighted kappa {_format(kappa(pairs))}"


def spearman(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return the rank correlation, with mean ranks for ties; `None` for few or constant values."""
    if len(xs) < _MIN_RATED:
        return None
    ranks = [_rank(xs), _rank(ys)]
    mean = (len(xs) + 1) / 2
    deviations = [[rank - mean for rank in each] for each in ranks]
    spread = sqrt(sum(x * x for x in deviations[0]) * sum(y * y for y in deviations[1]))
    return sum(x * y for x, y in zip(*deviations, strict=True)) / spread if spread else None


def kappa(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Return Cohen's kappa with linear weights (Cohen 1968); `None` if chance alone agrees always."""
    first, second = [one for one, _ in pairs], [other for _, other in pairs]
    observed = sum(abs(one - other) for one, other in pairs) / len(pairs)
    expected = (
        sum(
            abs(one - other) * first.count(one) * second.count(other)
            for one in _RATINGS
            for other in _RATINGS
        )
        / len(pairs) ** 2
    )
    return 1 - observed / expected if expected else None


def _rank(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]


def _to_rate(question: Question) -> str:
    return to_json_line(
        {"id": question.id, "stem": question.stem, "options": list(question.options), "rating": None}
    )


def _to_estimate(question: Question) -> str:
    return to_json_line(
        {
            "id": question.id,
            "pack": question.pack,
            "kind": question.kind.value,
            "difficulty": round(question.difficulty, 4),
        }
    )


def _read_ratings(path: Path) -> Iterator[tuple[str, int]]:
    for number, row in enumerate(_read_lines(path), 1):
        if row["rating"] is None:
            continue
        if row["rating"] not in _RATINGS:
            raise SystemExit(f"{path}:{number}: a rating is 1, 2 or 3, not {row['rating']!r}")
        yield row["id"], row["rating"]


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, filter(str.strip, file))


def _format(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


if __name__ == "__main__":
    main()
