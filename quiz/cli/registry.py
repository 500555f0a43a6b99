"""The registry of subcommands, with their dispatch and help."""

from collections.abc import Sequence
from difflib import get_close_matches
from enum import Enum
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from quiz.cli.exit_code import ExitCode
from quiz.cli.parser import CommandParser
from quiz.model.errors import UsageError


class HelpGroup(Enum):
    """A section of the help, with its heading."""

    PLAY = "commands for players"
    WRITE = "commands for authors of packs"


class Subcommand(NamedTuple):
    """A command, implemented by `add_arguments`, `run` and an options class in its module."""

    name: str
    group: HelpGroup
    summary: str
    """An imperative sentence."""

    @property
    def module_name(self) -> str:
        """The name of the module in `quiz.cli.commands`."""
        return "list_packs" if self.name == "list" else self.name

    @property
    def options_name(self) -> str:
        """The name of the options class, such as `CheckOptions`."""
        return f"{self.module_name.title().replace('_', '')}Options"

    def load(self) -> ModuleType:
        """Import the module."""
        return import_module(f"quiz.cli.commands.{self.module_name}")


PLAY = Subcommand("play", HelpGroup.PLAY, "Play a round, or choose a category first.")
"""The command without a name."""

SUBCOMMANDS = (
    Subcommand("list", HelpGroup.PLAY, "List packs and categories, with their numbers of questions."),
    Subcommand("stats", HelpGroup.PLAY, "Show your stats by category and over time, and what is due."),
    Subcommand("history", HelpGroup.PLAY, "Show, export or delete your saved answers."),
    Subcommand("flags", HelpGroup.PLAY, "List the questions you flagged, or unflag one."),
    Subcommand("why", HelpGroup.PLAY, "Explain why each option of a question is right or wrong."),
    Subcommand("add", HelpGroup.PLAY, "Install a pack, so that --pack finds it by name."),
    Subcommand("remove", HelpGroup.PLAY, "Remove an installed pack. Your saved answers stay."),
    Subcommand("new", HelpGroup.WRITE, "Start a pack from a small example or a CSV file."),
    Subcommand("preview", HelpGroup.WRITE, "Show the questions and problems of an entry while you write."),
    Subcommand("check", HelpGroup.WRITE, "Check packs and list every problem with its line."),
    Subcommand("items", HelpGroup.WRITE, "Print the questions of packs, with answers and sources."),
    Subcommand("audit", HelpGroup.WRITE, "Measure how good the questions of a pack are, in figures."),
    Subcommand("rule", HelpGroup.WRITE, "Explain a problem that quiz check reports, with examples."),
    Subcommand("schema", HelpGroup.WRITE, "Print the JSON Schema of packs, for your editor."),
)


def find_subcommand(name: str) -> Subcommand:
    """Return the subcommand; raise `UsageError` with a suggestion if there is none."""
    subcommands = {subcommand.name: subcommand for subcommand in SUBCOMMANDS}
    if name in subcommands:
        return subcommands[name]
    matches = get_close_matches(name.casefold(), subcommands, n=1)
    if matches:
        advice = f"Did you mean “quiz {matches[0]}”?"
    elif "/" in name or name.endswith((".yaml", ".yml")):
        advice = f"Did you mean “quiz --pack {name}”?"
    else:
        advice = "See quiz --help."
    raise UsageError(f"unknown command “{name}”. {advice}")


def build_parser(command: Subcommand) -> CommandParser:
    """Return the parser of the command's arguments."""
    prog = "quiz" if command is PLAY else f"quiz {command.name}"
    parser = CommandParser(prog, command.summary)
    command.load().add_arguments(parser)
    parser.add_argument("-h", "--help", action="help", help="show this help")
    return parser


def parse_options(command: Subcommand, words: Sequence[str]) -> object:
    """Parse the command's arguments into its options class."""
    return build_parser(command).parse(words, getattr(command.load(), command.options_name))


def run_command(command: Subcommand, words: Sequence[str]) -> ExitCode:
    """Parse the command's arguments and run it."""
    code: ExitCode = command.load().run(parse_options(command, words))
    return code


def format_help(command: Subcommand) -> str:
    """Format the help of a command; that of `PLAY` lists the subcommands too."""
    parser = build_parser(command)
    if command is not PLAY:
        return parser.format_help().rstrip()
    parser.usage = "quiz [OPTIONS]\n       quiz COMMAND [OPTIONS]"
    sections = [parser.format_help().rstrip(), *map(_format_group, HelpGroup)]
    return "\n\n".join([*sections, "“quiz COMMAND --help” explains a command."])


def _format_group(group: HelpGroup) -> str:
    lines = (f"  {command.name:<10}{command.summary}" for command in SUBCOMMANDS if command.group is group)
    return "\n".join([f"{group.value}:", *lines])
