"""The argument parser, and options that several commands share."""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn, TypeVar

from quiz.cli.option_types import choice_type, format_suggestion, int_type, non_empty_type
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.text.english import join_words, quote

Options = TypeVar("Options")


class CommandParser(argparse.ArgumentParser):
    """An argument parser that raises `UsageError` instead of ending the program."""

    def __init__(self, prog: str, description: str, epilog: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,  # an abbreviation would change its meaning with the next option
            formatter_class=partial(argparse.HelpFormatter, width=79, max_help_position=26),
        )
        self.register("action", None, _StoreOnce)

    def parse(self, words: Sequence[str], options_type: Callable[..., Options]) -> Options:
        """Parse the words into an options object; raise `UsageError` for unexpected words."""
        namespace, rest = self.parse_known_args(words)
        if rest:
            self._refuse(next((word for word in rest if word.startswith("-")), rest[0]))
        return options_type(**vars(namespace))

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` with the message of `argparse` in our words."""
        text = message.removeprefix("argument ").replace(": expected one argument", " needs a value")
        option, is_flag, _ = text.partition(": ignored explicit argument")
        _, is_missing, names = text.partition("arguments are required: ")
        if is_flag:
            text = f"{option} takes no value"
        elif is_missing:
            text = f"{self.prog} needs {join_words(names.split('|'), 'or')}"
        raise UsageError(f"{text}. See {self.prog} --help.")

    def _refuse(self, word: str) -> NoReturn:
        name = word.partition("=")[0]
        if not name.startswith("-"):
            raise UsageError(f"unexpected argument {quote(word)}. See {self.prog} --help.")
        options = [option for action in self._actions for option in action.option_strings]
        advice = format_suggestion(name, options) or f"See {self.prog} --help."
        raise UsageError(f"unknown option {quote(name)}. {advice}")


class _StoreOnce(argparse.Action):
    """Stores a value, and refuses an option that was given before: the last one would win silently."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        is_repeated = option_string is not None and getattr(namespace, self.dest) is not self.default
        if is_repeated:
            raise UsageError(f"{option_string} is given twice")
        setattr(namespace, self.dest, values)


def add_selection_options(parser: CommandParser, *more_kinds: str) -> None:
    """Add `--pack`, `--category` and `--kind`, with more words than the kinds."""
    kinds = (*Kind, *more_kinds)
    convert: Callable[[str], str] = str if more_kinds else Kind
    add_pack_option(parser)
    parser.add_argument(
        "--category",
        dest="categories",
        metavar="NAME",
        action="append",
        default=[],
        help="a category: capitals, or countries/capitals; repeatable",
    )
    parser.add_argument(
        "--kind",
        metavar="KIND",
        type=choice_type("--kind", kinds, convert),
        help=join_words(list(kinds), "or"),
    )


def add_pack_option(parser: CommandParser) -> None:
    """Add `--pack`, as the list `packs`."""
    parser.add_argument(
        "--pack",
        dest="packs",
        metavar="PACK",
        action="append",
        type=non_empty_type("--pack"),
        default=[],
        help="another pack: a file, a folder or a name; repeatable",
    )


def add_seed_option(parser: CommandParser) -> None:
    """Add `--seed` with the default 0."""
    parser.add_argument(
        "--seed", metavar="N", type=int_type("--seed"), default=0, help="seed of the questions (default: 0)"
    )


def add_json_option(parser: CommandParser) -> None:
    """Add `--json`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")


def add_watch_option(parser: CommandParser) -> None:
    """Add `--watch`."""
    parser.add_argument("--watch", action="store_true", help="run again after each save (stop with Ctrl+C)")
