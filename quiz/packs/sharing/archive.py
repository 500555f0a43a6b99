"""Packs in zip files. Nothing is unpacked but the files of one pack, and no name leads out of its folder."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from quiz.config.private_files import write_private_file
from quiz.model.errors import UsageError
from quiz.packs.read.result import PACK_FILE, TABLE_SUFFIXES
from quiz.text.english import quote

_MAX_MEMBERS = 1_000
_MAX_BYTES = 256 << 20
_MAX_RATIO = 100
_FREE_BYTES = 1 << 20
"""Archives whose content is smaller may be compressed as well as they like."""

_SUFFIXES = (".yaml", *TABLE_SUFFIXES)
_DOCUMENTS = re.compile(r"(licen[cs]e|readme)", re.IGNORECASE)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that mean a device on Windows."""

_DAMAGES = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError, LookupError,
)  # fmt: skip
"""The errors that `zipfile` raises for damaged files, and for encrypted ones."""

_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of all files in an archive of ours, so that the same pack makes the same bytes."""


class UnpackedPack(NamedTuple):
    """A pack that was unpacked."""

    path: Path
    skipped_count: int
    """The number of files in the archive that no pack has."""


def is_zip(data: bytes) -> bool:
    """Return whether a file begins like a zip file."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def unpack_pack(data: bytes, folder: str, name: str, target: Path) -> UnpackedPack:
    """Unpack the pack in an archive.

    Args:
        data: The archive.
        folder: The folder of the pack, without the one that holds the whole archive; empty for the only pack.
        name: The name of the unpacked folder or file.
        target: An existing folder for it.

    Raises:
        UsageError: The archive is damaged, unsafe or too large, or has no pack or several.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_members(members, len(data))
            names = _strip_common_folder([member.filename for member in members])
            chosen = _choose_files(names, folder)
            files = _read_members(archive, {names[index]: members[index] for index in chosen})
    except _DAMAGES as error:
        raise UsageError(f"this zip file is damaged or of an unknown kind: {error}") from error
    skipped = sum(index not in chosen and not _is_document(each) for index, each in enumerate(names))
    return UnpackedPack(_write_files(files, target / name), skipped)


def _check_members(members: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Raise `UsageError` for an archive that is too large or has unsafe names."""
    if len(members) > _MAX_MEMBERS:
        raise UsageError(f"this zip file has more than {_MAX_MEMBERS:,} files")
    total = sum(member.file_size for member in members)
    if total > _MAX_BYTES or total > max(_FREE_BYTES, size * _MAX_RATIO):
        raise UsageError("the files in this zip file are too large")
    seen: dict[str, str] = {}
    for member in members:
        name = member.filename
        parts = name.split("/")
        is_unsafe = "\\" in name or ":" in name or name.startswith("/") or not name.isprintable()
        if is_unsafe or any(part in ("", ".", "..") or _RESERVED.fullmatch(part) for part in parts):
            raise UsageError(f"this zip file has a file with an unsafe name: {quote(name)}")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UsageError(f"this zip file is compressed in an unusual way: {quote(name)}")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise UsageError(f"this zip file has a link: {quote(name)}")
        if name.casefold() in seen:
            raise UsageError(
                f"this zip file has two files of one name: {quote(seen[name.casefold()])} and {quote(name)}"
            )
        seen[name.casefold()] = name


def _strip_common_folder(names: Sequence[str]) -> list[str]:
    """Remove the folder that holds everything, as in the archives of GitHub."""
    tops = {name.partition("/")[0] for name in names}
    if len(tops) == 1 and all("/" in name for name in names):
        return [name.partition("/")[2] for name in names]
    return list(names)


def _choose_files(names: Sequence[str], folder: str) -> frozenset[int]:
    """Choose the files of the only pack, by their places in the list."""
    wanted = [PurePosixPath(name) for name in names]
    inside = [path for path in wanted if not folder or path.is_relative_to(folder)]
    packs = {path.parent for path in inside if path.name == PACK_FILE}
    if not packs:
        files = {path for path in inside if path.suffix == ".yaml"}
        if len(files) == 1:
            return frozenset(index for index, path in enumerate(wanted) if path in files)
        place = f" in {quote(folder)}" if folder else ""
        raise UsageError(f"this zip file has no {PACK_FILE}{place}, so it is not a pack")
    if len(packs) > 1:
        raise UsageError(f"this zip file has several packs; name one: {_list_folders(packs)}")
    (pack,) = packs
    return frozenset(
        index for index, path in enumerate(wanted) if path.parent == pack and path.suffix in _SUFFIXES
    )


def _list_folders(packs: Iterable[PurePosixPath]) -> str:
    names = sorted(str(pack) for pack in packs)
    return ", ".join(names[:10]) + (" …" if len(names) > 10 else "")


def _is_document(name: str) -> bool:
    return _DOCUMENTS.match(PurePosixPath(name).name) is not None


def _read_members(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> dict[str, bytes]:
    """Read files by their names, no further than their stated sizes."""
    files = {}
    for name, member in members.items():
        with archive.open(member) as file:
            content = file.read(member.file_size + 1)
        if len(content) != member.file_size:
            raise UsageError(f"this zip file states a wrong size for {quote(name)}")
        files[PurePosixPath(name).name] = content
    return files


def _write_files(files: Mapping[str, bytes], path: Path) -> Path:
    """Write a pack: as one file, or as a folder if it has a header file."""
    if PACK_FILE not in files:
        ((_, content),) = files.items()
        path = path.with_name(f"{path.name}.yaml")
        write_private_file(path, content)
        return path
    for name, content in files.items():
        write_private_file(path / name, content)
    return path


def zip_pack(name: str, files: Iterable[Path]) -> bytes:
    """Return an archive with the files of a pack in a folder; the same files make the same bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(files, key=lambda path: path.name):
            member = zipfile.ZipInfo(f"{name}/{file.name}", _TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(member, file.read_bytes(), compresslevel=9)
    return data.getvalue()
