"""Lookups over the facts of a pack.

Example: three facts, two of one relation, two with one question: “What is the capital of Bolivia?”

    lima      The capital of <country=Peru> is <city=Lima>.
    sucre     The capital of <country=Bolivia> is <city=Sucre>.     asked for by the question
    la-paz    Bolivia is governed from <city=La Paz>.               asked for by the question
"""

from collections.abc import Set
from functools import cached_property

from quiz.generate.aliases import AliasIndex
from quiz.generate.relation_table import RelationTable
from quiz.generate.values import parse
from quiz.model.pack import Fact, Pack, Value
from quiz.model.value_types import PARSED_TYPES
from quiz.text.normalize import fold


class FactIndex:
    """The facts of a pack by their relations and questions; each lookup is built at its first use."""

    def __init__(self, pack: Pack, *, english: bool) -> None:
        self.aliases = AliasIndex(pack)
        self._pack = pack
        self._english = english

    def table_of(self, fact: Fact) -> RelationTable:
        """Return the table that a fact is a row of: `lima` and `sucre` share one."""
        return self._tables[fact.relation]

    def has_shared_question(self, value: Value) -> bool:
        """Return whether several facts have a value that the same question asks for."""
        return any(wording in self._facts_by_question for wording in value.wordings)

    def find_facts_asking(self, value: Value) -> list[Fact]:
        """Find the facts with a value that the same question asks for, if there are several.

        They are `sucre` and `la-paz` for each of the values Sucre and La Paz.
        """
        return [fact for wording in value.wordings for fact in self._facts_by_question.get(wording, ())]

    def find_doubtful_names(self, fact: Fact, value_index: int) -> Set[str]:
        """Find the names that the unknown cells of a table leave open: each may be right for a value."""
        return self._doubtful_names.get((fact.relation, value_index), frozenset())

    def find_single_values(self, type_: str, name: str) -> list[Fact]:
        """Find the asked facts of one value, by its type and name; numbers and dates are left out.

        It is `la-paz` for the type `city` and La Paz.
        """
        return self._single_values.get((type_, name), [])

    def parse_magnitude(self, text: str, type_: str) -> float | None:
        """Parse the magnitude of a number or a date; `None` for any other text."""
        if type_ not in PARSED_TYPES:
            return None
        return parse.parse_magnitude(text, type_, english=self._english)

    @cached_property
    def _tables(self) -> dict[str, RelationTable]:
        tables: dict[str, RelationTable] = {}
        for fact in self._pack.facts:
            if fact.relation not in tables:
                tables[fact.relation] = RelationTable(self.aliases)
            tables[fact.relation].rows.append(fact)
        return tables

    @cached_property
    def _single_values(self) -> dict[tuple[str, str], list[Fact]]:
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self._pack.facts:
            if len(fact.values) == 1 and fact.values[0].asked and fact.values[0].type not in PARSED_TYPES:
                value = fact.values[0]
                found.setdefault((value.type, self.aliases.canonical_of(value)), []).append(fact)
        return found

    @cached_property
    def _facts_by_question(self) -> dict[str, list[Fact]]:
        """The facts by their questions, without the questions of a single fact."""
        first: dict[str, Fact] = {}
        shared: dict[str, list[Fact]] = {}
        for fact in self._pack.facts:
            for value in fact.values:
                for wording in value.wordings:
                    if (earlier := first.setdefault(wording, fact)) is not fact:
                        shared.setdefault(wording, [earlier]).append(fact)
        return shared

    @cached_property
    def _doubtful_names(self) -> dict[tuple[str, int], set[str]]:
        names: dict[tuple[str, int], set[str]] = {}
        for cells in self._pack.unknown_cells:
            doubtful = names.setdefault((cells.relation, cells.value_index), set())
            doubtful.update(self.aliases.canonical(fold(text)) for text in cells.values)
        return names
