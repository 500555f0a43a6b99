"""Comparison of citations with the cited documents.

A source must confirm everything that is cited to it: its cited paragraphs together contain every value that
is asked for, and each of them contains some of it. Explanations rely on this when they state that several
sources agree.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.checks.coverage import Coverage, measure_coverage
from quiz.model.location import Location
from quiz.model.pack import Citation, Fact, HandwrittenQuestion, Kind, Pack, Source, are_from_bank
from quiz.model.problems import EntryRef, Finding, Problem, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.syntax import files
from quiz.text.english import format_count, join_words
from quiz.text.normalize import fold
from quiz.text.safe import Text, one_line

MAX_LINE_LENGTH = 1_000_000
"""Maximum length of a paragraph in characters; folding a longer line takes too long."""

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class CitationReport:
    """The result of comparing a pack with the documents of its sources."""

    problems: tuple[Problem, ...]
    citation_count: int
    """The number of compared citations."""
    document_count: int
    unchecked_count: int
    """The number of sources without a file."""
    coverage: tuple[Coverage, ...] = ()
    """The use of each document's paragraphs."""


def check_citations(pack: Pack, folder: Path) -> CitationReport:
    """Check that the documents in a folder contain what the pack cites them for."""
    problems = ProblemCollector()
    documents: dict[str, _CitedDocument] = {}
    for source in pack.sources:
        if source.is_question_bank:  # its file repeats the answers and confirms none
            continue
        document = _open_document(source, folder, problems)
        if document is not None:
            documents[source.id] = document
    compared = 0
    for entry in _entries(pack):
        comparison = _CitationCheck(entry, documents)
        comparison.report(problems)
        compared += len(comparison.citations)
    coverage = tuple(
        measure_coverage(source, documents[source.id].length, pack, problems)
        for source in pack.sources
        if source.id in documents
    )
    unchecked = sum(source.file is None or source.is_question_bank for source in pack.sources)
    return CitationReport(tuple(problems), compared, len(documents), unchecked, coverage)


class _CitedDocument:
    """The paragraphs of a document: the lines that are not blank, counted from 1."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.length = len(paragraphs)
        self._paragraphs = paragraphs
        self._folded: dict[int, str] = {}

    def contains(self, citation: Citation, words: Iterable[str]) -> bool:
        """Return whether one of the cited paragraphs contains any of some folded words."""
        cited = range(citation.first, min(citation.last, self.length) + 1)
        return any(f" {word} " in self._paragraph(number) for word in words for number in cited)

    def _paragraph(self, number: int) -> str:
        """Return a folded paragraph with a space at both ends."""
        if number not in self._folded:
            self._folded[number] = f" {fold(Text(self._paragraphs[number - 1]))} "
        return self._folded[number]


@dataclass(frozen=True, slots=True)
class _CitedEntry:
    """A fact or a hand-written question, and the words that its citations must contain."""

    ref: EntryRef
    location: Location
    citations: tuple[Citation, ...]
    values: Mapping[Text, tuple[str, ...]]
    """The values that questions may ask for, each with its folded spellings."""
    find: Mapping[Text, str]
    """The lines of `find`, each with its folded form."""
    may_rephrase: bool
    """Whether a line of `find` may be the source's words for a value."""


def _entries(pack: Pack) -> Iterator[_CitedEntry]:
    # All rows of a table share one `find`, so it can’t contain the words for one row’s value.
    shared = Counter((fact.relation, fact.find) for fact in pack.facts)
    for fact in pack.facts:
        if not are_from_bank(fact.citations):
            yield _from_fact(fact, may_rephrase=shared[fact.relation, fact.find] == 1)
    for question in pack.questions:
        if not are_from_bank(question.citations):
            yield _from_question(question)


def _from_fact(fact: Fact, *, may_rephrase: bool) -> _CitedEntry:
    # A value that is never asked for is often a label by the author, such as “the first British CD”.
    asked = [value for value in fact.values if value.asked] or fact.values
    return _CitedEntry(
        ref=EntryRef(fact=fact.id),
        location=fact.location,
        citations=fact.citations,
        values={value.text: tuple(map(fold, (value.text, *value.accept))) for value in asked},
        find={line: fold(line) for line in fact.find},
        may_rephrase=may_rephrase,
    )


def _from_question(question: HandwrittenQuestion) -> _CitedEntry:
    right = (question.right,) if question.kind is Kind.CHOICE else ()
    return _CitedEntry(
        ref=EntryRef(question=question.id),
        location=question.location,
        citations=question.citations,
        values={text: (fold(text),) for text in right},
        find={line: fold(line) for line in question.find},
        may_rephrase=True,
    )


