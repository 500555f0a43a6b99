"""Facts of several values, by the types of their values.

Example: three facts with a country and a city, in any order. They share the signature `("city", "country")`.

    lima      The capital of <country=Peru> is <city=Lima>.
    cusco     <city=Cusco> is in <country=Peru>.
    sucre     <city=Sucre> is in <country=Bolivia>.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from quiz.generate.aliases import AliasIndex
from quiz.generate.subjects import Subject, list_mentions, subject_of
from quiz.generate.values.parse import PARSED_TYPES
from quiz.model.pack import Fact, Pack

TypeSignature = tuple[str, ...]
"""The types of a fact's values, sorted."""


class MultiValueIndex:
    """The facts of several values in a pack."""

    def __init__(self, pack: Pack, aliases: AliasIndex) -> None:
        self._pack = pack
        self._aliases = aliases
        self._facts_by_name: dict[tuple[TypeSignature, str], dict[str, list[Fact]]] = {}

    def iter_names(self, fact: Fact, value_index: int, subject: Subject) -> Iterator[str]:
        """List the names in other facts about the subject of a fact, of the type of one of its values.

        For the city in `lima` it is `cusco`, because `cusco` is about Peru too.
        """
        type_ = fact.values[value_index].type
        for signature in self._facts:
            if type_ in signature and self._may_add(signature, fact):
                yield from self._iter_names_with(signature, fact, value_index, subject)

    @cached_property
    def _facts(self) -> dict[TypeSignature, list[Fact]]:
        facts: dict[TypeSignature, list[Fact]] = {}
        by_types: dict[TypeSignature, list[Fact]] = {}  # saves sorting the types of each fact
        for fact in self._pack.facts:
            if len(fact.values) > 1:
                types = tuple([value.type for value in fact.values])
                if types not in by_types:
                    by_types[types] = facts.setdefault(tuple(sorted(types)), [])
                by_types[types].append(fact)
        return facts

    @cached_property
    def _relations(self) -> dict[TypeSignature, str]:
        """The relation of all facts with a signature, if they share one and no type appears twice."""
        return {
            signature: facts[0].relation
            for signature, facts in self._facts.items()
            if len(set(signature)) == len(signature) and len({fact.relation for fact in facts}) == 1
        }

    def _may_add(self, signature: TypeSignature, fact: Fact) -> bool:
        """Return whether the facts may say more than the rows of the fact's own table.

        The accepted answers contain all that its own table shows.
        """
        return self._relations.get(signature) != fact.relation

    def _iter_names_with(
        self, signature: TypeSignature, fact: Fact, value_index: int, subject: Subject
    ) -> Iterator[str]:
        """List the names in the facts of one signature."""
        type_ = fact.values[value_index].type
        other_types = list(signature)
        other_types.remove(type_)
        shared_types = [subject_type for subject_type in subject if subject_type in other_types]
        facts: Iterator[Fact] | Sequence[Fact]
        if shared_types:
            facts = min(
                (self._find_facts(signature, shared, subject[shared]) for shared in shared_types), key=len
            )
        else:
            facts = self._iter_mentioned(signature, other_types, fact, value_index)
        for other in facts:
            for index, value in enumerate(other.values):
                if other is not fact and value.type == type_ and self._has_subject(other, index, subject):
                    yield from self._aliases.correct_names(value)

    def _find_facts(self, signature: TypeSignature, type_: str, names: Sequence[str]) -> list[Fact]:
        """Find the facts with one of some names in a value of a type."""
        facts = self._index_names(signature, type_)
        return [fact for name in names for fact in facts.get(name, ())]

    def _iter_mentioned(
        self, signature: TypeSignature, types: Sequence[str], fact: Fact, value_index: int
    ) -> Iterator[Fact]:
        """List the facts with a name that the fact's sentence mentions without a mark."""
        names = list_mentions(fact, value_index, self._aliases)
        for type_ in dict.fromkeys(types):
            if type_ not in PARSED_TYPES:
                yield from self._find_facts(signature, type_, names)

    def _has_subject(self, fact: Fact, value_index: int, subject: Subject) -> bool:
        """Return whether a fact has a name of the subject in every type that the two share."""
        own = subject_of(fact, value_index, self._aliases)
        return all(
            set(names).intersection(subject[type_]) for type_, names in own.items() if type_ in subject
        )

    def _index_names(self, signature: TypeSignature, type_: str) -> dict[str, list[Fact]]:
        """Sort the facts of a signature by the names in their values of a type."""
        facts = self._facts_by_name.get((signature, type_))
        if facts is None:
            facts = self._facts_by_name[signature, type_] = {}
            for fact in self._facts[signature]:
                for value in fact.values:
                    for name in self._aliases.correct_names(value) if value.type == type_ else ():
                        facts.setdefault(name, []).append(fact)
        return facts
