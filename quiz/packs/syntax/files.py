"""Files that may turn out to be anything, read as bytes."""

import os
import stat
from pathlib import Path

from quiz.model.errors import QuizError

MAX_BYTES = 64 * 1024 * 1024


class UnreadableError(QuizError):
    """A file that can't be read. Its text is a sentence about “this file”."""


class AbsentError(UnreadableError):
    """A file that does not exist."""


class TooLargeError(UnreadableError):
    """A file larger than `MAX_BYTES`."""


def read_bytes(path: Path) -> bytes:
    """Return the content of a regular file.

    Raises:
        UnreadableError: The file is missing, too large, not a regular file or otherwise unreadable.
    """
    try:
        # Without O_NONBLOCK, opening a FIFO waits for a writer that may never come.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
    except FileNotFoundError as error:
        raise AbsentError("this file can’t be opened: no such file or directory") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid name"
        raise UnreadableError(f"this file can’t be opened: {reason.lower()}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError("this is not a regular file")
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(MAX_BYTES + 1)
        except OSError as error:
            reason = (error.strerror or "unknown error").lower()
            raise UnreadableError(f"this file can’t be read: {reason}") from error
    if len(data) > MAX_BYTES:
        raise TooLargeError("this file is larger than 64 MiB")
    return data


def is_within(path: Path, folder: Path) -> bool:
    """Return whether a path is in a folder after all links are resolved."""
    # `resolve` fails at a circle of links before Python 3.13.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
