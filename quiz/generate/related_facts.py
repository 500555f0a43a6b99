"""Find what the rest of a pack tells of the thing that a fact is about.

Two facts state one relation only where their sentences are equal but for their values. Of other sentences
nobody knows what follows from them: who “wrote” a song may or may not be who “composed” it. So whatever
another sentence tells of the same thing is never held against a fact: it is neither right nor wrong there.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from quiz.generate.aliases import AliasIndex
from quiz.generate.values.parse import PARSED_TYPES
from quiz.model.pack import GAP, Fact, Pack, Value
from quiz.text.normalize import fold

_WORDS_AT_MOST = 5
"""No thing is looked for whose name has more words, in a sentence that does not mark it."""
_STEM = 4
"""Words with so many letters in common count as one: `directed` and `director`."""
_COLOURLESS = frozenset("a an the is are was were be been has had have of by it its and".split())
"""Words by which two sentences may differ that say the same."""

TypeSignature = tuple[str, ...]


class RelatedFacts:
    """What a pack tells, by the things that it tells it of."""

    def __init__(self, pack: Pack, names: AliasIndex) -> None:
        self._pack = pack
        self._names = names
        self._tellers: dict[tuple[TypeSignature, str], dict[str, list[Fact]]] = {}
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}

    def find_spellings(self, fact: Fact, index: int) -> tuple[str, ...]:
        """Spell out what other sentences tell of the fact's subject, of the type of the value at `index`."""
        known = self._known.get((fact.id, index))
        if known is None:
            names = dict.fromkeys(self._found(fact, index))
            found = dict.fromkeys(spelling for name in names for spelling in self._names.spellings(name))
            known = self._known[fact.id, index] = tuple(found)
        return known

    def _found(self, fact: Fact, index: int) -> Iterator[str]:
        type_ = fact.values[index].type
        for signature in self._signatures:
            if type_ in signature and not self._is_alone(signature, fact):
                yield from self._in_rows(signature, fact, index)
        if type_ in self._singles:
            yield from self._in_singles(fact, index)
        yield from self._beside(fact, index)

    # Facts of several values

    @cached_property
    def _signatures(self) -> dict[TypeSignature, list[Fact]]:
        """The facts of several values, by the types that they tell."""
        signatures: dict[TypeSignature, list[Fact]] = {}
        by_types: dict[TypeSignature, list[Fact]] = {}
        for fact in self._pack.facts:
            if len(fact.values) > 1:
                types = tuple([value.type for value in fact.values])
                if types not in by_types:
                    by_types[types] = signatures.setdefault(tuple(sorted(types)), [])
                by_types[types].append(fact)
        return signatures

    def _is_alone(self, signature: TypeSignature, fact: Fact) -> bool:
        """Say whether the facts with such values are all of the fact's own relation, of one value a type.

        What the rows of its own table tell, the fact's proofs have looked at.
        """
        if signature not in self._uniform:
            return False
        return self._signatures[signature][0].relation == fact.relation

    @cached_property
    def _uniform(self) -> frozenset[TypeSignature]:
        return frozenset(
            signature
            for signature, facts in self._signatures.items()
            if len(set(signature)) == len(signature) and len({fact.relation for fact in facts}) == 1
        )

    def _in_rows(self, signature: TypeSignature, fact: Fact, index: int) -> Iterator[str]:
        """Look through the facts of several values that are about the fact's subject."""
        type_ = fact.values[index].type
        subject = self._subject(fact, index)
        left = list(signature)
        left.remove(type_)
        shared = [other for other in subject if other in left]
        rows = (
            self._sharing(signature, shared, subject)
            if shared
            else self._mentioned(signature, left, fact, index)
        )
        for row in rows:
            for place, value in enumerate(row.values):
                if row is not fact and value.type == type_ and self._agrees(row, place, subject):
                    yield from self._names.correct_names(value)

    def _sharing(
        self, signature: TypeSignature, shared: Sequence[str], subject: dict[str, list[str]]
    ) -> Sequence[Fact]:
        """Give the facts that tell of a subject by one of its types: the one with the fewest."""
        found = [
            [fact for name in subject[type_] for fact in self._tellers_of(signature, type_).get(name, ())]
            for type_ in shared
        ]
        return min(found, key=len)

    def _mentioned(
        self, signature: TypeSignature, types: Sequence[str], fact: Fact, index: int
    ) -> Iterator[Fact]:
        """Give the facts that tell of something named in the fact's sentence without a mark."""
        names = self._mentions(fact, index)
        for type_ in dict.fromkeys(types):
            if type_ not in PARSED_TYPES:
                tellers = self._tellers_of(signature, type_)
                for name in names:
                    yield from tellers.get(name, ())

    def _agrees(self, row: Fact, place: int, subject: dict[str, list[str]]) -> bool:
        """Say whether a row tells of the subject in every type that the two have in common."""
        other = self._subject(row, place)
        return all(
            set(names).intersection(subject[type_]) for type_, names in other.items() if type_ in subject
        )

    def _subject(self, fact: Fact, index: int) -> dict[str, list[str]]:
        """Name, by type, what a fact tells beside one of its values."""
        subject: dict[str, list[str]] = {}
        for place, value in enumerate(fact.values):
            if place != index:
                subject.setdefault(value.type, []).extend(self._names.correct_names(value))
        return subject

    def _tellers_of(self, signature: TypeSignature, type_: str) -> dict[str, list[Fact]]:
        """Sort the facts of some values by the names of those of a type."""
        found = self._tellers.get((signature, type_))
        if found is None:
            found = self._tellers[signature, type_] = {}
            for fact in self._signatures[signature]:
                for value in fact.values:
                    for name in self._names.correct_names(value) if value.type == type_ else ():
                        found.setdefault(name, []).append(fact)
        return found

    def _mentions(self, fact: Fact, index: int) -> list[str]:
        """Name everything that the fact's sentence may name beside the value at `index`."""
        words = _frame(fact, fact.values[index]).split()
        return self._names.canonical_many(
            " ".join(words[start:end])
            for start in range(len(words))
            for end in range(start + 1, min(start + _WORDS_AT_MOST, len(words)) + 1)
        )

    # Facts of one value

    @cached_property
    def _singles(self) -> "dict[str, _SingleValueIndex]":
        singles: dict[str, _SingleValueIndex] = {}
        for fact in self._pack.facts:
            if len(fact.values) == 1:
                singles.setdefault(fact.values[0].type, _SingleValueIndex()).facts.append(fact)
        return singles

    def _in_singles(self, fact: Fact, index: int) -> Iterator[str]:
        singles = self._singles[fact.values[index].type]
        if len(fact.values) == 1:
            found = singles.alike(fact)
        else:
            subject = self._subject(fact, index)
            named = [name for type_, names in subject.items() if type_ not in PARSED_TYPES for name in names]
            found = singles.naming([spelling for name in named for spelling in self._names.spellings(name)])
        for other in found:
            if other is not fact:
                yield from self._names.correct_names(other.values[0])

    def _beside(self, fact: Fact, index: int) -> Iterator[str]:
        """Give the sentences about the fact's subject, which may tell of anything without marking it."""
        if not self._single_tellers:
            return
        type_ = fact.values[index].type
        if len(fact.values) > 1:
            subject = self._subject(fact, index)
            names = [name for other, named in subject.items() if other not in PARSED_TYPES for name in named]
        else:
            names = self._mentions(fact, index)
        for name in dict.fromkeys(names):
            for other in self._single_tellers.get(name, ()):
                if other.values[0].type != type_:
                    yield _frame(other, other.values[0])

    @cached_property
    def _single_tellers(self) -> dict[str, list[Fact]]:
        """Sort the facts of one value by the names of what they tell."""
        found: dict[str, list[Fact]] = {}
        for singles in self._singles.values():
            for fact in singles.facts:
                for name in self._names.correct_names(fact.values[0]):
                    found.setdefault(name, []).append(fact)
        return found


