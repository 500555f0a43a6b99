"""Have something worked out in a second process while this one loads what will show it."""

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress

_COURTESY = 10
"""How far the other process stands back once it has told what was wanted."""


class Ahead:
    """What a second process is working out."""

    def __init__(self, process: int, file: int) -> None:
        self._process = process
        self._file = file

    def result(self) -> str:
        """Wait for what it tells; that is nothing if it came to nothing."""
        with open(self._file, encoding="utf-8") as told:
            return told.read()

    def close(self) -> None:
        """Take note of its end, if it has come, so that the system can forget the process."""
        with suppress(ChildProcessError):
            os.waitpid(self._process, os.WNOHANG)


def begun(work: Callable[[], tuple[str, Callable[[], None]]]) -> Ahead | None:
    """Begin to work something out; it comes with what is to be done when it was told and nobody waits.

    What goes wrong there is not heard of: whoever gets no result does the work here and meets it again.
    It gives `None` where this process can't be doubled: elsewhere than on Linux and its like (the libraries
    of macOS may not be used in the double), and where threads run already.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin" or _has_threads():
        return None
    reads, writes = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reads)
        os.close(writes)
        return None
    if process:
        os.close(writes)
        return Ahead(process, reads)
    # Nothing that this process has begun may be ended by its double: no buffer written, no handler run.
    try:
        os.close(reads)
        _let_go_of_the_terminal()
        result, afterwards = work()
        with open(writes, "w", encoding="utf-8") as told:
            told.write(result)
        os.setsid()  # what it does now is worth finishing though the terminal be closed
        os.nice(_COURTESY)
        gc.enable()
        afterwards()
    finally:
        os._exit(0)


def _let_go_of_the_terminal() -> None:
    """Hold no stream open that somebody may wait to see closed when the game is over."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)


def _has_threads() -> bool:
    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1
