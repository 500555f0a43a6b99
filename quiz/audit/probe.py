"""Learn to guess keys from options alone, and see how well that guesses the keys of other facts.

It is the conditional logit of McFadden 1974: an option's chance grows with the exponential of a weighted sum
of its features, each beside the mean of the options it stands among. The weights are learnt from four fifths
of the facts by gradient ascent, with a penalty on their squares, and tried on the last fifth, five times.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from quiz.audit.attacks import OptionSet, anti_centroid, convergence, longest, middle, roundest
from quiz.audit.intervals import GuessCounter, HitRate
from quiz.model.rng import uniform

_FOLDS = 5
_LEARNT_FROM = 1000
"""Of so many questions the weights are learnt at most."""
_STEPS = 40
_RATE = 0.5
_PENALTY = 0.02

FeatureRow = tuple[float, ...]


class Observation(NamedTuple):
    """A question as the probe sees it: a row of features for each option, and the key's index."""

    fact: str
    rows: tuple[FeatureRow, ...]
    key: int


def encode_options(fact: str, options: OptionSet, key: int) -> Observation:
    """Give what the probe sees of a question."""
    texts, count = options.texts, len(options.texts)
    places = [float(place) for place in range(count)]
    columns: list[Sequence[float]] = [
        longest(options),
        _tops(longest(options)),
        _tops([-length for length in longest(options)]),
        [len(text.split()) for text in texts],
        [sum(map(str.isupper, text)) / len(text) if text else 0 for text in texts],
        [sum(map(str.isdigit, text)) for text in texts],
        [sum(not (sign.isalnum() or sign.isspace()) for sign in text) for text in texts],
        [len(set(text.casefold())) / len(text) if text else 0 for text in texts],
        convergence(options),
        anti_centroid(options),
        roundest(options) or [0.0] * count,
        middle(options) or [0.0] * count,
        places,
        [abs(place - (count - 1) / 2) for place in places],
        [float(sorted(texts).index(text)) for text in texts],
    ]
    return Observation(fact, tuple(zip(*map(_beside_others, columns), strict=True)), key)


def cross_validate(seen: Sequence[Observation]) -> HitRate:
    """Say how often the probe hits the keys of facts that it has not learnt from."""
    folds: list[list[Observation]] = [[] for _ in range(_FOLDS)]
    for one in seen:
        folds[int(uniform("probe", one.fact) * _FOLDS)].append(one)
    guesses = GuessCounter()
    for number, fold in enumerate(folds):
        others = [one for other in folds[:number] + folds[number + 1 :] for one in other]
        weights = _learnt(others[:: 1 + len(others) // _LEARNT_FROM])
        for one in fold if weights else ():
            scores = [_score(weights, row) for row in one.rows]
            best = [index for index, score in enumerate(scores) if score >= max(scores) - 1e-9]
            guesses.add(one.fact, (one.key in best) / len(best), 1 / len(one.rows))
    return guesses.rate()


def _learnt(seen: Sequence[Observation]) -> FeatureRow:
    """Find the weights under which the keys seen are likeliest."""
    if not seen:
        return ()
    weights = [0.0] * len(seen[0].rows[0])
    for _ in range(_STEPS):
        slopes = [-_PENALTY * weight for weight in weights]
        for one in seen:
            odds = [exp(min(_score(weights, row), 30.0)) for row in one.rows]
            total = sum(odds)
            for index, row in enumerate(one.rows):
                miss = ((index == one.key) - odds[index] / total) / len(seen)
                for place, value in enumerate(row):
                    slopes[place] += miss * value
        weights = [weight + _RATE * slope for weight, slope in zip(weights, slopes, strict=True)]
    return tuple(weights)


def _score(weights: Sequence[float], row: FeatureRow) -> float:
    return sum(weight * value for weight, value in zip(weights, row, strict=True))


def _tops(scores: Sequence[float]) -> list[float]:
    return [float(score == max(scores)) for score in scores]


def _beside_others(column: Sequence[float]) -> list[float]:
    """Give each figure by how far it lies from their mean, in the widest such distance."""
    mean = sum(column) / len(column)
    widest = max(abs(figure - mean) for figure in column)
    return [(figure - mean) / widest if widest > 1e-9 else 0.0 for figure in column]