class _CitationCheck:
    """Finds the values and `find` lines of an entry in the cited paragraphs."""

    def __init__(self, entry: _CitedEntry, documents: Mapping[str, _CitedDocument]) -> None:
        self.citations = tuple(citation for citation in entry.citations if citation.source.id in documents)
        self._entry = entry
        self._documents = documents
        self._values = {value: self._holders(spellings) for value, spellings in entry.values.items()}
        self._find = {line: self._holders((folded,)) for line, folded in entry.find.items()}

    def report(self, problems: ProblemCollector) -> None:
        """Report citations that don’t contain what they are cited for."""
        if not self.citations:
            return
        if not self._values and not self._find:
            message = "this entry has no words to look for in its source"
            self._report(Rule.NOTHING_TO_FIND, message, "Write them under `find`.", problems)
        outside = [citation for citation in self.citations if self._length(citation) < citation.last]
        for citation in outside:
            length = format_count(self._length(citation), "paragraph")
            self._report(
                Rule.NO_SUCH_PARAGRAPH,
                f"`{_format_citation(citation)}` is outside the document, which has {length}",
                "A paragraph is a line that is not blank, counted from 1.",
                problems,
            )
        if outside or not (self._values or self._find):
            return
        empty = [citation for citation in self.citations if not self._holds_something(citation)]
        for citation in empty:
            self._report_not_held((citation,), [*self._values, *self._find], problems)
        if empty:
            return
        for source in dict.fromkeys(citation.source.id for citation in self.citations):
            self._check_values(source, problems)
        if len(self.citations) == len(self._entry.citations):
            for line, holders in self._find.items():
                if not holders:
                    self._report_not_held(self.citations, [line], problems)

    def _holders(self, words: Sequence[str]) -> frozenset[Citation]:
        """Return the citations whose paragraphs contain any of some words."""
        return frozenset(
            citation
            for citation in self.citations
            if self._documents[citation.source.id].contains(citation, words)
        )

    def _length(self, citation: Citation) -> int:
        return self._documents[citation.source.id].length

    def _holds_something(self, citation: Citation) -> bool:
        return any(citation in holders for holders in (*self._values.values(), *self._find.values()))

    def _check_values(self, source: str, problems: ProblemCollector) -> None:
        """Report values that a source doesn’t contain, unless it contains as many lines of `find`."""
        cited = frozenset(citation for citation in self.citations if citation.source.id == source)
        missing = [value for value, holders in self._values.items() if not holders & cited]
        rephrased = sum(bool(holders & cited) for holders in self._find.values())
        if len(missing) > (rephrased if self._entry.may_rephrase else 0):
            in_order = tuple(citation for citation in self.citations if citation in cited)
            self._report_not_held(in_order, missing, problems)

    def _report_not_held(
        self, citations: Sequence[Citation], words: Sequence[Text], problems: ProblemCollector
    ) -> None:
        cited = join_words([f"`{_format_citation(citation)}`" for citation in citations])
        verb = "does" if len(citations) == 1 else "do"
        wanted = join_words([f"“{one_line(word)}”" for word in words[:3]], "or")
        self._report(
            Rule.CITATION_NOT_HELD,
            f"{cited} {verb} not contain {wanted}",
            "Correct the citation, or write the document’s own words under `find`.",
            problems,
        )

    def _report(self, rule: Rule, message: str, advice: str, problems: ProblemCollector) -> None:
        problems.report(Finding(rule, message, advice), self._entry.location, self._entry.ref)


def _format_citation(citation: Citation) -> str:
    last = "" if citation.last == citation.first else f"-{citation.last}"
    return f"{citation.source.id} {citation.first}{last}"


def _open_document(source: Source, folder: Path, problems: ProblemCollector) -> _CitedDocument | None:
    """Open the document of a source; return `None` if it has none or it can’t be read."""
    if source.file is None:
        return None
    location = source.location or Location(Text(source.id))
    path = folder / source.file
    if not files.is_within(path, folder):
        _report_unreadable(source, location, "it is outside the folder", problems)
        return None
    try:
        data = files.read_bytes(path)
        text = data.decode("utf-8-sig")
    except files.AbsentError:
        problems.report(
            Finding(
                Rule.DOCUMENT_MISSING,
                f"“{source.file}” is not in {folder}",
                "Put the document there, or correct `file`.",
            ),
            location,
        )
        return None
    except files.UnreadableError as error:
        _report_unreadable(source, location, str(error), problems)
        return None
    except UnicodeDecodeError:
        _report_unreadable(source, location, "this file is not UTF-8", problems)
        return None
    _check_sha256(source, location, hashlib.sha256(data).hexdigest(), problems)
    paragraphs = [line for line in _LINE_END.split(text) if line and not line.isspace()]
    if any(len(line) > MAX_LINE_LENGTH for line in paragraphs):
        reason = f"a line has more than {MAX_LINE_LENGTH:,} characters"
        _report_unreadable(source, location, reason, problems)
        return None
    return _CitedDocument(paragraphs)


def _report_unreadable(source: Source, location: Location, reason: str, problems: ProblemCollector) -> None:
    problems.report(
        Finding(Rule.DOCUMENT_UNREADABLE, f"“{source.file}” can’t be compared: {reason}"), location
    )


def _check_sha256(source: Source, location: Location, sha256: str, problems: ProblemCollector) -> None:
    """Report a document that was changed, or whose changes would go unnoticed."""
    if source.sha256 is None:
        problems.report(
            Finding(
                Rule.MISSING_SHA256,
                f"a change of “{source.file}” would go unnoticed",
                f"Write `sha256: {sha256}`.",
            ),
            location,
        )
    elif source.sha256 != sha256:
        problems.report(
            Finding(
                Rule.DOCUMENT_CHANGED,
                f"“{source.file}” has changed since it was cited",
                f"Check the citations, then write `sha256: {sha256}`.",
            ),
            location,
        )
