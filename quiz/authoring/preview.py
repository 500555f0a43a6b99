"""Show what comes of one entry of a pack: its questions as a player sees them, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
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
from quiz.model.pack import Fact, HandwrittenQuestion, Kind
from quiz.model.problems import Problem
from quiz.model.question import Question
from quiz.model.rules import RULES, Rule, Severity
from quiz.packs.read import pack_reader
from quiz.packs.read.result import TABLE_SUFFIXES
from quiz.packs.syntax.files import UnreadableError, read_bytes
from quiz.text.english import format_count
from quiz.text.safe import Text, lines, one_line

_SECTION = re.compile(r"([A-Za-z-]+):")
_ITEM = re.compile(r"( *)- ")
_ROWS = re.compile(
    rf"^[ -]*rows: *[\"']?(\S.*(?:{'|'.join(map(re.escape, TABLE_SUFFIXES))}))\b", re.MULTILINE
)
_SECTIONS = ("facts", "lists", "tables", "questions")
_ENDS_OTHERWISE = frozenset(
    (SkipReason.OTHER_KIND, SkipReason.SENSITIVE, SkipReason.NOT_ASKED, SkipReason.NEVER_ASK)
)
"""What an author wrote so: no reason to say it."""


class PreviewTarget(NamedTuple):
    """What is to be shown: a pack and, in one of its files, a line."""

    pack: Path
    file: Path | None = None
    line: int | None = None


class EntrySpan(NamedTuple):
    """Lines of a file, from 1, the last one not included."""

    file: Path
    first: int
    end: int

    def contains(self, place: Location) -> bool:
        """Say whether a place begins here."""
        return place.path == Text(str(self.file)) and self.first <= place.line < self.end


class Preview(NamedTuple):
    """What came of an entry, or of all."""

    title: Text
    problems: tuple[Problem, ...]
    questions: tuple[Question | SkippedQuestion, ...]
    omitted_count: int
    """How many facts of the same list or table aren't shown."""
    suppressed_count: int
    """How many problems of it comments silence."""
    other_problem_count: int
    """How many more problems the pack has."""
    is_usable: bool
    files: tuple[Path, ...]
    """What was read."""


def parse_target(text: str) -> PreviewTarget:
    """Read `PATH` or `PATH:LINE`; a file beside a `pack.yaml` belongs to the pack there."""
    path, line = Path(text), None
    match = re.fullmatch(r"(.+):([0-9]{1,9})", text)
    if match is not None and not path.exists():
        path, line = Path(match.group(1)), int(match.group(2))
    if path.is_dir():
        if line is not None:
            raise UsageError(
                f"“{path}” is a folder; a line stands in a file, "
                f"as in “{path / pack_reader.PACK_FILE}:{line}”"
            )
        return PreviewTarget(path)
    if not path.exists():
        raise UsageError(f"there is no file or folder “{path}”")
    return PreviewTarget(_pack_of(path), path, line)


def _pack_of(file: Path) -> Path:
    """Give the pack that a file belongs to; a table's rows belong to the pack beside them that names them."""
    if (file.parent / pack_reader.PACK_FILE).is_file():
        return file.parent
    if file.suffix not in TABLE_SUFFIXES:
        return file
    packs = [pack for pack in sorted(file.parent.glob("*.yaml")) if file in _tables(pack, _text(pack))]
    if not packs:
        raise UsageError(f"“{file}” holds rows, and no pack beside it names it; a table’s `rows` does")
    return packs[0]


class PreviewSession:
    """Shows the entry that a target names, and then always the one that was edited last."""

    def __init__(self, target_: PreviewTarget, seed: int) -> None:
        self._target = target_
        self._seed = seed
        self._texts: dict[Path, str] = {}

    def render(self, columns: int, rows: int) -> list[Text]:
        """Give what stands on a screen of some size now."""
        texts = _texts(self._target.pack)
        moved = _edited(self._texts, texts) if self._texts else _beginning(self._target, texts)
        if moved is not None:
            self._target = self._target._replace(file=moved[0], line=moved[1])
        self._texts |= texts
        preview = build_preview(self._target, self._seed)
        return fit_to_screen(list(format_preview(preview, self._target.pack, columns)), columns, rows)


