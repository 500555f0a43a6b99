"""`quiz remove`: removing an installed pack."""

from dataclasses import dataclass

from quiz.cli.option_types import non_empty_type
from quiz.cli.output import confirm, print_lines
from quiz.cli.parser import CommandParser
from quiz.cli.services import require_user_pack_folder
from quiz.packs.install import find_installed, remove_pack


@dataclass(frozen=True, slots=True)
class RemoveOptions:
    """The options of `quiz remove`."""

    name: str
    assume_yes: bool


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz remove`."""
    parser.add_argument("name", metavar="NAME", type=non_empty_type("NAME"), help="the name of the pack")
    parser.add_argument("--yes", dest="assume_yes", action="store_true", help="remove without asking")


def run(options: RemoveOptions) -> None:
    """Remove the pack, after asking."""
    folder = require_user_pack_folder()
    path = find_installed(options.name, folder)
    if options.assume_yes or confirm(f"Remove {path}? Your saved answers stay.", "nothing removed"):
        print_lines([f"Removed {remove_pack(options.name, folder)}."])
    else:
        print_lines(["Nothing removed."])
