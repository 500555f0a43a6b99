"""Number of questions that a pack can be asked, counted without making them."""

from collections import Counter
from functools import cached_property
from itertools import islice

from quiz.generate import wording
from quiz.generate.proofs import ProofEngine, disprove
from quiz.generate.targets import DISTRACTOR_COUNTS
from quiz.generate.values import parse
from quiz.model.pack import BASIC_KINDS, Fact, HandwrittenQuestion, Pack, Sensitivity, Value
from quiz.model.value_types import PARSED_TYPES
from quiz.text.normalize import fold

_ENOUGH_VALUES = 30
"""Number of values of one type among which some are always false for a fact."""


class AskableCounts:
    """The values of a pack that have distractors, by category."""

    def __init__(self, pack: Pack, proofs: ProofEngine) -> None:
        self._pack = pack
        self._english = pack.is_english
        self._proofs = proofs
        self._provable: dict[tuple[str, int, str], bool] = {}
        self._parsed: dict[tuple[str, str], bool] = {}

    def count(self, category: str, *, sensitive: bool | None = None) -> int:
        """Count the values of a category that have distractors, and its hand-written questions.

        Args:
            category: The name of a category of the pack.
            sensitive: Count only those that are sensitive, or only those that are not.
        """
        flags = (True, False) if sensitive is None else (sensitive,)
        return sum(self._counts[category, flag] for flag in flags)

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that have facts or questions."""
        return tuple(dict.fromkeys(category for category, _ in self._counts))

    @cached_property
    def _counts(self) -> Counter[tuple[str, bool]]:
        """The counts by category, and by whether the fact or question is sensitive."""
        counts: Counter[tuple[str, bool]] = Counter()
        for written in self._pack.questions:
            counts[_count_key(written)] += written.tact is not Sensitivity.NEVER_ASK
        for fact in self._pack.facts:
            if fact.tact is not Sensitivity.NEVER_ASK:
                counts[_count_key(fact)] += sum(
                    value.asked and self._has_distractors(fact, value_index)
                    for value_index, value in enumerate(fact.values)
                )
        return counts

    def _has_distractors(self, fact: Fact, value_index: int) -> bool:
        value = fact.values[value_index]
        if value.kinds and not set(BASIC_KINDS).intersection(value.kinds):
            return value.row_questions is not None
        if len(value.wrong) >= _min_distractors(fact):
            return True
        if self._proofs.facts.table_of(fact).column(value_index).is_lopsided:
            return False
        if not value.open and self._is_parsed(value):
            return not (self._english and wording.is_bound(fact, value))
        if len(self._values[value.type]) >= _ENOUGH_VALUES and not value.open:
            return True
        key = (fact.relation, value_index, value.text)  # rows with one value share their distractors
        if key not in self._provable:
            self._provable[key] = self._can_prove(fact, value_index)
        return self._provable[key]

    def _can_prove(self, fact: Fact, value_index: int) -> bool:
        candidates = self._values[fact.values[value_index].type].values()
        context = self._proofs.find_context(fact, value_index)
        false = (text for text in candidates if disprove(context, text) is not None)
        return len(list(islice(false, _min_distractors(fact)))) == _min_distractors(fact)

    def _is_parsed(self, value: Value) -> bool:
        if value.type not in PARSED_TYPES:
            return False
        key = (value.type, value.text)
        if key not in self._parsed:
            self._parsed[key] = parse.parse_value(value.text, value.type, english=self._english) is not None
        return self._parsed[key]

    @cached_property
    def _values(self) -> dict[str, dict[str, str]]:
        """The different values of each type, by folded text; at most `_ENOUGH_VALUES`."""
        values: dict[str, dict[str, str]] = {}
        in_facts = [(value.type, value.text) for fact in self._pack.facts for value in fact.values]
        in_pools = [(pool.type, text) for pool in self._pack.pools for text in pool.values]
        for type_, text in (*in_facts, *in_pools):
            of_type = values.setdefault(type_, {})
            if len(of_type) < _ENOUGH_VALUES:
                of_type.setdefault(fold(text), text)
        return values


def _min_distractors(fact: Fact) -> int:
    """Return the number of distractors that one question needs: a statement, or else a choice.

    A sensitive fact makes no statements.
    """
    return 1 if fact.tact is None else DISTRACTOR_COUNTS[-1]


def _count_key(entry: Fact | HandwrittenQuestion) -> tuple[str, bool]:
    return entry.category, entry.tact is not None
