"""The texts of a pack that name the same thing.

Example: three facts that make `britain`, `the uk` and `albion` one name, by the spellings they accept.

    ship      It came from <country=Britain>.
    train     It went to <country=the UK>, accepted as Britain.
    bird      It was seen in <country=Albion>, accepted as the UK.
"""

from collections.abc import Iterable

from quiz.model.pack import Pack, Value
from quiz.text.normalize import fold


class AliasIndex:
    """The names in a pack, each with its spellings; a spelling in two facts joins their names."""

    def __init__(self, pack: Pack) -> None:
        self._names: dict[str, list[str]] = {}
        for fact in pack.facts:
            for value in fact.values:
                if value.accept:
                    self._join([fold(value.text), *map(fold, value.accept)])

    def spellings(self, folded: str) -> tuple[str, ...]:
        """List every spelling of the name that a folded text is, the text itself first."""
        name = self._names.get(folded)
        if name is None:  # as for most texts
            return (folded,)
        return (folded, *(spelling for spelling in name if spelling != folded))

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
        """Return whether two texts are the same name."""
        return self.canonical(fold(first)) == self.canonical(fold(second))

    def _join(self, spellings: list[str]) -> None:
        joined = (name for spelling in spellings for name in self._names.get(spelling, (spelling,)))
        name = list(dict.fromkeys(joined))
        for spelling in name:
            self._names[spelling] = name


def fold_spellings(value: Value) -> tuple[str, ...]:
    """Fold every text that a value accepts: its own, other right ones and other spellings."""
    return tuple(map(fold, (value.text, *value.also, *value.accept)))
