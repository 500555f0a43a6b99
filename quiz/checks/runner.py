"""`quiz check`: all problems of some packs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from quiz.checks.answer_patterns import check_answer_patterns
from quiz.checks.cited_documents import CitationReport, check_citations
from quiz.checks.house_style import check_house_style
from quiz.checks.merging import merge_causes
from quiz.checks.mixed_formats import check_mixed_formats
from quiz.checks.near_duplicates import check_near_duplicates
from quiz.checks.questions_of_others import check_questions_of_others
from quiz.checks.rule_pages import add_advice
from quiz.checks.same_names import check_same_names
from quiz.checks.suppressions import apply_suppressions
from quiz.checks.unaskable import asks_nothing, find_unaskable_values, is_sensitive_statement
from quiz.checks.unmade_row_questions import find_unmade_row_questions
from quiz.checks.unread_dates import check_dates
from quiz.checks.unused import check_licences, check_unused
from quiz.generate.item_flaws import ItemCheck, ItemFlaw, find_cues, find_flaws, find_repeated_word
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion, SkipReason
from quiz.generate.targets import QuestionTarget
from quiz.model.location import Location
from quiz.model.pack import Pack
from quiz.model.problems import EntryRef, Finding, Problem, ProblemCollector
from quiz.model.rules import RULES, Rule, Severity
from quiz.packs.read import pack_reader
from quiz.packs.read.pack_files import may_be_pack
from quiz.packs.read.result import ReadResult
from quiz.text.english import format_count, join_words
from quiz.text.safe import Text

_SENSITIVE_STATEMENT = Finding(
    Rule.NEVER_ASKED,
    "this statement is never asked, because `tact` allows no statements",
    "Write it as a question with `right` and `wrong`.",
)
_HARD_TO_TYPE = Finding(
    Rule.HARD_TO_TYPE,
    "this question has no `wrong`, and players can’t type its answer, so it is never asked",
    "Add wrong answers, or shorten the answer to four words and 30 letters without code and brackets.",
)
_MANIFEST = "pack.yaml"
_SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The problems of some packs, and counts for the summary."""

    problems: tuple[Problem, ...]
    packs: int
    facts: int
    questions: int
    """The number of hand-written questions."""
    unreadable_packs: tuple[Text, ...]
    """A sentence for each path without a pack."""
    citation_reports: tuple[CitationReport, ...] | None = None
    """The comparison of each pack with documents, with `--sources`."""
    suppressed_count: int = 0
    """The number of problems hidden by comments in the packs."""
    unselected_count: int = 0
    """The number of problems hidden by `--select` and `--ignore`."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """The files that were read, by the path that is shown."""

    def count_by_severity(self, severity: Severity) -> int:
        """Count the problems of one severity."""
        return sum(problem.severity is severity for problem in self.problems)

    def has_failed(self, *, strict: bool) -> bool:
        """Return whether there are errors; `strict` counts warnings as errors."""
        return bool(
            self.count_by_severity(Severity.ERROR) or (strict and self.count_by_severity(Severity.WARNING))
        )

    @property
    def coverage(self) -> tuple[Text, ...]:
        """A line for each document about the use of its paragraphs."""
        return tuple(
            Text(
                f"{each.source}: {format_count(each.paragraphs, 'paragraph')}: {each.cited:,} cited, "
                f"{each.fact_free:,} without facts, {each.uncovered:,} left"
            )
            for report in self.citation_reports or ()
            for each in report.coverage
        )

    @property
    def summary(self) -> Text:
        """The number of packs, facts, hand-written questions and problems, as a sentence."""
        counts = ", ".join(
            [
                format_count(self.packs, "pack"),
                format_count(self.facts, "fact"),
                format_count(self.questions, "hand-written question"),
            ]
        )
        found = [
            format_count(count, severity.value)
            for severity in Severity
            if (count := self.count_by_severity(severity))
        ]
        problems = join_words(found) or "no problems"
        hidden = [
            f"{count:,} hidden by {cause}"
            for count, cause in (
                (self.suppressed_count, "comments"),
                (self.unselected_count, "--select or --ignore"),
            )
            if count
        ]
        sentence = f"{counts}: {'; '.join([problems, *hidden])}."
        if self.citation_reports is not None:
            sentence = f"{sentence} {_summarize_citations(self.citation_reports)}"
        return Text(sentence)


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
    """Check the packs at some paths.

    Args:
        paths: Pack files, pack folders or folders of packs.
        sources: A folder of documents with which citations are compared.
        selection: The rules whose problems are reported.
    """
    pack_paths: dict[Path, Path | None] = {}
    """The folder in which each pack was found, if it was not named itself."""
    unreadable: list[Text] = []
    for path in paths:
        inside = list(_find_packs(path))
        for pack_path in inside:
            pack_paths.setdefault(pack_path, None if pack_path == path else path)
        if not inside:
            unreadable.append(_describe_absence(path))
    readings = [pack_reader.read_pack(path, within=folder) for path, folder in pack_paths.items()]
    packs = [reading.pack for reading in readings if reading.pack is not None]
    problems: list[Problem] = []
    citation_reports: list[CitationReport] = []
    suppressed_count = 0
    for reading in readings:
        found = list(reading.problems)
        if reading.pack is not None:
            found += _check_pack(reading.pack, reading)
            if sources is not None:
                citation_reports.append(check_citations(reading.pack, sources))
                found += citation_reports[-1].problems
        kept, count = apply_suppressions(found, reading.files, with_documents=sources is not None)
        suppressed_count += count
        problems += sorted(merge_causes(sorted(kept, key=_sort_key)), key=_sort_key)
    selected = tuple(add_advice(problem for problem in problems if selection.includes(problem.rule)))
    return CheckReport(
        selected,
        len(readings),
        sum(len(pack.facts) for pack in packs),
        sum(len(pack.questions) for pack in packs),
        tuple(unreadable),
        None if sources is None else tuple(citation_reports),
        suppressed_count,
        len(problems) - len(selected),
        {Text(str(file)): file for reading in readings for file in reading.files},
    )


def _sort_key(problem: Problem) -> tuple[bool, Location, str, str]:
    """Sort problems by location; the consequence of all others comes last."""
    return (
        problem.rule in (Rule.NOTHING_TO_ASK, Rule.ASKS_NOTHING),
        problem.location,
        problem.rule.code,
        problem.message,
    )


def _summarize_citations(reports: Sequence[CitationReport]) -> str:
    citations = format_count(sum(report.citation_count for report in reports), "citation")
    documents = format_count(sum(report.document_count for report in reports), "document")
    unchecked = sum(report.unchecked_count for report in reports)
    rest = f"; {format_count(unchecked, 'source')} without a `file` not compared" if unchecked else ""
    return f"{citations} compared with {documents}{rest}."


def _find_packs(path: Path) -> list[Path]:
    """Find the packs at a path; a folder without `pack.yaml` is a folder of packs."""
    try:
        if not path.is_dir():
            return [path] if path.exists() else []
        if (path / _MANIFEST).exists():
            return [path]
        entries = sorted(path.iterdir())
        files_inside = [entry for entry in entries if entry.is_file() and entry.suffix == _SUFFIX]
    except OSError:  # the reader reports the reason
        return [path]
    if files_inside and not any(map(may_be_pack, files_inside)):
        return [path]  # the files of a pack without its `pack.yaml`
    return [entry for entry in entries if entry in files_inside or _may_have_manifest(entry)]


def _may_have_manifest(folder: Path) -> bool:
    try:
        return (folder / _MANIFEST).is_file()
    except OSError:  # the reader reports the reason
        return True


def _describe_absence(path: Path) -> Text:
    if path.is_dir():
        return Text(
            f"{path}: no packs in this folder; a pack is a folder with {_MANIFEST}, or a single .yaml file"
        )
    return Text(f"{path}: no such file or folder")


def check_questions(
    pack: Pack, maker: QuestionMaker, targets: Sequence[QuestionTarget], *, is_complete: bool
) -> ProblemCollector:
    """Check the questions of some targets of a pack, which is complete if no entry has an error."""
    problems = ProblemCollector()
    _check_item_flaws(pack, maker, targets, problems)
    _check_other_texts(pack, targets, problems)
    unaskable = find_unaskable_values(pack, maker, targets), find_unmade_row_questions(pack, maker, targets)
    for value in chain(*unaskable):
        if is_complete or not value.depends_on_others:
            problems.report(value.finding, value.fact.location, EntryRef(fact=value.fact.id))
    check_questions_of_others(pack, targets, problems)
    check_house_style(pack, targets, problems)
    return problems


def _check_pack(pack: Pack, reading: ReadResult) -> Iterator[Problem]:
    """Check a pack that was read, without its citations."""
    maker = QuestionMaker(pack)
    is_complete = not reading.error_count
    yield from check_questions(pack, maker, maker.list_targets(), is_complete=is_complete)
    if is_complete:
        yield from _check_asks_something(maker, Location(Text(str(reading.files[0]))))
    yield from _check_whole(pack)


def _check_whole(pack: Pack) -> ProblemCollector:
    """Check what no single entry shows."""
    problems = ProblemCollector()
    check_unused(pack, problems)
    check_licences(pack, problems)
    check_same_names(pack, problems)
    check_dates(pack, problems)
    check_near_duplicates(pack, problems)
    check_answer_patterns(pack, problems)
    check_mixed_formats(pack, problems)
    return problems


def _check_item_flaws(
    pack: Pack, maker: QuestionMaker, targets: Sequence[QuestionTarget], problems: ProblemCollector
) -> None:
    """Report the flaws of hand-written questions; questions with flaws are not made from facts."""
    written = {entry.id: entry for entry in pack.questions}
    for target in targets:
        entry = written.get(target.fact)
        if entry is None:
            continue
        question = maker.make(target, entry.kind, 0)
        if is_sensitive_statement(entry):
            problems.report(_SENSITIVE_STATEMENT, entry.location, EntryRef(question=entry.id))
        if isinstance(question, SkippedQuestion):
            if question.reason is SkipReason.HARD_TO_TYPE:
                problems.report(_HARD_TO_TYPE, entry.location, EntryRef(question=entry.id))
            continue
        for flaw in find_flaws(question, english=pack.is_english):
            finding = Finding(RULES[flaw.check], flaw.sentence)
            problems.report(finding, entry.location, EntryRef(question=entry.id))


def _check_other_texts(pack: Pack, targets: Sequence[QuestionTarget], problems: ProblemCollector) -> None:
    """Report flaws of English texts that no stem and no option shows: unused answers and explanations."""
    ids = {target.fact for target in targets} if pack.is_english else set()
    found: dict[ItemFlaw, tuple[Location, EntryRef]] = {}
    for fact in pack.facts:
        if fact.id in ids:
            flaws = [flaw for value in fact.values for flaw in find_cues(value.wrong)]
            for flaw in (*flaws, *_find_repetition(fact.more)):
                found.setdefault(flaw, (fact.location, EntryRef(fact=fact.id)))
    for written in pack.questions:
        if written.id in ids:
            for flaw in _find_repetition(written.explanation):
                found.setdefault(flaw, (written.location, EntryRef(question=written.id)))
    for flaw, (location, entry) in found.items():
        problems.report(Finding(RULES[flaw.check], flaw.sentence), location, entry)


def _find_repetition(explanation: Text | None) -> Iterator[ItemFlaw]:
    sentence = None if explanation is None else find_repeated_word(explanation)
    if sentence is not None:
        yield ItemFlaw(ItemCheck.REPEATED_WORD, Text(f"in the explanation, {sentence}"))


def _check_asks_something(maker: QuestionMaker, location: Location) -> ProblemCollector:
    """Report a pack that yields no question."""
    problems = ProblemCollector()
    if asks_nothing(maker):
        problems.report(Finding(Rule.ASKS_NOTHING, "no question can be made of this pack"), location)
    return problems
