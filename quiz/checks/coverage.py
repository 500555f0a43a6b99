"""What became of a document's paragraphs: which are cited, which hold nothing to ask, and which are left."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.pack import Fact, HandwrittenQuestion, Pack, Source
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.text.english import format_count, join_words
from quiz.text.safe import Text

_TOLD_AT_MOST = 40


class Coverage(NamedTuple):
    """How many paragraphs a document has, and what became of them."""

    source: Text
    """`PACK/SOURCE`."""
    paragraphs: int
    cited: int
    fact_free: int
    """How many are said to hold nothing to ask, and are not cited all the same."""
    uncovered: int


class ParagraphRange(NamedTuple):
    """Paragraphs that follow each other, both ends included."""

    first: int
    last: int


def measure_coverage(source: Source, length: int, pack: Pack, problems: ProblemCollector) -> Coverage:
    """Count what became of a document's paragraphs, and note those that are left or taken amiss."""
    cited = _united(_cited(source, pack), length)
    told = _united([*cited, *(ParagraphRange(one.first, one.last) for one in source.nothing_in)], length)
    left = list(_between(told, length))
    _note_wrongly_named(source, length, cited, problems)
    _note_left(source, left, problems)
    counts = [sum(last - first + 1 for first, last in part) for part in (cited, told, left)]
    return Coverage(Text(f"{pack.name}/{source.id}"), length, counts[0], counts[1] - counts[0], counts[2])


def _cited(source: Source, pack: Pack) -> set[ParagraphRange]:
    """Give the paragraphs of a source that are cited."""
    entries: tuple[Fact | HandwrittenQuestion, ...] = (*pack.facts, *pack.questions)
    return {
        ParagraphRange(citation.first, citation.last)
        for entry in entries
        for citation in entry.citations
        if citation.source.id == source.id
    }


def _united(stretches: Iterable[ParagraphRange], length: int) -> list[ParagraphRange]:
    """Put stretches in order, without what overlaps or lies behind the last paragraph."""
    united: list[ParagraphRange] = []
    for first, last in sorted(stretches):
        within = ParagraphRange(first, min(last, length))
        if united and first <= united[-1].last + 1:
            united[-1] = ParagraphRange(united[-1].first, max(united[-1].last, within.last))
        elif first <= length:
            united.append(within)
    return united


def _between(stretches: Iterable[ParagraphRange], length: int) -> Iterator[ParagraphRange]:
    """Give what lies between united stretches, before the first and behind the last."""
    after = 1
    for first, last in stretches:
        if first > after:
            yield ParagraphRange(after, first - 1)
        after = last + 1
    if after <= length:
        yield ParagraphRange(after, length)


def _note_wrongly_named(
    source: Source, length: int, cited: Sequence[ParagraphRange], problems: ProblemCollector
) -> None:
    """Note what is said to hold nothing and is cited, or is not there."""
    by_line: dict[Location, list[ParagraphRange]] = {}
    for one in source.nothing_in:
        by_line.setdefault(one.location, []).append(ParagraphRange(one.first, one.last))
    for place, named in by_line.items():
        behind = max(stretch.last for stretch in named)
        if behind > length:
            problems.report(
                Finding(
                    Rule.NO_SUCH_PARAGRAPH,
                    f"“{source.id}” has {format_count(length, 'paragraph')}, "
                    f"so `nothing-in` can’t name paragraph {behind}",
                    "paragraphs are the lines that are not blank, counted from 1",
                ),
                place,
            )
        both = _shared(named, cited)
        if both:
            verb = "is cited, and is" if _is_one(both) else "are cited, and are"
            problems.report(
                Finding(
                    Rule.CITED_DESPITE_NOTHING_IN,
                    f"{_called(both)} of “{source.id}” {verb} said to hold nothing",
                    "take out of this line what is cited",
                ),
                place,
            )


def _shared(named: Iterable[ParagraphRange], cited: Sequence[ParagraphRange]) -> list[ParagraphRange]:
    """Give what of some stretches lies in united ones."""
    shared: list[ParagraphRange] = []
    for first, last in named:
        begin = bisect_left(cited, first, key=lambda stretch: stretch.last)
        end = bisect_right(cited, last, key=lambda stretch: stretch.first)
        shared.extend(ParagraphRange(max(first, one.first), min(last, one.last)) for one in cited[begin:end])
    return shared


def _note_left(source: Source, left: Sequence[ParagraphRange], problems: ProblemCollector) -> None:
    """Name the paragraphs that nothing cites and of which nothing is said."""
    if left:
        said = "it holds" if _is_one(left) else "they hold"
        problems.report(
            Finding(
                Rule.UNCITED_PARAGRAPHS,
                f"nothing cites {_called(left)} of “{source.id}”, nor says that {said} nothing",
                "read again what they hold, or name them under `nothing-in` with the reason",
            ),
            source.location or Location(Text(source.id)),
        )


def _is_one(stretches: Sequence[ParagraphRange]) -> bool:
    return len(stretches) == 1 and stretches[0].first == stretches[0].last


def _called(stretches: Sequence[ParagraphRange]) -> str:
    """Call paragraphs by their numbers: `paragraphs 1–3 and 5`."""
    told = [str(first) if first == last else f"{first}–{last}" for first, last in stretches[:_TOLD_AT_MOST]]
    if len(stretches) > _TOLD_AT_MOST:
        told.append("others after them")
    return f"{'paragraph' if _is_one(stretches) else 'paragraphs'} {join_words(told)}"
