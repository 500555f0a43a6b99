"""Facts that mention one name, with or without a mark.

Example: three facts that mention Bolivia, which no sentence marks.

    capital   The capital of Bolivia is <city=Sucre>.
    seat      The government of Bolivia sits in <city=La Paz>.
    tram      Oruro, an old town in Bolivia, has a <vehicle=tram>.

So La Paz and Oruro may or may not be right in `capital`: another sentence about Bolivia mentions them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from quiz.generate.aliases import AliasIndex, iter_answers
from quiz.generate.phrases import is_within
from quiz.model.pack import GAP, AnswerGroup, Fact, Pack, Value
from quiz.model.value_types import PARSED_TYPES
from quiz.text.names import FUNCTION_WORDS, iter_names
from quiz.text.normalize import fold

_MIN_SUBJECT_FACTS = 8
"""Number of facts from which a name in more than half of them is what the pack is about."""
_MAX_NAME_WORDS = 5
_NOT_NAMES = FUNCTION_WORDS | frozenset("am are be is me my up us was were".split())
"""Words that do not name anything, although a flag `A` or a symbol `In` is spelled like one."""


class Mentions:
    """The values, by type, and the sentences of some facts that share a name."""

    def __init__(self, name: str, facts: Iterable[Fact], aliases: AliasIndex) -> None:
        self.name = name
        """The folded name that the facts share."""
        self._fact_ids: dict[tuple[str, str], str] = {}
        """The fact that mentions a folded text, by the type and the text."""
        self._values: dict[tuple[str, str], list[str]] = {}
        """The folded values by their type and each of their words."""
        self._values_by_start: dict[tuple[str, str], list[str]] = {}
        """The folded values by their type and their first word."""
        self._sentences: dict[str, list[tuple[str, str]]] = {}
        """The rest of each folded sentence and the fact's id, by each of its words."""
        groups: set[AnswerGroup] = set()
        rests: set[str] = set()
        for fact in facts:
            for value in fact.values:
                for spelling in aliases.iter_spellings(map(fold, iter_answers(value, groups))):
                    self._add_value(value.type, spelling, fact.id)
            rest = fold(_blank_values(fact))
            if rest not in rests:  # the facts of a list have one
                rests.add(rest)
                for word in dict.fromkeys(rest.split()):
                    self._sentences.setdefault(word, []).append((rest, fact.id))

    def find(self, spellings: Sequence[str], type_: str) -> str | None:
        """Return the id of a fact that mentions one of a candidate's spellings, or a part of it."""
        for spelling in spellings:
            words = spelling.split()
            for word in words:
                starts = self._values_by_start.get((type_, word), ())
                part = min((text for text in starts if is_within(text, spelling)), key=len, default=None)
                if part is not None:
                    return self._fact_ids[type_, part]
            if not words:
                return None
            for text in min((self._values.get((type_, word), ()) for word in words), key=len):
                if is_within(spelling, text):
                    return self._fact_ids[type_, text]
            if type_ in PARSED_TYPES:
                continue
            for rest, fact_id in min((self._sentences.get(word, ()) for word in words), key=len):
                if is_within(spelling, rest):
                    return fact_id
        return None

    def _add_value(self, type_: str, text: str, fact_id: str) -> None:
        if (type_, text) not in self._fact_ids:
            self._fact_ids[type_, text] = fact_id
            words = dict.fromkeys(text.split())
            for word in words:
                self._values.setdefault((type_, word), []).append(text)
            if words:
                self._values_by_start.setdefault((type_, next(iter(words))), []).append(text)


