"""A preview of one entry of a pack: its questions as a player sees them, and its problems."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from wcwidth import wrap

from quiz.checks import runner
from quiz.checks.output import OutputFormat, ProblemFormatter
from quiz.checks.suppressions import apply_suppressions
from quiz.game import feedback
from quiz.game.outcome import Verdict
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion, SkipReason
from quiz.generate.targets import QuestionTarget
from quiz.model.errors import UsageError
from quiz.model.location import Location
from quiz.model.pack import INPUT_KINDS, Fact, HandwrittenQuestion, Kind
from quiz.model.problems import Problem
from quiz.model.question import Question
from quiz.model.rules import RULES, Rule, Severity
from quiz.packs.read import pack_reader
from quiz.packs.read.result import PACK_FILE, TABLE_SUFFIXES
from quiz.packs.syntax.files import UnreadableError, read_bytes
from quiz.text.english import format_count
from quiz.text.safe import Text, lines, one_line

_SECTION = re.compile(r"([A-Za-z-]+):")
_ITEM = re.compile(r"( *)- ")
_ROWS = re.compile(
    rf"^[ -]*rows: *[\"']?(\S.*(?:{'|'.join(map(re.escape, TABLE_SUFFIXES))}))\b", re.MULTILINE
)
_SECTIONS = ("facts", "lists", "tables", "questions", "about")
_INTENDED_REASONS = frozenset(
    (SkipReason.OTHER_KIND, SkipReason.SENSITIVE, SkipReason.NOT_ASKED, SkipReason.NEVER_ASK)
)
"""Reasons that the author chose."""
_EXPLAINING_RULES = {
    SkipReason.NO_DISTRACTORS: (Rule.TOLD_ELSEWHERE,),
    SkipReason.OPEN: (Rule.NO_DISTRACTORS, Rule.SEVERAL_ANSWERS_POSSIBLE, Rule.MAY_RECUR),
}
"""Rules of another name whose problems explain a reason."""


class PreviewTarget(NamedTuple):
    """A pack and, for one entry, a line in one of its files."""

    pack: Path
    file: Path | None = None
    line: int | None = None


class EntrySpan(NamedTuple):
    """The lines of an entry, from 1; `end` is not included."""

    file: Path
    first: int
    end: int

    def contains(self, location: Location) -> bool:
        """Return whether a location begins in these lines."""
        return location.path == Text(str(self.file)) and self.first <= location.line < self.end


class Preview(NamedTuple):
    """The questions and problems of an entry, or of a whole pack."""

    title: Text
    problems: tuple[Problem, ...]
    questions: tuple[Question | SkippedQuestion, ...]
    omitted_count: int
    """Facts of the same list or table that are not shown."""
    suppressed_count: int
    """Problems of the entry that comments suppress."""
    other_problem_count: int
    """Problems in the rest of the pack."""
    is_usable: bool
    files: tuple[Path, ...]
    """The files of the pack."""


def parse_target(text: str) -> PreviewTarget:
    """Parse `PATH` or `PATH:LINE`; a file next to a `pack.yaml` belongs to that pack."""
    path, line = Path(text), None
    match = re.fullmatch(r"(.+):([0-9]{1,9})", text)
    if match is not None and not path.exists():
        path, line = Path(match.group(1)), int(match.group(2))
    if path.is_dir():
        if line is not None:
            raise UsageError(
                f"“{path}” is a folder. Name a file to preview a line, "
                f"for example “{path / PACK_FILE}:{line}”"
            )
        return PreviewTarget(path)
    if not path.exists():
        raise UsageError(f"no file or folder “{path}”")
    return PreviewTarget(_find_pack(path), path, line)


def _find_pack(file: Path) -> Path:
    """Find the pack of a file. A table file belongs to the pack in its folder that names it."""
    if (file.parent / PACK_FILE).is_file():
        return file.parent
    if file.suffix not in TABLE_SUFFIXES:
        return file
    packs = [
        pack
        for pack in sorted(file.parent.glob("*.yaml"))
        if file in _list_table_files(pack, _read_text(pack))
    ]
    if not packs:
        raise UsageError(f"no pack in this folder uses “{file}”. Name the file in the `rows` of a table")
    return packs[0]


class PreviewSession:
    """Previews of a target, and then of whichever entry was edited last."""

    def __init__(self, target: PreviewTarget, seed: int) -> None:
        self._target = target
        self._seed = seed
        self._texts: dict[Path, str] = {}

    def render(self, columns: int, rows: int) -> list[Text]:
        """Return the lines that fit a screen of `columns` by `rows` cells."""
        texts = _read_pack_texts(self._target.pack)
        edit = _find_edit(self._texts, texts) if self._texts else _find_first_entry(self._target, texts)
        if edit is not None:
            self._target = self._target._replace(file=edit[0], line=edit[1])
        self._texts |= texts
        preview = build_preview(self._target, self._seed)
        return fit_to_screen(list(format_preview(preview, self._target.pack, columns)), columns, rows)


def build_preview(target: PreviewTarget, seed: int) -> Preview:
    """Make the questions of the entry in the target's line, or of the whole pack without a line."""
    reading = pack_reader.read_pack(target.pack)
    span = None
    if target.file is not None and target.line is not None:
        span = _find_entry_span(target.file, _read_text(target.file), target.line)
    pack = reading.pack
    selected: tuple[Fact | HandwrittenQuestion, ...] = ()
    omitted_count = 0
    problems = list(reading.problems)
    questions: list[Question | SkippedQuestion] = []
    if pack is not None:
        entries: tuple[Fact | HandwrittenQuestion, ...] = (*pack.facts, *pack.questions)
        selected = entries
        if span is not None:
            selected, omitted_count = _select_entries(entries, span, target.line or 0)
        maker = QuestionMaker(pack)
        ids = {entry.id for entry in selected}
        targets = [target for target in maker.list_targets() if target.fact in ids]
        problems += runner.check_questions(pack, maker, targets, is_complete=not reading.error_count)
        explained = {(problem.fact, problem.rule.code) for problem in problems}
        questions = [
            question
            for target in targets
            for question in _iter_questions(maker, target, seed)
            if not _is_explained(question, explained)
        ]
    kept, _ = apply_suppressions(problems, reading.files, with_documents=False)
    suppressed = [problem for problem in problems if problem not in kept]
    # A suppression that looks unused here may belong to a check that a preview does not run.
    kept = [problem for problem in kept if problem.rule is not Rule.UNUSED_IGNORE]
    shown = [problem for problem in kept if _is_in(span, problem)]
    return Preview(
        title=_format_title(target.pack, span, selected),
        problems=tuple(shown),
        questions=tuple(questions),
        omitted_count=omitted_count,
        suppressed_count=sum(_is_in(span, problem) for problem in suppressed),
        other_problem_count=_count_serious(kept) - _count_serious(shown),
        is_usable=pack is not None,
        files=reading.files,
    )


