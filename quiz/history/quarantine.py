"""Damaged files, which get another name and are never used again."""

import os
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

from quiz.text.safe import Text

FileIdentity = tuple[int, int]
"""The device and inode, which distinguish a file from a later one at the same path."""

_SUFFIXES = ("", "-wal", "-shm", "-journal")
"""Suffixes of the files that SQLite keeps next to a database. They move with it."""


def file_identity(path: Path) -> FileIdentity | None:
    """Return the identity of a file, or `None` if there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def quarantine(path: Path, before: FileIdentity | None, today: date) -> Text:
    """Rename a damaged file and its companions, and return a sentence about that.

    Args:
        path: The file.
        before: The file that was found damaged. Another one at the same path stays: another process has
            renamed the damaged file and started a new one.
        today: The date for the new name.

    Raises:
        OSError: The file can't be renamed.
    """
    target = _free_name(path, today)
    if before is None or file_identity(path) != before:
        return Text(f"{path} was damaged; another game has renamed it")
    for suffix in _SUFFIXES:
        with suppress(FileNotFoundError):
            os.rename(f"{path}{suffix}", f"{target}{suffix}")
    return Text(f"{path} was damaged and is now {target.name}; new answers go into a new file")


def list_quarantined(path: Path) -> tuple[Path, ...]:
    """List the damaged files that were renamed earlier, by name, without their companions."""
    name = re.compile(
        rf"{re.escape(path.stem)}-damaged-\d{{4}}-\d\d-\d\d(?:-\d+)?{re.escape(path.suffix)}", re.ASCII
    )
    try:
        files = sorted(path.parent.iterdir())
    except OSError:  # the folder does not exist or cannot be listed
        return ()
    return tuple(file for file in files if name.fullmatch(file.name))


def delete_quarantined(file: Path) -> None:
    """Delete a renamed file and its companions."""
    for suffix in _SUFFIXES:
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def _free_name(path: Path, today: date) -> Path:
    number = 1
    while True:
        end = "" if number == 1 else f"-{number}"
        target = path.with_name(f"{path.stem}-damaged-{today.isoformat()}{end}{path.suffix}")
        if not target.exists():
            return target
        number += 1
