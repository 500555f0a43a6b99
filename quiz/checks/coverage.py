"""The paragraphs of a document: which are cited, which contain no facts, and which are left."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.pack import Fact, HandwrittenQuestion, Pack, Source
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.text.english import format_count, join_words
from quiz.text.safe import Text

_MAX_LISTED = 40


class Coverage(NamedTuple):
    """The number of a document's paragraphs, in all and by use."""

    source: Text
    """`PACK/SOURCE`."""
    paragraphs: int
    cited: int
    fact_free: int
    """Those that `nothing-in` lists and no entry cites."""
    uncovered: int


class ParagraphRange(NamedTuple):
    """Consecutive paragraphs, both ends included."""

    first: int
    last: int


def measure_coverage(source: Source, length: int, pack: Pack, problems: ProblemCollector) -> Coverage:
    """Count a document's paragraphs by use; report uncited ones and mistakes in `nothing-in`."""
    cited = _merge(_find_cited(source, pack), length)
    fact_free = (ParagraphRange(each.first, each.last) for each in source.nothing_in)
    covered = _merge([*cited, *fact_free], length)
    uncited = list(_find_gaps(covered, length))
    _check_nothing_in(source, length, cited, problems)
    _report_uncited(source, uncited, problems)
    counts = [sum(last - first + 1 for first, last in part) for part in (cited, covered, uncited)]
    return Coverage(Text(f"{pack.name}/{source.id}"), length, counts[0], counts[1] - counts[0], counts[2])


def _find_cited(source: Source, pack: Pack) -> set[ParagraphRange]:
    """Return the cited paragraphs of a source."""
    entries: tuple[Fact | HandwrittenQuestion, ...] = (*pack.facts, *pack.questions)
    return {
        ParagraphRange(citation.first, citation.last)
        for entry in entries
        for citation in entry.citations
        if citation.source.id == source.id
    }


def _merge(ranges: Iterable[ParagraphRange], length: int) -> list[ParagraphRange]:
    """Sort ranges, join those that overlap, and cut them at the last paragraph."""
    merged: list[ParagraphRange] = []
    for first, last in sorted(ranges):
        within = ParagraphRange(first, min(last, length))
        if merged and first <= merged[-1].last + 1:
            merged[-1] = ParagraphRange(merged[-1].first, max(merged[-1].last, within.last))
        elif first <= length:
            merged.append(within)
    return merged


def _find_gaps(merged: Iterable[ParagraphRange], length: int) -> Iterator[ParagraphRange]:
    """Yield the paragraphs that are in none of the merged ranges."""
    start = 1
    for first, last in merged:
        if first > start:
            yield ParagraphRange(start, first - 1)
        start = last + 1
    if start <= length:
        yield ParagraphRange(start, length)


def _check_nothing_in(
    source: Source, length: int, cited: Sequence[ParagraphRange], problems: ProblemCollector
) -> None:
    """Report paragraphs in `nothing-in` that are cited or don't exist."""
    by_line: dict[Location, list[ParagraphRange]] = {}
    for each in source.nothing_in:
        by_line.setdefault(each.location, []).append(ParagraphRange(each.first, each.last))
    for location, listed in by_line.items():
        last = max(paragraphs.last for paragraphs in listed)
        if last > length:
            problems.report(
                Finding(
                    Rule.NO_SUCH_PARAGRAPH,
                    f"“{source.id}” has {format_count(length, 'paragraph')}, "
                    f"so `nothing-in` can’t list paragraph {last}",
                    "A paragraph is a line that is not blank, counted from 1.",
                ),
                location,
            )
        both = _intersect(listed, cited)
        if both:
            verb = (
                "is cited, but `nothing-in` lists it"
                if _is_single(both)
                else "are cited, but `nothing-in` lists them"
            )
            problems.report(
                Finding(
                    Rule.CITED_DESPITE_NOTHING_IN,
                    f"{_format_ranges(both)} of “{source.id}” {verb}",
                    "Delete the cited paragraphs here.",
                ),
                location,
            )


def _intersect(ranges: Iterable[ParagraphRange], merged: Sequence[ParagraphRange]) -> list[ParagraphRange]:
    """Return the paragraphs of some ranges that are in merged ones too."""
    common: list[ParagraphRange] = []
    for first, last in ranges:
        start = bisect_left(merged, first, key=lambda each: each.last)
        end = bisect_right(merged, last, key=lambda each: each.first)
        common.extend(
            ParagraphRange(max(first, each.first), min(last, each.last)) for each in merged[start:end]
        )
    return common


def _report_uncited(source: Source, uncited: Sequence[ParagraphRange], problems: ProblemCollector) -> None:
    if uncited:
        verb = "is" if _is_single(uncited) else "are"
        problems.report(
            Finding(
                Rule.UNCITED_PARAGRAPHS,
                f"{_format_ranges(uncited)} of “{source.id}” {verb} neither cited nor listed in `nothing-in`",
                "Cite what is worth asking, and list the others in `nothing-in` with the reason.",
            ),
            source.location or Location(Text(source.id)),
        )


def _is_single(ranges: Sequence[ParagraphRange]) -> bool:
    return len(ranges) == 1 and ranges[0].first == ranges[0].last


def _format_ranges(ranges: Sequence[ParagraphRange]) -> str:
    """Format ranges by their numbers: `paragraphs 1–3 and 5`."""
    numbers = [str(first) if first == last else f"{first}–{last}" for first, last in ranges[:_MAX_LISTED]]
    if len(ranges) > _MAX_LISTED:
        numbers.append("others after them")
    return f"{'paragraph' if _is_single(ranges) else 'paragraphs'} {join_words(numbers)}"
