"""`quiz add`: installing a pack."""

from dataclasses import dataclass
from pathlib import Path

from quiz.checks.unaskable import asks_nothing, list_never_asked
from quiz.cli.option_types import non_empty_type
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser
from quiz.cli.services import require_user_pack_folder
from quiz.generate.question_maker import QuestionMaker
from quiz.packs.install import install_pack
from quiz.reports.installed import format_install_result, format_never_asked
from quiz.text.safe import Text


@dataclass(frozen=True, slots=True)
class AddOptions:
    """The options of `quiz add`."""

    path: str
    force: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz add`."""
    parser.add_argument(
        "path", metavar="PATH", type=non_empty_type("PATH"), help="the file or folder of a pack"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="install despite errors; replace a pack of the same name",
    )


def run(options: AddOptions) -> None:
    """Check the pack and copy it to the user's folder."""
    result = install_pack(Path(options.path), require_user_pack_folder(), force=options.force)
    print_lines(format_install_result(result))
    maker = QuestionMaker(result.pack)
    is_empty = asks_nothing(maker)
    print_lines(format_never_asked(list_never_asked(maker), Path(options.path), asks_nothing=is_empty))
    if not is_empty:
        print_lines([Text(f"Play it: quiz --pack {result.pack.name}")])
