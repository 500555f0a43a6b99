"""Compare citations with the documents that they cite.

A source is taken as a witness of everything that is cited to it: all its cited paragraphs together hold every
value that is asked for, and each of them holds something of it. Explanations rest on that where they say
that several sources agree.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.checks.coverage import Coverage, measure_coverage
from quiz.model.location import Location
from quiz.model.pack import Citation, Fact, HandwrittenQuestion, Kind, Pack, Source
from quiz.model.problems import EntryRef, Finding, Problem, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.syntax import files
from quiz.text.english import format_count, join_words
from quiz.text.normalize import fold
from quiz.text.safe import Text, one_line

LINE_AT_MOST = 1_000_000
"""Characters; a longer line is no paragraph, and folding it would take longer than anybody waits."""

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class CitationReport:
    """What came of comparing a pack with the documents of its sources."""

    problems: tuple[Problem, ...]
    citation_count: int
    """How many citations were compared."""
    document_count: int
    """With how many documents."""
    unchecked_count: int
    """How many sources name no file."""
    coverage: tuple[Coverage, ...] = ()
    """What became of the paragraphs of each document."""


def check_citations(pack: Pack, folder: Path) -> CitationReport:
    """Look in the documents in a folder for what each citation of a pack is cited for."""
    problems = ProblemCollector()
    documents: dict[str, _CitedDocument] = {}
    for source in pack.sources:
        document = _opened(source, folder, problems)
        if document is not None:
            documents[source.id] = document
    compared = 0
    for entry in _entries(pack):
        comparison = _CitationCheck(entry, documents)
        comparison.note(problems)
        compared += len(comparison.citations)
    coverage = tuple(
        measure_coverage(source, documents[source.id].length, pack, problems)
        for source in pack.sources
        if source.id in documents
    )
    unchecked = sum(source.file is None for source in pack.sources)
    return CitationReport(tuple(problems), compared, len(documents), unchecked, coverage)


class _CitedDocument:
    """A document's paragraphs: its lines that are not blank, counted from 1."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.length = len(paragraphs)
        self._paragraphs = paragraphs
        self._folded: dict[int, str] = {}

    def contains(self, citation: Citation, words: Iterable[str]) -> bool:
        """Say whether any of some folded words stand in one of the cited paragraphs."""
        cited = range(citation.first, min(citation.last, self.length) + 1)
        return any(f" {word} " in self._paragraph(number) for word in words for number in cited)

    def _paragraph(self, number: int) -> str:
        """Give a paragraph folded, with a space at both ends."""
        if number not in self._folded:
            self._folded[number] = f" {fold(Text(self._paragraphs[number - 1]))} "
        return self._folded[number]


@dataclass(frozen=True, slots=True)
class _CitedEntry:
    """A fact or a question written by hand, as what its citations must hold."""

    place: Location
    citations: tuple[Citation, ...]
    values: Mapping[Text, tuple[str, ...]]
    """The values that may be asked for, each with its folded spellings."""
    find: Mapping[Text, str]
    """The lines of `find`, each with itself folded."""
    stands_in: bool
    """Whether a line of `find` can stand for a value that the source words otherwise."""
    fact: str | None = None
    question: str | None = None


def _entries(pack: Pack) -> Iterator[_CitedEntry]:
    # One `find` serves all rows of a table, so it can’t be what one row’s value is called.
    shared = Counter((fact.relation, fact.find) for fact in pack.facts)
    for fact in pack.facts:
        yield _fact(fact, stands_in=shared[fact.relation, fact.find] == 1)
    for question in pack.questions:
        yield _written(question)


def _fact(fact: Fact, *, stands_in: bool) -> _CitedEntry:
    # A value that is never asked for is often a label of the author's own, as “the first British CD”.
    asked = [value for value in fact.values if value.asked] or fact.values
    return _CitedEntry(
        place=fact.location,
        citations=fact.citations,
        values={value.text: tuple(map(fold, (value.text, *value.accept))) for value in asked},
        find={line: fold(line) for line in fact.find},
        stands_in=stands_in,
        fact=fact.id,
    )


def _written(question: HandwrittenQuestion) -> _CitedEntry:
    right = (question.right,) if question.kind is Kind.CHOICE else ()
    return _CitedEntry(
        place=question.location,
        citations=question.citations,
        values={text: (fold(text),) for text in right},
        find={line: fold(line) for line in question.find},
        stands_in=True,
        question=question.id,
    )


