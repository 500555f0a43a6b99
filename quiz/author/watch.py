"""Notice that files were saved."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

# watchfiles does this too, with some megabytes of compiled code and wheels for some platforms only. A pack is
# a handful of files: to look at their sizes and times takes less than a hundredth of the time between two
# looks, on network drives too, and however an editor saves.
TICK = 0.04
"""Seconds between two looks."""

_SETTLING_AT_MOST = 10
"""So many looks a file may take until it stays the same; then it is read as it is."""
_WATCHED = (".yaml", ".csv", ".txt")


def changes(state: Callable[[], object], wait: Callable[[], None]) -> Iterator[None]:
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


def stamps(paths: Iterable[Path]) -> tuple[tuple[str, int, int, int], ...]:
    """Give what tells whether anything at some paths was saved: in a folder, in it and in its folders."""
    return tuple(sorted(stamp for path in paths for stamp in _stamps(path, depth=1)))


def _stamps(path: Path, depth: int) -> Iterator[tuple[str, int, int, int]]:
    try:
        found = path.stat()
        entries = sorted(os.scandir(path), key=lambda entry: entry.name) if path.is_dir() else None
    except OSError:
        return
    if entries is None:
        yield str(path), found.st_mtime_ns, found.st_size, found.st_ino
        return
    for entry in entries:
        if not entry.name.startswith("."):
            is_folder = entry.is_dir()
            if (is_folder and depth) or (not is_folder and entry.name.endswith(_WATCHED)):
                yield from _stamps(Path(entry.path), depth - 1)
