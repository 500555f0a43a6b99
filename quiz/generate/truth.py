"""Prove, from what a pack says, that a value would make a fact's sentence false."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from quiz.core.model import GAP, Fact, Pack, Reason, Value
from quiz.text.fold import fold
from quiz.text.safe import Text

_LOOKED_AT = 32
"""So many facts of a relation are looked through for what may stand beside an open value."""
_FEW = 32
"""So few facts are compared one by one, before a further place of theirs is indexed."""


class Falsity(NamedTuple):
    """Why a value is false in a fact, with the ids of the facts that show it."""

    reason: Reason
    facts: tuple[str, ...]


class Right(NamedTuple):
    """What is right in a value's place: every spelling of every right answer, folded."""

    answers: tuple[str, ...]
    facts: tuple[str, ...]
    """The facts that say so, the value's own first."""
    is_many: bool
    """Whether the pack knows more than one right answer."""


class Truth:
    """What a pack knows, in the order in which proofs ask for it."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._right: dict[tuple[str, int], Right] = {}
        self._lopsided: dict[tuple[str, int], bool] = {}
        self._told: dict[tuple[str, int], dict[str, list[int]]] = {}

    def right(self, fact: Fact, index: int) -> Right:
        """Collect the right answers in the place of a fact's value, other facts' answers included."""
        known = self._right.get((fact.id, index))
        if known is None:
            known = self._right[fact.id, index] = self._collected(fact, index)
        return known

    def proof(self, fact: Fact, index: int, candidate: str) -> Falsity | None:
        """Prove that the candidate is false in the place of a fact's value; `None` where nothing shows it."""
        value = fact.values[index]
        right = self.right(fact, index)
        folded = fold(candidate)
        if any(
            _within(answer, folded) or _within(folded, answer) for answer in self._spellings(right.answers)
        ):
            return None
        if any(spelling in right.answers for spelling in self._aliases.get(folded, ())):
            return None
        if _stands_beside(fact, index, folded):
            return None
        if folded in map(fold, value.wrong):
            return Falsity(Reason.DECLARED_WRONG, (fact.id,))
        if value.open:
            return self._inverse(fact, index, folded)
        reason = Reason.COMPLETE_LIST if right.is_many else Reason.SINGLE_VALUED
        return Falsity(reason, right.facts)

    def is_lopsided(self, fact: Fact, index: int) -> bool:
        """Say whether one value holds more than half of the column that the value stands in."""
        place = (fact.relation, index)
        if place not in self._lopsided:
            rows = self._relations[fact.relation]
            column = Counter(fold(row.values[index].text) for row in rows if index < len(row.values))
            self._lopsided[place] = len(rows) > 2 and 2 * max(column.values()) > len(rows)
        return self._lopsided[place]

    def siblings(self, fact: Fact) -> int:
        """Count the facts that state the same relation, this one included."""
        return len(self._relations[fact.relation])

    def same_name(self, one: str, other: str) -> bool:
        """Say whether two texts name the same, in folding or by a spelling that a fact accepts."""
        return fold(one) == fold(other) or fold(other) in self._aliases.get(fold(one), ())

    def inverse_candidates(self, fact: Fact, index: int) -> tuple[Text, ...]:
        """List values of the same relation's other facts and of the same type, a few, for an open value."""
        rows = self._relations[fact.relation][:_LOOKED_AT]
        values = [row.values[index] for row in rows if index < len(row.values)]
        return tuple(value.text for value in values if value.type == fact.values[index].type)

    def _collected(self, fact: Fact, index: int) -> Right:
        answers: dict[str, None] = {}
        facts: dict[str, None] = {fact.id: None}
        values = [fact.values[index]]
        for sibling in self._agreeing(fact, index):
            if sibling.id != fact.id and index < len(sibling.values):
                facts[sibling.id] = None
                values.append(sibling.values[index])
        for value in values:
            answers.update(dict.fromkeys(_names(value)))
        distinct = {fold(value.text) for value in values}
        is_many = len(distinct) > 1 or any(value.also for value in values)
        return Right(tuple(answers), tuple(facts), is_many)

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
        return [row for row in found if all(_is_told_of(row, fact, place) for place in others)]

    def _told_of(self, fact: Fact, place: int) -> Sequence[int]:
        """Number the facts of the relation that tell of the same thing in a place, ascending."""
        holders = self._holders(fact.relation, place)
        found = [holders.get(name, ()) for name in dict.fromkeys(_spellings(fact.values[place]))]
        return found[0] if len(found) == 1 else sorted({number for numbers in found for number in numbers})

    def _inverse(self, fact: Fact, index: int, candidate: str) -> Falsity | None:
        """Look for a fact that gives the candidate to another subject, which alone it can belong to."""
        for other in self._relations[fact.relation][:_LOOKED_AT]:
            if index >= len(other.values) or candidate not in _names(other.values[index]):
                continue
            differing = [
                place
                for place, value in enumerate(fact.values)
                if place != index and not set(_spellings(value)) & set(_names(other.values[place]))
            ]
            if len(differing) != 1:
                continue
            subject = other.values[differing[0]]
            holders = self.right(other, differing[0])
            if subject.open or not subject.asked or holders.is_many:
                continue
            if not set(holders.answers) & set(_names(fact.values[differing[0]])):
                return Falsity(Reason.INVERSE, (other.id,))
        return None

    def _spellings(self, answers: Iterable[str]) -> Iterator[str]:
        for answer in answers:
            yield answer
            yield from self._aliases.get(answer, ())

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
            for number, fact in enumerate(self._relations[relation]):
                if place < len(fact.values):
                    for name in dict.fromkeys(_names(fact.values[place])):
                        found.setdefault(name, []).append(number)
        return found

    @cached_property
    def _aliases(self) -> dict[str, tuple[str, ...]]:
        """For each name that has other spellings, all of them."""
        aliases: dict[str, dict[str, None]] = {}
        for fact in self._pack.facts:
            for value in fact.values:
                if value.accept:
                    spellings = [fold(value.text), *map(fold, value.accept)]
                    for spelling in spellings:
                        aliases.setdefault(spelling, {}).update(dict.fromkeys(spellings))
        return {name: tuple(spellings) for name, spellings in aliases.items()}


def _names(value: Value) -> tuple[str, ...]:
    return tuple(map(fold, (value.text, *value.also, *value.accept)))


def _spellings(value: Value) -> tuple[str, ...]:
    return tuple(map(fold, (value.text, *value.accept)))


def _is_told_of(row: Fact, fact: Fact, place: int) -> bool:
    if place >= len(row.values):
        return False
    return row is fact or not set(_spellings(fact.values[place])).isdisjoint(_names(row.values[place]))


def _stands_beside(fact: Fact, index: int, folded: str) -> bool:
    """Say whether the candidate is told elsewhere in the sentence, or tells another of its values."""
    value = fact.values[index]
    rest = fold(f"{fact.sentence[: value.start]} {GAP} {fact.sentence[value.end :]}")
    if _within(folded, rest):
        return True
    others = (fold(other.text) for place, other in enumerate(fact.values) if place != index)
    return any(_within(other, folded) for other in others)


def _within(part: str, whole: str) -> bool:
    return part in whole and f" {part} " in f" {whole} "  # most differ, which the first look shows