def _is_in(span: EntrySpan | None, problem: Problem) -> bool:
    return span is None or span.contains(problem.location)


def _count_serious(problems: Iterable[Problem]) -> int:
    return sum(problem.severity is not Severity.HINT for problem in problems)


def format_preview(preview: Preview, pack: Path, width: int | None) -> Iterator[Text]:
    """Format a preview. Lines that are not problems are wrapped to `width` cells, if it is not `None`."""
    yield preview.title
    yield Text()
    formatter = ProblemFormatter(OutputFormat.FULL, {Text(str(file)): file for file in preview.files})
    for problem in preview.problems:
        yield formatter(problem)
    for question in preview.questions:
        if isinstance(question, Question):
            yield from _format_question(question, width)
        else:
            yield from _format_skip(question, width)
        yield Text()
    if preview.suppressed_count:
        yield from _wrap(f"{format_count(preview.suppressed_count, 'problem')} hidden by comments", width)
    elif not preview.questions and not preview.problems:
        yield from _wrap(
            "no questions here. Put < > around the value to ask for in the sentence of a fact", width
        )
    if preview.omitted_count:
        facts = format_count(preview.omitted_count, "more fact")
        yield from _wrap(f"{facts} here. Preview the line of a row to see its questions", width)
    if preview.other_problem_count:
        problems = format_count(preview.other_problem_count, "more problem")
        yield from _wrap(f"{problems} in the rest of this pack. See quiz check {pack}", width)


def fit_to_screen(shown: list[Text], width: int, height: int) -> list[Text]:
    """Truncate lines to a screen, with the number of the remaining ones."""
    split_lines = [Text(line) for text in shown for line in text.split("\n")]
    rows = 0
    for number, line in enumerate(split_lines):
        rows += max(1, len(wrap(line, width)))
        if rows >= height - 1 and number < len(split_lines) - 1:
            return [*split_lines[:number], Text(f"… {format_count(len(split_lines) - number, 'more line')}")]
    return split_lines


def _read_pack_texts(pack: Path) -> dict[Path, str]:
    """Read the files of a pack, except those that an editor has emptied or moved for a moment."""
    files = sorted(pack.glob("*.yaml")) if pack.is_dir() else [pack]
    texts = {file: _read_text(file) for file in files}
    for file in files:
        texts |= {table: _read_text(table) for table in _list_table_files(file, texts[file])}
    return {file: text for file, text in texts.items() if text.strip()}


def _list_table_files(file: Path, text: str) -> list[Path]:
    """List the table files that the text of a pack file names."""
    return [file.with_name(name) for name in _ROWS.findall(text) if name == Path(name).name]


def _read_text(file: Path) -> str:
    try:
        return read_bytes(file).decode("utf-8", errors="replace")
    except UnreadableError:
        return ""


def _find_first_entry(target: PreviewTarget, texts: Mapping[Path, str]) -> tuple[Path, int] | None:
    """Find the first entry, if the target has no line."""
    if target.line is not None:
        return None
    files = texts if target.file is None else [target.file]
    return next(((file, 1) for file in files if _find_entry_span(file, texts.get(file, ""), 1)), None)


