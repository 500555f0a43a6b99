"""The subcommands and the help."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import quiz
from quiz.cli.subcommands import PLAY, SUBCOMMANDS, Subcommand, build_parser, format_help, parse_options

COMMANDS = (PLAY, *SUBCOMMANDS)
PACKAGE = Path(quiz.__file__).parent

each_command = pytest.mark.parametrize("command", COMMANDS, ids=[command.name for command in COMMANDS])


def list_options(command: Subcommand) -> set[str]:
    """List the long options that the parser of a command accepts."""
    actions = build_parser(command)._actions
    return {name for action in actions for name in action.option_strings if name.startswith("--")}


@cache
def list_strings() -> list[tuple[str, str]]:
    """List the strings of the package that are not docstrings, each with its module and line."""
    strings = []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        strings += [
            (node.value, f"{path.relative_to(PACKAGE)}:{node.lineno}")
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        ]
    return strings


@each_command
def test_module_defines_arguments_run_and_options(command: Subcommand) -> None:
    module = command.load()

    assert callable(module.add_arguments)
    assert callable(module.run)
    assert isinstance(getattr(module, command.options_name), type)


def test_every_module_of_a_command_is_registered() -> None:
    modules = {path.stem for path in (PACKAGE / "cli" / "commands").glob("*.py")} - {"__init__"}

    assert modules == {command.module_name for command in COMMANDS}


@each_command
def test_help_has_a_summary_an_example_and_80_columns(command: Subcommand) -> None:
    text = format_help(command)

    assert text.startswith("usage: quiz [OPTIONS]" if command is PLAY else f"usage: quiz {command.name}")
    assert command.summary in " ".join(text.split())
    assert "-h, --help" in text
    assert max(map(len, text.splitlines())) <= 80


@each_command
def test_example_parses(command: Subcommand) -> None:
    match = re.search(r"^Example: quiz ?(.*)", build_parser(command).format_help(), re.MULTILINE)
    assert match is not None
    words = match[1].partition(" > ")[0].split()
    if command is not PLAY:
        assert words.pop(0) == command.name

    assert type(parse_options(command, words)).__name__ == command.options_name


@each_command
def test_every_option_has_a_help_text(command: Subcommand) -> None:
    for action in build_parser(command)._actions:
        assert action.help
        assert action.help[0].islower() or action.help.startswith("CSV")
        assert not action.help.endswith(".")


def test_general_help_lists_every_command_and_option() -> None:
    text = format_help(PLAY)

    assert re.findall(r"^  ([a-z]+) ", text, re.MULTILINE) == [command.name for command in SUBCOMMANDS]
    assert list_options(PLAY) == set(re.findall(r"--[a-z-]+", text.partition("Example:")[0]))


@pytest.mark.slow
def test_every_command_named_in_a_string_exists() -> None:
    names = {command.name for command in SUBCOMMANDS}
    names |= {"COMMAND", "daily"}  # a placeholder; the title of a shared result
    names |= {
        "question",
        "questions",
        "title",
        "description",
        "never",
        "well",
        "makes",
    }  # of any quiz; “quiz never reads”
    named = [
        (match, place)
        for text, place in list_strings()
        for match in re.findall(r"(?<!of )(?<!update )\bquiz ([a-zA-Z]+)\b", text)
    ]

    assert named
    assert [(name, place) for name, place in named if name not in names] == []


@pytest.mark.slow
def test_every_option_named_in_a_string_exists() -> None:
    options = {option for command in COMMANDS for option in list_options(command)} | {"--debug"}
    named = [
        (match, place)
        for text, place in list_strings()
        for match in re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", text)
    ]

    assert named
    assert [(option, place) for option, place in named if option not in options] == []


@pytest.mark.slow
def test_every_option_named_with_a_command_is_its_own() -> None:
    by_name = {command.name: list_options(command) for command in SUBCOMMANDS}
    wrong = [
        (name, option, place)
        for text, place in list_strings()
        for name, rest in re.findall(r"\bquiz ([a-z]+)\b([^.;”]*)", text)
        for option in re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", rest)
        if option not in by_name.get(name, set())
    ]

    assert wrong == []