class _CitationCheck:
    """What the cited paragraphs hold of an entry."""

    def __init__(self, entry: _CitedEntry, documents: Mapping[str, _CitedDocument]) -> None:
        self.citations = tuple(citation for citation in entry.citations if citation.source.id in documents)
        self._entry = entry
        self._documents = documents
        self._values = {value: self._holders(spellings) for value, spellings in entry.values.items()}
        self._find = {line: self._holders((folded,)) for line, folded in entry.find.items()}

    def note(self, problems: ProblemCollector) -> None:
        """Note which citations don’t hold what they are cited for."""
        if not self.citations:
            return
        if not self._values and not self._find:
            self._note_no_words(problems)
        absent = [citation for citation in self.citations if self._length(citation) < citation.last]
        for citation in absent:
            self._note_absent(citation, problems)
        if absent or not (self._values or self._find):
            return
        empty = [citation for citation in self.citations if not self._holds_something(citation)]
        for citation in empty:
            self._note_not_held((citation,), [*self._values, *self._find], problems)
        if empty:
            return
        for source in dict.fromkeys(citation.source.id for citation in self.citations):
            self._note_missing_values(source, problems)
        if len(self.citations) == len(self._entry.citations):
            lost = [line for line, holders in self._find.items() if not holders]
            for line in lost:
                self._note_not_held(self.citations, [line], problems)

    def _holders(self, words: Sequence[str]) -> frozenset[Citation]:
        return frozenset(
            citation
            for citation in self.citations
            if self._documents[citation.source.id].contains(citation, words)
        )

    def _length(self, citation: Citation) -> int:
        return self._documents[citation.source.id].length

    def _holds_something(self, citation: Citation) -> bool:
        return any(citation in holders for holders in (*self._values.values(), *self._find.values()))

    def _note_missing_values(self, source: str, problems: ProblemCollector) -> None:
        """Note the values that a source doesn’t hold, unless as many lines of `find` stand for them."""
        cited = frozenset(citation for citation in self.citations if citation.source.id == source)
        missing = [value for value, holders in self._values.items() if not holders & cited]
        found = sum(bool(holders & cited) for holders in self._find.values())
        if len(missing) > (found if self._entry.stands_in else 0):
            in_order = tuple(citation for citation in self.citations if citation in cited)
            self._note_not_held(in_order, missing, problems)

    def _note_not_held(
        self, citations: Sequence[Citation], words: Sequence[Text], problems: ProblemCollector
    ) -> None:
        cited = join_words([f"`{_written_so(citation)}`" for citation in citations])
        verb = "does" if len(citations) == 1 else "do"
        wanted = join_words([f"“{one_line(word)}”" for word in words[:3]], "or")
        problems.report(
            Finding(
                Rule.CITATION_NOT_HELD,
                f"{cited} {verb} not hold {wanted}",
                "correct the citation, or write the document’s own words under `find`",
            ),
            self._entry.place,
            EntryRef(fact=self._entry.fact, question=self._entry.question),
        )

    def _note_absent(self, citation: Citation, problems: ProblemCollector) -> None:
        length = format_count(self._length(citation), "paragraph")
        problems.report(
            Finding(
                Rule.NO_SUCH_PARAGRAPH,
                f"`{_written_so(citation)}` leads nowhere, for that document has {length}",
                "paragraphs are the lines that are not blank, counted from 1",
            ),
            self._entry.place,
            EntryRef(fact=self._entry.fact, question=self._entry.question),
        )

    def _note_no_words(self, problems: ProblemCollector) -> None:
        problems.report(
            Finding(
                Rule.NOTHING_TO_FIND,
                "nothing says which words its source must hold",
                "write them under `find`",
            ),
            self._entry.place,
            EntryRef(fact=self._entry.fact, question=self._entry.question),
        )


def _written_so(citation: Citation) -> str:
    last = "" if citation.last == citation.first else f"-{citation.last}"
    return f"{citation.source.id} {citation.first}{last}"


def _opened(source: Source, folder: Path, problems: ProblemCollector) -> _CitedDocument | None:
    """Open a source’s document; `None` where it names none, or none can be read."""
    if source.file is None:
        return None
    place = source.location or Location(Text(source.id))
    path = folder / source.file
    if not files.is_within(path, folder):
        _note_unreadable(source, place, "it does not lie in that folder", problems)
        return None
    try:
        data = files.read_bytes(path)
        text = data.decode("utf-8-sig")
    except files.AbsentError:
        problems.report(
            Finding(
                Rule.DOCUMENT_MISSING,
                f"“{source.file}” is not in {folder}",
                "put the document there, or correct `file`",
            ),
            place,
        )
        return None
    except files.UnreadableError as error:
        _note_unreadable(source, place, str(error), problems)
        return None
    except UnicodeDecodeError:
        _note_unreadable(source, place, "this file is not UTF-8", problems)
        return None
    _note_changed(source, place, hashlib.sha256(data).hexdigest(), problems)
    paragraphs = [line for line in _LINE_END.split(text) if line and not line.isspace()]
    if any(len(line) > LINE_AT_MOST for line in paragraphs):
        reason = f"a line of it has more than {LINE_AT_MOST:,} characters"
        _note_unreadable(source, place, reason, problems)
        return None
    return _CitedDocument(paragraphs)


def _note_unreadable(source: Source, place: Location, reason: str, problems: ProblemCollector) -> None:
    problems.report(Finding(Rule.DOCUMENT_UNREADABLE, f"“{source.file}” can’t be compared: {reason}"), place)


def _note_changed(source: Source, place: Location, found: str, problems: ProblemCollector) -> None:
    """Note that a document is not the one that was cited, or can’t be told from another."""
    if source.sha256 is None:
        problems.report(
            Finding(
                Rule.MISSING_SHA256,
                f"nothing would show it if “{source.file}” changed",
                f"write `sha256: {found}`",
            ),
            place,
        )
    elif source.sha256 != found:
        problems.report(
            Finding(
                Rule.DOCUMENT_CHANGED,
                f"“{source.file}” is not the text that was cited",
                f"read it against what cites it, then write `sha256: {found}`",
            ),
            place,
        )
