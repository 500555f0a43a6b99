"""Success of a learned model in guessing the keys of the built-in packs from the options alone.

The model is the conditional logit of McFadden (1974): the odds of an option grow with the exponential of a
weighted sum of its features, each relative to the mean of the options shown with it. Gradient ascent with a
penalty on the squared weights fits four fifths of the facts; the last fifth is guessed. Five folds.

.venv/bin/python benchmarks/probe.py --seeds 20
"""

import argparse
from collections.abc import Iterator, Sequence
from math import exp
from typing import NamedTuple

from quiz.audit.attacks import OptionSet, anti_centroid, convergence, longest, middle, roundest
from quiz.audit.intervals import GuessCounter, HitRate
from quiz.audit.option_sets import index_values, option_magnitudes
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind
from quiz.model.rng import uniform
from quiz.packs.library import list_builtin_packs, load_pack, pack_name

FOLDS = 5
MAX_TRAINING_QUESTIONS = 1000
STEPS = 40
RATE = 0.5
PENALTY = 0.02

FeatureRow = tuple[float, ...]


class Observation(NamedTuple):
    """A question with a row of features for each option, and the index of the key."""

    fact: str
    rows: tuple[FeatureRow, ...]
    key: int


def encode_options(fact: str, options: OptionSet, key: int) -> Observation:
    """Build the features of a question's options."""
    texts, count = options.texts, len(options.texts)
    positions = [float(position) for position in range(count)]
    columns: list[Sequence[float]] = [
        longest(options),
        mark_highest(longest(options)),
        mark_highest([-length for length in longest(options)]),
        [len(text.split()) for text in texts],
        [sum(map(str.isupper, text)) / len(text) if text else 0 for text in texts],
        [sum(map(str.isdigit, text)) for text in texts],
        [sum(not (sign.isalnum() or sign.isspace()) for sign in text) for text in texts],
        [len(set(text.casefold())) / len(text) if text else 0 for text in texts],
        convergence(options),
        anti_centroid(options),
        roundest(options) or [0.0] * count,
        middle(options) or [0.0] * count,
        positions,
        [abs(position - (count - 1) / 2) for position in positions],
        [float(sorted(texts).index(text)) for text in texts],
    ]
    return Observation(fact, tuple(zip(*map(center, columns), strict=True)), key)


def cross_validate(observations: Sequence[Observation]) -> HitRate:
    """Return the hit rate on facts that the weights were not fitted to."""
    folds: list[list[Observation]] = [[] for _ in range(FOLDS)]
    for observation in observations:
        folds[int(uniform("probe", observation.fact) * FOLDS)].append(observation)
    guesses = GuessCounter()
    for number, fold in enumerate(folds):
        training = [observation for part in folds[:number] + folds[number + 1 :] for observation in part]
        weights = fit_weights(training[:: 1 + len(training) // MAX_TRAINING_QUESTIONS])
        for observation in fold if weights else ():
            scores = [score_row(weights, row) for row in observation.rows]
            best = [index for index, score in enumerate(scores) if score >= max(scores) - 1e-9]
            guesses.add(observation.fact, (observation.key in best) / len(best), 1 / len(observation.rows))
    return guesses.rate()


def fit_weights(observations: Sequence[Observation]) -> FeatureRow:
    """Find the weights that make the keys most likely."""
    if not observations:
        return ()
    weights = [0.0] * len(observations[0].rows[0])
    for _ in range(STEPS):
        slopes = [-PENALTY * weight for weight in weights]
        for observation in observations:
            odds = [exp(min(score_row(weights, row), 30.0)) for row in observation.rows]
            total = sum(odds)
            for index, row in enumerate(observation.rows):
                error = ((index == observation.key) - odds[index] / total) / len(observations)
                for column, value in enumerate(row):
                    slopes[column] += error * value
        weights = [weight + RATE * slope for weight, slope in zip(weights, slopes, strict=True)]
    return tuple(weights)


def score_row(weights: Sequence[float], row: FeatureRow) -> float:
    """Return the weighted sum of the features of an option."""
    return sum(weight * value for weight, value in zip(weights, row, strict=True))


def mark_highest(scores: Sequence[float]) -> list[float]:
    """Return 1 for each highest score and 0 for all others."""
    return [float(score == max(scores)) for score in scores]


def center(column: Sequence[float]) -> list[float]:
    """Shift a column to mean 0 and scale it to at most 1."""
    mean = sum(column) / len(column)
    max_distance = max(abs(value - mean) for value in column)
    return [(value - mean) / max_distance if max_distance > 1e-9 else 0.0 for value in column]


def iter_observations(maker: QuestionMaker, seeds: int) -> Iterator[Observation]:
    """Encode the choice questions of a pack."""
    values, english = index_values(maker.pack), maker.pack.is_english
    for seed in range(seeds):
        for question in maker.iter_questions(seed):
            if question.kind is Kind.CHOICE:
                options = OptionSet(
                    question.options,
                    option_magnitudes(question, values.get(question.target_id), english=english),
                )
                yield encode_options(question.fact, options, question.key)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="seeds of the questions (default: 20)")
    parser.add_argument("--only", metavar="PACK", help="the only pack to measure")
    options = parser.parse_args()
    print("| pack | questions | hits | 95% interval | chance |\n|---|---|---|---|---|")
    for path in list_builtin_packs():
        if options.only in (None, pack_name(path)):
            pack = load_pack(path).pack
            assert pack is not None
            rate = cross_validate(list(iter_observations(QuestionMaker(pack), options.seeds)))
            hit, low, high, chance = (
                "–" if share is None else f"{share:.1%}"
                for share in (rate.hit, rate.low, rate.high, rate.chance)
            )
            print(f"| {pack.name} | {rate.n:,} | {hit} | {low} to {high} | {chance} |")


if __name__ == "__main__":
    main()
