"""A cache of large packs and of summaries, so that the next game starts sooner.

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
from quiz.model.pack_summary import PackSummary
from quiz.packs.codec import decode_pack, encode_pack
from quiz.packs.read.result import TABLE_SUFFIXES
from quiz.packs.summaries import decode_summary, encode_summary

MIN_CACHED_BYTES = 1 << 16
"""The size from which a pack takes long enough to read."""
_PACK, _SUMMARY = ".pack", ".summary"
_MAX_BYTES = {_PACK: 1 << 26, _SUMMARY: 1 << 21}
"""Maximum size of all files of a type."""

FileStamps: TypeAlias = Mapping[str, tuple[int, int]]
"""The time of the last change of each file of a pack, in nanoseconds, and its size in bytes."""


class PackCache:
    """A folder of cached packs and summaries, and those that are not in it yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stamps: dict[Path, FileStamps] = {}
        self._packs: dict[Path, Pack] = {}
        self._summaries: dict[Path, PackSummary] = {}

    def add_stamps(self, path: Path, stamps: FileStamps) -> None:
        """Remember that a pack was read without an error, and the stamps of its files at that time."""
        self._stamps[path] = stamps

    def add_pack(self, path: Path, pack: Pack) -> None:
        """Remember a pack, to write it later if its files keep their stamps."""
        self._packs[path] = pack

    def add_summary(self, path: Path, summary: PackSummary) -> None:
        """Remember a summary, to write it later if the files of the pack keep their stamps."""
        self._summaries[path] = summary

    def save(self) -> None:
        """Write the packs and summaries that were added since the last time; ignore a failure."""
        for path, stamps in self._stamps.items():
            pack, summary = self._packs.pop(path, None), self._summaries.pop(path, None)
            if pack is None and summary is None:
                continue
            with suppress(OSError, ValueError):
                encoded_pack = None if pack is None else encode_pack(pack, path)
                encoded_summary = None if summary is None else encode_summary(summary, path)
                if stat_pack_files(path) != stamps:  # the author is editing the pack
                    continue
                if encoded_pack is not None:
                    write_cache_file(cache_path(path, self.folder, _PACK), encoded_pack)
                if encoded_summary is not None:
                    write_cache_file(cache_path(path, self.folder, _SUMMARY), encoded_summary)


def stat_pack_files(path: Path) -> FileStamps:
    """Return the stamps of all files of a folder that a pack may read, or of a single file.

    Raises:
        OSError: A file can't be looked at.
    """
    suffixes = (".yaml", *TABLE_SUFFIXES)
    files = [file for file in path.iterdir() if file.suffix in suffixes] if path.is_dir() else [path]
    return {file.name: (file.stat().st_mtime_ns, file.stat().st_size) for file in files}


def is_worth_caching(stamps: FileStamps) -> bool:
    """Return whether a pack is large enough for the cache; its summary is cached in any case."""
    return sum(size for _, size in stamps.values()) >= MIN_CACHED_BYTES


def load_cached_pack(path: Path, folder: Path) -> Pack | None:
    """Return a pack from the cache, or `None` if the cache has no valid copy of it."""
    return decode_pack(path, _read_cache_file(cache_path(path, folder, _PACK)))


def load_cached_summary(path: Path, folder: Path) -> PackSummary | None:
    """Return the summary of a pack from the cache, or `None` if the cache has no valid one."""
    return decode_summary(path, _read_cache_file(cache_path(path, folder, _SUMMARY)))


def write_cache_file(file: Path, content: bytes) -> None:
    """Write a file of the cache completely or not at all, and delete the oldest files beyond the limit."""
    write_private_file(file, content)
    size = 0
    files = [(cached, cached.stat()) for cached in file.parent.glob(f"*{file.suffix}") if cached != file]
    for old, stat in sorted(files, key=lambda each: -each[1].st_mtime):
        size += stat.st_size
        if len(content) + size > _MAX_BYTES[file.suffix]:
            old.unlink()


def cache_path(path: Path, folder: Path, suffix: str) -> Path:
    """Return the path of a pack's file in the cache, which depends on where the pack is."""
    return folder / f"{crc32(os.fsencode(path.resolve())):08x}{suffix}"


def _read_cache_file(file: Path) -> bytes:
    """Return the content of a file; nothing if it can't be read."""
    try:
        return file.read_bytes() if file.is_file() else b""  # opening a FIFO would block
    except OSError:
        return b""
