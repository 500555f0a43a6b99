"""Which texts of a pack name the same thing."""

from collections.abc import Iterable

from quiz.model.pack import Pack, Value
from quiz.text.normalize import fold


class AliasIndex:
    """The names in a pack; a chain of spellings that `accept` joins is one name, however long it is."""

    def __init__(self, pack: Pack) -> None:
        self._classes: dict[str, list[str]] = {}
        for fact in pack.facts:
            for value in fact.values:
                if value.accept:
                    self._join([fold(value.text), *map(fold, value.accept)])

    def spellings(self, folded: str) -> tuple[str, ...]:
        """List every spelling of what a folded text names, the text itself first."""
        known = self._classes.get(folded)
        return (folded,) if known is None else (folded, *(name for name in known if name != folded))

    def canonical(self, folded: str) -> str:
        """Give the one of its spellings that stands for them all."""
        known = self._classes.get(folded)
        return folded if known is None else known[0]

    def canonical_many(self, folded: Iterable[str]) -> list[str]:
        """Give that for each of many texts, of which most name nothing."""
        classes = self._classes
        return [classes[text][0] if text in classes else text for text in folded]

    def are_same(self, one: str, other: str) -> bool:
        """Say whether two texts name the same."""
        return self.canonical(fold(one)) == self.canonical(fold(other))

    def canonical_of(self, value: Value) -> str:
        """Give the name of what a value's own text names."""
        return self.canonical(fold(value.text))

    def correct_names(self, value: Value) -> tuple[str, ...]:
        """Give the names of everything that is right in a value's place."""
        if not value.also:  # as most values
            return (self.canonical(fold(value.text)),)
        return tuple(dict.fromkeys(self.canonical(fold(text)) for text in (value.text, *value.also)))

    def _join(self, spellings: list[str]) -> None:
        joined: dict[str, None] = {}
        for spelling in spellings:
            joined.update(dict.fromkeys(self._classes.get(spelling, (spelling,))))
        names = list(joined)
        for name in names:
            self._classes[name] = names