class _SingleValueIndex:
    """The facts of one value each, all of a type, by the words of their sentences."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def alike(self, fact: Fact) -> Iterator[Fact]:
        """Give the facts whose words are all among the fact's, or the other way about."""
        own = _stems(fact)
        if not own:
            return
        for other in min((self._by_stem.get(stem, []) for stem in sorted(own)), key=len):
            if own <= _stems(other):
                yield other
        for stem in sorted(own):
            for other in self._by_longest.get(stem, ()):
                if _stems(other) <= own:
                    yield other

    def naming(self, names: Sequence[str]) -> Iterator[Fact]:
        """Give the facts whose sentences name one of the things."""
        for name in names:
            for other in self._by_word.get(name.split()[0], ()):
                if f" {name} " in f" {_frame(other, other.values[0])} ":
                    yield other

    @cached_property
    def _by_word(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            for word in dict.fromkeys(_frame(fact, fact.values[0]).split()):
                found.setdefault(word, []).append(fact)
        return found

    @cached_property
    def _by_stem(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            for stem in sorted(_stems(fact)):
                found.setdefault(stem, []).append(fact)
        return found

    @cached_property
    def _by_longest(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            stems = _stems(fact)
            if stems:
                found.setdefault(max(stems, key=lambda stem: (len(stem), stem)), []).append(fact)
        return found


def _frame(fact: Fact, value: Value) -> str:
    """Give a sentence without one of its values, folded."""
    return fold(f"{fact.sentence[: value.start]} {GAP} {fact.sentence[value.end :]}")


def _stems(fact: Fact) -> frozenset[str]:
    """Give the words of a fact of one value, beside that value, as far as they tell one fact from another."""
    words = _frame(fact, fact.values[0]).split()
    return frozenset(word[:_STEM] if word.isalpha() else word for word in words if word not in _COLOURLESS)
