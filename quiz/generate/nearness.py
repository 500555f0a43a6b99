"""Find the values of a named type that can stand in for one another, the likeliest ones first."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import log
from typing import NamedTuple
from zlib import crc32

from quiz.core.chance import Chance
from quiz.core.model import Pack, Tact
from quiz.text.fold import fold
from quiz.text.safe import Text

_BLOCK = 7
_BUCKET = 48
"""A type's values are compared in buckets of about so many, that large packs cost no more a question."""
_NOISE = 0.35
_REMEMBERED = 64
_DECLARED = 1.0
"""How much nearer a value counts that the author declared wrong for this very fact."""
_ARTICLES = ("the ", "a ", "an ")


class Entry(NamedTuple):
    """A value that may be an option, with what its likeness to others is seen by."""

    text: Text
    folded: str
    shape: str
    words: int
    ties: frozenset[str] = frozenset()
    """The relations and categories in which the pack tells of it."""


class Candidate(NamedTuple):
    """A value that might be a distractor, and how near it is to the key."""

    text: Text
    nearness: float


class Nearness:
    """The values of each named type in a pack, in blocks of those that are alike.

    A block is made without knowing which of its members is going to be the key. So nothing about the
    options as a set points to one of them.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._entries: dict[str, dict[str, Entry]] = {}
        self._blocks: dict[tuple[str, int, int], tuple[tuple[Entry, ...], ...]] = {}
        self._dealt_for: tuple[str, int, int] | None = None
        self._dealt: list[list[Entry]] = []

    def natural(self, type_: str, text: Text) -> Text:
        """Give a value as it reads in the middle of a sentence, where the pack shows how."""
        entry = self._of(type_).get(fold(text))
        return entry.text if entry is not None and entry.text[1:] == text[1:] else text

    def candidates(
        self, type_: str, text: Text, wrong: Sequence[Text], chance: Chance, seed: int
    ) -> Iterator[Candidate]:
        """List the values that might stand in for one, its block first, in an order drawn from `chance`."""
        entries = self._of(type_)
        own = entries.get(fold(text)) or _entry(text)
        declared = {fold(other): _entry(other) for other in wrong}
        bucket = self._bucket(type_, own, seed)
        block = next((block for block in bucket if own in block), ())
        first = {entry.folded: entry for entry in block} | declared
        first.pop(own.folded, None)
        for entry in chance.shuffled(first.values()):
            bonus = _DECLARED if entry.folded in declared else 0.0
            yield Candidate(entry.text, likeness(own, entry) + bonus)
        rest = [entry for block in bucket for entry in block if entry.folded not in first]
        scored = [
            (-self._noisy(own, entry, chance), entry.folded, entry)
            for entry in _in_order(rest)
            if entry != own
        ]
        for _, _, entry in sorted(scored, key=lambda item: item[:2]):
            yield Candidate(entry.text, likeness(own, entry))

    def _noisy(self, own: Entry, other: Entry, chance: Chance) -> float:
        draw = min(max(chance.random(), 1e-9), 1 - 1e-9)
        return round(likeness(own, other) - _NOISE * log(-log(draw)), 9)

    def _bucket(self, type_: str, own: Entry, seed: int) -> tuple[tuple[Entry, ...], ...]:
        """Give the blocks among which an entry's own is, made on demand."""
        entries = self._of(type_)
        buckets = 1
        while len(entries) > 2 * _BUCKET * buckets:
            buckets *= 2
        number = _bucket_number(self._pack.name, type_, own.folded, seed, buckets)
        key = (type_, seed, number)
        if key not in self._blocks:
            if len(self._blocks) >= max(_REMEMBERED, 2 * buckets):
                self._blocks.clear()
            members: Iterable[Entry] = entries.values()
            if buckets > 1:
                members = self._members(type_, seed, buckets)[number]
            self._blocks[key] = _partition(members, self._pack.name, type_, seed)
        return self._blocks[key]

    def _members(self, type_: str, seed: int, buckets: int) -> list[list[Entry]]:
        """Deal a large type's entries into buckets; the deal of the last type and seed is kept."""
        if self._dealt_for != (type_, seed, buckets):
            self._dealt_for = (type_, seed, buckets)
            self._dealt = [[] for _ in range(buckets)]
            for entry in self._of(type_).values():
                self._dealt[_bucket_number(self._pack.name, type_, entry.folded, seed, buckets)].append(entry)
        return self._dealt

    def _of(self, type_: str) -> dict[str, Entry]:
        if type_ not in self._entries:
            self._entries[type_] = _entries(self._seen.get(type_, ()))
        return self._entries[type_]

    @cached_property
    def _seen(self) -> dict[str, list["_Seen"]]:
        """Every value of every type, wherever the pack tells of it."""
        seen: dict[str, list[_Seen]] = {}
        for fact in self._pack.facts:
            if fact.tact is Tact.SILENT:
                continue
            ties = (f"relation {fact.relation}", f"category {fact.category}")
            for value in fact.values:
                here = seen.setdefault(value.type, [])
                here.append(_Seen(value.text, ties, begins=value.start == 0))
        for pool in self._pack.pools:
            seen.setdefault(pool.type, []).extend(_Seen(text) for text in pool.values)
        return seen


