"""Find the values of a named type that can stand in for one another, the likeliest ones first."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import islice
from math import log
from typing import NamedTuple

from quiz.generate import wording
from quiz.generate.clusters import ClusterItem, NestedClusters, cluster
from quiz.generate.similarity import ValueFeatures, extract_features, similarity
from quiz.generate.values import parse
from quiz.model.pack import Fact, Pack, Sensitivity
from quiz.model.rng import RandomStream, uniform, uniform_many
from quiz.text.normalize import fold
from quiz.text.safe import Text

_BUCKET = 48
"""A type's values are compared in buckets of about so many, that large packs cost no more a question."""
_NOISE = 0.35
_DECLARED = 1.0
"""How much nearer a value counts that the author declared wrong for this very fact."""
ARTICLES = ("the ", "a ", "an ")

Occurrence = tuple[Fact, int]
"""A place where a value stands: a fact, and the value's index in it."""


class Candidate(NamedTuple):
    """A value that might be a distractor, and how near it is to the key."""

    text: Text
    similarity: float


class CandidateIndex:
    """The values of each named type in a pack, in blocks of those that are alike."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._types: dict[str, _TypeIndex] = {}

    def sentence_case(self, type_: str, text: Text) -> Text:
        """Give a value as it reads in the middle of a sentence, where the pack shows how."""
        if text[:1].isdecimal():
            return text  # it has no capital that it could lose
        natural = self._of(type_).texts.get(fold(text))
        return natural if natural is not None and natural[1:] == text[1:] else text

    def iter_candidates(
        self, fact: Fact, index: int, chance: RandomStream, seed: int, tightness: int
    ) -> Iterator[Candidate]:
        """List the values that might stand in for a fact's, in an order drawn from `chance`.

        Its block comes first: the smallest one for a `tightness` of 0, larger ones for 1 and 2.
        """
        return self._of(fact.values[index].type).candidates(fact, index, chance, seed, tightness)

    def count_occurrences(self, type_: str, text: Text) -> int:
        """Count the places of the pack where a value of a type stands."""
        return self._of(type_).times_told(text)

    def _of(self, type_: str) -> "_TypeIndex":
        if type_ not in self._types:
            self._types[type_] = _TypeIndex(self._pack, type_, self._told.get(type_, ()))
        return self._types[type_]

    @cached_property
    def _told(self) -> dict[str, list[Occurrence]]:
        """Every place of every type, in the order of the pack."""
        told: dict[str, list[Occurrence]] = {}
        for fact in self._pack.facts:
            if fact.tact is not Sensitivity.NEVER_ASK:
                for index, value in enumerate(fact.values):
                    told.setdefault(value.type, []).append((fact, index))
        return told


class _ValueSlot(NamedTuple):
    """A place where a value stands: in a fact, or without one in a pool."""

    folded: str
    fact: Fact | None = None
    value_index: int = 0
    """Which of the fact's values it is, from 0."""

    @property
    def name(self) -> str:
        """Its name, of which chance depends."""
        return f"pool {self.folded}" if self.fact is None else _name(self.fact, self.value_index)

    @property
    def relation(self) -> str:
        return "" if self.fact is None else f"{self.value_index} {self.fact.relation}"


_BucketKey = tuple[int, int]
"""Names a bucket: its group, and its place in there."""


