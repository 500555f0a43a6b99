"""`quiz list`: the packs and their categories."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.cli.output import print_lines, print_stderr
from quiz.cli.parser import CommandParser, add_json_option, add_pack_option
from quiz.cli.services import build_loader, show_reading_progress
from quiz.generate.summary import summarize_pack
from quiz.reports.listing import format_pack


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
    loader = build_loader(options.packs)
    with show_reading_progress(options.packs):
        result = loader.summarize_all(summarize_pack)
    print_stderr(*result.warnings)
    for summarized in result.packs:
        print_lines(format_pack(summarized, as_json=options.json))
    loader.close()
