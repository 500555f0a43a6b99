"""The right answers to a question about one value of a fact.

Example: three facts that make two cities right for Bolivia.

    sucre     The capital of <country=Bolivia> is <city=Sucre>.
    la-paz    The capital of <country=Bolivia> is <city=La Paz>, accepted as Nuestra Señora de La Paz.
    lima      The capital of <country=Peru> is <city=Lima>.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from quiz.generate.aliases import iter_answers
from quiz.generate.fact_index import FactIndex
from quiz.generate.phrases import PhraseUnion
from quiz.model.pack import AnswerGroup, Fact, Value
from quiz.text.normalize import fold
from quiz.text.safe import Text


class AnswerSet:
    """All that the facts of a pack show to be right for some values, which share it."""

    def __init__(self, values: Mapping[str, Sequence[Value]], facts: FactIndex) -> None:
        """Collect the answers of values, by the ids of their facts."""
        self.fact_ids = tuple(values)
        self._values = [value for found in values.values() for value in found]
        self._facts = facts

    @cached_property
    def spellings(self) -> PhraseUnion:
        """Every spelling of every right answer, folded."""
        return self._facts.aliases.join_phrases(fold(text) for text, _ in self._iter_texts())

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that the values accept."""
        return tuple(dict.fromkeys(text for text, _ in self._iter_texts()))

    @cached_property
    def is_many(self) -> bool:
        """Whether the pack has more than one right answer."""
        return (
            any(value.has_other_answers for value in self._values)
            or len(set(map(self._facts.aliases.canonical_of, self._values))) > 1
        )

    @cached_property
    def is_open(self) -> bool:
        """Whether one of the facts allows right answers that the pack does not have."""
        return any(value.open for value in self._values)

    @cached_property
    def magnitudes(self) -> frozenset[float]:
        """The magnitudes of right numbers and dates."""
        magnitudes = (self._facts.parse_magnitude(text, type_) for text, type_ in set(self._iter_texts()))
        return frozenset(magnitude for magnitude in magnitudes if magnitude is not None)

    @cached_property
    def has_several_texts(self) -> bool:
        """Whether the answers have several texts."""
        return len(set(self._iter_texts())) > 1

    def _iter_texts(self) -> Iterator[tuple[Text, str]]:
        """Yield the texts of the values with their types; those of a group once."""
        groups: set[AnswerGroup] = set()
        for value in self._values:
            for text in iter_answers(value, groups):
                yield text, value.type


class AcceptedAnswers(NamedTuple):
    """The right answers for one value of a fact."""

    fact_id: str
    value: Value
    shared: AnswerSet

    @property
    def spellings(self) -> PhraseUnion:
        """Every spelling of every right answer, folded."""
        return self.shared.spellings

    @property
    def texts(self) -> tuple[Text, ...]:
        """The value, and every other text that is accepted."""
        return tuple(dict.fromkeys((self.value.text, *self.value.accept, *self.shared.texts)))

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts that show them, the value's own first."""
        return tuple(dict.fromkeys((self.fact_id, *self.shared.fact_ids)))

    @property
    def is_many(self) -> bool:
        """Whether the pack has more than one right answer."""
        return self.shared.is_many

    @property
    def is_open(self) -> bool:
        """Whether one of the facts allows right answers that the pack does not have."""
        return self.shared.is_open

    @property
    def magnitudes(self) -> frozenset[float]:
        """The magnitudes of right numbers and dates, if there are several ways to write one."""
        may_differ = self.value.wrong or self.shared.has_several_texts
        return self.shared.magnitudes if may_differ else frozenset()


class AnswerIndex:
    """The right answers for the values of a pack; values with the same answers share them."""

    def __init__(self, facts: FactIndex) -> None:
        self._facts = facts
        self._sets: dict[Hashable, AnswerSet] = {}

    def find(self, fact: Fact, value_index: int) -> AcceptedAnswers:
        """Find the right answers for one value: those of its fact, its subject and its question.

        For the city in `sucre` they are Sucre and, in both spellings, La Paz.
        """
        own = fact.values[value_index]
        wordings = own.wordings if self._facts.has_shared_question(own) else ()
        table = self._facts.table_of(fact)
        rows = table.find_rows_about_subject(fact, value_index)
        key: Hashable = (fact.relation, value_index, table.subject_key(fact, value_index), wordings)
        if len(rows) == 1 and wordings and len(_find_asked(fact, wordings)) == 1:
            key = wordings  # all facts with this question share its answers
        if key not in self._sets:
            values = {row.id: [row.values[value_index]] for row in rows if value_index < len(row.values)}
            for other in self._facts.find_facts_asking(own) if wordings else ():
                if other.id not in values:
                    values[other.id] = _find_asked(other, wordings)
            self._sets[key] = AnswerSet(values, self._facts)
        return AcceptedAnswers(fact.id, own, self._sets[key])


def _find_asked(fact: Fact, wordings: Sequence[Text]) -> list[Value]:
    """Find the values of a fact that one of some questions asks for."""
    return [value for value in fact.values if not set(wordings).isdisjoint(value.wordings)]
