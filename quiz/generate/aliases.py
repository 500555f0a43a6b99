"""The texts of a pack that name the same thing.

Example: three facts that make `britain`, `the uk` and `albion` one name, by the spellings they accept.

    ship      It came from <country=Britain>.
    train     It went to <country=the UK>, accepted as Britain.
    bird      It was seen in <country=Albion>, accepted as the UK.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from quiz.generate.phrases import PhraseIndex, PhraseUnion
from quiz.model.pack import AnswerGroup, NameGroup, NameOrigin, Pack, Value
from quiz.text.normalize import fold
from quiz.text.safe import Text


class AliasIndex:
    """The names in a pack, each with its spellings; a spelling in two facts joins their names."""

    def __init__(self, pack: Pack) -> None:
        self._names: dict[str, deque[str]] = {}
        self._group_names: dict[AnswerGroup, dict[str, None]] = {}
        self._name_phrases: dict[str, PhraseIndex] = {}
        self._group_phrases: dict[AnswerGroup, PhraseIndex] = {}
        self._twins: dict[str, list[Sequence[str]]] = {}
        """The groups of texts that probably name one thing, by each of their texts."""
        self._shown: dict[tuple[str, str], Text] = {}
        """The name that is shown as a wrong answer, by the type and the names of its group."""
        for fact in pack.facts:
            for value in fact.values:
                if value.accept:
                    self._join([fold(value.text), *map(fold, value.accept)])
        for group in pack.names:
            self._add_group(group)

    def spellings(self, folded: str) -> tuple[str, ...]:
        """List every spelling of the name that a folded text is, the text itself first."""
        name = self._names.get(folded)
        if name is None:  # as for most texts
            return (folded,)
        return (folded, *(spelling for spelling in name if spelling != folded))

    def twins(self, folded: str) -> tuple[str, ...]:
        """List the texts that probably name the same thing as a folded text; no one has declared it."""
        groups = self._twins.get(folded)
        if groups is None:  # as for most texts
            return ()
        return tuple(dict.fromkeys(twin for group in groups for twin in group if twin != folded))

    @property
    def has_twins(self) -> bool:
        """Whether some texts probably name the same thing as others."""
        return bool(self._twins)

    def shown_name(self, text: Text, type_: str) -> Text:
        """Return the name that is shown for a text in a wrong answer: the first of its group in its type."""
        return self._shown.get((type_, fold(text)), text) if self._shown else text

    def iter_spellings(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the spellings of folded texts, each once and each text before its other spellings."""
        seen: set[str] = set()
        for text in texts:
            if text not in seen:
                names = self.spellings(text)
                seen.update(names)
                yield from names

    def canonical(self, folded: str) -> str:
        """Return the spelling that stands for all spellings of a name."""
        name = self._names.get(folded)
        return folded if name is None else name[0]

    def canonical_many(self, folded: Iterable[str]) -> list[str]:
        """Return the canonical spelling of each text; most texts have no other."""
        names = self._names
        return [names[text][0] if text in names else text for text in folded]

    def canonical_of(self, value: Value) -> str:
        """Return the canonical spelling of a value's own text."""
        return self.canonical(fold(value.text))

    def correct_names(self, value: Value) -> Collection[str]:
        """List the canonical spellings of everything that is right for a value.

        The values of a group share one list, so that a group of n values takes n names.
        """
        if value.group is not None:
            return self.names_of_group(value.group)
        if not value.also:  # as in most values
            return (self.canonical_of(value),)
        return tuple(dict.fromkeys(self.canonical(fold(text)) for text in (value.text, *value.also)))

    def names_of_group(self, group: AnswerGroup) -> Collection[str]:
        """List the canonical spellings of a group's answers."""
        if group not in self._group_names:
            self._group_names[group] = dict.fromkeys(self.canonical(fold(text)) for text in group.texts)
        return self._group_names[group]

    def share_name(self, first: Value, second: Value) -> bool:
        """Return whether something is right for both values."""
        if first.group is not None and first.group is second.group:
            return True
        own, other = sorted((self.correct_names(first), self.correct_names(second)), key=len)
        return any(name in other for name in own)

    def phrases_of_name(self, name: str) -> PhraseIndex:
        """Return the spellings of a canonical name."""
        if name not in self._names:
            return PhraseIndex((name,))
        if name not in self._name_phrases:
            self._name_phrases[name] = PhraseIndex(self._names[name])
        return self._name_phrases[name]

    def join_phrases(self, texts: Iterable[str]) -> PhraseUnion:
        """Return every spelling of the names that folded texts are."""
        single: list[str] = []
        several: dict[str, None] = {}
        for text in texts:
            if text in self._names:
                several[self._names[text][0]] = None
            else:
                single.append(text)
        shared = map(self.phrases_of_name, several)
        return PhraseUnion((PhraseIndex(single), *shared) if single else shared)

    def phrases_of(self, value: Value) -> tuple[PhraseIndex, ...]:
        """Return every spelling of everything that is right for a value."""
        if value.group is None:
            return tuple(map(self.phrases_of_name, self.correct_names(value)))
        return (self.phrases_of_group(value.group),)

    def phrases_of_group(self, group: AnswerGroup) -> PhraseIndex:
        """Return every spelling of a group's answers."""
        if group not in self._group_phrases:
            names = self.names_of_group(group)
            self._group_phrases[group] = PhraseIndex(self.iter_spellings(names))
        return self._group_phrases[group]

    def find_names_in(self, folded: str) -> frozenset[str]:
        """Return the canonical names of several spellings that a text contains."""
        return frozenset(self.canonical(phrase) for phrase in self._all_phrases.iter_within(folded))

    @cached_property
    def _all_phrases(self) -> PhraseIndex:
        return PhraseIndex(self._names)

    def are_same(self, first: str, second: str) -> bool:
        """Return whether two texts are the same name, or probably are."""
        one, other = fold(first), fold(second)
        if one in self._twins and other in self.twins(one):
            return True
        return self.canonical(one) == self.canonical(other)

    def _add_group(self, group: NameGroup) -> None:
        names = list(map(fold, group.names))
        if group.origin is NameOrigin.DECLARED:
            self._join(names)
        else:
            for name in dict.fromkeys(names):
                self._twins.setdefault(name, []).append(names)
        if group.origin in (NameOrigin.DECLARED, NameOrigin.KNOWN):
            self._shown |= dict.fromkeys(((group.type, name) for name in names), group.names[0])

    def _join(self, spellings: Sequence[str]) -> None:
        """Join the names of some spellings; the smaller of two names moves to the larger."""
        joined = self._name_of(spellings[0])
        for spelling in spellings[1:]:
            name = self._name_of(spelling)
            if name is joined:
                continue
            if len(name) <= len(joined):
                joined.extend(name)
                moved = name
            else:
                name.extendleft(reversed(joined))
                joined, moved = name, joined
            for each in moved:
                self._names[each] = joined

    def _name_of(self, spelling: str) -> deque[str]:
        return self._names.setdefault(spelling, deque((spelling,)))


def iter_answers(value: Value, groups: set[AnswerGroup]) -> Iterator[Text]:
    """Yield every text that a value accepts, without those of the groups seen so far."""
    yield from (value.text, *value.also, *value.accept)
    if value.group is not None and value.group not in groups:
        groups.add(value.group)
        yield from value.group.texts


def fold_spellings(value: Value) -> tuple[str, ...]:
    """Fold every text that a value accepts: its own, other right ones and other spellings."""
    return tuple(map(fold, (*value.right_answers, *value.accept)))
