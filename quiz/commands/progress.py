"""Say what takes long, to whoever sits there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from quiz.commands.ground import note
from quiz.streams import is_terminal

_LONG = 1.0
"""Seconds after which somebody wonders."""


@contextmanager
def working(sentence: str) -> Iterator[None]:
    """Say what is being done once it has taken long; nothing where nobody looks on."""
    if not is_terminal(sys.stderr):
        yield
        return
    from threading import Timer

    timer = Timer(_LONG, note, (sentence,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