def build_preview(target_: PreviewTarget, seed: int) -> Preview:
    """Make the questions of the entry in the target's line, or of everything where it names none."""
    reading = pack_reader.read_pack(target_.pack)
    stretch = None
    if target_.file is not None and target_.line is not None:
        stretch = _stretch(target_.file, _text(target_.file), target_.line)
    pack = reading.pack
    here: tuple[Fact | HandwrittenQuestion, ...] = ()
    left_out = 0
    found = list(reading.problems)
    asked: list[Question | SkippedQuestion] = []
    if pack is not None:
        entries: tuple[Fact | HandwrittenQuestion, ...] = (*pack.facts, *pack.questions)
        here, left_out = (entries, 0) if stretch is None else _told(entries, stretch, target_.line or 0)
        maker = QuestionMaker(pack)
        ids = {entry.id for entry in here}
        asks = [ask for ask in maker.list_targets() if ask.fact in ids]
        found += runner.check_questions(pack, maker, asks)
        known = {(problem.fact, problem.rule.code) for problem in found}
        asked = [made for ask in asks for made in _made(maker, ask, seed) if not _is_told(made, known)]
    kept, _ = apply_suppressions(found, reading.files, with_documents=False)
    silenced = [problem for problem in found if problem not in kept]
    found = [problem for problem in kept if problem.rule is not Rule.UNUSED_IGNORE]  # not all was looked for
    problems = tuple(problem for problem in found if _is_in(stretch, problem))
    return Preview(
        title=_title(target_.pack, stretch, here),
        problems=problems,
        questions=tuple(asked),
        omitted_count=left_out,
        suppressed_count=sum(_is_in(stretch, problem) for problem in silenced),
        other_problem_count=sum(problem.severity is not Severity.HINT for problem in found)
        - sum(problem.severity is not Severity.HINT for problem in problems),
        is_usable=pack is not None,
        files=reading.files,
    )


def _is_in(stretch: EntrySpan | None, problem: Problem) -> bool:
    return stretch is None or stretch.contains(problem.location)


def format_preview(preview: Preview, pack: Path, width: int | None) -> Iterator[Text]:
    """Say what came of an entry; what is no problem in lines of at most `width` cells, if it is given."""
    yield preview.title
    yield Text()
    show = ProblemFormatter(OutputFormat.FULL, {Text(str(file)): file for file in preview.files})
    for problem in preview.problems:
        yield show(problem)
    for made in preview.questions:
        yield from _question(made, width) if isinstance(made, Question) else _skip(made, width)
        yield Text()
    if preview.suppressed_count:
        verb = "is" if preview.suppressed_count == 1 else "are"
        yield from _wrapped(
            f"{format_count(preview.suppressed_count, 'finding')} here {verb} silenced by a comment", width
        )
    elif not preview.questions and not preview.problems:
        yield from _wrapped(
            "nothing here is asked; the value to ask for stands in < > in the sentence of a fact", width
        )
    if preview.omitted_count:
        rows = format_count(preview.omitted_count, "more fact")
        yield from _wrapped(f"{rows} here; preview the line of a row for its own questions", width)
    if preview.other_problem_count:
        problems = format_count(preview.other_problem_count, "more problem")
        yield from _wrapped(f"{problems} elsewhere in this pack; see quiz check {pack}", width)


def fit_to_screen(shown: list[Text], width: int, height: int) -> list[Text]:
    """Cut lines to a screen, saying how many more there are."""
    flat = [Text(line) for text in shown for line in text.split("\n")]
    rows = 0
    for number, line in enumerate(flat):
        rows += max(1, len(wrap(line, width)))
        if rows >= height - 1 and number < len(flat) - 1:
            return [*flat[:number], Text(f"… {format_count(len(flat) - number, 'more line')}")]
    return flat


def _texts(pack: Path) -> dict[Path, str]:
    """Give the texts of a pack's files, without those that an editor has emptied or moved for a moment."""
    files = sorted(pack.glob("*.yaml")) if pack.is_dir() else [pack]
    texts = {file: _text(file) for file in files}
    for file in files:
        texts |= {table: _text(table) for table in _tables(file, texts[file])}
    return {file: text for file, text in texts.items() if text.strip()}


def _tables(file: Path, text: str) -> list[Path]:
    """Give the files that a text names as the rows of its tables."""
    return [file.with_name(name) for name in _ROWS.findall(text) if name == Path(name).name]


