"""A cache of large packs, so that the next game with one starts sooner.

A file of the cache may be lost, damaged or of another version at any time: then the pack is read from
its files.
"""

import os
from binascii import crc32  # a Python without zlib has it too
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from quiz.config.private_files import write_private_file
from quiz.model.pack import Pack
from quiz.packs.codec import decode_pack, encode_pack
from quiz.packs.read.result import TABLE_SUFFIXES

MIN_CACHED_BYTES = 1 << 16
"""The size from which a pack takes long enough to read."""
_SUFFIX = ".pack"
_MAX_FILES = 8

FileStamps: TypeAlias = Mapping[str, tuple[int, int]]
"""The time of the last change of each file of a pack, in nanoseconds, and its size in bytes."""


class PackCache:
    """A folder of cached packs, and the large packs that were read and are not in it yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._unsaved: dict[Path, tuple[Pack, FileStamps]] = {}

    def add(self, pack: Pack, path: Path, stamps: FileStamps) -> None:
        """Remember a pack that was read when its files had these stamps."""
        self._unsaved[path] = pack, stamps

    def save(self) -> None:
        """Write the packs that were added since the last time."""
        while self._unsaved:
            path, (pack, stamps) = self._unsaved.popitem()
            save_cached_pack(pack, path, stamps, self.folder)


def stat_pack_files(path: Path) -> FileStamps:
    """Return the stamps of all files of a folder that a pack may read, or of a single file.

    Raises:
        OSError: A file can't be looked at.
    """
    suffixes = (".yaml", *TABLE_SUFFIXES)
    files = [file for file in path.iterdir() if file.suffix in suffixes] if path.is_dir() else [path]
    return {file.name: (file.stat().st_mtime_ns, file.stat().st_size) for file in files}


def is_worth_caching(stamps: FileStamps) -> bool:
    """Return whether a pack is large enough for the cache."""
    return sum(size for _, size in stamps.values()) >= MIN_CACHED_BYTES


def load_cached_pack(path: Path, folder: Path) -> Pack | None:
    """Return a pack from the cache, or `None` if the cache has no valid copy of it."""
    try:
        file = cache_path(path, folder)
        encoded = file.read_bytes() if file.is_file() else b""  # opening a FIFO would block
    except OSError:
        return None
    return decode_pack(path, encoded)


def save_cached_pack(pack: Pack, path: Path, stamps: FileStamps, folder: Path) -> None:
    """Write a pack to the cache if its files still have these stamps; ignore a failure."""
    with suppress(OSError, ValueError):
        encoded = encode_pack(pack, path)
        if stat_pack_files(path) == stamps:  # otherwise the author is editing the pack
            write_cache_file(cache_path(path, folder), encoded)


def cache_path(path: Path, folder: Path) -> Path:
    """Return the path of a pack's file in the cache, which depends on where the pack is."""
    return folder / f"{crc32(os.fsencode(path.resolve())):08x}{_SUFFIX}"


def write_cache_file(file: Path, content: bytes) -> None:
    """Write a file of the cache completely or not at all, and delete the oldest files beyond the limit."""
    write_private_file(file, content)
    files = sorted(file.parent.glob(f"*{_SUFFIX}"), key=lambda cached: cached.stat().st_mtime)
    for old in files[:-_MAX_FILES]:
        old.unlink()
