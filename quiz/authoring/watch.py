"""Polling for saved files."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quiz.packs.read.result import TABLE_SUFFIXES

# watchfiles does this too, but it is several megabytes of compiled code without wheels for every platform.
# A pack has a handful of files: checking their sizes and times takes less than a hundredth of the polling
# interval, and works on network drives and with every way of saving.
POLL_SECONDS = 0.03
"""Polling interval, in seconds."""

_MAX_SETTLING_POLLS = 10
"""Maximum number of polls to wait for a file that keeps changing."""


class FileStamp(NamedTuple):
    """The properties of a file that a save changes."""

    path: str
    time: int
    size: int
    number: int


def watch_changes(state: Callable[[], object], wait: Callable[[], None]) -> Iterator[None]:
    """Yield at once, and then whenever the state has changed and stays the same for one poll.

    An editor may empty a file before it writes it, or remove it and rename another to its name.
    """
    seen = state()
    yield
    while True:
        wait()
        now = state()
        if now == seen:
            continue
        for _ in range(_MAX_SETTLING_POLLS):
            before = now
            wait()
            now = state()
            if now == before:
                break
        seen = now
        yield


def stat_files(paths: Iterable[Path]) -> tuple[FileStamp, ...]:
    """Return stamps that change when a file at these paths is saved.

    The files of a folder and of its subfolders count, and the tables next to a single file.
    """
    stamps: set[FileStamp] = set()
    for path in paths:
        stamps.update(_iter_stamps(path, depth=1))
        if path.suffix == ".yaml" and not path.is_dir():
            for table in list_sibling_tables(path):
                stamps.update(_iter_stamps(table, depth=0))
    return tuple(sorted(stamps))


def list_sibling_tables(pack: Path) -> list[Path]:
    """List the files next to a single-file pack that may contain rows of its tables."""
    try:
        return sorted(
            path for path in pack.parent.iterdir() if path.suffix in TABLE_SUFFIXES and path.name[0] != "."
        )
    except OSError:
        return []


def _iter_stamps(path: Path, depth: int) -> Iterator[FileStamp]:
    try:
        status = path.stat()
        entries = list(os.scandir(path)) if path.is_dir() else None
    except OSError:
        return
    if entries is None:
        yield FileStamp(str(path), status.st_mtime_ns, status.st_size, status.st_ino)
        return
    for entry in entries:
        if not entry.name.startswith(".") and (depth or not entry.is_dir()):
            yield from _iter_stamps(Path(entry.path), depth - 1)
