"""Candidates for wrong answers: other values of the same type, similar ones first.

<Bath> is in Somerset.      candidates for Bath: first the values that its author declares wrong,
<Wells> is in Somerset.     then Wells, which is in its cluster (the same county),
<Truro> is in Cornwall.     then Truro, from a wider cluster, and at last all other towns
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from math import log
from typing import NamedTuple

from quiz.generate.buckets import BUCKET_SIZE, Bucket, ValueSlot, partition, slot_name
from quiz.generate.sentence_case import to_sentence_case
from quiz.generate.similarity import ValueFeatures, extract_features, measure_similarity
from quiz.generate.subject_traits import SubjectTraits
from quiz.generate.targets import Occurrence
from quiz.model.pack import Fact, Pack, Sensitivity
from quiz.model.rng import RandomStream
from quiz.text.normalize import fold
from quiz.text.safe import Text

_NOISE = 0.35
_MAX_TYPE_VALUES = 400
"""Maximum number of values of a large type that are looked at for one question."""
_DECLARED_BONUS = 1.0
"""Added to the similarity of a value that the author declares wrong for this fact."""


_MIN_FIRST = 6
"""Minimum number of values that are tried first if some are declared wrong."""


class DistractorCandidate(NamedTuple):
    """A value that may become a distractor, with its similarity to the key."""

    text: Text
    similarity: float


class _Tier(NamedTuple):
    """Candidates that come before those of the next tier, by folded text."""

    values: dict[str, ValueFeatures]
    bonus: float = 0.0
    is_ranked: bool = False
    """Whether similar values come first; otherwise the order is random."""


class CandidateIndex:
    """The values of each named type in a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._types: dict[str, _TypeValues] = {}
        self.subjects = SubjectTraits(pack)

    def sentence_case(self, type_: str, text: Text) -> Text:
        """Return a value as it reads in the middle of a sentence, if the pack shows it."""
        if text[:1].isdecimal():
            return text  # it has no capital
        inside = self._values_of(type_).texts.get(fold(text))
        is_same = inside is not None and inside.casefold() == text.casefold() and "`" not in text
        return inside if inside is not None and is_same else text

    def list_texts(self, type_: str, limit: int) -> list[Text]:
        """List the first values of a type, each once."""
        return list(islice(self._values_of(type_).texts.values(), limit))

    def all_texts(self, type_: str) -> tuple[Text, ...]:
        """Return all values of a type, always the same object."""
        return self._values_of(type_).all_texts

    def iter_candidates(
        self,
        fact: Fact,
        index: int,
        stream: RandomStream,
        seed: int,
        similarity_level: int,
        *,
        is_whole_type: bool = False,
    ) -> Iterator[DistractorCandidate]:
        """Yield candidates for a fact's value in an order drawn from `stream`, each once.

        Args:
            fact: The fact.
            index: The index of its value.
            stream: Draws the order.
            seed: The seed of the clusters.
            similarity_level: 0 begins with the smallest cluster, 1 and 2 with larger ones.
            is_whole_type: Whether the other values of a large type come last.
        """
        values = self._values_of(fact.values[index].type)
        bucket = values.bucket_of(fact, index)
        key = bucket.features_of(slot_name(fact, index))
        seen = {key.folded}
        for tier in _iter_tiers(
            values, bucket, fact, index, seed, similarity_level, is_whole_type=is_whole_type
        ):
            for folded in _order(tier, key, seen, stream):
                candidate = tier.values[folded]
                yield DistractorCandidate(candidate.text, measure_similarity(key, candidate) + tier.bonus)
            seen |= tier.values.keys()

    def count_occurrences(self, type_: str, text: Text) -> int:
        """Count the occurrences of a value of a type in the pack."""
        return len(self._values_of(type_).occurrences.get(fold(text), ()))

    def _values_of(self, type_: str) -> "_TypeValues":
        if type_ not in self._types:
            self._types[type_] = _TypeValues(
                self._pack, type_, self._occurrences.get(type_, ()), self.subjects
            )
        return self._types[type_]

    @cached_property
    def _occurrences(self) -> dict[str, list[Occurrence]]:
        """The occurrences of all values, by type, in the order of the pack."""
        occurrences: dict[str, list[Occurrence]] = {}
        for fact in self._pack.facts:
            if fact.tact is not Sensitivity.NEVER_ASK:
                for index, value in enumerate(fact.values):
                    occurrences.setdefault(value.type, []).append((fact, index))
        return occurrences


