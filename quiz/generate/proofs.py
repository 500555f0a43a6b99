"""Prove, from what a pack says, that a value would make a fact's sentence false."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from quiz.generate.aliases import AliasIndex
from quiz.generate.related_facts import RelatedFacts
from quiz.generate.values import parse
from quiz.model.pack import GAP, Fact, Pack, Value
from quiz.model.question import ProofReason
from quiz.text.normalize import fold
from quiz.text.safe import Text

_LOOKED_AT = 32
"""So many facts of a relation are looked through for what may stand beside an open value."""
_FEW = 32
"""So few facts are compared one by one, before a further place of theirs is indexed."""


class Disproof(NamedTuple):
    """Why a value is false in a fact, with the ids of the facts that show it."""

    reason: ProofReason
    fact_ids: tuple[str, ...]


class AcceptedAnswers(NamedTuple):
    """What is right in a value's place."""

    spellings: tuple[str, ...]
    """Every spelling of every right answer, folded."""
    fact_ids: tuple[str, ...]
    """The facts that say so, the value's own first."""
    is_many: bool
    """Whether the pack knows more than one right answer."""
    is_open: bool
    """Whether one of the facts says that there may be more than it knows."""
    magnitudes: frozenset[float]
    """What right answers are worth that are numbers or dates, where there are several."""


class _ProofContext(NamedTuple):
    """What candidates for the place of a fact's value are held against."""

    right: AcceptedAnswers
    rest: str
    """The sentence around the value, folded: what is told there is not told again."""
    others: tuple[str, ...]
    """Every spelling of the sentence's other values: what holds one of them tells of it."""
    wrong: frozenset[str]
    """What the author declares wrong, folded."""
    doubts: frozenset[str]
    """The names of what may or may not be right."""


