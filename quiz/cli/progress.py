"""Say what takes long, to whoever sits there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from quiz.cli import streams

_LONG = 1.0
"""Seconds after which somebody wonders."""
_COLUMNS = 80
"""Of a terminal that doesn’t tell."""


@contextmanager
def show_progress(sentence: str, stream: TextIO | None = None, *, after: float = _LONG) -> Iterator[None]:
    """Say what is being done once it has taken some seconds, until it is done; nothing where nobody looks on.

    It stands on a line of stderr, or of another stream, which is empty again afterwards.
    """
    seen = sys.stderr if stream is None else stream
    if seen is None or not streams.is_terminal(seen):
        yield
        return
    from threading import Timer

    cells: list[int] = []
    timer = Timer(after, lambda: cells.append(_said(sentence, seen)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # or it might speak when all is done
        for width in cells:
            streams.clear_line(seen, width)


def _said(sentence: str, stream: TextIO) -> int:
    """Say something in an open line, cut so that it is only one; give its cells."""
    from quiz.text.safe import Text
    from quiz.text.width import truncate, width

    line = truncate(Text(sentence), _columns(stream) - 1)
    stream.write(line)
    streams.flush_quietly(stream)
    return width(line)


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _COLUMNS
    except OSError:
        return _COLUMNS
