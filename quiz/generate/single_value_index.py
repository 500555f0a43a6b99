"""Facts of one value, by the words of their sentences.

Example: three facts with one person each.

    ada       <person=Ada> directed the film.
    max       In 1999, <person=Max> was the director of the film.
    kim       <person=Kim> played in the film.

Without words such as `was`, each word of `ada` is in `max` too: `directed` and `director` have one stem.
So `max` may say the same as `ada`; `kim` says something else.
"""

from collections.abc import Iterator
from functools import cached_property

from quiz.generate.aliases import AliasIndex
from quiz.generate.named_sources import NamedSources, NameSource
from quiz.generate.phrases import PhraseIndex, is_within
from quiz.generate.subjects import sentence_without
from quiz.model.pack import AnswerGroup, Fact, Value

_STEM_LETTERS = 4
"""Letters in a stem: words that begin with the same ones count as one word."""
_STOP_WORDS = frozenset("a an the is are was were be been has had have of by it its and".split())
"""Words by which two sentences with one meaning may differ."""

Stems = frozenset[str]


class SingleValueIndex:
    """The facts of one value of a type."""

    def __init__(self, aliases: AliasIndex) -> None:
        self.facts: list[Fact] = []
        self._aliases = aliases
        self._similar: dict[Stems, NamedSources] = {}
        self._mentioning: dict[str | AnswerGroup, NamedSources] = {}

    def find_similar(self, fact: Fact) -> NamedSources:
        """Find the facts whose stems are all in the fact's sentence, or vice versa, the fact among them."""
        stems = _find_stems(fact)
        if stems not in self._similar:
            found = dict.fromkeys(self._iter_similar(stems))
            sources = (NameSource(other, 0) for each in found for other in self._by_stems[each])
            self._similar[stems] = NamedSources(sources, self._aliases)
        return self._similar[stems]

    def find_mentioning(self, value: Value) -> list[NamedSources]:
        """Find the facts whose sentences contain a right name for a value of another fact."""
        if value.group is not None:
            phrases = self._aliases.phrases_of_group(value.group)
            return [self._find_mentioning(value.group, phrases)]
        names = self._aliases.correct_names(value)
        return [self._find_mentioning(name, self._aliases.phrases_of_name(name)) for name in names]

    def _find_mentioning(self, key: str | AnswerGroup, phrases: PhraseIndex) -> NamedSources:
        if key not in self._mentioning:
            found = dict.fromkeys(
                sentence for each in phrases.phrases for sentence in self._iter_containing(each)
            )
            sources = (NameSource(fact, 0) for sentence in found for fact in self._by_sentence[sentence])
            self._mentioning[key] = NamedSources(sources, self._aliases)
        return self._mentioning[key]

    def _iter_containing(self, spelling: str) -> Iterator[str]:
        lists = [self._sentences_by_word.get(word, ()) for word in spelling.split()]
        for sentence in min(lists, key=len, default=()):
            if is_within(spelling, sentence):
                yield sentence

    def _iter_similar(self, stems: Stems) -> Iterator[Stems]:
        """Yield the sets of stems that contain some stems, and those that they contain."""
        if not stems:
            return
        for other in min((self._stems_by_member.get(stem, []) for stem in stems), key=len):
            if stems <= other:
                yield other
        for stem in stems:
            for other in self._stems_by_rarest.get(stem, ()):
                if other <= stems:
                    yield other

    @cached_property
    def _by_sentence(self) -> dict[str, list[Fact]]:
        """The facts by the rest of their sentences, which those of a list share."""
        facts: dict[str, list[Fact]] = {}
        for fact in self.facts:
            facts.setdefault(sentence_without(fact, fact.values[0]), []).append(fact)
        return facts

    @cached_property
    def _sentences_by_word(self) -> dict[str, list[str]]:
        sentences: dict[str, list[str]] = {}
        for sentence in self._by_sentence:
            for word in dict.fromkeys(sentence.split()):
                sentences.setdefault(word, []).append(sentence)
        return sentences

    @cached_property
    def _by_stems(self) -> dict[Stems, list[Fact]]:
        facts: dict[Stems, list[Fact]] = {}
        for sentence, same in self._by_sentence.items():
            facts.setdefault(_list_stems(sentence), []).extend(same)
        return facts

    @cached_property
    def _stems_by_member(self) -> dict[str, list[Stems]]:
        by_member: dict[str, list[Stems]] = {}
        for stems in self._by_stems:
            for stem in stems:
                by_member.setdefault(stem, []).append(stems)
        return by_member

    @cached_property
    def _stems_by_rarest(self) -> dict[str, list[Stems]]:
        """The sets of stems by the member that the fewest sets have."""
        by_rarest: dict[str, list[Stems]] = {}
        for stems in self._by_stems:
            if stems:
                rarest = min(stems, key=lambda stem: (len(self._stems_by_member[stem]), stem))
                by_rarest.setdefault(rarest, []).append(stems)
        return by_rarest


def _find_stems(fact: Fact) -> Stems:
    return _list_stems(sentence_without(fact, fact.values[0]))


def _list_stems(sentence: str) -> Stems:
    """List the stems of the words around a fact's value; a word with a digit is its own stem."""
    return frozenset(
        word[:_STEM_LETTERS] if word.isalpha() else word
        for word in sentence.split()
        if word not in _STOP_WORDS
    )
