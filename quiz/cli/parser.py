"""A parser whose errors are sentences, and the options that several commands take."""

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial
from typing import NoReturn

from quiz.cli.asked import Asked
from quiz.cli.option_types import non_empty_type, parse_kind
from quiz.model.errors import UsageError


class CommandParser(argparse.ArgumentParser):
    """A parser whose errors are sentences."""

    def __init__(self, prog: str, description: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,  # an abbreviation would change its meaning with the next option
            formatter_class=partial(argparse.HelpFormatter, width=79, max_help_position=26),
        )

    def parse(self, words: Sequence[str]) -> Asked:
        """Read the words; what is left over is a mistake."""
        asked, rest = self.parse_known_args(words, Asked())
        if rest:
            self._refuse(next((word for word in rest if word.startswith("-")), rest[0]))
        return asked

    def error(self, message: str) -> NoReturn:
        """Say in our own words what `argparse` says in its."""
        said = message.removeprefix("argument ").replace(": expected one argument", " needs a value")
        _, is_missing, names = said.partition("arguments are required: ")
        raise UsageError(f"{f'{names} is missing' if is_missing else said}; see “{self.prog} --help”")

    def _refuse(self, word: str) -> NoReturn:
        name = word.partition("=")[0]
        known = [option for action in self._actions for option in action.option_strings]
        near = get_close_matches(name, known, n=1)
        if near:
            raise UsageError(f"there is no option “{name}”; did you mean “{near[0]}”?")
        raise UsageError(f"“{word}” means nothing here; see “{self.prog} --help”")


def add_selection_options(parser: CommandParser) -> None:
    add_pack_option(parser)
    parser.add_argument("--category", metavar="NAME", help="video, or hero/video")
    parser.add_argument("--kind", metavar="KIND", type=parse_kind, help="choice or truefalse")


def add_pack_option(parser: CommandParser) -> None:
    parser.add_argument(
        "--pack",
        metavar="PACK",
        action="append",
        type=non_empty_type("--pack takes a file, a folder or a name"),
        default=[],
        help="a pack's file, folder or name; repeatable",
    )


def add_json_option(parser: CommandParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def add_watch_option(parser: CommandParser) -> None:
    parser.add_argument("--watch", action="store_true", help="again whenever a file is saved, until Ctrl-C")