class _TypeIndex:
    """The values of one type, dealt into buckets; what is worked out of a bucket waits until it is needed."""

    def __init__(self, pack: Pack, type_: str, told: Sequence[Occurrence]) -> None:
        self._key = (pack.name, type_)
        self._english = wording.is_english(pack)
        self._told: dict[str, list[Occurrence]] = {}
        for place in told:
            fact, index = place
            self._told.setdefault(fold(fact.values[index].text), []).append(place)
        pooled = [text for pool in pack.pools if pool.type == type_ for text in pool.values]
        self.texts = _natural(self._told, pooled)
        """Every value, by what it folds to, as it reads in the middle of a sentence."""
        self._dealt: dict[int, list[list[_ValueSlot]]] = {}
        self._buckets: dict[_BucketKey, dict[str, ClusterItem]] = {}
        self._mates: dict[_BucketKey, dict[str, NestedClusters]] = {}
        self._seed: int | None = None

    def candidates(
        self, fact: Fact, index: int, chance: RandomStream, seed: int, tightness: int
    ) -> Iterator[Candidate]:
        """List candidates for a fact's value.

        First come those declared wrong for it, then its block, its larger blocks, its bucket, a few others.
        """
        number = self._number(fact, index)
        bucket = self._bucket(number)
        name = _name(fact, index)
        own = bucket[name].features
        tiers = [list(tier) for tier in self._mates_of(number, seed)[name]]
        declared = {fold(text): self._traits(text) for text in fact.values[index].wrong}
        first = {unit.features.folded: unit.features for tier in tiers[: tightness + 1] for unit in tier}
        later = [{unit.features.folded: unit.features for unit in tier} for tier in tiers[tightness + 1 :]]
        seen = {own.folded}
        for group in (declared, first, *later):
            bonus = _DECLARED if group is declared else 0.0
            for folded, other in chance.shuffled(group.items()):
                if folded not in seen:
                    yield Candidate(other.text, similarity(own, other) + bonus)
            seen |= set(group)
        rest = {unit.features.folded: unit.features for unit in bucket.values()}
        if len(rest) < _BUCKET // 2:
            rest |= {
                one: self._traits(self.texts[one]) for one in islice(self.texts, _BUCKET) if one not in rest
            }
        noisy = {one: _noisy(similarity(own, rest[one]), chance) for one in sorted(rest) if one not in seen}
        for folded in sorted(noisy, key=lambda one: -noisy[one]):
            yield Candidate(rest[folded].text, similarity(own, rest[folded]))

    def times_told(self, text: Text) -> int:
        """Count the places where a value stands."""
        return len(self._told.get(fold(text), ()))

    def _mates_of(self, number: "_BucketKey", seed: int) -> dict[str, NestedClusters]:
        """Part a bucket into blocks; those of the last seed are kept."""
        if self._seed != seed:
            self._seed, self._mates = seed, {}
        if number not in self._mates:
            self._mates[number] = cluster(list(self._bucket(number).values()), *self._key, seed)
        return self._mates[number]

    def _bucket(self, number: "_BucketKey") -> dict[str, ClusterItem]:
        """Give a bucket's units by name, with the traits that tell them apart."""
        if number not in self._buckets:
            group, place = number
            seats = self._dealt[group][place]
            values = {seat.folded: self._traits(self.texts[seat.folded]) for seat in seats}
            counts = Counter(tie for value in values.values() for tie in value.ties)
            shared = {tie for tie, count in counts.items() if count > 1}
            values = {one: value._replace(ties=value.ties & shared) for one, value in values.items()}
            self._buckets[number] = {
                seat.name: ClusterItem(seat.name, seat.relation, values[seat.folded]) for seat in seats
            }
        return self._buckets[number]

    def _traits(self, text: Text) -> ValueFeatures:
        return extract_features(text, self._told.get(fold(text), ()), english=self._english)

    def _number(self, fact: Fact, index: int) -> "_BucketKey":
        """Find the bucket that a fact's value was dealt into; a group is dealt when one of it is wanted."""
        number = self._group_of[fact.id, index]
        if number not in self._dealt:
            self._dealt[number] = self._buckets_of(self._groups[number])
        return number, int(uniform(*self._key, _name(fact, index)) * len(self._dealt[number]))

    def _buckets_of(self, group: Sequence[_ValueSlot]) -> list[list[_ValueSlot]]:
        """Deal the seats of a group into buckets by chance, if it is large."""
        buckets: list[list[_ValueSlot]] = [[]]
        while len(group) > 2 * _BUCKET * len(buckets):
            buckets += [[] for _ in buckets]
        draws = (
            uniform_many([seat.name for seat in group], self._key) if len(buckets) > 1 else [0.0] * len(group)
        )
        for seat, drawn in zip(group, draws, strict=True):
            buckets[int(drawn * len(buckets))].append(seat)
        return buckets

    @cached_property
    def _group_of(self) -> dict[tuple[str, int], int]:
        """The group of each value that is asked for, by its fact's id and its place there."""
        return {
            (seat.fact.id, seat.value_index): number
            for number, group in enumerate(self._groups)
            for seat in group
            if seat.fact is not None
        }

    @cached_property
    def _groups(self) -> tuple[Sequence[_ValueSlot], ...]:
        return tuple(_neighbourhoods(list(self._seats())))

    def _seats(self) -> Iterator[_ValueSlot]:
        """Give the places where each value is asked for; one of a value that nothing asks for."""
        for folded in self.texts:
            told = self._told.get(folded, ())
            asked = [(fact, index) for fact, index in told if fact.values[index].asked]
            for fact, index in asked or told[:1]:
                yield _ValueSlot(folded, fact, index)
            if not told:
                yield _ValueSlot(folded)


