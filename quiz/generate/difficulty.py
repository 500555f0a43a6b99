"""The estimated difficulty of a question."""

from math import log2

from quiz.generate.distractors import USUAL_SIMILARITY
from quiz.generate.pack_context import PackContext
from quiz.generate.targets import TargetContext
from quiz.generate.values import parse
from quiz.model.pack import Kind

_EXACT_VALUE = 0.1
_STATEMENT = -0.15
_PER_SIMILARITY = 0.2
_PER_DOUBLED_OCCURRENCES = -0.1
_MAX_SIMILARITY = 4.0
_MAX_OCCURRENCES = 8


def estimate_difficulty(pack: PackContext, context: TargetContext, similarity: float) -> float:
    """Return the author's difficulty, or an estimate from 0 (easy) to 1.

    Wrong options that are similar to the key make a question harder, and so do exact numbers and dates.
    A value that occurs often in the pack is better known, and half of all statements are guessed.
    """
    value = context.value
    if value.difficulty is not None:
        return value.difficulty
    estimate = 0.5 + _PER_SIMILARITY * (min(similarity, _MAX_SIMILARITY) - USUAL_SIMILARITY)
    if parse.parse_magnitude(value.text, value.type, english=pack.is_english) is not None:
        estimate += _EXACT_VALUE
    else:
        count = pack.candidates.count_occurrences(value.type, value.text)
        estimate += _PER_DOUBLED_OCCURRENCES * log2(min(max(count, 1), _MAX_OCCURRENCES))
    if context.kind is Kind.TRUEFALSE:
        estimate += _STATEMENT
    return round(min(max(estimate, 0.0), 1.0), 2)
