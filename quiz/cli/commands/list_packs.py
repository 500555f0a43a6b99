"""`quiz list`: the packs and their categories."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser, add_json_option, add_pack_option
from quiz.cli.progress import show_progress
from quiz.cli.services import load_packs
from quiz.generate.question_maker import QuestionMaker
from quiz.reports.listing import format_pack
from quiz.text.safe import Text


@dataclass(frozen=True, slots=True)
class ListPacksOptions:
    """The options of `quiz list`."""

    packs: Sequence[str]
    json: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz list`."""
    add_pack_option(parser)
    add_json_option(parser)


def run(options: ListPacksOptions) -> None:
    """List the packs, with their paths and the size of each category."""
    for loaded in load_packs(options.packs).packs:
        with show_progress(f"Counting the questions of {loaded.pack.name} …"):
            lines = list(
                format_pack(
                    QuestionMaker(loaded.pack),
                    Text(str(loaded.path)),
                    loaded.error_count,
                    is_builtin=loaded.is_builtin,
                    as_json=options.json,
                )
            )
        print_lines(lines)
