"""`quiz new`: a pack to start from."""

from dataclasses import dataclass
from pathlib import Path

from quiz.authoring.from_table import write_pack_from_table
from quiz.authoring.scaffold import write_example_pack, write_schema_for
from quiz.cli.option_types import non_empty_type
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser


@dataclass(frozen=True, slots=True)
class NewOptions:
    """The options of `quiz new`."""

    name: str
    table: str | None


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz new`."""
    parser.add_argument(
        "name",
        metavar="NAME",
        type=non_empty_type("NAME"),
        help="the name of the pack, or the path of its file; an existing file is not changed",
    )
    parser.add_argument(
        "--from",
        metavar="TABLE",
        dest="table",
        type=non_empty_type("--from"),
        help="a CSV file, for whose columns the pack gets types and sentences",
    )


def run(options: NewOptions) -> None:
    """Write a small pack, and its schema for editors."""
    if options.table is None:
        path = write_example_pack(options.name)
    else:
        path = write_pack_from_table(options.name, Path(options.table))
    schema = ", and its schema for your editor" if write_schema_for(path) else ""
    print_lines(
        [
            f"Created {path}{schema}.",
            f"Play it:            quiz --pack {path}",
            f"See its questions:  quiz preview {path}",
        ]
    )
