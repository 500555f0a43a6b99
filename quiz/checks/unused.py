"""Look at a pack as a whole: for what no fact and no question shows by itself."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from quiz.checks.near_duplicates import differs_by_typo
from quiz.generate.values.parse import PARSED_TYPES
from quiz.model.location import Location
from quiz.model.pack import Category, Pack, Value
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.text.normalize import fold
from quiz.text.safe import Text


def check_unused(pack: Pack, problems: ProblemCollector) -> None:
    """Note what is never used, and what is written in two ways."""
    _note_categories(pack, problems)
    _note_pools(pack, problems)
    _note_sources(pack, problems)
    _note_types(pack, problems)
    _note_spellings(pack, problems)


def _note_categories(pack: Pack, problems: ProblemCollector) -> None:
    used = {fact.category for fact in pack.facts} | {entry.category for entry in pack.questions}
    seen: list[Category] = []
    for category in pack.categories:
        if category.place is None:
            continue  # the only one, named by nobody
        if category.name not in used:
            problems.report(
                Finding(
                    Rule.UNUSED_CATEGORY,
                    f"nothing is in the category “{category.name}”",
                    "write something for it, or take it out",
                ),
                category.place,
            )
        for other in seen:
            if differs_by_typo(category.name, other.name) or differs_by_typo(category.title, other.title):
                problems.report(
                    Finding(
                        Rule.SIMILAR_CATEGORY,
                        f"the category “{category.name}” is nearly “{other.name}”",
                        "make one of the two, or tell them apart by name and title",
                    ),
                    category.place,
                )
        seen.append(category)


def _note_pools(pack: Pack, problems: ProblemCollector) -> None:
    types = {value.type for fact in pack.facts for value in fact.values}
    for pool in pack.pools:
        if pool.type not in types and pool.place is not None:
            near = get_close_matches(pool.type, sorted(types), n=1)
            problems.report(
                Finding(
                    Rule.UNUSED_POOL,
                    f"no value has the type “{pool.type}”, so nothing comes of this pool",
                    f"did you mean “{near[0]}”?" if near else "take it out, or give its type to a value",
                ),
                pool.place,
            )


def _note_sources(pack: Pack, problems: ProblemCollector) -> None:
    cited = [fact.citations for fact in pack.facts] + [entry.citations for entry in pack.questions]
    used = {citation.source.id for citations in cited for citation in citations}
    used |= {name for source in pack.sources for name in source.depends_on}
    for source in pack.sources:
        # One with `nothing-in` has been read, and stays to say so.
        if source.id not in used and source.location is not None and not source.nothing_in:
            problems.report(
                Finding(Rule.UNUSED_SOURCE, f"nothing cites “{source.id}”", "cite it, or take it out"),
                source.location,
            )


def _note_types(pack: Pack, problems: ProblemCollector) -> None:
    """Note a type that is most likely another one, misspelt: it has a single value, so nothing asks it."""
    held: dict[str, set[str]] = defaultdict(set)
    place: dict[str, Location] = {}
    for found, value in _values(pack):
        held[value.type].add(value.text)
        place.setdefault(value.type, found)
    pools = {pool.type for pool in pack.pools}
    known = {type_ for type_, texts in held.items() if len(texts) > 1} | pools | set(PARSED_TYPES)
    for type_, texts in held.items():
        if type_ in known or len(texts) > 1:
            continue
        for other in sorted(known):
            if differs_by_typo(type_, other):
                problems.report(
                    Finding(
                        Rule.SIMILAR_TYPE,
                        f"“{type_}”, the type of “{next(iter(texts))}” alone, is nearly “{other}”",
                        f"did you mean “{other}”?",
                    ),
                    place[type_],
                )


def _note_spellings(pack: Pack, problems: ProblemCollector) -> None:
    """Note values that are one, though not written alike."""
    first: dict[tuple[str, str], tuple[Text, Location]] = {}
    others: dict[tuple[str, str], dict[str, tuple[Text, Location]]] = defaultdict(dict)
    for place, value in _values(pack):
        if value.type not in PARSED_TYPES:
            key = value.type, fold(value.text)
            known, _ = first.setdefault(key, (value.text, place))
            if value.text != known:  # which in a large pack few do
                others[key].setdefault(_as_written(value.text), (value.text, place))
    for key, found in others.items():
        known, at = first[key]
        found.pop(_as_written(known), None)
        for text, place in found.values():
            problems.report(
                Finding(
                    Rule.TWO_SPELLINGS,
                    f"“{text}” is “{known}” at {at.path}:{at.line}, written otherwise",
                    "write both alike; another spelling goes under `accept`",
                ),
                place,
            )


def _as_written(text: Text) -> str:
    """Give the text without what a sentence may ask for: an article before it, a capital at its beginning."""
    head, _, rest = text.strip("“”\"'").partition(" ")
    plain = rest if rest and head.casefold() in ("a", "an", "the") else text.strip("“”\"'")
    return plain[:1].casefold() + plain[1:]


def _values(pack: Pack) -> Iterator[tuple[Location, Value]]:
    return ((fact.location, value) for fact in pack.facts for value in fact.values)