def _neighbourhoods(seats: Sequence[_ValueSlot]) -> Iterator[Sequence[_ValueSlot]]:
    """Part the seats of a large type by the sentence they stand in, then by a name they stand beside."""
    if len(seats) <= 2 * _BUCKET:
        yield seats
        return
    rest: list[_ValueSlot] = []
    for relation in _gathered(seats, _relation, rest):
        place = _telling_place(relation) if len(relation) > 2 * _BUCKET else None
        if place is None:
            yield relation
        else:
            yield from _gathered(relation, partial(_beside, place=place), rest)
    if rest:
        yield rest


def _gathered(
    seats: Sequence[_ValueSlot], key: Callable[[_ValueSlot], Hashable], rest: list[_ValueSlot]
) -> Iterator[Sequence[_ValueSlot]]:
    """Give the groups of one key that hold enough different values, and add the others to the rest."""
    groups: dict[Hashable, list[_ValueSlot]] = {}
    for seat in seats:
        groups.setdefault(key(seat), []).append(seat)
    for group in groups.values():
        if len({seat.folded for seat in group}) >= _BUCKET // 2:
            yield group
        else:
            rest += group


def _telling_place(seats: Sequence[_ValueSlot]) -> int | None:
    """Find the place of a relation whose few names part its subjects into large groups."""
    first = seats[0]
    counts = {
        place: len({_beside(seat, place) for seat in seats})
        for place, other in enumerate(first.fact.values if first.fact is not None else ())
        if place != first.value_index and other.type not in parse.PARSED_TYPES
    }
    fitting = [(count, place) for place, count in counts.items() if 1 < count <= len(seats) // _BUCKET]
    return min(fitting)[1] if fitting else None


def _relation(seat: _ValueSlot) -> tuple[str, int] | None:
    return (seat.fact.relation, seat.value_index) if seat.fact is not None else None


def _beside(seat: _ValueSlot, place: int) -> str:
    return seat.fact.values[place].text if seat.fact is not None else ""


def _name(fact: Fact, index: int) -> str:
    return f"{fact.id} {index}"


def _noisy(nearness: float, chance: RandomStream) -> float:
    """Add Gumbel noise, so that the nearest come first mostly and not always."""
    draw = min(max(chance.random(), 1e-9), 1 - 1e-9)
    return round(nearness - _NOISE * log(-log(draw)), 9)


def _natural(told: Mapping[str, Sequence[Occurrence]], pooled: Sequence[Text]) -> dict[str, Text]:
    """Write each value as inside a sentence: undo the capital letters of sentences' beginnings."""
    inside: dict[str, Text] = {}
    begun: dict[str, Text] = {}
    for folded, places in told.items():
        values = (fact.values[index] for fact, index in places)
        first = next((value for value in values if value.start > 0), None)
        if first is not None:
            inside[folded] = first.text
        else:
            fact, index = places[0]
            begun[folded] = fact.values[index].text
    for text in pooled:
        inside.setdefault(fold(text), text)
    if begun.keys() <= inside.keys():
        return inside  # as of most types
    values = (fact.values[index] for places in told.values() for fact, index in places)
    known = [*pooled, *(value.text for value in values if value.start > 0)]
    lower = sum(text[:1].islower() for text in known)
    upper = sum(text[:1].isupper() for text in known)
    articles = any(text.startswith(ARTICLES) for text in known)
    for folded, text in begun.items():
        if folded not in inside:
            has_article = text[:1].isupper() and text.casefold().startswith(ARTICLES)
            inside[folded] = _uncapitalised(text) if (articles if has_article else lower > upper) else text
    return inside


def _uncapitalised(text: Text) -> Text:
    """Begin in lower case, except for a word all in capitals."""
    word = text.split(" ", 1)[0]
    if len(word) > 1 and word.isupper():
        return text
    return Text(text[:1].lower() + text[1:])
