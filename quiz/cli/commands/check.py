"""`quiz check`: the problems of packs."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from quiz.checks.output import OutputFormat, ProblemFormatter
from quiz.checks.runner import CheckReport, RuleSelection, check_packs
from quiz.cli.exit_code import ExitCode
from quiz.cli.option_types import choice_type, non_empty_type, rule_names_type
from quiz.cli.output import print_lines, print_stderr
from quiz.cli.parser import CommandParser, add_watch_option
from quiz.cli.progress import show_progress
from quiz.cli.rerun import rerun_on_save
from quiz.model.errors import UsageError
from quiz.model.rules import Rule
from quiz.packs.syntax.files import MAX_BYTES
from quiz.text.safe import Text

_STANDARD_INPUT = "-"
_INPUT_NAME = "stdin.yaml"
"""The name of standard input in messages."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of `quiz check`."""

    paths: Sequence[str]
    format: OutputFormat
    sources: str | None
    select: frozenset[Rule] | None
    ignore: frozenset[Rule]
    strict: bool
    watch: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz check`."""
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=non_empty_type("PATH"),
        help="a pack file, a pack folder or a folder of packs; - for standard input",
    )
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=choice_type("--format", OutputFormat, OutputFormat),
        default=OutputFormat.FULL,
        help="full, concise, json or github (default: full)",
    )
    parser.add_argument(
        "--sources", metavar="FOLDER", help="compare the citations with the documents in a folder"
    )
    parser.add_argument(
        "--select",
        metavar="NAMES",
        type=rule_names_type("--select"),
        help="show only problems of these rules, separated by commas",
    )
    parser.add_argument(
        "--ignore",
        metavar="NAMES",
        type=rule_names_type("--ignore"),
        default=frozenset(),
        help="hide problems of these rules",
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    add_watch_option(parser)


def run(options: CheckOptions) -> ExitCode:
    """Print the problems of the packs, once or after each save."""
    if not options.watch:
        return _check(options)
    if _STANDARD_INPUT in options.paths:
        raise UsageError("--watch needs files; standard input can’t be read again")
    paths = [*options.paths, *([] if options.sources is None else [options.sources])]
    return rerun_on_save([Path(path) for path in paths], lambda: _check(options))


def _check(options: CheckOptions) -> ExitCode:
    sources = None if options.sources is None else Path(options.sources)
    if sources is not None and not sources.is_dir():
        raise UsageError(f"--sources must be a folder (got “{sources}”)")
    selection = RuleSelection(options.select, options.ignore)
    with _store_input(options.paths) as paths, show_progress(f"Checking {', '.join(options.paths)} …"):
        report = check_packs(paths, sources, selection)
        if _STANDARD_INPUT in options.paths:
            report = _rename_input(report, paths[options.paths.index(_STANDARD_INPUT)])
        lines = [*map(ProblemFormatter(options.format, report.files), report.problems)]
    print_lines(lines)
    print_stderr(*(f"quiz: {sentence}" for sentence in report.unreadable_packs))
    if report.packs:
        print_stderr(report.summary, *report.coverage)
    if report.unreadable_packs:
        return ExitCode.FAILED
    return ExitCode.PROBLEMS_FOUND if report.has_failed(strict=options.strict) else ExitCode.OK


@contextmanager
def _store_input(paths: Sequence[str]) -> Iterator[list[Path]]:
    """Provide the paths, with standard input in a temporary file, which a pack can be read from."""
    if _STANDARD_INPUT not in paths:
        yield [*map(Path, paths)]
        return
    with TemporaryDirectory() as folder:
        file = Path(folder, _INPUT_NAME)
        file.write_bytes(sys.stdin.buffer.read(MAX_BYTES + 1))  # the reader refuses a longer one
        yield [file if path == _STANDARD_INPUT else Path(path) for path in paths]


def _rename_input(report: CheckReport, file: Path) -> CheckReport:
    """Return the report with a name for standard input instead of the path of its temporary file."""
    shown, name = Text(str(file)), Text(_INPUT_NAME)
    problems = tuple(
        problem._replace(location=problem.location._replace(path=name))
        if problem.location.path == shown
        else problem
        for problem in report.problems
    )
    return replace(
        report,
        problems=problems,
        files={name if path == shown else path: report.files[path] for path in report.files},
    )
