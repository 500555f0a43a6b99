"""`quiz check`: the problems of packs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quiz.checks.output import OutputFormat, ProblemFormatter
from quiz.checks.runner import RuleSelection, check_packs
from quiz.cli.exit_code import ExitCode
from quiz.cli.option_types import non_empty_type, parse_choice, rule_names_type
from quiz.cli.output import print_lines, print_stderr
from quiz.cli.parser import CommandParser, add_watch_option
from quiz.cli.progress import show_progress
from quiz.cli.rerun import rerun_on_save
from quiz.model.errors import UsageError
from quiz.model.rules import Rule


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
        help="a pack file, a pack folder or a folder of packs",
    )
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        type=_parse_format,
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
    parser.epilog = "Example: quiz check rivers.yaml --ignore odd-key"


def run(options: CheckOptions) -> ExitCode:
    """Print the problems of the packs, once or after each save."""
    if not options.watch:
        return _check(options)
    paths = [*options.paths, *([] if options.sources is None else [options.sources])]
    return rerun_on_save([Path(path) for path in paths], lambda: _check(options))


def _check(options: CheckOptions) -> ExitCode:
    sources = None if options.sources is None else Path(options.sources)
    if sources is not None and not sources.is_dir():
        raise UsageError(f"--sources must be a folder (got “{sources}”)")
    selection = RuleSelection(options.select, options.ignore)
    with show_progress(f"Checking {', '.join(options.paths)} …"):
        report = check_packs([Path(path) for path in options.paths], sources, selection)
    print_lines(map(ProblemFormatter(options.format, report.files), report.problems))
    for sentence in report.unreadable_packs:
        print_stderr(f"quiz: {sentence}")
    if report.packs:
        for line in (report.summary, *report.coverage):
            print_stderr(line)
    if report.unreadable_packs:
        return ExitCode.FAILED
    return ExitCode.PROBLEMS_FOUND if report.has_failed(strict=options.strict) else ExitCode.OK


def _parse_format(text: str) -> OutputFormat:
    return OutputFormat(parse_choice("--format", text, [choice.value for choice in OutputFormat]))
