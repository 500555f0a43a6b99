"""The entry point: runs a command line and reports errors."""

import gc
import sys
from collections.abc import Sequence

from quiz import __version__
from quiz.cli import streams
from quiz.cli.exit_code import ExitCode

_MAX_NEW_OBJECTS = 20_000
"""Number of new objects after which a command collects garbage; Python’s 700 cost a fifth of its time."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: an `ExitCode`, or 128 plus a signal's number."""
    words = list(sys.argv[1:] if argv is None else argv)
    streams.replace_unencodable()
    with streams.sanitized_output():
        code: int
        try:
            code = _run([word for word in words if word != "--debug"])
            streams.flush(sys.stdout)
        except KeyboardInterrupt:
            code = ExitCode.INTERRUPTED
        except BrokenPipeError:  # the reader has read enough
            code = ExitCode.OK
        except Exception as error:
            if "--debug" in words:
                import traceback

                traceback.print_exc()
            code = _report(error)
        streams.flush_quietly(sys.stdout)
    return code


def _run(words: Sequence[str]) -> int:
    if words[:1] == ["version"] or not {"--version", "-V"}.isdisjoint(words):
        print(f"quiz {__version__}")
        return ExitCode.OK
    # After --version, which takes less time without the argument parser.
    from quiz.cli import subcommands
    from quiz.cli.output import print_lines

    if words[:1] == ["help"]:  # `quiz help check` is `quiz check --help`
        words = [*words[1:], "--help"]
    if words and not words[0].startswith("-"):
        command, words = subcommands.find_subcommand(words[0]), words[1:]
        gc.set_threshold(_MAX_NEW_OBJECTS)
    else:
        command = subcommands.PLAY
    if "--help" in words or "-h" in words:
        print_lines([subcommands.format_help(command)])
        return ExitCode.OK
    return subcommands.run_command(command, words)


def _report(error: Exception) -> ExitCode:
    """Print the error to stderr and return the exit code for it."""
    from quiz.cli.output import print_stderr
    from quiz.model.errors import QuizError

    code = ExitCode.FAILED
    if isinstance(error, QuizError):
        message = str(error)
    elif isinstance(error, OSError):
        message = f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    else:
        message = f"internal error: {type(error).__name__}: {error} (--debug shows where)"
        code = ExitCode.INTERNAL_ERROR
    print_stderr(f"quiz: {message}")
    return code
