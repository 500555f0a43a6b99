"""Near duplicates: questions that are asked twice, and entries that say nearly the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, islice
from math import ceil
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.pack import HandwrittenQuestion, Pack
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.text.normalize import fold
from quiz.text.safe import Text

_MAX_COMPARED = 100
"""Maximum number of earlier entries that an entry is compared with, those with its rarest words first."""
_MIN_SIMILARITY = 0.7
"""The share of all words of two sentences that both contain (Jaccard index)."""
_NAME = re.compile(r"[^\W\d_]*\d\w*|[A-Z]\w*")


class NormalizedEntry(NamedTuple):
    """The words and the answer of a fact or a question."""

    answer: Hashable
    words: frozenset[str]
    text: Text
    location: Location
    ref: EntryRef


def check_near_duplicates(pack: Pack, problems: ProblemCollector) -> None:
    """Report questions that are asked twice, and entries with one answer and nearly the same words."""
    _check_asked_twice(pack.questions, problems)
    for first, second in _find_similar(_keep_shared_answers(_normalize(pack))):
        problems.report(
            Finding(
                Rule.ALIKE_TWICE,
                f"this is nearly the same as {first.location.file_and_line}, with the same answer",
                "Delete one of the two, and give the other the citations of both.",
            ),
            second.location,
            second.ref,
        )


def _check_asked_twice(questions: Sequence[HandwrittenQuestion], problems: ProblemCollector) -> None:
    first: dict[str, HandwrittenQuestion] = {}
    for entry in questions:
        other = first.setdefault(fold(entry.stem), entry)
        if other is entry:
            continue
        is_same = fold(other.right) == fold(entry.right)
        problems.report(
            Finding(
                Rule.ASKED_TWICE,
                f"{other.location.file_and_line} asks the same"
                + ("" if is_same else f", but its answer is “{other.right}”"),
                "Delete one of the two."
                if is_same
                else "Reword the questions so that each has one right answer.",
            ),
            entry.location,
            EntryRef(question=entry.id),
        )


def _normalize(pack: Pack) -> Iterator[NormalizedEntry]:
    words_of: dict[str, frozenset[str]] = {}  # shared by the rows of a table
    for fact in pack.facts:
        if fact.values:
            answer = tuple(fold(value.text) for value in fact.values)
            words = words_of.get(fact.relation)
            if words is None:
                words = words_of[fact.relation] = frozenset(fact.relation.split())
            yield NormalizedEntry(answer, words, fact.sentence, fact.location, EntryRef(fact=fact.id))
    for entry in pack.questions:
        words = frozenset(fold(entry.stem).split())
        ref = EntryRef(question=entry.id)
        yield NormalizedEntry((entry.kind, fold(entry.right)), words, entry.stem, entry.location, ref)


def _keep_shared_answers(entries: Iterable[NormalizedEntry]) -> list[NormalizedEntry]:
    """Leave out the entries whose answer no other entry has: most of a large pack."""
    first: dict[Hashable, NormalizedEntry] = {}
    shared: dict[Hashable, list[NormalizedEntry]] = {}
    for entry in entries:
        earlier = first.setdefault(entry.answer, entry)
        if earlier is not entry:
            shared.setdefault(entry.answer, [earlier]).append(entry)
    return [entry for group in shared.values() for entry in group]


def _find_similar(entries: Sequence[NormalizedEntry]) -> Iterator[tuple[NormalizedEntry, NormalizedEntry]]:
    """Yield the pairs with one answer and similar words.

    Two sets of words with a Jaccard index of 0.7 share one of their rarest words, so only those are looked up
    (prefix filtering: Chaudhuri, Ganti and Kaushik, 2006).
    """
    counts = Counter(word for entry in entries for word in entry.words)
    seen: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        rarest = sorted(entry.words, key=lambda word: (counts[word], word))
        prefix = rarest[: len(rarest) - ceil(_MIN_SIMILARITY * len(rarest)) + 1]
        earlier = chain.from_iterable(seen[entry.answer, word] for word in prefix)
        for candidate in sorted(set(islice(earlier, _MAX_COMPARED))):
            if _are_similar(entries[candidate], entry):
                yield entries[candidate], entry
                break
        for word in prefix:
            seen[entry.answer, word].append(index)


def _are_similar(first: NormalizedEntry, second: NormalizedEntry) -> bool:
    if len(first.words & second.words) < _MIN_SIMILARITY * len(first.words | second.words):
        return False
    if fold(first.text) == fold(second.text) and first.ref.fact is None:
        return False  # reported as asked twice
    # If each has a name or a number that the other lacks, they are about different things.
    return not (_find_names(first) - second.words and _find_names(second) - first.words)


def _find_names(entry: NormalizedEntry) -> set[str]:
    """Return the words with a capital or a digit, without the first word of the sentence."""
    rest = entry.text.partition(" ")[2]
    return {word for match in _NAME.finditer(rest) for word in fold(match.group()).split()} & entry.words