def _text(file: Path) -> str:
    try:
        return read_bytes(file).decode("utf-8", errors="replace")
    except UnreadableError:
        return ""


def _beginning(target_: PreviewTarget, texts: Mapping[Path, str]) -> tuple[Path, int] | None:
    """Give where to begin when no line is named: at the first entry that there is."""
    if target_.line is not None:
        return None
    files = texts if target_.file is None else [target_.file]
    return next(((file, 1) for file in files if _stretch(file, texts.get(file, ""), 1)), None)


def _edited(before: Mapping[Path, str], after: Mapping[Path, str]) -> tuple[Path, int] | None:
    """Give the file and the first line, from 1, in which two states of a pack differ."""
    for file, text in after.items():
        old, new = before.get(file, "").split("\n"), text.split("\n")
        if old != new:
            pairs = enumerate(zip(old, new, strict=False), 1)
            return file, next((line for line, (one, other) in pairs if one != other), min(len(old), len(new)))
    return None


def _stretch(file: Path, text: str, line: int) -> EntrySpan | None:
    """Find the entry that a line belongs to: by its dash, for a broken entry is no YAML."""
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


def _told(
    entries: tuple[Fact | HandwrittenQuestion, ...], stretch: EntrySpan, line: int
) -> tuple[tuple[Fact | HandwrittenQuestion, ...], int]:
    """Give what an entry tells, of a list or a table the row in the line or else the first one."""
    here = tuple(entry for entry in entries if stretch.contains(entry.location))
    if not here:
        lines_ = _text(stretch.file).split("\n")[stretch.first - 1 : stretch.end - 1]
        rows = {Text(str(path)) for path in _tables(stretch.file, "\n".join(lines_))}
        here = tuple(entry for entry in entries if entry.location.path in rows)
    row = tuple(entry for entry in here if entry.location.line == line)
    is_list = (
        1 < len(row) == len(here) and stretch.file.suffix not in TABLE_SUFFIXES
    )  # which may stand in one line
    return (row, 0) if row and not is_list else (here[:1], max(0, len(here) - 1))


def _made(maker: QuestionMaker, ask: QuestionTarget, seed: int) -> Iterator[Question | SkippedQuestion]:
    for kind in Kind:
        made = maker.make(ask, kind, seed)
        if isinstance(made, Question) or made.reason not in _ENDS_OTHERWISE:
            yield made


def _is_told(made: Question | SkippedQuestion, problems: set[tuple[str | None, str]]) -> bool:
    """Say whether a problem says already why no question is made."""
    return isinstance(made, SkippedQuestion) and (made.target.fact, made.code) in problems


def _title(pack: Path, stretch: EntrySpan | None, here: tuple[Fact | HandwrittenQuestion, ...]) -> Text:
    if stretch is None:
        return one_line(f"{pack}")
    named = f": {here[0].id}" if len(here) == 1 else ""
    return one_line(f"{stretch.file}:{stretch.first}{named}")


def _question(question: Question, width: int | None) -> Iterator[Text]:
    yield Text(question.id)
    yield from _wrapped(question.stem, width)
    reasons = {proof.option: proof.reason.value for proof in question.proofs}
    for index, option in enumerate(question.options):
        is_right = index == question.key
        mark = feedback.verdict_mark(Verdict.RIGHT if is_right else Verdict.WRONG)
        reason = f" ({reasons[index]})" if index in reasons else ""
        verdict = "right" if is_right else "wrong"
        yield from _wrapped(f"{mark} {index + 1}) {option} - {verdict}{reason}", width, hanging=5)
    yield from _wrapped(f"Why: {question.explanation}", width, hanging=5)
    for source in feedback.format_sources(question):
        yield from _wrapped(f"Source: {source}", width, hanging=8)


def _skip(skip: SkippedQuestion, width: int | None) -> Iterator[Text]:
    kind = "choice" if skip.kind is Kind.CHOICE else "statement"
    rule = RULES.get(skip.code)
    meaning = "" if rule is None else f", {rule.meaning}"
    yield from _wrapped(f"{skip.target.target_id}: no {kind} is made of it: {skip.code}{meaning}", width)


def _wrapped(text: str, width: int | None, *, hanging: int = 0) -> Iterator[Text]:
    flat = one_line(text)
    yield flat if width is None else lines(wrap(flat, width, subsequent_indent=" " * hanging))
