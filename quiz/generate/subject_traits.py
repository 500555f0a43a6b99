"""The subjects of facts: their fame, and what makes two of them easy to confuse."""

from collections.abc import Iterable

from quiz.generate.fame import FameIndex, heading_of
from quiz.model.pack import Fact, NearCell, Pack
from quiz.text.normalize import fold


class SubjectTraits:
    """The subjects of a pack, each the first value of its facts."""

    def __init__(self, pack: Pack) -> None:
        self.fame = FameIndex(pack)
        self._near: dict[tuple[str, str], dict[NearCell, None]] = {}
        """The cells under `near` of each subject, and the subject itself, in the order of the pack."""
        for fact in pack.facts:
            if fact.near and fact.values:
                subject = fact.values[0].text
                cells = self._near.setdefault((heading_of(fact), fold(subject)), {})
                cells.update(
                    dict.fromkeys((*fact.near, *(NearCell(cell.column, subject) for cell in fact.near)))
                )

    def list_near(self, fact: Fact) -> Iterable[NearCell]:
        """List the values that make the subject of a fact easy to confuse, wherever the pack has them."""
        if not self._near or not fact.values:
            return ()
        return self._near.get((heading_of(fact), fold(fact.values[0].text)), ())