class NameIndex:
    """The facts of a pack by the names in their sentences.

    The rows of a table are not included: all of them contain the names in their common sentence.
    """

    def __init__(self, pack: Pack, aliases: AliasIndex, *, english: bool) -> None:
        self._pack = pack
        self._aliases = aliases
        self._english = english
        self._mentions: dict[str, Mentions] = {}
        self._group_names: dict[AnswerGroup, list[str]] = {}

    def find_mentions(self, fact: Fact, value_index: int) -> tuple[Mentions, ...]:
        """Find what other facts mention that share a name with the rest of a fact's sentence."""
        if not self._facts_by_name:
            return ()
        if fact.id in self._loose_ids:
            value = fact.values[value_index]
            rest = fact.sentence_with(GAP, value)
            names = self._list_names(fact, rest, skipped=value_index)
        else:
            names = [
                each
                for index, value in enumerate(fact.values)
                if index != value_index and value.type not in PARSED_TYPES
                for each in self._names_of(value)
            ]
        return tuple(self._mentions_of(name) for name in dict.fromkeys(names) if name in self._facts_by_name)

    def _names_of(self, value: Value) -> Sequence[str]:
        """List the right answers to a value that are mentioned; the values of a group share one list."""
        if value.group is None:
            return list(self._aliases.correct_names(value))
        if value.group not in self._group_names:
            phrases = self._aliases.phrases_of_group(value.group).phrases
            self._group_names[value.group] = [each for each in phrases if each in self._facts_by_name]
        return self._group_names[value.group]

    def _mentions_of(self, name: str) -> Mentions:
        if name not in self._mentions:
            self._mentions[name] = Mentions(name, self._facts_by_name[name], self._aliases)
        return self._mentions[name]

    @cached_property
    def _loose_facts(self) -> tuple[Fact, ...]:
        """The facts of one value, and those whose relation has no other row."""
        counts = Counter(fact.relation for fact in self._pack.facts)
        return tuple(fact for fact in self._pack.facts if len(fact.values) == 1 or counts[fact.relation] == 1)

    @cached_property
    def _loose_ids(self) -> frozenset[str]:
        return frozenset(fact.id for fact in self._loose_facts)

    @cached_property
    def _facts_by_name(self) -> dict[str, list[Fact]]:
        """The facts that mention a name; not the name that the whole pack is about."""
        facts: dict[str, list[Fact]] = {}
        for fact in self._loose_facts:
            for name in dict.fromkeys(self._list_names(fact, fact.sentence)):
                facts.setdefault(name, []).append(fact)
        limit = max(len(self._loose_facts) / 2, _MIN_SUBJECT_FACTS - 1)
        unmarked = self._count_unmarked()
        return {name: found for name, found in facts.items() if len(found) + unmarked[name] <= limit}

    def _count_unmarked(self) -> Counter[str]:
        """Count the facts for which a name is right although another value of its group is marked."""
        marked: dict[AnswerGroup, list[str]] = {}
        for fact in self._loose_facts:
            for value in fact.values:
                if value.group is not None and value.type not in PARSED_TYPES:
                    marked.setdefault(value.group, []).append(self._aliases.canonical_of(value))
        counts: Counter[str] = Counter()
        for group, names in marked.items():
            own_counts = Counter(names)
            for name in self._aliases.names_of_group(group):
                for spelling in self._aliases.phrases_of_name(name).phrases:
                    counts[spelling] += len(names) - own_counts[name]
        return counts

    def _list_names(self, fact: Fact, sentence: str, skipped: int | None = None) -> list[str]:
        """List the names in a fact's sentence: those that are marked, quoted, known or have capitals.

        Each comes with its canonical spelling, which two sentences share that write one name differently.
        """
        marked = [
            each
            for index, value in enumerate(fact.values)
            if index != skipped and value.type not in PARSED_TYPES
            for each in self._names_in_sentence(value)
        ]
        names = iter_names(sentence, english=self._english, common_words=self._lower_words)
        found = (*marked, *names, *self._iter_known_names(sentence))
        return [each for name in found for each in (name, self._aliases.canonical(name))]

    def _names_in_sentence(self, value: Value) -> Collection[str]:
        """Return what a marked value says; the sentence of a list contains only one of its values."""
        if value.group is None:
            return self._aliases.correct_names(value)
        return (self._aliases.canonical_of(value),)

    def _iter_known_names(self, sentence: str) -> Iterator[str]:
        """Yield the values of the pack in a sentence."""
        words = fold(sentence).split()
        for start, word in enumerate(words):
            for length in range(1, self._known_lengths.get(word, 0) + 1):
                name = " ".join(words[start : start + length])
                if name in self._known_names:
                    yield name

    @cached_property
    def _known_names(self) -> frozenset[str]:
        texts = [
            value.text for fact in self._pack.facts for value in fact.values if value.type not in PARSED_TYPES
        ]
        pools = [text for pool in self._pack.pools for text in pool.values if pool.type not in PARSED_TYPES]
        names = frozenset(map(fold, (*texts, *pools)))
        return names - _NOT_NAMES if self._english else names

    @cached_property
    def _known_lengths(self) -> dict[str, int]:
        """The number of words of the longest known name that begins with a word."""
        lengths: dict[str, int] = {}
        for name in self._known_names:
            words = name.split()
            if 0 < len(words) <= _MAX_NAME_WORDS:
                lengths[words[0]] = max(lengths.get(words[0], 0), len(words))
        return lengths

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        """The words that a sentence contains without a capital."""
        return frozenset(
            word for fact in self._loose_facts for word in fact.sentence.split() if word.islower()
        )


def _blank_values(fact: Fact) -> str:
    """Return a fact's sentence with a gap for each of its values."""
    parts, end = [], 0
    for value in fact.values:
        parts += [fact.sentence[end : value.start], GAP]
        end = value.end
    return " ".join((*parts, fact.sentence[end:]))
