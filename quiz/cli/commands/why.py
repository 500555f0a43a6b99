"""`quiz why`: the reasons behind a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser, add_json_option, add_pack_option
from quiz.cli.services import load_question_makers
from quiz.reports.why import explain_question


@dataclass(frozen=True, slots=True)
class WhyOptions:
    """The options of `quiz why`."""

    question_id: str
    packs: Sequence[str]
    json: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz why`."""
    parser.add_argument("question_id", metavar="QUESTION-ID", help="an id that quiz items prints")
    add_pack_option(parser)
    add_json_option(parser)


def run(options: WhyOptions) -> None:
    """Print the fact behind the question, and why each option is right or wrong."""
    makers = load_question_makers(options.packs)
    print_lines(explain_question(makers, options.question_id, as_json=options.json))