def _find_edit(before: Mapping[Path, str], after: Mapping[Path, str]) -> tuple[Path, int] | None:
    """Find the file and the first line, from 1, in which two states of a pack differ."""
    for file, text in after.items():
        old, new = before.get(file, "").split("\n"), text.split("\n")
        if old != new:
            pairs = enumerate(zip(old, new, strict=False), 1)
            return file, next(
                (line for line, (left, right) in pairs if left != right), min(len(old), len(new))
            )
    return None


def _find_entry_span(file: Path, text: str, line: int) -> EntrySpan | None:
    """Find the entry of a line by its dash, because a broken entry may not be valid YAML."""
    if file.suffix in TABLE_SUFFIXES:
        return EntrySpan(file, line, line + 1) if line > 1 else EntrySpan(file, 1, text.count("\n") + 2)
    starts: list[int] = []
    ends: list[int] = []
    indent: int | None = None
    inside = False
    for number, content in enumerate(text.split("\n"), 1):
        section = _SECTION.match(content)
        if section is not None:
            ends.append(number)
            inside, indent = section.group(1) in _SECTIONS, None
        item = _ITEM.match(content) if inside else None
        if item is not None:
            indent = len(item.group(1)) if indent is None else indent
            if len(item.group(1)) == indent:
                starts.append(number)
                ends.append(number)
    if not starts:
        return None
    first = max((start for start in starts if start <= line), default=starts[0])
    return EntrySpan(file, first, min((end for end in ends if end > first), default=text.count("\n") + 2))


def _select_entries(
    entries: tuple[Fact | HandwrittenQuestion, ...], span: EntrySpan, line: int
) -> tuple[tuple[Fact | HandwrittenQuestion, ...], int]:
    """Select the facts of an entry, only one row of a list or table, and count the omitted ones."""
    here = tuple(entry for entry in entries if span.contains(entry.location))
    if not here:
        lines_ = _read_text(span.file).split("\n")[span.first - 1 : span.end - 1]
        rows = {Text(str(path)) for path in _list_table_files(span.file, "\n".join(lines_))}
        here = tuple(entry for entry in entries if entry.location.path in rows)
    row = tuple(entry for entry in here if entry.location.line == line)
    is_list = 1 < len(row) == len(here) and span.file.suffix not in TABLE_SUFFIXES
    return (row, 0) if row and not is_list else (here[:1], max(0, len(here) - 1))


def _iter_questions(
    maker: QuestionMaker, target: QuestionTarget, seed: int
) -> Iterator[Question | SkippedQuestion]:
    for kind in Kind:
        question = maker.make(target, kind, seed)
        # Most values are neither typed nor guessed, and what else is wrong with them is shown for the choice.
        if isinstance(question, Question) or (
            kind not in INPUT_KINDS and question.reason not in _INTENDED_REASONS
        ):
            yield question


def _is_explained(question: Question | SkippedQuestion, problems: set[tuple[str | None, str]]) -> bool:
    """Return whether a problem already explains why a question is missing."""
    if not isinstance(question, SkippedQuestion):
        return False
    rules = (question.code, *(rule.code for rule in _EXPLAINING_RULES.get(question.reason, ())))
    return any((question.target.fact, rule) in problems for rule in rules)


def _format_title(pack: Path, span: EntrySpan | None, here: tuple[Fact | HandwrittenQuestion, ...]) -> Text:
    if span is None:
        return one_line(f"{pack}")
    suffix = f": {here[0].id}" if len(here) == 1 else ""
    return one_line(f"{span.file}:{span.first}{suffix}")


def _format_question(question: Question, width: int | None) -> Iterator[Text]:
    yield Text(question.id)
    yield from _wrap(question.stem, width)
    reasons = {proof.option: proof.reason.value for proof in question.proofs}
    for index, option in enumerate(question.options):
        is_right = index == question.key
        mark = feedback.verdict_mark(Verdict.RIGHT if is_right else Verdict.WRONG)
        reason = f" ({reasons[index]})" if index in reasons else ""
        verdict = "right" if is_right else "wrong"
        yield from _wrap(f"{mark} {index + 1}) {option} - {verdict}{reason}", width, hanging=5)
    if not question.options:
        texts = question.accepted.texts if question.accepted is not None else (question.answer,)
        yield from _wrap(f"{feedback.verdict_mark(Verdict.RIGHT)} {', '.join(texts)}", width, hanging=2)
    if question.explanation:
        yield from _wrap(f"Why: {question.explanation}", width, hanging=5)
    for source in feedback.format_sources(question):
        yield from _wrap(f"Source: {source}", width, hanging=8)


def _format_skip(skip: SkippedQuestion, width: int | None) -> Iterator[Text]:
    kind = "statement" if skip.kind is Kind.TRUEFALSE else skip.kind.value
    rule = RULES.get(skip.code)
    meaning = "" if rule is None else f", {rule.meaning}"
    yield from _wrap(f"{skip.target.target_id}: no {kind}: {skip.code}{meaning}", width)


def _wrap(text: str, width: int | None, *, hanging: int = 0) -> Iterator[Text]:
    flat = one_line(text)
    yield flat if width is None else lines(wrap(flat, width, subsequent_indent=" " * hanging))
