"""A progress message for slow operations."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TextIO

from quiz.cli import streams

_DELAY_SECONDS = 1.0
"""Delay before the message appears."""
_FALLBACK_COLUMNS = 80
"""Width when the terminal reports none."""


@contextmanager
def show_progress(
    message: str, stream: TextIO | None = None, *, delay_seconds: float = _DELAY_SECONDS
) -> Iterator[None]:
    """Show a message until the block ends, if that takes longer than the delay.

    The message takes a line of the stream (default: stderr), which is cleared afterwards. Nothing is shown
    if the stream is not a terminal.
    """
    terminal = sys.stderr if stream is None else stream
    if terminal is None or not streams.is_terminal(terminal):
        yield
        return

    shown_cells: list[int] = []
    timer = Timer(delay_seconds, lambda: shown_cells.append(_write_message(message, terminal)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # a message that is being written must be complete before it is cleared
        for cells in shown_cells:
            streams.clear_line(terminal, cells)


def _write_message(message: str, terminal: TextIO) -> int:
    """Write the message, cut to one line without a line break, and return its width in cells."""
    from quiz.text.safe import Text
    from quiz.text.width import truncate, width

    line = truncate(Text(message), _columns(terminal) - 1)
    terminal.write(line)
    streams.flush_quietly(terminal)
    return width(line)


def _columns(terminal: TextIO) -> int:
    try:
        return os.get_terminal_size(terminal.fileno()).columns or _FALLBACK_COLUMNS
    except OSError:
        return _FALLBACK_COLUMNS
