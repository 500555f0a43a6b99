"""`quiz rule`: explanations of the problems that `quiz check` reports."""

from dataclasses import dataclass

from quiz.checks.rule_pages import format_rule, format_rule_list
from quiz.cli.option_types import parse_rule
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser
from quiz.model.rules import Rule


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """The options of `quiz rule`."""

    rule: Rule | None


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz rule`."""
    parser.add_argument(
        "rule", metavar="NAME", nargs="?", type=parse_rule, help="one rule (default: list all)"
    )


def run(options: RuleOptions) -> None:
    """Explain the problem, or list all problems."""
    print_lines(format_rule_list() if options.rule is None else format_rule(options.rule))
