"""`quiz import`: other people's questions as a pack."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from quiz import __version__
from quiz.authoring.scaffold import path_of, title_of
from quiz.checks.runner import check_packs
from quiz.cli import streams
from quiz.cli.exit_code import ExitCode
from quiz.cli.option_types import choice_type, non_empty_type
from quiz.cli.output import print_lines, print_stderr
from quiz.cli.parser import CommandParser
from quiz.cli.progress import show_progress
from quiz.cli.services import utc_now
from quiz.generate.question_maker import QuestionMaker
from quiz.importers import existing
from quiz.importers.bank_file import BankError, BankFile, open_bank_file, open_bank_stream
from quiz.importers.collector import is_web_address
from quiz.importers.detect import detect_format
from quiz.importers.formats.registry import FORMATS
from quiz.importers.importer import (
    ImportRequest,
    ImportResult,
    import_files,
    write_pack,
)
from quiz.importers.sentences import DeckWords
from quiz.importers.summary import ImportOutcome, format_summary, summary_fields
from quiz.model import json_records
from quiz.model.errors import UsageError
from quiz.model.question import Question
from quiz.packs.format.ids import slug
from quiz.packs.read.pack_reader import read_pack
from quiz.reports.listing import format_question
from quiz.text.safe import Text, one_line

_PREVIEWED = 5
_STDIN = "-"


@dataclass(frozen=True, slots=True)
class ImportQuestionsOptions:
    """The options of `quiz import`."""

    paths: Sequence[str]
    to: str | None
    format: str | None
    columns: str | None
    yes: bool
    split: bool
    no_tables: bool
    keep_formulas: bool
    encoding: str | None
    source: str | None
    url: str | None
    licence: str | None
    category: str | None
    ask: str | None
    ask_back: str | None
    dry_run: bool
    replace: bool
    strict: bool
    no_check: bool
    json: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz import`."""
    parser.add_argument(
        "paths",
        metavar="FILE",
        nargs="+",
        type=non_empty_type("FILE"),
        help="a file, a folder of files, or - for standard input",
    )
    parser.add_argument("--to", metavar="NAME", type=non_empty_type("--to"), help="the name of the pack")
    parser.add_argument(
        "--as",
        metavar="FORMAT",
        dest="format",
        type=choice_type("--as", FORMATS, str),
        help=f"the format, instead of the one that is recognised: {', '.join(FORMATS)}",
    )
    for option, metavar, text in (
        (
            "--columns",
            "NAMES",
            "what the columns of a table mean: question,right,wrong,wrong or - to skip one",
        ),
        ("--encoding", "NAME", "the encoding of the file, such as utf-16"),
        ("--source", "TITLE", "the title of the bank"),
        ("--url", "URL", "the address of the bank"),
        ("--licence", "TEXT", "the licence of the bank"),
        ("--category", "NAME", "the title of a category for all questions"),
        ("--ask", "TEXT", "the question of a deck, as in “What is <front> in Portuguese?”"),
        ("--ask-back", "TEXT", "the question for the front of a deck, with <back>"),
    ):
        parser.add_argument(option, metavar=metavar, type=non_empty_type(option), help=text)
    for option, text in (
        ("--yes", "use the guessed columns of a table"),
        ("--split", "make a question of each right answer of a question with several"),
        ("--no-tables", "make no tables of questions with the same sentence"),
        ("--keep-formulas", "show formulas as typed"),
        ("--dry-run", "print the summary and five questions, and write nothing"),
        ("--replace", "overwrite a pack that was edited or not imported"),
        ("--strict", "exit with 1 if anything is left out"),
        ("--no-check", "don't check the pack"),
        ("--json", "print the summary as one JSON object"),
    ):
        parser.add_argument(option, action="store_true", help=text)


def run(options: ImportQuestionsOptions) -> ExitCode:
    """Write a pack of the questions in files, and print a summary."""
    with ExitStack() as stack:
        files, skipped = _open_files(options)
        for file in files:
            stack.callback(file.close)
        return _run(options, files, skipped, stack)


def _run(
    options: ImportQuestionsOptions, files: Sequence[BankFile], skipped: Sequence[Text], stack: ExitStack
) -> ExitCode:
    first = files[0].name if files else ""
    target = path_of(options.to or (slug(Path(first).stem) or "bank"))
    state = _examine_target(target, options)
    request = _build_request(options)
    with show_progress(f"Reading {', '.join(file.name for file in files)} …"):
        result = _import(files, request)
    stack.callback(result.collector.store.close)
    for guess in (file for file in result.files if file.guess):
        _confirm_guess(guess.name, guess.guess, options)
    result = _with_licence(result, options)
    folder = None if options.dry_run else target.parent
    with _temporary_folder(folder) as work:
        draft = work / target.name
        _write(draft, result, target)
        outcome = _finish(draft, target, result, options, state)
        preview = list(_iter_preview(draft)) if options.dry_run and not options.json else []
    _print(outcome, preview, skipped, options)
    is_incomplete = bool(result.collector.left_out)
    return ExitCode.PROBLEMS_FOUND if options.strict and is_incomplete else ExitCode.OK


def _open_files(options: ImportQuestionsOptions) -> tuple[list[BankFile], list[Text]]:
    """Open the files; those in a folder without a known format are skipped and named."""
    files: list[BankFile] = []
    skipped: list[Text] = []
    for word in options.paths:
        path = Path(word)
        if word == _STDIN:
            files.append(open_bank_stream("stdin", sys.stdin.buffer, options.encoding))
        elif path.is_dir():
            for inner in sorted(path.iterdir()):
                if not inner.name.startswith(".") and not inner.is_dir():
                    _open_in_folder(inner, options, files, skipped)
        else:
            try:
                files.append(open_bank_file(path, options.encoding))
            except BankError as error:
                raise UsageError(f"{word} {error}") from error
    if not files:
        raise UsageError(f"no file in {', '.join(options.paths)} can be imported")
    return files, skipped


