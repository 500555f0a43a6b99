"""The record of where an installed pack is from, in a hidden file next to it."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from quiz.config.private_files import write_private_file

_MAX_BYTES = 1 << 16


class PackOrigin(NamedTuple):
    """The address of a pack, and the download from it."""

    address: str
    date: str
    etag: str | None
    sha256: str
    """The checksum of the download."""
    digest: str
    """The checksum of the pack's files; GitHub's archives may change although their content doesn't."""
    is_pinned: bool
    """Whether the checksum was given by the user, so that no other download is accepted."""
    version: str | None
    licence: str | None


def compute_sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def compute_digest(files: Iterable[Path]) -> str:
    """Return a checksum of the names and contents of files."""
    lines = sorted(f"{file.name}\0{compute_sha256(file.read_bytes())}\n" for file in files)
    return compute_sha256("".join(lines).encode())


def save_origin(folder: Path, name: str, origin: PackOrigin) -> None:
    """Save the origin of an installed pack."""
    write_private_file(_origin_file(folder, name), json.dumps(origin._asdict(), indent=1).encode())


def load_origin(folder: Path, name: str) -> PackOrigin | None:
    """Load the origin of an installed pack; `None` if it has none or if the record can't be used."""
    try:
        with _origin_file(folder, name).open("rb") as file:
            fields = json.loads(file.read(_MAX_BYTES))
        origin = PackOrigin(**fields)
    except (OSError, ValueError, TypeError):
        return None
    texts = (origin.address, origin.date, origin.sha256, origin.digest)
    options = (origin.etag, origin.version, origin.licence)
    is_valid = all(isinstance(text, str) for text in texts) and isinstance(origin.is_pinned, bool)
    return origin if is_valid and all(text is None or isinstance(text, str) for text in options) else None


def forget_origin(folder: Path, name: str) -> None:
    """Delete the record of a pack, if there is one."""
    _origin_file(folder, name).unlink(missing_ok=True)


def _origin_file(folder: Path, name: str) -> Path:
    return folder / f".{name}.origin.json"
