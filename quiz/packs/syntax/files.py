"""Read the bytes of a file that may turn out to be anything."""

import os
import stat
from pathlib import Path

from quiz.model.errors import QuizError

BYTES_AT_MOST = 64 * 1024 * 1024


class UnreadableError(QuizError):
    """A file that can’t be read. Its text says why, of “this file”."""


class AbsentError(UnreadableError):
    """A file that is not there."""


class TooLargeError(UnreadableError):
    """A file that is larger than anything that is read."""


def read_bytes(path: Path) -> bytes:
    """Give what a regular file holds."""
    try:
        # Without O_NONBLOCK, opening a FIFO waits for a writer that may never come.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
    except FileNotFoundError as error:
        raise AbsentError("this file can’t be opened: no such file or directory") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name can’t be used"
        raise UnreadableError(f"this file can’t be opened: {reason.lower()}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableError("this is no regular file, so it isn’t read")
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(BYTES_AT_MOST + 1)
        except OSError as error:
            reason = (error.strerror or "an unknown fault").lower()
            raise UnreadableError(f"this file can’t be read: {reason}") from error
    if len(data) > BYTES_AT_MOST:
        raise TooLargeError("this file is larger than 64 MiB")
    return data


def is_within(path: Path, folder: Path) -> bool:
    """Say whether a path lies in a folder, wherever links on the way lead."""
    # Not `resolve`, which fails at a circle of links before Python 3.13.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
