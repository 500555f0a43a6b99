"""Levels of similarity of wrong options: 0 for the most similar ones, by difficulty or at random."""

from quiz.generate.targets import TargetContext
from quiz.model.pack import DIFFICULTIES


def choose_cluster_level(context: TargetContext) -> int:
    """Return 0 for wrong options from the smallest cluster, or 1 for some from the next one.

    An easy question keeps near options: who knows the answer doesn't mind them.
    """
    difficulty = context.value.difficulty
    if difficulty is None:
        return context.random_stream("tightness").randbelow(2)
    return int(difficulty < DIFFICULTIES["medium"])


def choose_spread_level(context: TargetContext) -> int:
    """Return 0 for the smallest distance between numbers, up to 2 for the largest."""
    difficulty = context.value.difficulty
    if difficulty is None:
        return context.random_stream("tightness").randbelow(3)
    return round(2 * (1 - difficulty))
