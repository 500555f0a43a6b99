"""Facts about one subject in different relations.

Example: three facts about Peru.

    lima      The capital of <country=Peru> is <city=Lima>.
    heart     The heart of Peru is <city=Cusco>.
    known     <country=Peru> is known for Callao.

Only equal sentences state one relation. What follows from other sentences is unknown: the person who “wrote”
a song may or may not be the one who “composed” it. So a name in `heart` or `known` is neither right nor wrong
in `lima`: Cusco and Callao can't be disproved there.
"""

from collections.abc import Callable, Iterator
from functools import cached_property, partial

from quiz.generate.aliases import AliasIndex
from quiz.generate.multi_value_index import MultiValueIndex
from quiz.generate.named_sources import NameSource, SentenceSources, SubjectIndex
from quiz.generate.single_value_index import SingleValueIndex
from quiz.generate.subjects import list_mentions
from quiz.model.pack import Fact, Pack, Value
from quiz.model.value_types import PARSED_TYPES


class RelatedNames:
    """All that other sentences contain about a fact's subject and that may be right for one of its values.

    For the city in `lima` it is Cusco, and the rest of `known`: `_____ is known for callao`.
    """

    def __init__(self, checks: Iterator[Callable[[str], bool]]) -> None:
        self._checks = list(checks)

    def __bool__(self) -> bool:
        return bool(self._checks)

    def overlap(self, text: str) -> bool:
        """Return whether a name is in a folded text, or contains it."""
        return any(check(text) for check in self._checks)


class RelatedFacts:
    """The facts of a pack, by the subjects that they are about."""

    def __init__(self, pack: Pack, aliases: AliasIndex) -> None:
        self._pack = pack
        self._aliases = aliases
        self._multi_values = MultiValueIndex(pack, aliases)

    def find(self, fact: Fact, value_index: int) -> RelatedNames:
        """Find what other facts about the subject of a fact may say about one of its values."""
        return RelatedNames(self._iter_checks(fact, value_index))

    def _iter_checks(self, fact: Fact, value_index: int) -> Iterator[Callable[[str], bool]]:
        yield from self._multi_values.iter_checks(fact, value_index)
        if not self._single_values:
            return
        subject = [
            value
            for index, value in enumerate(fact.values)
            if index != value_index and value.type not in PARSED_TYPES
        ]
        yield from self._iter_name_checks(fact, value_index, subject)
        yield from self._iter_sentence_checks(fact, value_index, subject)

    @cached_property
    def _single_values(self) -> dict[str, SingleValueIndex]:
        """The facts of one value, by its type."""
        indexes: dict[str, SingleValueIndex] = {}
        for fact in self._pack.facts:
            if len(fact.values) == 1:
                type_ = fact.values[0].type
                if type_ not in indexes:
                    indexes[type_] = SingleValueIndex(self._aliases)
                indexes[type_].facts.append(fact)
        return indexes

    def _iter_name_checks(
        self, fact: Fact, value_index: int, subject: list[Value]
    ) -> Iterator[Callable[[str], bool]]:
        """Yield checks for the names in facts of one value that may be about the fact's subject."""
        index = self._single_values.get(fact.values[value_index].type)
        if index is None:
            return
        if len(fact.values) == 1:
            found = [index.find_similar(fact)]
        else:
            found = [each for value in subject for each in index.find_mentioning(value)]
        is_usable = partial(_is_other, fact)
        for sources in filter(None, found):
            yield partial(sources.has_overlap, is_usable=is_usable)

    def _iter_sentence_checks(
        self, fact: Fact, value_index: int, subject: list[Value]
    ) -> Iterator[Callable[[str], bool]]:
        """Yield checks for the sentences whose one value is the fact's subject; they may mention anything."""
        if len(fact.values) > 1:
            found = [each for value in subject for each in self._sentences.find(value)]
        else:
            names = dict.fromkeys(list_mentions(fact, value_index, self._aliases))
            found = [each for name in names for each in self._sentences.find_by_name(name)]
        for sources in found:
            yield partial(sources.has_overlap, type_=fact.values[value_index].type)

    @cached_property
    def _sentences(self) -> SubjectIndex[SentenceSources]:
        """The sentences of facts of one value, by its names."""
        index = SubjectIndex(self._aliases, SentenceSources)
        for facts in self._single_values.values():
            for fact in facts.facts:
                index.add(fact.values[0], NameSource(fact, 0))
        return index


def _is_other(fact: Fact, source: NameSource) -> bool:
    return source.fact is not fact
