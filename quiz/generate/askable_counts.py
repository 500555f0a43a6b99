"""Count what there is to ask of a pack, without making the questions."""

from collections import Counter
from functools import cached_property
from itertools import islice

from quiz.generate import wording
from quiz.generate.distractors import DISTRACTOR_COUNTS
from quiz.generate.proofs import ProofEngine, disprove
from quiz.generate.values import parse
from quiz.model.pack import Fact, HandwrittenQuestion, Pack, Sensitivity, Value
from quiz.text.normalize import fold

_PLENTY = 30
"""Of a type with so many values there are always some that are false in a place."""


class AskableCounts:
    """The values of a pack that have distractors, by category."""

    def __init__(self, pack: Pack, truth: ProofEngine) -> None:
        self._pack = pack
        self._english = wording.is_english(pack)
        self._truth = truth
        self._proved: dict[tuple[str, int, str], bool] = {}
        self._read: dict[tuple[str, str], bool] = {}

    def count(self, category: str, *, sensitive: bool | None = None) -> int:
        """Count the values of a category that have distractors, and its questions by hand.

        `sensitive` leaves out those that are not, or those that are.
        """
        kinds = (True, False) if sensitive is None else (sensitive,)
        return sum(self._counts[category, kind] for kind in kinds)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that something is told in."""
        return tuple(dict.fromkeys(category for category, _ in self._counts))

    @cached_property
    def _counts(self) -> Counter[tuple[str, bool]]:
        counts: Counter[tuple[str, bool]] = Counter()
        for written in self._pack.questions:
            counts[_shelf(written)] += written.tact is not Sensitivity.NEVER_ASK
        for fact in self._pack.facts:
            if fact.tact is not Sensitivity.NEVER_ASK:
                counts[_shelf(fact)] += sum(
                    value.asked and self._has_distractors(fact, index)
                    for index, value in enumerate(fact.values)
                )
        return counts

    def _has_distractors(self, fact: Fact, index: int) -> bool:
        value = fact.values[index]
        if len(value.wrong) >= _enough(fact):
            return True
        if self._truth.facts.table_of(fact).column(index).is_lopsided:
            return False
        if not value.open and self._is_understood(value):
            return not (self._english and wording.is_bound(fact, value))
        if len(self._values[value.type]) >= _PLENTY and not value.open:
            return True
        column = (fact.relation, index, value.text)  # rows that say the same of it have the same distractors
        if column not in self._proved:
            self._proved[column] = self._can_prove(fact, index)
        return self._proved[column]

    def _can_prove(self, fact: Fact, index: int) -> bool:
        others = self._values[fact.values[index].type].values()
        context = self._truth.find_context(fact, index)
        proved = (text for text in others if disprove(context, text) is not None)
        return len(list(islice(proved, _enough(fact)))) == _enough(fact)

    def _is_understood(self, value: Value) -> bool:
        if value.type not in parse.PARSED_TYPES:
            return False
        key = (value.type, value.text)
        if key not in self._read:
            self._read[key] = parse.parse_value(value.text, value.type, english=self._english) is not None
        return self._read[key]

    @cached_property
    def _values(self) -> dict[str, dict[str, str]]:
        """The different values of each type; of a large type not all."""
        values: dict[str, dict[str, str]] = {}
        told = [(value.type, value.text) for fact in self._pack.facts for value in fact.values]
        pooled = [(pool.type, text) for pool in self._pack.pools for text in pool.values]
        for type_, text in (*told, *pooled):
            known = values.setdefault(type_, {})
            if len(known) < _PLENTY:
                known.setdefault(fold(text), text)
        return values


def _enough(fact: Fact) -> int:
    """Give how many distractors a question needs: of a sensitive fact there are no statements."""
    return 1 if fact.tact is None else DISTRACTOR_COUNTS[-1]


def _shelf(told: Fact | HandwrittenQuestion) -> tuple[str, bool]:
    return told.category, told.tact is not None
