"""The texts of a pack that name the same thing.

Example: three facts that make `britain`, `the uk` and `albion` one name, by the spellings they accept.

    ship      It came from <country=Britain>.
    train     It went to <country=the UK>, accepted as Britain.
    bird      It was seen in <country=Albion>, accepted as the UK.
"""

from collections.abc import Iterable

from quiz.model.pack import NameGroup, NameOrigin, Pack, Value
from quiz.text.normalize import fold
from quiz.text.safe import Text


class AliasIndex:
    """The names in a pack, each with its spellings; a spelling in two facts joins their names."""

    def __init__(self, pack: Pack) -> None:
        self._names: dict[str, list[str]] = {}
        self._twins: dict[str, dict[str, None]] = {}
        """Texts that are probably other names of the same thing, by each of them."""
        self._shown: dict[str, Text] = {}
        """The name of a declared or known group that is shown as a wrong answer."""
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
        return tuple(self._twins.get(folded, ()))

    def shown_name(self, text: Text) -> Text:
        """Return the name that is shown for a text in a wrong answer: the first one of its group."""
        return self._shown.get(fold(text), text)

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

    def correct_names(self, value: Value) -> tuple[str, ...]:
        """List the canonical spellings of everything that is right for a value."""
        if not value.also:  # as in most values
            return (self.canonical_of(value),)
        return tuple(dict.fromkeys(self.canonical(fold(text)) for text in (value.text, *value.also)))

    def are_same(self, first: str, second: str) -> bool:
        """Return whether two texts are the same name, or probably are."""
        one, other = fold(first), fold(second)
        return self.canonical(one) == self.canonical(other) or other in self._twins.get(one, ())

    def _add_group(self, group: NameGroup) -> None:
        names = list(map(fold, group.names))
        if group.origin is NameOrigin.DECLARED:
            self._join(names)
        else:
            for name in names:
                others = (other for other in names if other != name)
                self._twins.setdefault(name, {}).update(dict.fromkeys(others))
        if group.origin in (NameOrigin.DECLARED, NameOrigin.KNOWN):
            self._shown |= dict.fromkeys(names, group.names[0])

    def _join(self, spellings: list[str]) -> None:
        joined = (name for spelling in spellings for name in self._names.get(spelling, (spelling,)))
        name = list(dict.fromkeys(joined))
        for spelling in name:
            self._names[spelling] = name


def fold_spellings(value: Value) -> tuple[str, ...]:
    """Fold every text that a value accepts: its own, other right ones and other spellings."""
    return tuple(map(fold, (value.text, *value.also, *value.accept)))
