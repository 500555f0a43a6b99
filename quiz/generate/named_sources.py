"""Facts about one thing, shared by all facts that have it as their subject.

Example: two facts about Peru. For its cities, they are the sources of the names Lima and Cusco.

    lima      The capital of <country=Peru> is <city=Lima>.
    cusco     <city=Cusco> is in <country=Peru>.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from quiz.generate.aliases import AliasIndex
from quiz.generate.phrases import PhraseIndex
from quiz.generate.subjects import sentence_without
from quiz.model.pack import AnswerGroup, Fact, Value

_MAX_SOURCES = 100
"""Maximum number of sources of one name that are looked at; a name with more counts as usable."""


class NameSource(NamedTuple):
    """A fact, and the index of a value in it."""

    fact: Fact
    value_index: int
    table: str | None = None
    """The relation of the fact, if all facts with these types share it."""

    @property
    def value(self) -> Value:
        """The value at the index."""
        return self.fact.values[self.value_index]


class NamedSources:
    """Sources by the names that are right for their values."""

    def __init__(self, sources: Iterable[NameSource], aliases: AliasIndex) -> None:
        self._aliases = aliases
        self._by_name: dict[str, list[NameSource]] = {}
        self._by_group: dict[AnswerGroup, list[NameSource]] = {}
        for source in sources:
            value = source.value
            if value.group is not None:
                self._by_group.setdefault(value.group, []).append(source)
                continue
            for name in aliases.correct_names(value):
                self._by_name.setdefault(name, []).append(source)

    def __bool__(self) -> bool:
        return bool(self._by_name or self._by_group)

    def has_overlap(self, text: str, is_usable: Callable[[NameSource], bool]) -> bool:
        """Return whether a name of a usable source is in a text, or contains it."""
        return any(
            len(sources) > _MAX_SOURCES or any(map(is_usable, sources)) for sources in self._iter_found(text)
        )

    def _iter_found(self, text: str) -> Iterator[Sequence[NameSource]]:
        for phrases in (self._phrases.iter_within(text), self._phrases.iter_containing(text)):
            for phrase in phrases:
                yield self._by_name[self._aliases.canonical(phrase)]
        for group, sources in self._by_group.items():
            if self._aliases.phrases_of_group(group).overlaps(text):
                yield sources

    @cached_property
    def _phrases(self) -> PhraseIndex:
        return PhraseIndex(self._aliases.iter_spellings(self._by_name))


class SentenceSources:
    """Facts of one value by the rest of their sentences."""

    def __init__(self, sources: Iterable[NameSource]) -> None:
        self._types: dict[str, set[str]] = {}
        """The types of the value by the rest of the sentence."""
        for fact, _, _ in sources:
            value = fact.values[0]
            self._types.setdefault(sentence_without(fact, value), set()).add(value.type)

    def has_overlap(self, text: str, type_: str) -> bool:
        """Return whether the sentence about a value of another type contains a text, or is in it."""
        phrases = (*self._phrases.iter_within(text), *self._phrases.iter_containing(text))
        return any(self._types[phrase] - {type_} for phrase in phrases)

    @cached_property
    def _phrases(self) -> PhraseIndex:
        return PhraseIndex(self._types)


Sources = TypeVar("Sources")


class SubjectIndex(Generic[Sources]):
    """Sources by the names of their subjects; facts with one subject get the same object."""

    def __init__(self, aliases: AliasIndex, build: Callable[[Sequence[NameSource]], Sources]) -> None:
        """Keep a function that builds the object from its sources."""
        self._aliases = aliases
        self._build = build
        self._by_name: dict[str, list[NameSource]] = {}
        self._by_group: dict[AnswerGroup, list[NameSource]] = {}
        self._built: dict[str | AnswerGroup, Sources] = {}
        self._found: dict[AnswerGroup, list[Sources]] = {}

    def add(self, subject: Value, source: NameSource) -> None:
        """Add a source about a subject."""
        if subject.group is not None:
            self._by_group.setdefault(subject.group, []).append(source)
            return
        for name in self._aliases.correct_names(subject):
            self._by_name.setdefault(name, []).append(source)

    def find(self, subject: Value) -> list[Sources]:
        """Find the sources about a subject under any of its names."""
        if subject.group is None:
            return [each for name in self._aliases.correct_names(subject) for each in self.find_by_name(name)]
        if subject.group not in self._found:
            names = self._aliases.names_of_group(subject.group)
            groups = dict.fromkeys(group for name in names for group in self._groups_by_name.get(name, ()))
            lists = (
                *(self._by_name.get(name, ()) for name in names),
                *(self._by_group[group] for group in groups),
            )
            sources = {(source.fact.id, source.value_index): source for each in lists for source in each}
            self._found[subject.group] = [self._build(list(sources.values()))] if sources else []
        return self._found[subject.group]

    def find_by_name(self, name: str) -> list[Sources]:
        """Find the sources about a subject by one of its names."""
        keys: list[str | AnswerGroup] = [name] if name in self._by_name else []
        keys += self._groups_by_name.get(name, ())
        return [self._build_once(key) for key in keys]

    def _build_once(self, key: str | AnswerGroup) -> Sources:
        if key not in self._built:
            sources = self._by_name[key] if isinstance(key, str) else self._by_group[key]
            self._built[key] = self._build(sources)
        return self._built[key]

    @cached_property
    def _groups_by_name(self) -> dict[str, list[AnswerGroup]]:
        groups: dict[str, list[AnswerGroup]] = {}
        for group in self._by_group:
            for name in self._aliases.names_of_group(group):
                groups.setdefault(name, []).append(group)
        return groups
