"""Take a command line, do what it asks for, and say what went wrong in a sentence."""

import gc
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from quiz import __version__

# Each command is imported where it is called: `--version` needs next to none of the program, and only a game
# on a whole screen needs Textual, which takes longer to import than all the rest.
if TYPE_CHECKING:
    from quiz.cli.asked import Asked

_COMMANDS = {
    "list": "looking.list_packs",
    "stats": "looking.stats",
    "history": "looking.history",
    "flags": "looking.flags",
    "items": "looking.items",
    "why": "looking.why",
    "check": "writing.check_packs",
    "audit": "writing.audit_pack",
    "new": "writing.new",
    "preview": "writing.preview_entry",
    "add": "writing.add_pack",
    "remove": "writing.remove_pack",
    "rule": "writing.rule",
    "schema": "writing.schema_for_editors",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    from quiz.cli import streams
    from quiz.cli.services import DONE, FAILED, INTERRUPTED, print_stderr

    words = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words
    streams.replace_unencodable()
    with streams.sanitized_output():
        try:
            code = _run([word for word in words if word != "--debug"])
            streams.flush(sys.stdout)
        except KeyboardInterrupt:
            code = INTERRUPTED
        except BrokenPipeError:  # a reader that has seen enough
            code = DONE
        except Exception as error:
            if debug:
                _say_where()
            print_stderr(f"quiz: {_sentence(error)}")
            code = FAILED
        streams.flush_quietly(sys.stdout)
    return code


def _run(words: Sequence[str]) -> int:
    if "--version" in words:
        print(f"quiz {__version__}")
        return 0
    if words and not words[0].startswith("-"):
        return _run_command(words[0], words[1:])
    # Much is loaded for a game and nothing of it thrown away. Without this a start takes a tenth longer;
    # the screen turns the collector on again when it has been painted.
    gc.disable()
    try:
        return _play(words)
    finally:
        gc.enable()


def _play(words: Sequence[str]) -> int:
    if _wants_help(words):
        from quiz.cli import registry
        from quiz.cli.services import print_lines

        return print_lines([registry.HELP])
    from quiz.cli.commands.play import run

    return run(words)


def _run_command(name: str, words: Sequence[str]) -> int:
    from quiz.cli import registry
    from quiz.cli.services import print_lines

    if name not in _COMMANDS:
        raise registry.unknown_subcommand_error(name)
    if _wants_help(words):
        return print_lines([registry.format_subcommand_help(name)])
    return _command(_COMMANDS[name])(registry.parse_subcommand_options(name, words))


def _wants_help(words: Sequence[str]) -> bool:
    return "--help" in words or "-h" in words


def _command(name: str) -> "Callable[[Asked], int]":
    module, _, function = name.partition(".")
    command: Callable[[Asked], int] = getattr(import_module(f"quiz.cli.commands.{module}"), function)
    return command


def _say_where() -> None:
    """Say where in the program a mistake was met."""
    import traceback

    for line in traceback.format_exc().splitlines():
        print(line, file=sys.stderr)


def _sentence(error: Exception) -> str:
    from quiz.model.errors import QuizError

    if isinstance(error, QuizError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    return f"something went wrong inside the program: {type(error).__name__}: {error} (--debug shows where)"