class _TypeValues:
    """The values of one type, in facts and pools, by folded text."""

    def __init__(
        self, pack: Pack, type_: str, occurrences: Sequence[Occurrence], subjects: SubjectTraits
    ) -> None:
        self._subjects = subjects
        self._key = (pack.name, type_)
        self._english = pack.is_english
        self.occurrences: dict[str, list[Occurrence]] = {}
        for fact, index in occurrences:
            self.occurrences.setdefault(fold(fact.values[index].text), []).append((fact, index))
        pool_texts = [text for pool in pack.pools if pool.type == type_ for text in pool.values]
        self.texts = to_sentence_case(self.occurrences, pool_texts)
        self._buckets: dict[int, Bucket] = {}

    @cached_property
    def all_texts(self) -> tuple[Text, ...]:
        """The values, each once."""
        return tuple(self.texts.values())

    def extract_features(self, text: Text) -> ValueFeatures:
        """Return the features of a value of the type, or of a text that doesn't occur in the pack."""
        return extract_features(
            text, self.occurrences.get(fold(text), ()), english=self._english, subjects=self._subjects
        )

    def _iter_own_features(self, slots: Sequence[ValueSlot]) -> Iterator[tuple[str, ValueFeatures]]:
        """Yield the features that a value has in one of its several facts, by the name of the slot."""
        for slot in slots:
            if slot.fact is not None and len(self.occurrences[slot.folded]) > 1:
                occurrence = (slot.fact, slot.value_index)
                text = self.texts[slot.folded]
                yield (
                    slot.name,
                    extract_features(text, [occurrence], english=self._english, subjects=self._subjects),
                )

    def bucket_of(self, fact: Fact, index: int) -> Bucket:
        """Return the bucket of a fact's value."""
        number = self._bucket_numbers[fact.id, index]
        if number not in self._buckets:
            slots = self._partition[number]
            features = {slot.folded: self.extract_features(self.texts[slot.folded]) for slot in slots}
            self._buckets[number] = Bucket(slots, features, self._key, dict(self._iter_own_features(slots)))
        return self._buckets[number]

    @cached_property
    def _bucket_numbers(self) -> dict[tuple[str, int], int]:
        """The bucket numbers of the values in facts, by fact id and value index."""
        return {
            (slot.fact.id, slot.value_index): number
            for number, slots in enumerate(self._partition)
            for slot in slots
            if slot.fact is not None
        }

    @cached_property
    def _partition(self) -> tuple[list[ValueSlot], ...]:
        return tuple(partition(list(self._iter_slots()), self._key))

    def _iter_slots(self) -> Iterator[ValueSlot]:
        """Yield the slots of each value that is asked for, and one slot of every other value."""
        for folded in self.texts:
            occurrences = self.occurrences.get(folded, ())
            asked = [(fact, index) for fact, index in occurrences if fact.values[index].asked]
            for fact, index in asked or occurrences[:1]:
                yield ValueSlot(folded, fact, index)
            if not occurrences:
                yield ValueSlot(folded)


def _iter_tiers(
    values: _TypeValues,
    bucket: Bucket,
    fact: Fact,
    index: int,
    seed: int,
    similarity_level: int,
    *,
    is_whole_type: bool,
) -> Iterator[_Tier]:
    """Yield declared values, the own cluster, wider clusters, and the rest of the bucket and the type."""
    clusters = bucket.clusters(seed)[slot_name(fact, index)]
    own = [item for cluster in clusters[: similarity_level + 1] for item in cluster]
    first = {fold(text): values.extract_features(text) for text in fact.values[index].wrong}
    if first:
        room = max(0, _MIN_FIRST - len(first))  # a few declared values alone would make one set of options
        first |= {item.features.folded: item.features for item in own[:room]}
        yield _Tier(first, _DECLARED_BONUS)
    for items in (own, *clusters[similarity_level + 1 :]):
        yield _Tier({item.features.folded: item.features for item in items}, is_ranked=True)
    rest = dict(bucket.values)
    if is_whole_type or len(rest) < BUCKET_SIZE // 2:
        for folded in islice(values.texts, _MAX_TYPE_VALUES if is_whole_type else BUCKET_SIZE):
            if folded not in rest:
                rest[folded] = values.extract_features(values.texts[folded])
    yield _Tier(rest, is_ranked=True)


def _order(tier: _Tier, key: ValueFeatures, seen: set[str], stream: RandomStream) -> list[str]:
    """Draw an order of the tier's values that aren't in `seen`."""
    if not tier.is_ranked:
        return [folded for folded in stream.shuffled(tier.values) if folded not in seen]
    noisy = {
        folded: _add_noise(measure_similarity(key, tier.values[folded]), stream)
        for folded in sorted(tier.values)
        if folded not in seen
    }
    return sorted(noisy, key=lambda folded: -noisy[folded])


def _add_noise(value: float, stream: RandomStream) -> float:
    """Add Gumbel noise, so that the most similar values come first mostly, but not always."""
    draw = min(max(stream.random(), 1e-9), 1 - 1e-9)
    return round(value - _NOISE * log(-log(draw)), 9)
