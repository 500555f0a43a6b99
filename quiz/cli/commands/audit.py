"""`quiz audit`: figures on the questions of a pack."""

from dataclasses import dataclass

from quiz.audit import report
from quiz.audit.runner import audit_pack
from quiz.cli.exit_code import ExitCode
from quiz.cli.option_types import int_type, non_empty_type
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser, add_json_option
from quiz.cli.services import load_question_makers
from quiz.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """The options of `quiz audit`."""

    pack: str
    seeds: int
    strict: bool
    json: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz audit`."""
    parser.add_argument(
        "pack", metavar="PACK", type=non_empty_type("PACK"), help="a pack: its file, folder or name"
    )
    parser.add_argument(
        "--seeds",
        metavar="N",
        type=int_type("--seeds", minimum=1),
        default=20,
        help="number of seeds to make the questions with (default: 20)",
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit with 1 also if there are too few facts to tell"
    )
    add_json_option(parser)


def run(options: AuditOptions) -> ExitCode:
    """Print the figures, and report a missed limit with the exit code; if strict, too few facts as well."""
    (maker,) = load_question_makers([options.pack])
    audit = audit_pack(maker, options.seeds)
    if audit is None:
        raise UsageError("this pack has no questions. Run quiz preview to see why.")
    table = report.format_table(audit, strict=options.strict)
    print_lines([report.to_json(audit)] if options.json else table)
    failed = audit.missed_attacks or (options.strict and audit.undecided_attacks)
    return ExitCode.PROBLEMS_FOUND if failed else ExitCode.OK
