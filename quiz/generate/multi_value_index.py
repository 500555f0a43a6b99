"""Facts of several values, by the types of their values.

Example: three facts with a country and a city, in any order. They share the signature `("city", "country")`.

    lima      The capital of <country=Peru> is <city=Lima>.
    cusco     <city=Cusco> is in <country=Peru>.
    sucre     <city=Sucre> is in <country=Bolivia>.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, partial

from quiz.generate.aliases import AliasIndex
from quiz.generate.named_sources import NamedSources, NameSource, SubjectIndex
from quiz.generate.subjects import SubjectValues, list_mentions, subject_values_of
from quiz.model.pack import Fact, Pack
from quiz.model.value_types import PARSED_TYPES

TypeSignature = tuple[str, ...]
"""The types of a fact's values, sorted."""


class MultiValueIndex:
    """The facts of several values in a pack."""

    def __init__(self, pack: Pack, aliases: AliasIndex) -> None:
        self._pack = pack
        self._aliases = aliases
        self._by_subject: dict[tuple[str, str], SubjectIndex[NamedSources]] = {}
        self._by_mention: dict[str, SubjectIndex[NamedSources]] = {}

    def iter_checks(self, fact: Fact, value_index: int) -> Iterator[Callable[[str], bool]]:
        """Yield checks whether a name is in other facts about a fact's subject, in a value of the same type.

        For the city in `lima`, Cusco is, because `cusco` is about Peru too.
        """
        type_ = fact.values[value_index].type
        if type_ not in self._signatures:
            return
        subject = subject_values_of(fact, value_index)
        is_usable = partial(self._has_subject, fact, subject)
        largest = 0
        for subject_type, values in subject.items():
            signatures = self._signatures_of_pairs.get((type_, subject_type), ())
            largest = max(largest, len(signatures))
            if any(self._may_add(signature, fact) for signature in signatures):
                index = self._index_subjects(type_, subject_type)
                for sources in (each for value in values for each in index.find(value)):
                    yield partial(sources.has_overlap, is_usable=is_usable)
        if len(self._signatures[type_]) > largest:
            is_mentioned = partial(self._has_no_subject, fact, subject)
            index = self._index_mentions(type_)
            for name in dict.fromkeys(list_mentions(fact, value_index, self._aliases)):
                for sources in index.find_by_name(name):
                    yield partial(sources.has_overlap, is_usable=is_mentioned)

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
    def _signatures(self) -> dict[str, list[TypeSignature]]:
        """The signatures with a type."""
        signatures: dict[str, list[TypeSignature]] = {}
        for signature in self._facts:
            for type_ in dict.fromkeys(signature):
                signatures.setdefault(type_, []).append(signature)
        return signatures

    @cached_property
    def _signatures_of_pairs(self) -> dict[tuple[str, str], list[TypeSignature]]:
        """The signatures with a type and another one, which may be equal."""
        signatures: dict[tuple[str, str], list[TypeSignature]] = {}
        for signature in self._facts:
            for type_ in dict.fromkeys(signature):
                others = list(signature)
                others.remove(type_)
                for other in dict.fromkeys(others):
                    signatures.setdefault((type_, other), []).append(signature)
        return signatures

    @cached_property
    def _tables(self) -> dict[TypeSignature, str]:
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
        return self._tables.get(signature) != fact.relation

    def _index_subjects(self, type_: str, subject_type: str) -> SubjectIndex[NamedSources]:
        """Index the values of a type by the values of another type in their facts."""
        key = (type_, subject_type)
        if key not in self._by_subject:
            index = self._by_subject[key] = self._new_index()
            for signature in self._signatures_of_pairs[key]:
                for source in self._iter_sources(signature, type_):
                    for position, value in enumerate(source.fact.values):
                        if position != source.value_index and value.type == subject_type:
                            index.add(value, source)
        return self._by_subject[key]

    def _index_mentions(self, type_: str) -> SubjectIndex[NamedSources]:
        """Index the values of a type by all other values in their facts that are names."""
        if type_ not in self._by_mention:
            index = self._by_mention[type_] = self._new_index()
            for signature in self._signatures[type_]:
                others = list(signature)
                others.remove(type_)
                types = frozenset(others) - frozenset(PARSED_TYPES)
                for source in self._iter_sources(signature, type_):
                    for value in source.fact.values:
                        if value.type in types:
                            index.add(value, source)
        return self._by_mention[type_]

    def _new_index(self) -> SubjectIndex[NamedSources]:
        return SubjectIndex(self._aliases, lambda sources: NamedSources(sources, self._aliases))

    def _iter_sources(self, signature: TypeSignature, type_: str) -> Iterator[NameSource]:
        table = self._tables.get(signature)
        for fact in self._facts[signature]:
            for index, value in enumerate(fact.values):
                if value.type == type_:
                    yield NameSource(fact, index, table)

    def _has_subject(self, fact: Fact, subject: SubjectValues, source: NameSource) -> bool:
        """Return whether a source has a name of the subject in every type that the two share."""
        if source.table == fact.relation or source.fact is fact:
            return False
        own = subject_values_of(source.fact, source.value_index)
        return all(
            any(self._aliases.share_name(first, second) for first in values for second in subject[type_])
            for type_, values in own.items()
            if type_ in subject
        )

    def _has_no_subject(self, fact: Fact, subject: SubjectValues, source: NameSource) -> bool:
        """Return whether a source shares no type with the subject."""
        if source.table == fact.relation or source.fact is fact:
            return False
        return subject_values_of(source.fact, source.value_index).keys().isdisjoint(subject)
