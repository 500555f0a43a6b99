"""`quiz completion`: a script for a shell that completes commands, options, packs and categories."""

from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shtab

from quiz.cli.option_types import choice_type
from quiz.cli.output import print_lines
from quiz.cli.parser import CommandParser
from quiz.cli.services import load_packs
from quiz.game.modes import MODES
from quiz.model.pack import Kind

_SHELLS = ("bash", "zsh", "fish")
_PACKS, _CATEGORIES, _MODES, _KINDS = "packs", "categories", "modes", "kinds"
_LISTS = (_PACKS, _CATEGORIES, _MODES, _KINDS)
"""Names that the scripts ask this command for while a line is typed."""


def _ask_for(names: str) -> Any:
    return shtab.cmd(f"quiz completion {names} 2>/dev/null")


_COMPLETERS: Mapping[str, Any] = {
    "--pack": _ask_for(_PACKS),
    "--category": _ask_for(_CATEGORIES),
    "--mode": _ask_for(_MODES),
    "--kind": _ask_for(_KINDS),
    "PATH": shtab.FILE,
    "FILE": shtab.FILE,
    "FOLDER": shtab.DIRECTORY,
}
"""The completion of the value of an option, or of an argument by its placeholder."""


@dataclass(frozen=True, slots=True)
class CompletionOptions:
    """The options of `quiz completion`."""

    output: str
    """A shell, or the names that its script asks for."""


def add_arguments(parser: CommandParser) -> None:
    """Add the arguments of `quiz completion`."""
    parser.add_argument(
        "output",
        metavar="SHELL",
        type=choice_type("SHELL", (*_SHELLS, *_LISTS), str),
        help="bash, zsh or fish; the scripts ask for packs, categories, modes and kinds",
    )


def run(options: CompletionOptions) -> None:
    """Print the script of a shell, or the names that it asks for."""
    print_lines(_write_script(options.output) if options.output in _SHELLS else _list_names(options.output))


def _write_script(shell: str) -> Sequence[str]:
    from quiz.cli.subcommands import build_command_tree, iter_parsers  # which imports the commands

    parser = build_command_tree()
    for each in iter_parsers(parser):
        _add_completers(each)
    return shtab.complete(parser, shell).splitlines()


def _list_names(names: str) -> Iterable[str]:
    if names == _MODES:
        return MODES
    if names == _KINDS:
        return Kind
    packs = load_packs(()).packs
    if names == _PACKS:
        return (loaded.pack.name for loaded in packs)
    return sorted({category.name for loaded in packs for category in loaded.pack.categories})


def _add_completers(parser: ArgumentParser) -> None:
    for action in parser._actions:
        for name in (*action.option_strings, action.metavar):
            if isinstance(name, str) and name in _COMPLETERS:
                action.complete = _COMPLETERS[name]  # type: ignore[attr-defined] # which shtab reads
