"""Find what is nearly the same: words with a slip in them, and sentences that say a thing twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.pack import HandwrittenQuestion, Pack
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.text.normalize import fold
from quiz.text.safe import Text

_LETTERS_AT_LEAST = 4
_ALIKE = 0.7
"""The share of all words of two sentences that must stand in both (Jaccard’s index)."""
_NAME = re.compile(r"[^\W\d_]*\d\w*|[A-Z]\w*")


class NormalizedEntry(NamedTuple):
    """Something that a fact or a question says, with its answer."""

    answer: Hashable
    words: frozenset[str]
    text: Text
    place: Location
    id: str
    is_fact: bool


def differs_by_typo(one: str, other: str) -> bool:
    """Say whether two texts differ by one slip of the hand, in letters; two equal ones do, if folded."""
    first, second = fold(one), fold(other)
    if first == second:
        return True
    if min(len(first), len(second)) < _LETTERS_AT_LEAST or abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    one_left, other_left = first[start:], second[start:]
    if any(character.isdigit() for character in one_left[:1] + other_left[:1]):
        return False
    return (
        one_left[1:] == other_left[1:]
        or one_left[1:] == other_left
        or one_left == other_left[1:]
        or (one_left[:2] == other_left[1::-1] and one_left[2:] == other_left[2:])
    )


def check_near_duplicates(pack: Pack, problems: ProblemCollector) -> None:
    """Note what is asked twice, and what is said nearly twice."""
    _note_asked_twice(pack.questions, problems)
    for one, other in _alike(_with_one_answer(_said(pack))):
        problems.report(
            Finding(
                Rule.ALIKE_TWICE,
                f"this says nearly the same as {one.place.path}:{one.place.line}, with the same answer",
                "keep one of the two, with the citations of both",
            ),
            other.place,
            EntryRef(fact=other.id if other.is_fact else None, question=None if other.is_fact else other.id),
        )


def _note_asked_twice(questions: Sequence[HandwrittenQuestion], problems: ProblemCollector) -> None:
    first: dict[str, HandwrittenQuestion] = {}
    for entry in questions:
        other = first.setdefault(fold(entry.stem), entry)
        if other is entry:
            continue
        is_same = fold(other.right) == fold(entry.right)
        problems.report(
            Finding(
                Rule.ASKED_TWICE,
                f"{other.location.path}:{other.location.line} asks the same"
                + ("" if is_same else f", and its answer is “{other.right}”"),
                "keep one of the two" if is_same else "turn the questions so that each has one right answer",
            ),
            entry.location,
            EntryRef(question=entry.id),
        )


def _said(pack: Pack) -> Iterator[NormalizedEntry]:
    words_of: dict[str, frozenset[str]] = {}  # which the rows of a table share
    for fact in pack.facts:
        if fact.values:
            answer = tuple(fold(value.text) for value in fact.values)
            words = words_of.get(fact.relation)
            if words is None:
                words = words_of[fact.relation] = frozenset(fact.relation.split())
            yield NormalizedEntry(answer, words, fact.sentence, fact.location, fact.id, True)
    for entry in pack.questions:
        words = frozenset(fold(entry.stem).split())
        yield NormalizedEntry(
            (entry.kind, fold(entry.right)), words, entry.stem, entry.location, entry.id, False
        )


def _with_one_answer(said: Iterable[NormalizedEntry]) -> list[NormalizedEntry]:
    """Leave out what has an answer of its own, as most of a large pack has."""
    first: dict[Hashable, NormalizedEntry] = {}
    shared: dict[Hashable, list[NormalizedEntry]] = {}
    for one in said:
        other = first.setdefault(one.answer, one)
        if other is not one:
            shared.setdefault(one.answer, [other]).append(one)
    return [one for several in shared.values() for one in several]


def _alike(said: Sequence[NormalizedEntry]) -> Iterator[tuple[NormalizedEntry, NormalizedEntry]]:
    """Give the pairs with one answer whose words are nearly the same.

    Two sets of words of which seven in ten are common have one of their rarest words in common, so only those
    are looked up (Chaudhuri, Ganti and Kaushik 2006, prefix filtering).
    """
    counts = Counter(word for one in said for word in one.words)
    seen: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for number, one in enumerate(said):
        rarest = sorted(one.words, key=lambda word: (counts[word], word))
        looked_up = rarest[: len(rarest) - ceil(_ALIKE * len(rarest)) + 1]
        others = {other for word in looked_up for other in seen[one.answer, word]}
        for other in sorted(others):
            if _are_alike(said[other], one):
                yield said[other], one
                break
        for word in looked_up:
            seen[one.answer, word].append(number)


def _are_alike(one: NormalizedEntry, other: NormalizedEntry) -> bool:
    common = len(one.words & other.words)
    if common < _ALIKE * len(one.words | other.words) or (
        fold(one.text) == fold(other.text) and not one.is_fact
    ):
        return False
    # What has a name or a number that the other lacks, and the other way about, speaks of something else.
    return not (_names(one) - other.words and _names(other) - one.words)


def _names(said: NormalizedEntry) -> set[str]:
    """Give the words with a capital or a digit, the first word of the sentence left out."""
    rest = said.text.partition(" ")[2]
    return {word for match in _NAME.finditer(rest) for word in fold(match.group()).split()} & said.words
