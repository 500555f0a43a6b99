"""Members of zip archives, read with limits; their names are never used as paths."""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from quiz.importers.bank_file import BankError

_MAX_MEMBERS = 10_000
_MAX_BYTES = 256 * 1024 * 1024
_MAX_RATIO = 100
_MIN_JUDGED = 1 << 20
"""Number of bytes from which the ratio counts."""
_CHUNK = 1 << 16


class Archive:
    """A zip archive, and the number of bytes that were unpacked of it."""

    def __init__(self, stream: BinaryIO) -> None:
        """Open the archive; raise `BankError` if it is damaged or has too many members."""
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise BankError("is a damaged zip archive") from error
        self._total = 0
        self.names = frozenset(self._zip.namelist())
        if len(self._zip.infolist()) > _MAX_MEMBERS:
            raise BankError(f"is a zip with more than {_MAX_MEMBERS:,} members")

    def iter_chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a member, counted while it is unpacked.

        Raises:
            BankError: It is damaged, encrypted or too large.
        """
        packed = max(1, self._zip.getinfo(name).compress_size)
        size = 0
        try:
            with self._zip.open(name) as member:
                while chunk := member.read(_CHUNK):
                    size += len(chunk)
                    self._total += len(chunk)
                    is_bomb = size > _MIN_JUDGED and size > _MAX_RATIO * packed
                    if is_bomb or self._total > _MAX_BYTES:
                        raise BankError("is a zip whose content is far larger than the file")
                    yield chunk
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
            EOFError,
        ) as error:
            raise BankError("is a damaged or encrypted zip archive") from error
        except zipfile.zlib.error as error:  # type: ignore[attr-defined]
            raise BankError("is a damaged zip archive") from error


def is_zip(first_bytes: bytes) -> bool:
    """Return whether a file begins like a zip archive."""
    return first_bytes.startswith((b"PK\x03\x04", b"PK\x05\x06"))
