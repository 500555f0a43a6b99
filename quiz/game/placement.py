"""The places of a round: which questions may be neighbours, and how hard each place should be."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from quiz.model.pack import INPUT_KINDS, ROW_KINDS, Kind, RoundRole

_PER_DIFFICULTY = 2.0
_SAME_FRAME = 3.0
_WORN_PHRASE = 3.0
_SAME_KIND = 1.5
_SAME_CATEGORY = 1.0
_FRAME_WORN_OUT = 10.0
_TOO_MANY_OF_KIND = 20.0
_STATEMENT_AT_AN_END = 2.0
_SECOND_SELDOM = 20.0
_WRONG_END = 2.0
"""Cost of a first question that may deter newcomers, or of a last one that may be dull."""
_RIGHT_ROLE = 1.0
_MAX_OPENER_DIFFICULTY = 0.4
_MAX_PER_FRAME = 2
_MAX_PER_PHRASE = 2
_PHRASE_LENGTH = 3
_INPUT_AT_START = 20.0
_PLACES_PER_QUESTION = {Kind.TRUEFALSE: 5, ROW_KINDS[0]: 3, INPUT_KINDS[0]: 5}
"""Minimum number of places, if kinds are mixed, for each question of a kind that is limited."""
_MIN_PLACES_WITH_FINALE = 6
"""Number of places from which a round has an easier question before its last one."""


class QuestionShape(NamedTuple):
    """The properties of a planned question that decide where it fits."""

    category: str
    """`PACK/CATEGORY`."""
    kind: Kind
    frame: tuple[str, ...]
    """The sentence or column that it asks for: equal frames make questions that sound the same."""
    phrases: frozenset[str]
    """Every three words in a row of its text, folded."""
    difficulty: float
    """Estimate from 0 to 1."""
    role: RoundRole | None = None
    """The place that the author wants for it."""
    has_story: bool = False
    """Whether its explanation is more than the fact."""


class RoundLayout:
    """The planned questions of a round at their places."""

    def __init__(self, curve: Sequence[float], *, mixes_kinds: bool) -> None:
        """Start with empty places.

        Args:
            curve: The wanted difficulty of each place.
            mixes_kinds: Whether only some questions may be statements, or about several rows.
        """
        self._curve = curve
        self.mixes_kinds = mixes_kinds
        """Whether some kinds are limited, because the round has several."""
        self._shapes: list[QuestionShape | None] = [None] * len(curve)
        self._frames: Counter[tuple[str, ...]] = Counter()
        self._phrases: Counter[str] = Counter()
        self._seldom: Counter[str] = Counter()
        """The questions that are seldom asked, by category."""
        self._places_left = (
            {group: len(curve) // places for group, places in _PLACES_PER_QUESTION.items()}
            if mixes_kinds
            else {}
        )

    def place_question(self, shape: QuestionShape, place: int) -> None:
        """Store a question at a place, instead of the one that was there."""
        earlier = self._shapes[place]
        if earlier is not None:
            self._count(earlier, -1)
        self._shapes[place] = shape
        self._count(shape, 1)

    def is_kind_too_many(self, kind: Kind) -> bool:
        """Return whether a kind is limited and no place is left for it."""
        return self._places_left.get(_group_of(kind), 1) <= 0

    def cost(self, shape: QuestionShape, place: int) -> float:
        """Return how badly a question fits a place, next to those that are there already."""
        cost = _PER_DIFFICULTY * abs(shape.difficulty - self._curve[place])
        for neighbour in (place - 1, place + 1):
            other = self._shapes[neighbour] if 0 <= neighbour < len(self._shapes) else None
            if other is not None:
                cost += _SAME_FRAME * (other.frame == shape.frame)
                cost += _SAME_KIND * (other.kind is shape.kind)
                cost += _SAME_CATEGORY * (other.category == shape.category)
        if self._frames[shape.frame] >= _MAX_PER_FRAME:
            cost += _FRAME_WORN_OUT
        if any(self._phrases[phrase] >= _MAX_PER_PHRASE for phrase in shape.phrases):
            cost += _WORN_PHRASE
        cost += _TOO_MANY_OF_KIND * self.is_kind_too_many(shape.kind)
        if shape.role is RoundRole.SELDOM:
            cost += _SECOND_SELDOM * (self._seldom[shape.category] > 0)
        if shape.kind is Kind.TRUEFALSE:
            cost += _STATEMENT_AT_AN_END * (place in (0, len(self._shapes) - 1))
        if place == 0:
            cost += _WRONG_END * (not is_good_opener(shape)) + _INPUT_AT_START * (shape.kind in INPUT_KINDS)
            cost -= _RIGHT_ROLE * (shape.role is RoundRole.OPENER)
        elif place == len(self._shapes) - 1:
            cost += _WRONG_END * (not _is_good_finale(shape))
            cost -= _RIGHT_ROLE * (shape.role is RoundRole.FINALE)
        return cost

    def _count(self, shape: QuestionShape, step: int) -> None:
        self._frames[shape.frame] += step
        if shape.role is RoundRole.SELDOM:
            self._seldom[shape.category] += step
        for phrase in shape.phrases:
            self._phrases[phrase] += step
        group = _group_of(shape.kind)
        if group in self._places_left:
            self._places_left[group] -= step


def is_good_opener(shape: QuestionShape) -> bool:
    """Return whether a question is good to begin with: by its role, or an easy choice with a story."""
    is_easy_story = shape.role is None and shape.has_story and shape.difficulty <= _MAX_OPENER_DIFFICULTY
    return shape.kind is Kind.CHOICE and (shape.role is RoundRole.OPENER or is_easy_story)


def _is_good_finale(shape: QuestionShape) -> bool:
    """Return whether a question is good to end with: by its role, or about several rows."""
    if shape.kind is Kind.TRUEFALSE or shape.role is RoundRole.SELDOM:
        return False
    return shape.role is RoundRole.FINALE or shape.kind in ROW_KINDS


def _group_of(kind: Kind) -> Kind:
    """Return the kind that stands for those that share a limit."""
    return next((group[0] for group in (ROW_KINDS, INPUT_KINDS) if kind in group), kind)


def list_phrases(text: str) -> frozenset[str]:
    """List every three words in a row of a text, folded."""
    words = text.casefold().split()
    return frozenset(
        " ".join(words[start : start + _PHRASE_LENGTH]) for start in range(len(words) - _PHRASE_LENGTH + 1)
    )


def order_places(count: int) -> list[int]:
    """Return the order in which the places are filled: the first, the last, then the others."""
    return [0, *([count - 1] if count > 1 else []), *range(1, count - 1)] if count else []


def difficulty_curve(levels: Sequence[float], place_count: int) -> list[float]:
    """Return the wanted difficulty of each place: the even quantiles of the candidates' levels.

    They rise from place to place, but the question before the last is of medium difficulty, as a rest.
    """
    ordered = sorted(levels)
    curve = [ordered[(2 * place + 1) * len(ordered) // (2 * place_count)] for place in range(place_count)]
    if place_count >= _MIN_PLACES_WITH_FINALE:
        curve.insert(place_count - 2, curve.pop(place_count // 2))
    return curve
