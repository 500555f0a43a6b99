"""Keep a large pack as it was read, so that its next game begins sooner.

What is kept may be lost, damaged or another program's at any time: then the pack is read anew.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from quiz.core.model import Pack
from quiz.packs import index
from quiz.packs.reading import TABLES

LARGE = 1 << 19
"""Bytes from which a pack takes long enough to read."""
_PACKS_AT_MOST = 8

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
    try:
        mark, _, body = _place(path, folder).read_bytes().partition(b"\n")
    except OSError:
        return None
    return index.parsed(path, body) if mark == _mark(body) else None


def keep(pack: Pack, path: Path, read_at: Stamps, folder: Path) -> None:
    """Keep a pack that was read when its files had these stamps; nothing is said where that can’t be."""
    with suppress(OSError, ValueError):
        body = index.dump(pack, path).encode()
        if stamps(path) != read_at:
            return  # somebody writes on it
        place = _place(path, folder)
        beside = place.with_name(f"{place.name}.{os.getpid()}")
        folder.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(_mark(body) + b"\n" + body)
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
        _tidy(folder)


def _place(path: Path, folder: Path) -> Path:
    where = str(path.resolve()).encode("utf-8", "surrogateescape")
    return folder / f"{crc32(where):08x}.pack"


def _mark(body: bytes) -> bytes:
    return f"{crc32(body):08x}".encode()


def _tidy(folder: Path) -> None:
    """Forget the packs that were kept longest ago."""
    packs = sorted(folder.glob("*.pack"), key=lambda file: file.stat().st_mtime)
    for file in packs[:-_PACKS_AT_MOST]:
        file.unlink()