class ProofEngine:
    """What a pack knows, in the order in which proofs ask for it."""

    def __init__(self, pack: Pack, *, english: bool = True) -> None:
        self._pack = pack
        self._english = english
        self._names = AliasIndex(pack)
        self._elsewhere = RelatedFacts(pack, self._names)
        self._right: dict[tuple[str, int], AcceptedAnswers] = {}
        self._columns: dict[tuple[str, int], list[str]] = {}
        self._lopsided: dict[tuple[str, int], bool] = {}
        self._told: dict[tuple[str, int], dict[str, list[int]]] = {}
        self._doubtful: dict[tuple[str, int], frozenset[str]] = {}
        self._last: tuple[tuple[str, int], _ProofContext] | None = None

    def accepted_answers(self, fact: Fact, index: int) -> AcceptedAnswers:
        """Collect the right answers in the place of a fact's value, other facts' answers included."""
        known = self._right.get((fact.id, index))
        if known is None:
            known = self._right[fact.id, index] = self._collected(fact, index)
        return known

    def disprove(self, fact: Fact, index: int, candidate: str) -> Disproof | None:
        """Prove that the candidate is false in the place of a fact's value; `None` where nothing shows it."""
        place = self._place(fact, index)
        right = place.right
        folded = fold(candidate)
        names = self._names.spellings(folded)
        if _touch_any(folded, right.spellings) or any(name in right.spellings for name in names[1:]):
            return None
        if right.magnitudes and self._size(candidate, fact.values[index].type) in right.magnitudes:
            return None
        if any(_within(name, place.rest) for name in names):
            return None
        if any(_within(other, folded) for other in place.others):
            return None
        if folded in place.wrong:
            return Disproof(ProofReason.DECLARED_WRONG, (fact.id,))
        if self._names.canonical(folded) in place.doubts:
            return None
        told = self._elsewhere.find_spellings(fact, index)
        if any(_touch_any(name, told) for name in names):
            return None
        if right.is_open:
            return self._inverse(fact, index, folded)
        reason = ProofReason.COMPLETE_LIST if right.is_many else ProofReason.SINGLE_VALUED
        return Disproof(reason, right.fact_ids)

    def is_lopsided(self, fact: Fact, index: int) -> bool:
        """Say whether one value holds more than half of the column that the value stands in."""
        place = (fact.relation, index)
        if place not in self._lopsided:
            rows = self._relations[fact.relation]
            most = max(Counter(filter(None, self._folded(*place))).values())
            self._lopsided[place] = len(rows) > 2 and 2 * most > len(rows)
        return self._lopsided[place]

    def column_values(self, fact: Fact, index: int) -> list[Value]:
        """List what the facts of the relation tell in one place."""
        return [row.values[index] for row in self._relations[fact.relation] if index < len(row.values)]

    def count_siblings(self, fact: Fact) -> int:
        """Count the facts that state the same relation, this one included."""
        return len(self._relations[fact.relation])

    def are_same_name(self, one: str, other: str) -> bool:
        """Say whether two texts name the same, in folding or by a spelling that a fact accepts."""
        return self._names.are_same(one, other)

    def is_conflict(self, one: str, other: str) -> bool:
        """Say whether two texts can't both be options: they name the same, or one contains the other."""
        return self.are_same_name(one, other) or _touch(fold(one), fold(other))

    def list_inverse_candidates(self, fact: Fact, index: int) -> tuple[Text, ...]:
        """List values of the same relation's other facts and of the same type, a few, for an open value."""
        rows = self._relations[fact.relation][:_LOOKED_AT]
        values = [row.values[index] for row in rows if index < len(row.values)]
        return tuple(value.text for value in values if value.type == fact.values[index].type)

    def _collected(self, fact: Fact, index: int) -> AcceptedAnswers:
        answers: dict[str, None] = {}
        facts: dict[str, None] = {fact.id: None}
        values = [fact.values[index]]
        for sibling in self._agreeing(fact, index):
            if sibling.id != fact.id and index < len(sibling.values):
                facts[sibling.id] = None
                values.append(sibling.values[index])
        asks = set(fact.values[index].wordings)
        for other in self._asked_alike(fact.values[index]):
            if other.id not in facts:
                facts[other.id] = None
                values += [value for value in other.values if not asks.isdisjoint(value.wordings)]
        for value in values:
            for name in _names(value):
                answers.update(dict.fromkeys(self._names.spellings(name)))
        distinct = {self._names.canonical_of(value) for value in values}
        is_many = len(distinct) > 1 or any(value.also for value in values)
        is_open = any(value.open for value in values)
        return AcceptedAnswers(tuple(answers), tuple(facts), is_many, is_open, self._sizes(values))

    def _sizes(self, values: Sequence[Value]) -> frozenset[float]:
        """Give what some values are worth, if there are several ways to write a right number or date."""
        texts = {(text, value.type) for value in values for text in (value.text, *value.also, *value.accept)}
        if len(texts) < 2 and not values[0].wrong:
            return frozenset()
        sizes = (self._size(text, type_) for text, type_ in texts)
        return frozenset(size for size in sizes if size is not None)

    def _size(self, text: str, type_: str) -> float | None:
        return (
            parse.parse_magnitude(text, type_, english=self._english) if type_ in parse.PARSED_TYPES else None
        )

    def _asked_alike(self, value: Value) -> Sequence[Fact]:
        """Find the facts with a value that the same question asks for."""
        return [fact for ask in value.wordings for fact in self._shared_asks.get(ask, ())]

    @cached_property
    def _shared_asks(self) -> dict[str, list[Fact]]:
        """The facts by their questions, as far as several facts have the same."""
        first: dict[str, Fact] = {}
        shared: dict[str, list[Fact]] = {}
        for fact in self._pack.facts:
            for value in fact.values:
                if value.ask is None:
                    continue
                for ask in value.wordings if value.ask_also else (value.ask,):
                    if (known := first.setdefault(ask, fact)) is not fact:
                        shared.setdefault(ask, [known]).append(fact)
        return shared

    def _agreeing(self, fact: Fact, index: int) -> Iterable[Fact]:
        """Find the facts of the relation that are true of the subject which the fact's sentence names."""
        rows = self._relations[fact.relation]
        others = [place for place in range(len(fact.values)) if place != index]
        if len(rows) == 1 or not others:
            return rows
        numbers: Sequence[int] = range(len(rows))
        for place in others:
            told = self._told_of(fact, place)
            numbers = told if len(numbers) == len(rows) else sorted(set(numbers).intersection(told))
            if len(numbers) <= _FEW:
                break
        found = [rows[number] for number in numbers]
        return [row for row in found if all(self._is_told_of(row, fact, place) for place in others)]

    def _told_of(self, fact: Fact, place: int) -> Sequence[int]:
        """Number the facts of the relation that tell of the same thing in a place, ascending."""
        holders = self._holders(fact.relation, place)
        return holders.get(self._names.canonical_of(fact.values[place]), ())

    def _is_told_of(self, row: Fact, fact: Fact, place: int) -> bool:
        if place >= len(row.values):
            return False
        return row is fact or self._names.canonical_of(fact.values[place]) in self._names.correct_names(
            row.values[place]
        )

    def _doubts(self, relation: str, index: int) -> frozenset[str]:
        """Give the names of which empty cells leave open whether they are right in a place of a relation."""
        place = (relation, index)
        if place not in self._doubtful:
            doubts = [one for one in self._pack.unknown_cells if (one.relation, one.value_index) == place]
            self._doubtful[place] = frozenset(
                self._names.canonical(fold(text)) for one in doubts for text in one.values
            )
        return self._doubtful[place]

    def _inverse(self, fact: Fact, index: int, folded: str) -> Disproof | None:
        """Look for a fact that gives the candidate to another subject, which alone it can belong to."""
        candidate = self._names.canonical(folded)
        for other in self._relations[fact.relation][:_LOOKED_AT]:
            if index >= len(other.values) or candidate not in self._names.correct_names(other.values[index]):
                continue
            differing = [
                place
                for place, value in enumerate(fact.values)
                if place != index
                and self._names.canonical_of(value) not in self._names.correct_names(other.values[place])
            ]
            if len(differing) != 1:
                continue
            subject = other.values[differing[0]]
            holders = self.accepted_answers(other, differing[0])
            if holders.is_open or not subject.asked or holders.is_many:
                continue
            if not set(holders.spellings).intersection(_names(fact.values[differing[0]])):
                return Disproof(ProofReason.INVERSE, (other.id,))
        return None

    def _place(self, fact: Fact, index: int) -> "_ProofContext":
        """Gather what candidates are held against; that of the last value is kept, as many are for one."""
        key = fact.id, index
        if self._last is None or self._last[0] != key:
            self._last = key, self._gathered(fact, index)
        return self._last[1]

    def _gathered(self, fact: Fact, index: int) -> "_ProofContext":
        value = fact.values[index]
        others = (other for place, other in enumerate(fact.values) if place != index)
        told = (name for other in others for name in self._names.correct_names(other))
        spellings = (spelling for name in told for spelling in self._names.spellings(name))
        # A date that holds the year of which the sentence tells has neighbours that hold it too.
        own = fold(value.text) if value.type in parse.TIME_TYPES else ""
        return _ProofContext(
            self.accepted_answers(fact, index),
            fold(f"{fact.sentence[: value.start]} {GAP} {fact.sentence[value.end :]}"),
            tuple(spelling for spelling in spellings if not _within(spelling, own)),
            frozenset(map(fold, value.wrong)),
            self._doubts(fact.relation, index),
        )

    @cached_property
    def _relations(self) -> dict[str, list[Fact]]:
        relations: dict[str, list[Fact]] = {}
        for fact in self._pack.facts:
            relations.setdefault(fact.relation, []).append(fact)
        return relations

    def _holders(self, relation: str, place: int) -> dict[str, list[int]]:
        """Sort a relation's facts, by number, by every name of what they tell in a place."""
        found = self._told.get((relation, place))
        if found is None:
            found = self._told[relation, place] = {}
            names = self._names.canonical_many(self._folded(relation, place))
            for number, (fact, name) in enumerate(zip(self._relations[relation], names, strict=True)):
                if place >= len(fact.values):
                    continue
                value = fact.values[place]
                for one in self._names.correct_names(value) if value.also else (name,):
                    found.setdefault(one, []).append(number)
        return found

    def _folded(self, relation: str, place: int) -> list[str]:
        """Fold, once, what each fact of a relation tells in a place; empty where it tells nothing there."""
        found = self._columns.get((relation, place))
        if found is None:
            rows = self._relations[relation]
            texts = [row.values[place].text if place < len(row.values) else "" for row in rows]
            found = self._columns[relation, place] = list(map(fold, texts))
        return found


def _names(value: Value) -> tuple[str, ...]:
    return tuple(map(fold, (value.text, *value.also, *value.accept)))


def _touch_any(one: str, others: Iterable[str]) -> bool:
    return any(_touch(other, one) for other in others)


def _touch(one: str, other: str) -> bool:
    """Say whether either text contains the other."""
    return _within(one, other) or _within(other, one)


def _within(part: str, whole: str) -> bool:
    return part in whole and f" {part} " in f" {whole} "  # most differ, which the first look shows
