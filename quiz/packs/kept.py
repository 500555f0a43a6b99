"""Keep what was made of a large pack, so that its next game begins sooner; first of all the pack as read.

What is kept may be lost, damaged or another program's at any time: then the pack is read anew.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from quiz.core.model import Pack
from quiz.packs import index
from quiz.packs.reading import TABLES

LARGE = 1 << 16
"""Bytes from which a pack takes long enough to read."""
_AT_MOST = 8
"""So many files of each kind are kept."""

Stamps = Mapping[str, tuple[int, int]]
"""When each file of a pack was last changed, in nanoseconds, and its size."""


class Cache(NamedTuple):
    """Where packs are kept, and when."""

    folder: Path
    later: Callable[[Callable[[], None]], object]
    """Takes what is to be done when nobody waits."""


def stamps(path: Path) -> Stamps:
    """Give the stamps of all files of a folder that a pack may read, or of a single file."""
    suffixes = (".yaml", *TABLES)
    files = [file for file in path.iterdir() if file.suffix in suffixes] if path.is_dir() else [path]
    return {file.name: (file.stat().st_mtime_ns, file.stat().st_size) for file in files}


def is_large(found: Stamps) -> bool:
    """Say whether a pack is worth keeping."""
    return sum(size for _, size in found.values()) >= LARGE


def load(path: Path, folder: Path) -> Pack | None:
    """Give a pack as it was kept; `None` where it was not, or has changed since."""
    body = read(place((path,), folder, "pack"))
    return None if body is None else index.parsed(path, body)


def keep(pack: Pack, path: Path, read_at: Stamps, folder: Path) -> None:
    """Keep a pack that was read when its files had these stamps; nothing is said where that can’t be."""
    with suppress(OSError, ValueError):
        body = index.dump(pack, path).encode()
        if stamps(path) != read_at:
            return  # somebody writes on it
        write(place((path,), folder, "pack"), body)


def place(paths: Iterable[Path], folder: Path, kind: str, more: str = "") -> Path:
    """Give the file in which something made of packs is kept; its name hangs on the packs' places."""
    where = "\n".join([*(str(path.resolve()) for path in paths), more])
    return folder / f"{crc32(where.encode('utf-8', 'surrogateescape')):08x}.{kind}"


def read(file: Path) -> bytes | None:
    """Give what was written to a file of the cache; `None` where it is not there or damaged."""
    try:
        mark, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if mark == _mark(body) else None


def write(file: Path, body: bytes) -> None:
    """Write a file of the cache whole or not at all, and forget those of its kind of long ago."""
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        beside.write_bytes(_mark(body) + b"\n" + body)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    _tidy(file.parent, file.suffix)


def _mark(body: bytes) -> bytes:
    return f"{crc32(body):08x}".encode()


def _tidy(folder: Path, suffix: str) -> None:
    """Forget what was kept longest ago."""
    kept = sorted(folder.glob(f"*{suffix}"), key=lambda file: file.stat().st_mtime)
    for file in kept[:-_AT_MOST]:
        file.unlink()
