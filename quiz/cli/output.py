"""Printing lines and asking for confirmation."""

import sys
from collections.abc import Iterable
from contextlib import suppress

from quiz.cli import streams
from quiz.model.errors import UsageError
from quiz.text.normalize import fold_characters
from quiz.text.safe import Text, one_line


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of data to stdout."""
    for line in lines:
        print(Text(line))


def print_stderr(*sentences: str) -> None:
    """Print lines of narration to stderr, if it is open."""
    if sys.stderr is not None:
        for sentence in sentences:
            with suppress(OSError):  # the terminal is gone
                print(one_line(sentence), file=sys.stderr)  # a name in it may contain line breaks
        streams.flush_quietly(sys.stderr)


def confirm(question: str, refusal: str) -> bool:
    """Return whether the user agrees; raise `UsageError` with the refusal if stdin is not a terminal."""
    if not streams.is_terminal(sys.stdin):
        raise UsageError(f"{refusal}. Use --yes to skip this question.")
    print_stderr(f"{question} y or n:")
    return fold_characters(sys.stdin.readline().strip()) in ("y", "yes")
