"""Keep the standard streams from failing those who read and write them."""

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

from quiz.text.terminal import escape_text

_NEAREST = "nearest"
_ASCII = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("–—−‐‑", "-"),
    **dict.fromkeys("\u00a0\u202f", " "),
    "…": ".",
    "×": "x",
    "✓": "+",
    "✗": "x",
    "→": ">",
}
"""Each stands for one cell by one cell, so that a screen keeps its shape."""


def replace_unencodable() -> None:
    """Let no character that an encoding can't hold, and no byte that is no text, stop the program."""
    codecs.register_error(_NEAREST, _nearest)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, _NEAREST), (sys.stderr, _NEAREST)):
        reconfigure = getattr(stream, "reconfigure", None)  # a stand-in of a test or a shell may have none
        if reconfigure is not None:
            reconfigure(errors=errors)


class SanitizingStream:
    """A stream through which nothing passes that a terminal obeys; `quiz.text.terminal` says why."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text, with a mark for each character that acts."""
        return self.stream.write(escape_text(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts one behind the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def sanitized_output() -> Iterator[None]:
    """Put a door before what is printed, beside the data too; a screen of Textual’s has a door of its own."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (
        stream if stream is None else cast(TextIO, SanitizingStream(stream)) for stream in before
    )
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def is_terminal(stream: TextIO | None) -> bool:
    """Say whether somebody sits at the other end; a closed stream is nobody."""
    return stream is not None and not stream.closed and stream.isatty()


def can_encode_marks(stream: TextIO | None) -> bool:
    """Say whether the stream's encoding can hold the marks for right and wrong."""
    return can_encode(stream, "✓✗–")


def can_encode(stream: TextIO | None, characters: str) -> bool:
    """Say whether the stream's encoding can hold some characters."""
    try:
        characters.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def or_empty(stream: TextIO | None) -> TextIO:
    """Give the stream, or an empty one for a stream that was closed before the program began."""
    return io.StringIO() if stream is None else stream


def clear_screen(stream: TextIO | None) -> None:
    """Empty the screen that somebody sits at; what is no screen, or a dumb one, stays as it is."""
    if stream is not None and is_terminal(stream) and os.environ.get("TERM") != "dumb":
        _behind(stream).write("\x1b[H\x1b[2J")
        stream.flush()  # or it would wipe out what stderr says next


def clear_line(stream: TextIO, cells: int) -> None:
    """Empty the line of a terminal that has so many cells, and begin it anew."""
    _behind(stream).write(f"\r{' ' * cells}\r")
    flush_quietly(stream)


def _behind(stream: TextIO) -> TextIO:
    """Give the stream behind a door, for the few signs that a terminal is to obey."""
    return stream.stream if isinstance(stream, SanitizingStream) else stream


def flush(stream: TextIO | None) -> None:
    """Write what is still to be written."""
    if stream is not None:
        stream.flush()


def flush_quietly(stream: TextIO | None) -> None:
    """Write what is still to be written; where that can't be, let it go nowhere and say nothing."""
    try:
        flush(stream)
    except (OSError, ValueError):
        _abandon(stream)


def _abandon(stream: TextIO | None) -> None:
    """Turn the stream away, or Python would try again when it ends, and complain."""
    if stream is None:
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    written = "".join(_in_ascii(character) for character in error.object[error.start : error.end])
    return written, error.end


def _in_ascii(character: str) -> str:
    known = _ASCII.get(character)
    if known is not None:
        return known
    # Canonically only: taken for their compatible forms, 7½ would become 71/2 and 10² would become 102.
    bare = unicodedata.normalize("NFD", character)[0]
    if bare.isascii():
        return bare
    if unicodedata.combining(character):
        return ""
    return "??" if unicodedata.east_asian_width(character) in "WF" else "?"
