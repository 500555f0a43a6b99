"""Folded texts that are looked up by the words that they share with another one."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

_MAX_COMPARED = 8
"""Maximum number of phrases that are compared one by one; of more, the words are indexed."""


class PhraseIndex:
    """Phrases, which are found in a longer text, or by a part of them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))

    def __len__(self) -> int:
        return len(self.phrases)

    @property
    def is_large(self) -> bool:
        """Whether the words of the phrases are indexed."""
        return len(self.phrases) > _MAX_COMPARED

    def overlaps(self, text: str) -> bool:
        """Return whether a phrase is in a text, or contains it."""
        return self.is_in(text) or any(True for _ in self.iter_containing(text))

    def isdisjoint(self, texts: Iterable[str]) -> bool:
        """Return whether none of some texts is a phrase."""
        return self._known.isdisjoint(texts)

    def is_in(self, text: str) -> bool:
        """Return whether a text contains a phrase as whole words."""
        return any(True for _ in self.iter_within(text))

    def iter_within(self, text: str) -> Iterator[str]:
        """Yield the phrases that a text contains as whole words; some may appear twice."""
        if not self.is_large:
            yield from (phrase for phrase in self.phrases if is_within(phrase, text))
            return
        words = text.split(" ")
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                phrase = " ".join(words[start : start + length])
                if phrase in self._known:
                    yield phrase

    def iter_containing(self, text: str) -> Iterator[str]:
        """Yield the phrases that contain a text as whole words."""
        phrases: Sequence[str] = self.phrases
        if self.is_large:
            phrases = min((self._by_word.get(word, ()) for word in text.split(" ")), key=len)
        yield from (phrase for phrase in phrases if is_within(text, phrase))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.phrases)

    @cached_property
    def _lengths(self) -> dict[str, set[int]]:
        """The numbers of words of the phrases by their first word."""
        lengths: dict[str, set[int]] = {}
        for phrase in self.phrases:
            words = phrase.split(" ")
            lengths.setdefault(words[0], set()).add(len(words))
        return lengths

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        phrases: dict[str, list[str]] = {}
        for phrase in self.phrases:
            for word in dict.fromkeys(phrase.split(" ")):
                phrases.setdefault(word, []).append(phrase)
        return phrases


class PhraseUnion:
    """Several indexes as one; those of names with many spellings are shared."""

    def __init__(self, indexes: Iterable[PhraseIndex]) -> None:
        listed = tuple(indexes)
        self._few = tuple(phrase for index in listed if not index.is_large for phrase in index.phrases)
        self._large = tuple(index for index in listed if index.is_large)

    def __bool__(self) -> bool:
        return bool(self._few or self._large)

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases."""
        return (*self._few, *(phrase for index in self._large for phrase in index.phrases))

    def overlaps(self, text: str) -> bool:
        """Return whether a phrase is in a text, or contains it."""
        if any(is_within(phrase, text) or is_within(text, phrase) for phrase in self._few):
            return True
        return any(index.overlaps(text) for index in self._large)

    def is_in(self, text: str) -> bool:
        """Return whether a text contains a phrase as whole words."""
        if any(is_within(phrase, text) for phrase in self._few):
            return True
        return any(index.is_in(text) for index in self._large)

    def iter_within(self, text: str) -> Iterator[str]:
        """Yield the phrases that a text contains as whole words; some may appear twice."""
        yield from (phrase for phrase in self._few if is_within(phrase, text))
        for index in self._large:
            yield from index.iter_within(text)

    def isdisjoint(self, texts: Iterable[str]) -> bool:
        """Return whether none of some texts is a phrase."""
        listed = frozenset(texts)
        return listed.isdisjoint(self._few) and all(index.isdisjoint(listed) for index in self._large)


def is_within(part: str, whole: str) -> bool:
    """Return whether a folded text contains another one as whole words."""
    return part in whole and f" {part} " in f" {whole} "  # the first test is faster and fails for most texts
