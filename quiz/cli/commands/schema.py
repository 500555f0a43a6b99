"""`quiz schema`: the JSON Schema of packs."""

from dataclasses import dataclass

from quiz.cli.exit_code import ExitCode
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser
from quiz.packs import json_schema


@dataclass(frozen=True, slots=True)
class SchemaOptions:
    """The options of `quiz schema`: none."""


def add_arguments(parser: CommandParser) -> None:
    """Add no arguments, only an example."""
    parser.epilog = "Example: quiz schema > quiz-pack.schema.json"


def run(options: SchemaOptions) -> ExitCode:
    """Print the schema, with which an editor completes and checks packs."""
    print_lines([json_schema.to_json()])
    return ExitCode.OK
