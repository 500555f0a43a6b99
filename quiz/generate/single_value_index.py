"""Facts of one value, by the words of their sentences.

Example: three facts with one person each.

    ada       <person=Ada> directed the film.
    max       In 1999, <person=Max> was the director of the film.
    kim       <person=Kim> played in the film.

Without words such as `was`, each word of `ada` is in `max` too: `directed` and `director` have one stem.
So `max` may say the same as `ada`; `kim` says something else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from quiz.generate.subjects import sentence_without
from quiz.model.pack import Fact

_STEM_LETTERS = 4
"""Letters in a stem: words that begin with the same ones count as one word."""
_STOP_WORDS = frozenset("a an the is are was were be been has had have of by it its and".split())
"""Words by which two sentences with one meaning may differ."""


class SingleValueIndex:
    """The facts of one value of a type."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def iter_similar(self, fact: Fact) -> Iterator[Fact]:
        """List the facts whose stems are all in the fact's sentence, or vice versa."""
        own = _find_stems(fact)
        if not own:
            return
        for other in min((self._by_stem.get(stem, []) for stem in sorted(own)), key=len):
            if own <= _find_stems(other):
                yield other
        for stem in sorted(own):
            for other in self._by_longest_stem.get(stem, ()):
                if _find_stems(other) <= own:
                    yield other

    def iter_mentioning(self, spellings: Sequence[str]) -> Iterator[Fact]:
        """List the facts whose sentences contain one of some folded names."""
        for spelling in spellings:
            for other in self._by_word.get(spelling.split()[0], ()):
                if f" {spelling} " in f" {sentence_without(other, other.values[0])} ":
                    yield other

    @cached_property
    def _by_word(self) -> dict[str, list[Fact]]:
        return self._sort_by(lambda fact: dict.fromkeys(sentence_without(fact, fact.values[0]).split()))

    @cached_property
    def _by_stem(self) -> dict[str, list[Fact]]:
        return self._sort_by(_find_stems)

    @cached_property
    def _by_longest_stem(self) -> dict[str, list[Fact]]:
        return self._sort_by(lambda fact: sorted(_find_stems(fact), key=lambda stem: (len(stem), stem))[-1:])

    def _sort_by(self, find_keys: Callable[[Fact], Iterable[str]]) -> dict[str, list[Fact]]:
        facts: dict[str, list[Fact]] = {}
        for fact in self.facts:
            for key in find_keys(fact):
                facts.setdefault(key, []).append(fact)
        return facts


def _find_stems(fact: Fact) -> frozenset[str]:
    """Find the stems of the words around a fact's value; a word with a digit is its own stem."""
    words = sentence_without(fact, fact.values[0]).split()
    return frozenset(
        word[:_STEM_LETTERS] if word.isalpha() else word for word in words if word not in _STOP_WORDS
    )
