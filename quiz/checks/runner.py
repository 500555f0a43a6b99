"""Find all that is wrong with packs."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from quiz.checks.answer_patterns import check_answer_patterns
from quiz.checks.cited_documents import CitationReport, check_citations
from quiz.checks.mixed_formats import check_mixed_formats
from quiz.checks.near_duplicates import check_near_duplicates
from quiz.checks.rule_pages import add_advice
from quiz.checks.suppressions import apply_suppressions
from quiz.checks.unaskable import find_unaskable_values
from quiz.checks.unused import check_unused
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.generate.targets import QuestionTarget
from quiz.model.location import Location
from quiz.model.pack import Pack
from quiz.model.problems import EntryRef, Finding, Problem, ProblemCollector
from quiz.model.rules import RULES, Rule, Severity
from quiz.packs.read import pack_reader
from quiz.packs.syntax import files
from quiz.text.english import format_count, join_words
from quiz.text.safe import Text

_MANIFEST = "pack.yaml"
_SUFFIX = ".yaml"
_HEAD = re.compile(rb"^(?:\xef\xbb\xbf)?[\"']?(?:format|name|title)\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found in some packs."""

    problems: tuple[Problem, ...]
    packs: int
    facts: int
    questions: int
    """How many questions were written by hand."""
    unreadable_packs: tuple[Text, ...]
    """A sentence for each path at which there is no pack."""
    citation_reports: tuple[CitationReport, ...] | None = None
    """What came of comparing each pack with documents, if that was asked for."""
    suppressed_count: int = 0
    """How many findings comments in the packs silence."""
    unselected_count: int = 0
    """How many were left out since nobody wanted to see them."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """The files that were read, by what their paths are shown as."""

    def count_by_severity(self, severity: Severity) -> int:
        """Count the problems of one severity."""
        return sum(problem.severity is severity for problem in self.problems)

    def has_failed(self, *, strict: bool) -> bool:
        """Say whether what was found is bad enough; `strict` takes warnings for errors."""
        return bool(
            self.count_by_severity(Severity.ERROR) or (strict and self.count_by_severity(Severity.WARNING))
        )

    @property
    def coverage(self) -> tuple[Text, ...]:
        """What became of the paragraphs of each document, in a line each."""
        return tuple(
            Text(
                f"{one.source}: {format_count(one.paragraphs, 'paragraph')}: {one.cited:,} cited, "
                f"{one.fact_free:,} with nothing to ask, {one.uncovered:,} left"
            )
            for compared in self.citation_reports or ()
            for one in compared.coverage
        )

    @property
    def summary(self) -> Text:
        """What was looked at and what was found, in a sentence."""
        held = join_words([format_count(self.facts, "fact"), format_count(self.questions, "question")])
        found = [
            format_count(n, severity.value)
            for severity in Severity
            if (n := self.count_by_severity(severity))
        ]
        told = "; ".join(
            [join_words(found) or "no problems", *_untold(self.suppressed_count, self.unselected_count)]
        )
        seen = f"{format_count(self.packs, 'pack')} with {held} by hand: {told}."
        return Text(seen if self.citation_reports is None else f"{seen} {_compared(self.citation_reports)}")


class RuleSelection(NamedTuple):
    """The rules whose problems are reported: the selected ones, or all, except the ignored ones."""

    select: frozenset[Rule] | None = None
    ignore: frozenset[Rule] = frozenset()

    def includes(self, rule: Rule) -> bool:
        """Return whether the problems of a rule are reported."""
        return rule not in self.ignore and (self.select is None or rule in self.select)


ALL_RULES = RuleSelection()


def check_packs(
    paths: Iterable[Path], sources: Path | None = None, selection: RuleSelection = ALL_RULES
) -> CheckReport:
    """Check the packs at some paths, each a pack file, a pack folder or a folder of packs.

    With a folder `sources`, their citations are compared with the documents in it.
    """
    places: dict[Path, None] = {}
    unread: list[Text] = []
    for path in paths:
        here = list(_packs_at(path))
        places.update(dict.fromkeys(here))
        if not here:
            unread.append(_absence(path))
    readings = [pack_reader.read_pack(path) for path in places]
    packs = [reading.pack for reading in readings if reading.pack is not None]
    problems: list[Problem] = []
    evidence: list[CitationReport] = []
    silenced = 0
    for reading in readings:
        found = list(reading.problems)
        if reading.pack is not None:
            maker = QuestionMaker(reading.pack)
            found += check_questions(reading.pack, maker, maker.list_targets())
            found += _of_whole(reading.pack)
            if sources is not None:
                evidence.append(check_citations(reading.pack, sources))
                found += evidence[-1].problems
        kept, left_out = apply_suppressions(found, reading.files, with_documents=sources is not None)
        silenced += left_out
        problems += sorted(kept, key=_order)
    wanted = tuple(add_advice(problem for problem in problems if selection.includes(problem.rule)))
    return CheckReport(
        wanted,
        len(readings),
        sum(len(pack.facts) for pack in packs),
        sum(len(pack.questions) for pack in packs),
        tuple(unread),
        None if sources is None else tuple(evidence),
        silenced,
        len(problems) - len(wanted),
        {Text(str(file)): file for reading in readings for file in reading.files},
    )


def _order(problem: Problem) -> tuple[bool, Location, str, str]:
    """Put problems in the order of their places; what follows from all the others comes last."""
    return problem.rule is Rule.NOTHING_TO_ASK, problem.location, problem.rule.code, problem.message


def _untold(silenced: int, unselected: int) -> Iterator[str]:
    if silenced:
        yield f"{silenced:,} silenced"
    if unselected:
        yield f"{unselected:,} not selected"


def _compared(evidence: Iterable[CitationReport]) -> str:
    """Say what was compared with what, and what was left out."""
    found = tuple(evidence)
    citations = format_count(sum(one.citation_count for one in found), "citation")
    documents = format_count(sum(one.document_count for one in found), "document")
    unchecked = sum(one.unchecked_count for one in found)
    left_out = f"; not compared: {format_count(unchecked, 'source')} without a `file`" if unchecked else ""
    return f"{citations} compared with {documents}{left_out}."


def _packs_at(path: Path) -> Iterator[Path]:
    """Find the packs at a path; a folder without `pack.yaml` is a folder of packs."""
    if not path.is_dir():
        if path.exists():
            yield path
    elif (path / _MANIFEST).exists():
        yield path
    else:
        inside = sorted(path.iterdir())
        single = [inner for inner in inside if inner.is_file() and inner.suffix == _SUFFIX]
        if single and not any(map(_has_head, single)):
            yield path  # parts of a pack, which wants its `pack.yaml`
        else:
            yield from (inner for inner in inside if inner in single or (inner / _MANIFEST).is_file())


def _has_head(path: Path) -> bool:
    """Say whether a file might be a pack by itself; one that can’t be read might."""
    try:
        return _HEAD.search(files.read_bytes(path)) is not None
    except files.UnreadableError:
        return True


def _absence(path: Path) -> Text:
    if path.is_dir():
        return Text(f"{path}: no pack is here; a pack is a folder with {_MANIFEST}, or a single .yaml file")
    return Text(f"{path}: there is no such file or folder")


def check_questions(pack: Pack, maker: QuestionMaker, asks: Sequence[QuestionTarget]) -> ProblemCollector:
    """Note what the questions that are made of a pack for some of its asks show of it."""
    problems = ProblemCollector()
    _note_flaws(pack, maker, asks, problems)
    _note_unasked(pack, maker, asks, problems)
    return problems


def _of_whole(pack: Pack) -> ProblemCollector:
    """Note what no single entry shows."""
    problems = ProblemCollector()
    check_unused(pack, problems)
    check_near_duplicates(pack, problems)
    check_answer_patterns(pack, problems)
    check_mixed_formats(pack, problems)
    return problems


def _note_flaws(
    pack: Pack, maker: QuestionMaker, asks: Sequence[QuestionTarget], problems: ProblemCollector
) -> None:
    """Note the faults of questions written by hand; those that are made have none, or are not made."""
    written = {entry.id: entry for entry in pack.questions}
    for ask in asks:
        entry = written.get(ask.fact)
        if entry is None:
            continue
        question = maker.make(ask, entry.kind, 0)
        if isinstance(question, SkippedQuestion):
            continue
        for flaw in find_flaws(question, english=pack.language.startswith("en")):
            finding = Finding(RULES[flaw.check], flaw.sentence)
            problems.report(finding, entry.location, EntryRef(question=entry.id))


def _note_unasked(
    pack: Pack, maker: QuestionMaker, asks: Sequence[QuestionTarget], problems: ProblemCollector
) -> None:
    """Note each value that yields no choice, where its author can help it."""
    for fact, finding in find_unaskable_values(pack, maker, asks):
        problems.report(finding, fact.location, EntryRef(fact=fact.id))
