"""Facts about one subject in different relations.

Example: three facts about Peru.

    lima      The capital of <country=Peru> is <city=Lima>.
    heart     The heart of Peru is <city=Cusco>.
    known     <country=Peru> is known for Callao.

Only equal sentences state one relation. What follows from other sentences is unknown: the person who “wrote”
a song may or may not be the one who “composed” it. So a name in `heart` or `known` is neither right nor wrong
in `lima`: Cusco and Callao can't be disproved there.
"""

from collections.abc import Iterator
from functools import cached_property

from quiz.generate.aliases import AliasIndex
from quiz.generate.multi_value_index import MultiValueIndex
from quiz.generate.single_value_index import SingleValueIndex
from quiz.generate.subjects import Subject, list_mentions, list_subject_names, sentence_without, subject_of
from quiz.model.pack import Fact, Pack


class RelatedFacts:
    """The facts of a pack, by the subjects that they are about."""

    def __init__(self, pack: Pack, aliases: AliasIndex) -> None:
        self._pack = pack
        self._aliases = aliases
        self._multi_values = MultiValueIndex(pack, aliases)

    def find_spellings(self, fact: Fact, value_index: int) -> tuple[str, ...]:
        """Find all that other sentences contain about a fact's subject and that may be right for a value.

        For the city in `lima` it is `cusco`, and the rest of `known`: `_____ is known for callao`.
        """
        subject = subject_of(fact, value_index, self._aliases)
        names = dict.fromkeys(
            (
                *self._multi_values.iter_names(fact, value_index, subject),
                *self._iter_single_names(fact, value_index, subject),
                *self._iter_sentences(fact, value_index, subject),
            )
        )
        return tuple(dict.fromkeys(spelling for name in names for spelling in self._aliases.spellings(name)))

    @cached_property
    def _single_values(self) -> dict[str, SingleValueIndex]:
        """The facts of one value, by its type."""
        indexes: dict[str, SingleValueIndex] = {}
        for fact in self._pack.facts:
            if len(fact.values) == 1:
                indexes.setdefault(fact.values[0].type, SingleValueIndex()).facts.append(fact)
        return indexes

    def _iter_single_names(self, fact: Fact, value_index: int, subject: Subject) -> Iterator[str]:
        """List the names in facts of one value that may be about the fact's subject."""
        index = self._single_values.get(fact.values[value_index].type)
        if index is None:
            return
        if len(fact.values) == 1:
            others = index.iter_similar(fact)
        else:
            names = list_subject_names(subject)
            others = index.iter_mentioning([each for name in names for each in self._aliases.spellings(name)])
        for other in others:
            if other is not fact:
                yield from self._aliases.correct_names(other.values[0])

    @cached_property
    def _facts_by_name(self) -> dict[str, list[Fact]]:
        """The facts of one value, by its names."""
        facts: dict[str, list[Fact]] = {}
        for index in self._single_values.values():
            for fact in index.facts:
                for name in self._aliases.correct_names(fact.values[0]):
                    facts.setdefault(name, []).append(fact)
        return facts

    def _iter_sentences(self, fact: Fact, value_index: int, subject: Subject) -> Iterator[str]:
        """List the sentences whose one value is the fact's subject; they may mention anything."""
        if not self._facts_by_name:
            return
        type_ = fact.values[value_index].type
        if len(fact.values) > 1:
            names = list_subject_names(subject)
        else:
            names = list_mentions(fact, value_index, self._aliases)
        for name in dict.fromkeys(names):
            for other in self._facts_by_name.get(name, ()):
                if other.values[0].type != type_:
                    yield sentence_without(other, other.values[0])
