"""Notice that files were saved."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quiz.packs.read.result import TABLE_SUFFIXES

# watchfiles does this too, with some megabytes of compiled code and wheels for some platforms only. A pack is
# a handful of files: to look at their sizes and times takes less than a hundredth of the time between two
# looks, on network drives too, and however an editor saves.
POLL_SECONDS = 0.03
"""Seconds between two looks."""

_SETTLING_AT_MOST = 10
"""So many looks a file may take until it stays the same; then it is read as it is."""


class FileStamp(NamedTuple):
    """What of a file changes when it is saved."""

    path: str
    time: int
    size: int
    number: int


def watch_changes(state: Callable[[], object], wait: Callable[[], None]) -> Iterator[None]:
    """Come back at once, and then whenever the state has changed and stays the same for one look.

    An editor may empty a file before it writes it, or remove it and rename another into its place.
    """
    seen = state()
    yield
    while True:
        wait()
        now = state()
        if now == seen:
            continue
        for _ in range(_SETTLING_AT_MOST):
            before = now
            wait()
            now = state()
            if now == before:
                break
        seen = now
        yield


def stat_files(paths: Iterable[Path]) -> tuple[FileStamp, ...]:
    """Give what tells whether anything at some paths was saved.

    Of a folder it is what stands in it and in its folders; of a file, the file and the tables beside it.
    """
    found: set[FileStamp] = set()
    for path in paths:
        found.update(_stamps(path, depth=1))
        if path.suffix == ".yaml" and not path.is_dir():
            for table in list_sibling_tables(path):
                found.update(_stamps(table, depth=0))
    return tuple(sorted(found))


def list_sibling_tables(pack: Path) -> list[Path]:
    """Give the files beside a pack's one file that may hold the rows of its tables."""
    try:
        return sorted(
            path for path in pack.parent.iterdir() if path.suffix in TABLE_SUFFIXES and path.name[0] != "."
        )
    except OSError:
        return []


def _stamps(path: Path, depth: int) -> Iterator[FileStamp]:
    try:
        found = path.stat()
        entries = list(os.scandir(path)) if path.is_dir() else None
    except OSError:
        return
    if entries is None:
        yield FileStamp(str(path), found.st_mtime_ns, found.st_size, found.st_ino)
        return
    for entry in entries:
        if not entry.name.startswith(".") and (depth or not entry.is_dir()):
            yield from _stamps(Path(entry.path), depth - 1)
