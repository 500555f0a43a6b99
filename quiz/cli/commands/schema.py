"""`quiz schema`: the JSON Schema of packs."""

from dataclasses import dataclass

from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser
from quiz.packs import json_schema


@dataclass(frozen=True, slots=True)
class SchemaOptions:
    """The options of `quiz schema`: none."""


def add_arguments(parser: CommandParser) -> None:
    """Add no arguments."""


def run(options: SchemaOptions) -> None:
    """Print the schema, with which an editor completes and checks packs."""
    print_lines([json_schema.to_json()])
