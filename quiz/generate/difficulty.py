"""The estimated difficulty of a question."""

from math import log2

from quiz.generate.distractors import USUAL_SIMILARITY
from quiz.generate.pack_context import PackContext
from quiz.generate.targets import TargetContext
from quiz.generate.values import parse
from quiz.model.pack import BASIC_KINDS, DIFFICULTIES, Kind

_TABLE_BASES = {DIFFICULTIES["easy"]: 0.15, DIFFICULTIES["medium"]: 0.40, DIFFICULTIES["hard"]: 0.65}
"""The difficulty of a column for its best known subject, by the author's word for the column."""
_USUAL_TABLE_BASE = 0.35
_USUAL_BASE = 0.5
_LEAST_KNOWN = 0.30
"""The addition for the least known subject of a table."""
_PER_DOUBLED_OCCURRENCES = -0.05
_MAX_OCCURRENCES = 8
_USUAL_KNOWN = 3
_PER_KNOWN = -0.05
"""The addition to the author's word for a single fact, for each step from 1 to 5."""
_PER_SIMILARITY = 0.05
_MAX_SIMILARITY = 4.5
_MIN_SIMILARITY = 1.5
_EXACT_VALUE = 0.05
_STATEMENT = -0.05
_TYPED = 0.10
"""The addition for an answer that has to be recalled, not recognized."""


def estimate_difficulty(pack: PackContext, context: TargetContext, similarity: float) -> float:
    """Estimate the difficulty of a question, from 0 (easy) to 1.

    The author's word decides most: it is the difficulty of a single fact, and of a column for its best known
    subject. Then comes how well known the subject is. How near the wrong options are is only a correction.
    """
    fact, value = context.fact, context.value
    is_in_table = len(pack.proofs.facts.table_of(fact).rows) > 1
    if value.difficulty is not None and not is_in_table:
        shift = 0.0 if fact.known is None else _PER_KNOWN * (fact.known - _USUAL_KNOWN)
        return _round(value.difficulty + shift)
    estimate = _USUAL_BASE
    if is_in_table:
        word = value.difficulty
        estimate = _USUAL_TABLE_BASE if word is None else _TABLE_BASES[word]
    estimate += _estimate_obscurity(pack, context, is_in_table=is_in_table)
    near = min(max(similarity, _MIN_SIMILARITY), _MAX_SIMILARITY) - USUAL_SIMILARITY
    estimate += _PER_SIMILARITY * near
    is_asked_exactly = context.kind in BASIC_KINDS
    if (
        is_asked_exactly
        and parse.parse_magnitude(value.text, value.type, english=pack.is_english) is not None
    ):
        estimate += _EXACT_VALUE
    if context.kind is Kind.TRUEFALSE:
        estimate += _STATEMENT
    if context.kind is Kind.TYPED:
        estimate += _TYPED
    return _round(estimate)


def _estimate_obscurity(pack: PackContext, context: TargetContext, *, is_in_table: bool) -> float:
    """Estimate what a little known subject adds; without `known`, a value in many facts is better known."""
    rank = pack.fame.rank(context.fact) if is_in_table else None
    if rank is not None:
        return _LEAST_KNOWN * rank
    value = context.value
    count = pack.candidates.count_occurrences(value.type, value.text)
    usual = _LEAST_KNOWN / 2 if is_in_table else 0.0
    return usual + _PER_DOUBLED_OCCURRENCES * log2(min(max(count, 1), _MAX_OCCURRENCES))


def _round(difficulty: float) -> float:
    return round(min(max(difficulty, 0.0), 1.0), 2)
