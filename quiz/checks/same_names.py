"""Values of one type that probably name one thing, so that no question shows both."""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.pack import NameOrigin, Pack
from quiz.model.problems import EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.text.normalize import fold
from quiz.text.safe import Text


class _Place(NamedTuple):
    """The first fact with a value of a type."""

    text: Text
    location: Location
    fact_id: str


def check_same_names(pack: Pack, problems: ProblemCollector) -> None:
    """Report the second of two values that probably name one thing, unless the author has declared it."""
    if not pack.names:
        return
    places = _find_places(pack)
    declared = [
        frozenset(map(fold, group.names)) for group in pack.names if group.origin is NameOrigin.DECLARED
    ]
    reported: set[tuple[Location, str]] = set()
    for group in pack.names:
        if group.origin is NameOrigin.DECLARED:
            continue
        folded = frozenset(map(fold, group.names))
        if any(len(folded & names) > 1 for names in declared):
            continue
        for type_, first, second in _iter_pairs(places, folded):
            if (second.location, second.text) not in reported:
                reported.add((second.location, second.text))
                finding = _describe(group.origin, type_, first, second)
                problems.report(finding, second.location, EntryRef(fact=second.fact_id))


def _find_places(pack: Pack) -> dict[str, dict[str, _Place]]:
    """Find the first place of each folded value, by type."""
    names = {fold(name) for group in pack.names for name in group.names}
    places: dict[str, dict[str, _Place]] = {}
    for fact in pack.facts:
        for value in fact.values:
            folded = fold(value.text)
            if folded in names:
                place = _Place(value.text, fact.location, fact.id)
                places.setdefault(folded, {}).setdefault(value.type, place)
    return places


def _iter_pairs(
    places: dict[str, dict[str, _Place]], names: frozenset[str]
) -> Iterator[tuple[str, _Place, _Place]]:
    """Yield the type, the first place and each later place of the names of a group."""
    by_type: dict[str, list[_Place]] = {}
    for name in names:
        for type_, place in places.get(name, {}).items():
            by_type.setdefault(type_, []).append(place)
    for type_, found in sorted(by_type.items()):
        first, *others = sorted(found, key=lambda place: (place.location, place.text))
        yield from ((type_, first, other) for other in others)


def _describe(origin: NameOrigin, type_: str, first: _Place, second: _Place) -> Finding:
    where = first.location.describe_from(second.location)
    if origin is NameOrigin.KNOWN:
        return Finding(
            Rule.TWO_NAMES,
            f"“{second.text}” and “{first.text}” ({where}) are one {type_}",
            "Write one of them, or list both under `names`.",
        )
    if origin is NameOrigin.TYPO:
        return Finding(
            Rule.NEAR_EQUAL,
            f"“{second.text}” is nearly “{first.text}” ({where}), so no question shows both",
            "Correct the one that is wrong.",
        )
    return Finding(
        Rule.TWO_SPELLINGS,
        f"“{second.text}” and “{first.text}” ({where}) are probably one {type_}",
        "Use one spelling, or list both under `names`.",
    )