def _open_in_folder(
    path: Path, options: ImportQuestionsOptions, files: list[BankFile], skipped: list[Text]
) -> None:
    try:
        file = open_bank_file(path, options.encoding)
    except BankError as error:
        skipped.append(Text(f"{path.name} is skipped: it {error}"))
        return
    try:
        if options.format is None:
            detect_format(file)
        files.append(file)
    except BankError as error:
        file.close()
        skipped.append(Text(f"{path.name} is skipped: it {error}"))


def _build_request(options: ImportQuestionsOptions) -> ImportRequest:
    if options.url is not None and not is_web_address(options.url):
        raise UsageError(f"--url needs an address that begins with http:// or https:// (got “{options.url}”)")
    columns = tuple(part.strip() for part in options.columns.split(",")) if options.columns else ()
    return ImportRequest(
        format=options.format,
        columns=columns,
        split=options.split,
        makes_tables=not options.no_tables,
        keep_formulas=options.keep_formulas,
        source=options.source or "",
        url=options.url or "",
        licence=options.licence or "",
        category=options.category or "",
        words=DeckWords(options.ask or "", options.ask_back or ""),
    )


def _import(files: Sequence[BankFile], request: ImportRequest) -> ImportResult:
    result = import_files(files, request)
    if not result.imported_count:
        result.collector.store.close()
        names = ", ".join(file.name for file in files)
        if not result.read_count:
            raise UsageError(f"{names} has no questions")
        reasons = ", ".join(f"{reason} {len(places)}" for reason, places in result.collector.left_out.items())
        raise UsageError(f"nothing of {names} can be imported: {reasons}")
    return result


def _confirm_guess(name: str, guess: Sequence[str], options: ImportQuestionsOptions) -> None:
    """Show the guessed columns; without `--yes`, nothing is written."""
    if options.yes or options.dry_run:
        return
    print_lines([one_line(line) for line in guess])
    raise UsageError(f"the columns of {name} are a guess. Use --yes if this is right, or --columns")


def _with_licence(result: ImportResult, options: ImportQuestionsOptions) -> ImportResult:
    """Ask for an unknown licence on a terminal."""
    is_asked = not (options.dry_run or options.json or options.yes or options.licence)
    if not is_asked or not streams.is_terminal(sys.stdin) or all(file.info.licence for file in result.files):
        return result
    print_stderr("Which licence does the bank have? Press Enter if you don't know:")
    return result.with_licence(" ".join(sys.stdin.readline().split()))


def _examine_target(target: Path, options: ImportQuestionsOptions) -> str:
    """Return whether the pack is `new`, `unchanged` since its import, or `edited`."""
    if not target.exists() or options.replace:
        return "new"
    if not existing.is_imported(target):
        raise UsageError(f"{target} exists and was not imported. Choose a name with --to, or use --replace")
    return "edited" if existing.is_edited(target) else "unchanged"


@contextmanager
def _temporary_folder(parent: Path | None) -> Iterator[Path]:
    """Make a folder next to the pack, from which the pack is moved to its place when it is whole."""
    try:
        work = Path(tempfile.mkdtemp(prefix=".import-", dir=parent))
    except OSError as error:
        raise UsageError(f"can’t write in {parent}: {(error.strerror or 'unknown error').lower()}") from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write(draft: Path, result: ImportResult, target: Path) -> None:
    report = result.files[0]
    has_title = len(result.files) == 1 and report.info.title != report.name
    title = report.info.title if has_title else title_of(target.stem)
    try:
        with draft.open("wb", buffering=1 << 18) as file:
            write_pack(
                file,
                result,
                name=target.stem,
                title=title,
                today=utc_now().date().isoformat(),
                version=__version__,
            )
    except OSError as error:
        raise UsageError(f"can’t write {target}: {(error.strerror or 'unknown error').lower()}") from error


def _finish(
    draft: Path, target: Path, result: ImportResult, options: ImportQuestionsOptions, state: str
) -> ImportOutcome:
    """Check the pack, compare it with the one that is there, and move it to its place."""
    changes = None
    if state == "unchanged":
        changes = existing.compare(target, draft)
    elif state == "edited":
        text, changes = existing.merge(target, draft)
        draft.write_text(text, encoding="utf-8", newline="\n")
    problems = None
    if not options.no_check:
        with show_progress(f"Checking {target.name} …"):
            problems = check_packs([draft]).problems
    if not options.dry_run:
        os.replace(draft, target)
    path = None if options.dry_run else str(target)
    return ImportOutcome(result, path, problems, changes, is_merged=state == "edited")


def _iter_preview(draft: Path) -> Iterator[Text]:
    """Yield some questions of the pack, spread over it, as they are played."""
    pack = read_pack(draft).pack
    if pack is None:
        return
    maker = QuestionMaker(pack)
    targets = maker.list_targets()
    step = max(1, len(targets) // _PREVIEWED)
    shown = 0
    for target in (*targets[::step], *targets):
        questions = (maker.make(target, kind, 0) for kind in maker.list_kinds(target))
        question = next((each for each in questions if isinstance(each, Question)), None)
        if question is not None and shown < _PREVIEWED:
            shown += 1
            yield from format_question(question, as_json=False)
        if shown == _PREVIEWED:
            return


def _print(
    outcome: ImportOutcome, preview: Sequence[Text], skipped: Sequence[Text], options: ImportQuestionsOptions
) -> None:
    print_stderr(*skipped)
    if options.json:
        print_lines([json_records.to_json_line(summary_fields(outcome))])
    else:
        print_lines([*format_summary(outcome), *preview])
