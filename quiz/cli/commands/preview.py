"""`quiz preview`: the questions and problems of one entry."""

import shutil
import sys
from dataclasses import dataclass

from quiz.authoring.preview import PreviewSession, build_preview, format_preview, parse_target
from quiz.cli import streams
from quiz.cli.exit_code import ExitCode
from quiz.cli.option_types import non_empty_type
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser, add_seed_option, add_watch_option
from quiz.cli.rerun import rerun_on_save


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """The options of `quiz preview`."""

    target: str
    seed: int
    watch: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz preview`."""
    parser.add_argument(
        "target",
        metavar="PATH[:LINE]",
        type=non_empty_type("PATH"),
        help="a pack file and a line of the entry (default on a terminal: the entry that you edit)",
    )
    add_seed_option(parser)
    add_watch_option(parser)


def run(options: PreviewOptions) -> ExitCode:
    """Print the questions of the entry; on a terminal, again after each save."""
    target = parse_target(options.target)
    if not options.watch and not streams.is_terminal(sys.stdout):
        preview = build_preview(target, options.seed)
        print_lines(format_preview(preview, target.pack, None))
        return ExitCode.OK if preview.is_usable else ExitCode.FAILED
    session = PreviewSession(target, options.seed)
    get_size = shutil.get_terminal_size
    return rerun_on_save([target.pack], lambda: print_lines(session.render(*get_size())), get_size)
