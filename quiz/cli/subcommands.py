"""The subcommands, with their dispatch and help."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType
from typing import NamedTuple, cast

from quiz.cli.exit_code import ExitCode
from quiz.cli.parser import CommandParser
from quiz.model.errors import UsageError
from quiz.text.english import quote


class Subcommand(NamedTuple):
    """A command, implemented by `add_arguments`, `run` and an options class in its module."""

    name: str
    summary: str
    """An imperative sentence."""
    example: str
    """The arguments of an example in the help."""

    @property
    def module_name(self) -> str:
        """The name of the module in `quiz.cli.commands`."""
        return {"list": "list_packs", "import": "import_questions"}.get(self.name, self.name)

    @property
    def options_name(self) -> str:
        """The name of the options class, such as `CheckOptions`."""
        return f"{self.module_name.title().replace('_', '')}Options"

    def load(self) -> ModuleType:
        """Import the module."""
        return import_module(f"quiz.cli.commands.{self.module_name}")


PLAY = Subcommand("play", "Play a round, or choose a category first.", "--category capitals --questions 5")
"""The command without a name."""

_FOR_PLAYERS = (
    Subcommand("list", "List packs and categories, with their numbers of questions.", "--pack hero"),
    Subcommand("stats", "Show your results by category and over time, and what to review.", "--plain"),
    Subcommand("host", "Host a game for many players, at terminals and phones.", "--category capitals"),
    Subcommand("join", "Join a game that someone hosts.", "192.168.1.5:8080 K7QMP --name Ana"),
    Subcommand("web", "Play in a browser, on this machine or for your network.", "--port 8000"),
    Subcommand("challenge", "Make a code of your last round, to challenge a friend.", "--pack hero"),
    Subcommand("history", "Show, export or delete your saved answers.", "export --json"),
    Subcommand("flags", "List the questions you flagged, or unflag one.", "remove hero/director"),
    Subcommand("why", "Explain why each option of a question is right or wrong.", "hero/director/choice@7"),
    Subcommand("add", "Install a pack, so that --pack finds it by name.", "rivers.yaml"),
    Subcommand("update", "Update packs that you installed from an address.", "rivers"),
    Subcommand("settings", "List your settings, or change one.", "theme dark"),
    Subcommand("completion", "Print a script that completes commands in your shell.", "bash > quiz.bash"),
    Subcommand("remove", "Remove an installed pack. Your saved answers stay.", "rivers"),
)
_FOR_AUTHORS = (
    Subcommand("new", "Start a pack from a small example or a CSV file.", "rivers --from rivers.csv"),
    Subcommand("import", "Make a pack of a question bank: JSON, CSV, Anki, GIFT …", "opentdb.json --dry-run"),
    Subcommand("preview", "Show the questions and problems of an entry while you write.", "rivers.yaml:12"),
    Subcommand("check", "Check packs and list every problem with its line.", "rivers.yaml --ignore odd-key"),
    Subcommand(
        "items",
        "Print the questions of packs, with answers and sources.",
        "--category capitals --round 10 --seed 7",
    ),
    Subcommand("export", "Write questions for Anki, Moodle, Kahoot or a sheet.", "--as gift --pack hero"),
    Subcommand("zip", "Pack a pack into one file to pass on.", "rivers.yaml"),
    Subcommand("audit", "Measure how good the questions of a pack are, in figures.", "rivers.yaml"),
    Subcommand("rule", "Explain a problem that quiz check reports, with examples.", "odd-key"),
    Subcommand("schema", "Print the JSON Schema of packs, for your editor.", "> quiz-pack.schema.json"),
)
SUBCOMMANDS = (*_FOR_PLAYERS, *_FOR_AUTHORS)


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
    raise UsageError(f"unknown command {quote(name)}. {advice}")


def build_parser(command: Subcommand) -> CommandParser:
    """Return the parser of the command's arguments."""
    prog = "quiz" if command is PLAY else f"quiz {command.name}"
    parser = CommandParser(prog, command.summary, f"Example: {prog} {command.example}")
    command.load().add_arguments(parser)
    parser.add_argument("-h", "--help", action="help", help="show this help")
    return parser


def build_command_tree() -> CommandParser:
    """Return one parser with all commands, for tools that describe them; it parses nothing itself."""
    tree = build_parser(PLAY)
    commands = tree.add_subparsers(
        metavar="COMMAND", parser_class=cast("type[CommandParser]", _build_parser_of)
    )
    for command in SUBCOMMANDS:
        commands.add_parser(command.name, help=command.summary)
    return tree


def _build_parser_of(prog: str) -> CommandParser:
    return build_parser(find_subcommand(prog.split()[-1]))


def iter_parsers(tree: ArgumentParser) -> Iterator[ArgumentParser]:
    """Yield a parser and those of its commands."""
    yield tree
    for action in tree._actions:
        for parser in action.choices.values() if isinstance(action.choices, dict) else ():
            yield from iter_parsers(parser)


def parse_options(command: Subcommand, words: Sequence[str]) -> object:
    """Parse the command's arguments into its options class."""
    return build_parser(command).parse(words, getattr(command.load(), command.options_name))


def run_command(command: Subcommand, words: Sequence[str]) -> int:
    """Parse the command's arguments and run it; a command that returns no code has succeeded."""
    code: int | None = command.load().run(parse_options(command, words))
    return code or ExitCode.OK


def format_help(command: Subcommand) -> str:
    """Format the help of a command; that of `PLAY` lists the subcommands too."""
    parser = build_parser(command)
    if command is not PLAY:
        return parser.format_help().rstrip()
    parser.usage = "quiz [OPTIONS]\n       quiz COMMAND [OPTIONS]"
    sections = (
        parser.format_help().rstrip(),
        _format_section("commands for players", _FOR_PLAYERS),
        _format_section("commands for authors of packs", _FOR_AUTHORS),
        "“quiz COMMAND --help” explains a command.",
    )
    return "\n\n".join(sections)


def _format_section(heading: str, commands: Iterable[Subcommand]) -> str:
    return "\n".join([f"{heading}:", *(f"  {command.name:<12}{command.summary}" for command in commands)])
