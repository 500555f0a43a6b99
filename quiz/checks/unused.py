"""Unused and misspelled names in a pack: categories, pools, sources, types and values."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from quiz.model.location import Location
from quiz.model.pack import Category, Pack, Value
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.model.value_types import PARSED_TYPES
from quiz.packs.read.suggestions import did_you_mean
from quiz.text.normalize import fold
from quiz.text.safe import Text
from quiz.text.typos import TypoIndex


def check_unused(pack: Pack, problems: ProblemCollector) -> None:
    """Report unused names, and names and values with two spellings."""
    _check_categories(pack, problems)
    _check_pools(pack, problems)
    _check_sources(pack, problems)
    _check_types(pack, problems)
    _check_spellings(pack, problems)


def _check_categories(pack: Pack, problems: ProblemCollector) -> None:
    used = {fact.category for fact in pack.facts} | {entry.category for entry in pack.questions}
    names: TypoIndex[Category] = TypoIndex()
    titles: TypoIndex[Category] = TypoIndex()
    for category in pack.categories:
        if category.location is None:
            continue  # the only one, which the author did not list
        if category.name not in used:
            problems.report(
                Finding(
                    Rule.UNUSED_CATEGORY,
                    f"the category “{category.name}” is empty",
                    "Add an entry to it, or delete it.",
                ),
                category.location,
            )
        other = names.find(category.name) or titles.find(category.title)
        if other is not None:
            problems.report(
                Finding(
                    Rule.SIMILAR_CATEGORY,
                    f"the categories “{category.name}” and “{other.name}” are nearly the same",
                    "Merge them, or choose names and titles that differ more.",
                ),
                category.location,
            )
        names.add(category.name, category)
        titles.add(category.title, category)


def _check_pools(pack: Pack, problems: ProblemCollector) -> None:
    types = sorted({value.type for fact in pack.facts for value in fact.values})
    used = frozenset(types)
    for pool in pack.pools:
        if pool.type not in used and pool.location is not None:
            advice = did_you_mean(pool.type, types, problems, min_ratio=0.6)
            problems.report(
                Finding(
                    Rule.UNUSED_POOL,
                    f"this pool is unused: no value has the type “{pool.type}”",
                    advice or "Delete it, or write its type for a value.",
                ),
                pool.location,
            )


def _check_sources(pack: Pack, problems: ProblemCollector) -> None:
    cited = [(*fact.citations, *fact.more_citations) for fact in pack.facts]
    cited += [entry.citations for entry in pack.questions]
    used = {citation.source.id for citations in cited for citation in citations}
    used |= {name for source in pack.sources for name in source.depends_on}
    for source in pack.sources:
        # `nothing-in` records that the source was read.
        if source.id not in used and source.location is not None and not source.nothing_in:
            problems.report(
                Finding(Rule.UNUSED_SOURCE, f"no entry cites “{source.id}”", "Cite it, or delete it."),
                source.location,
            )


def check_licences(pack: Pack, problems: ProblemCollector) -> None:
    """Report question banks without a licence."""
    for source in pack.sources:
        if source.is_question_bank and source.licence is None and source.location is not None:
            message = f"the question bank “{source.id}” has no licence"
            advice = "Ask who wrote it before you pass it on, and add `licence` to the source."
            problems.report(Finding(Rule.NO_LICENCE, message, advice), source.location)


def _check_types(pack: Pack, problems: ProblemCollector) -> None:
    """Report types that are probably misspelled: they have a single value, so no question uses them."""
    texts_by_type: dict[str, set[str]] = defaultdict(set)
    locations: dict[str, Location] = {}
    for location, value in _values(pack):
        texts_by_type[value.type].add(value.text)
        locations.setdefault(value.type, location)
    pools = {pool.type for pool in pack.pools}
    common = {type_ for type_, texts in texts_by_type.items() if len(texts) > 1} | pools | set(PARSED_TYPES)
    index: TypoIndex[str] = TypoIndex()
    for type_ in sorted(common):
        index.add(type_, type_)
    for type_, texts in texts_by_type.items():
        other = None if type_ in common else index.find(type_)
        if other is not None:
            problems.report(
                Finding(
                    Rule.SIMILAR_TYPE,
                    f"only “{next(iter(texts))}” has the type “{type_}”, which is nearly “{other}”",
                    f"Did you mean “{other}”?",
                ),
                locations[type_],
            )


def _check_spellings(pack: Pack, problems: ProblemCollector) -> None:
    """Report equal values that are not spelled like most of them."""
    groups: dict[tuple[str, str], list[_SpelledValue]] = defaultdict(list)
    for fact in pack.facts:
        for value in fact.values:
            if value.type not in PARSED_TYPES:
                is_initial = value.start == 0 and fact.sentence[: value.end] == value.text
                spelled = _SpelledValue(_spelling(value.text), is_initial, value.text, fact.location)
                groups[value.type, fold(value.text)].append(spelled)
    for group in groups.values():
        if any(each.text != group[0].text for each in group):
            _check_group(group, problems)


def _check_group(group: list["_SpelledValue"], problems: ProblemCollector) -> None:
    """Report the first value of each spelling but the most common one.

    A value that begins its sentence may have its capital from the sentence.
    """
    counts = Counter(each.spelling for each in group if not each.is_initial)
    known = {_uncapitalize(spelling) for spelling in counts}
    counts.update(
        each.spelling for each in group if each.is_initial and _uncapitalize(each.spelling) not in known
    )
    usual = max(counts, key=lambda spelling: (counts[spelling], spelling[:1].isupper()))
    example = next(each for each in group if each.spelling == usual)
    seen = {usual}
    for each in group:
        is_alike = each.is_initial and _uncapitalize(each.spelling) == _uncapitalize(usual)
        if each.spelling in seen or is_alike:
            continue
        seen.add(each.spelling)
        place = example.location.file_and_line
        message = f"“{each.text}” is spelled “{example.text}” at {place}"
        advice = "Use one spelling, and put others under `accept`."
        if normalize("NFC", each.text) == normalize("NFC", example.text):
            message = f"“{each.text}” looks the same as in {place}, but has other characters for its accents"
            advice = "Copy the text from there."
        elif each.spelling.casefold() == usual.casefold():
            advice = "Write it in one way; capitals don’t make another answer."
        problems.report(Finding(Rule.TWO_SPELLINGS, message, advice), each.location)


class _SpelledValue(NamedTuple):
    """A value as it is spelled in one place."""

    spelling: str
    """The text without what a sentence may require: quotation marks and an article."""
    is_initial: bool
    """Whether it begins its sentence, so that its capital may be that of the sentence."""
    text: Text
    location: Location


def _spelling(text: Text) -> str:
    head, _, rest = text.strip("“”\"'").partition(" ")
    return rest if rest and head.casefold() in ("a", "an", "the") else text.strip("“”\"'")


def _uncapitalize(text: str) -> str:
    return text[:1].casefold() + text[1:]


def _values(pack: Pack) -> Iterator[tuple[Location, Value]]:
    return ((fact.location, value) for fact in pack.facts for value in fact.values)
