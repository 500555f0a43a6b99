"""Fame: how well known the subjects of a pack are, by the numbers under `known`."""

from bisect import bisect_left, bisect_right

from quiz.model.pack import Fact, Pack


class FameIndex:
    """The ranks of the subjects of a pack among those with the same heading."""

    def __init__(self, pack: Pack) -> None:
        known: dict[str, dict[str, float]] = {}
        for fact in pack.facts:
            if fact.known is not None and fact.values:
                known.setdefault(heading_of(fact), {})[fact.values[0].text] = fact.known
        self._known = known
        self._levels = {heading: sorted(subjects.values()) for heading, subjects in known.items()}

    def rank(self, fact: Fact) -> float | None:
        """Return the rank of a fact's subject, from 0 for the best known to 1 for the least known.

        Subjects with the same number share the middle of their ranks. The rank is `None` for a subject
        without a number, and if all subjects have the same one.
        """
        if fact.known is None or not fact.values:
            return None
        levels = self._levels[heading_of(fact)]
        if levels[0] == levels[-1]:
            return None
        middle = (bisect_left(levels, fact.known) + bisect_right(levels, fact.known) - 1) / 2
        return 1 - middle / (len(levels) - 1)

    def find_known(self, text: str) -> float | None:
        """Return the largest number under `known` of a subject with a name, whatever its heading."""
        return max(filter(None, (subjects.get(text) for subjects in self._known.values())), default=None)


def heading_of(fact: Fact) -> str:
    """Return what the subject of a fact is, such as `country`: the label of the first value, or its type."""
    return fact.values[0].label or fact.values[0].type