class _Seen(NamedTuple):
    text: Text
    ties: tuple[str, ...] = ()
    begins: bool = False
    """Whether it begins a sentence, so that its capital letter says nothing."""


def likeness(one: Entry, other: Entry) -> float:
    """Say how alike two values are: told of together, of one shape, of one length."""
    union = len(one.ties | other.ties)
    tied = 2.0 * len(one.ties & other.ties) / union if union else 0.0
    shorter, longer = sorted((len(one.text) + 1, len(other.text) + 1))
    shape = 0.5 if one.shape == other.shape else 0.0
    return round(tied + 0.9 * shorter / longer + shape - 0.3 * abs(one.words - other.words), 9)


def _entries(seen: Sequence[_Seen]) -> dict[str, Entry]:
    """Join what is seen of each value, and undo the capital letters of sentences' beginnings."""
    lower = sum(not one.begins and one.text[:1].islower() for one in seen)
    upper = sum(not one.begins and one.text[:1].isupper() for one in seen)
    articles = any(not one.begins and one.text.startswith(_ARTICLES) for one in seen)
    texts: dict[str, Text] = {}
    ties: dict[str, set[str]] = {}
    for one in sorted(seen, key=lambda one: one.begins):
        folded = fold(one.text)
        if folded not in texts:
            has_article = one.text[:1].isupper() and one.text.casefold().startswith(_ARTICLES)
            uncapital = one.begins and (articles if has_article else lower > upper)
            texts[folded] = _uncapitalised(one.text) if uncapital else one.text
        ties.setdefault(folded, set()).update(one.ties)
    return {folded: _entry(text, ties[folded]) for folded, text in texts.items()}


def _uncapitalised(text: Text) -> Text:
    """Begin in lower case, except for a word all in capitals."""
    word = text.split(" ", 1)[0]
    if len(word) > 1 and word.isupper():
        return text
    return Text(text[:1].lower() + text[1:])


def _entry(text: Text, ties: Iterable[str] = ()) -> Entry:
    return Entry(text, fold(text), _shape(text), len(text.split()), frozenset(ties))


def _shape(text: str) -> str:
    """Give letters as `X` and `x`, digits as `9`, runs as one, the rest as it is."""
    shape: list[str] = []
    for character in text:
        mark = "9" if character.isdigit() else character
        if character.isalpha():
            mark = "X" if character.isupper() else "x"
        if not shape or shape[-1] != mark:
            shape.append(mark)
    return "".join(shape)


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.folded)


def _bucket_number(pack: str, type_: str, folded: str, seed: int, buckets: int) -> int:
    if buckets == 1:
        return 0
    return crc32(f"{pack} {type_} {seed} {folded}".encode()) % buckets


def _partition(entries: Iterable[Entry], pack: str, type_: str, seed: int) -> tuple[tuple[Entry, ...], ...]:
    """Part entries into blocks: each a pivot and those nearest to it of the ones left.

    The order of pivots hangs on each value by itself, so that another value in the pack disturbs few blocks.
    """
    keyed = [
        (Chance(pack, "", type_, "", f"pivot {entry.folded}", seed).random(), entry.folded, entry)
        for entry in entries
    ]
    left = [entry for _, _, entry in sorted(keyed, key=lambda item: item[:2])]
    blocks: list[tuple[Entry, ...]] = []
    while left:
        pivot = left[0]
        order = sorted(range(1, len(left)), key=lambda number: (-likeness(pivot, left[number]), number))
        chosen = {0, *order[: _BLOCK - 1]}
        blocks.append(tuple(left[number] for number in sorted(chosen)))
        left = [entry for number, entry in enumerate(left) if number not in chosen]
    return tuple(blocks)
