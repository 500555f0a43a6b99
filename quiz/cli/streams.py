"""The standard streams: sanitized, and robust against encodings and closed pipes."""

import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

from quiz.text.terminal import escape_text

_NEAREST = "nearest"
"""The name of the error handler for unencodable characters."""
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
"""Replacements of the same width, so that a screen keeps its layout."""


def replace_unencodable() -> None:
    """Replace undecodable bytes and unencodable characters instead of raising.

    An encoding that doesn't contain ASCII, as PYTHONIOENCODING may name it, is replaced by UTF-8: no terminal
    and no pipe understands it.
    """
    codecs.register_error(_NEAREST, _replace_with_nearest)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, _NEAREST), (sys.stderr, _NEAREST)):
        reconfigure = getattr(stream, "reconfigure", None)  # a replacement by a test may lack it
        if reconfigure is not None:
            reconfigure(encoding=None if _has_ascii(stream.encoding) else "utf-8", errors=errors)


def _has_ascii(encoding: str) -> bool:
    """Return whether the encoding writes ASCII characters as ASCII does."""
    try:
        return all(character.encode(encoding) == character.encode() for character in map(chr, range(128)))
    except (UnicodeError, LookupError):
        return False


class SanitizingStream:
    """A stream that replaces control characters, as `quiz.text.terminal` describes."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write the text, with control characters replaced."""
        return self.stream.write(escape_text(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write the lines, with control characters replaced."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def sanitized_output() -> Iterator[None]:
    """Sanitize stdout and stderr inside the block. The TUI has its own filter."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (
        stream if stream is None else cast(TextIO, SanitizingStream(stream)) for stream in before
    )
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether the stream is open and a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def has_screen(environment: Mapping[str, str]) -> bool:
    """Return whether a screen can be drawn: on a terminal, or by a driver that the user names."""
    # Textual draws on stderr on some systems and on stdout on others.
    are_terminals = all(map(is_terminal, (sys.stdin, sys.stdout, sys.stderr)))
    is_able = are_terminals and environment.get("TERM") != "dumb"
    return is_able or bool(environment.get("TEXTUAL_DRIVER"))


def can_show(characters: str, environment: Mapping[str, str]) -> bool:
    """Return whether the terminal shows all of the characters.

    The Linux console shows at most 512 different ones; its usual fonts lack ✓, ★ and blocks.
    """
    if environment.get("TERM") == "linux":
        return characters.isascii()
    return all(_can_encode(stream, characters) for stream in (sys.stdout, sys.stderr))


def _can_encode(stream: TextIO | None, characters: str) -> bool:
    """Return whether the stream's encoding has all of the characters."""
    try:
        characters.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def or_empty(stream: TextIO | None) -> TextIO:
    """Return the stream, or an empty one if it was closed before the program started."""
    return io.StringIO() if stream is None else stream


def clear_screen(stream: TextIO | None) -> None:
    """Clear the terminal; do nothing for other streams and dumb terminals."""
    if stream is not None and is_terminal(stream) and os.environ.get("TERM") != "dumb":
        _unsanitized(stream).write("\x1b[H\x1b[2J")
        stream.flush()  # before stderr writes to the same screen


def clear_line(stream: TextIO, cells: int) -> None:
    """Clear the current line of a terminal, which has the given width in cells."""
    _unsanitized(stream).write(f"\r{' ' * cells}\r")
    flush_quietly(stream)


def _unsanitized(stream: TextIO) -> TextIO:
    """Return the stream to which our own control characters can be written."""
    return stream.stream if isinstance(stream, SanitizingStream) else stream


def flush(stream: TextIO | None) -> None:
    """Flush the stream, if there is one."""
    if stream is not None:
        stream.flush()


def flush_quietly(stream: TextIO | None) -> None:
    """Flush the stream; if that fails, discard its output without an error."""
    if stream is None:
        return
    try:
        stream.flush()
    except (OSError, ValueError):
        # Python flushes it again at exit and would report an error, so it is redirected to nowhere.
        with suppress(OSError, ValueError):
            null_device = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null_device, stream.fileno())
            os.close(null_device)


def _replace_with_nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_to_ascii, error.object[error.start : error.end])), error.end


def _to_ascii(character: str) -> str:
    replacement = _ASCII.get(character)
    if replacement is not None:
        return replacement
    # Not NFKD, which would turn 7½ into 71/2 and 10² into 102.
    base_character = unicodedata.normalize("NFD", character)[0]
    if base_character.isascii():
        return base_character
    if unicodedata.combining(character):
        return ""
    return "??" if unicodedata.east_asian_width(character) in "WF" else "?"
