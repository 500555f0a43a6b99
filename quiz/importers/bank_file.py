"""Files of banks: opened once, measured, and read in parts, so that a large one takes little memory."""

import codecs
import hashlib
import io
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from quiz.model.errors import QuizError
from quiz.text.safe import one_line

MAX_BYTES = 64 * 1024 * 1024
_CHUNK = 1 << 16
_HEAD_CHARACTERS = 200_000
"""Number of characters by which a format is recognised."""
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class BankError(QuizError):
    """A file that can't be imported. Its text is a clause that follows the file's name."""


class BankFile(NamedTuple):
    """A file of a bank."""

    name: str
    """Its name without the folder, for messages and sources."""
    stream: BinaryIO
    sha256: str
    encoding: str
    is_guessed: bool
    """Whether the encoding is Windows-1252 because the file is not UTF-8."""
    head: str
    """The first characters, with `\\n` as the only line end."""
    first_bytes: bytes

    def close(self) -> None:
        """Close the file."""
        self.stream.close()

    def open_text(self) -> io.TextIOWrapper:
        """Return a stream of its text from the start, with a line feed as the only line end."""
        return open_text(self.stream, self.encoding)

    def iter_lines(self) -> Iterator[str]:
        """Yield its lines without their ends."""
        with self.open_text() as text:
            while line := text.readline(MAX_LINE):
                yield line.rstrip("\n")

    def open_bytes(self) -> BinaryIO:
        """Return the stream at its start."""
        self.stream.seek(0)
        return self.stream


MAX_LINE = 1 << 20
"""Maximum length of a line; the rest counts as another line."""


class _Uncloseable(io.BufferedIOBase):
    """The bytes of another stream, which stays open when this one is closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    @property
    def name(self) -> str:
        return "bank"

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._stream.read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        return self._stream.read(_CHUNK if size < 0 else size)


def open_text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """Return a stream of decoded text from the start of a stream of bytes."""
    stream.seek(0)
    return io.TextIOWrapper(_Uncloseable(stream), encoding, errors="replace", newline=None)


def open_bank_file(path: Path, encoding: str | None = None) -> BankFile:
    """Open a regular file and measure it.

    Raises:
        BankError: It can't be read, is too large, or has an unknown encoding.
    """
    try:
        # Without O_NONBLOCK, opening a FIFO waits for a writer that may never come.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid name"
        raise BankError(f"can’t be opened: {reason.lower()}") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BankError("is not a regular file")
    return _measure(path.name, os.fdopen(descriptor, "rb"), encoding)


def open_bank_stream(name: str, stream: BinaryIO, encoding: str | None = None) -> BankFile:
    """Copy a stream that can't be read twice, such as stdin, to a temporary file, and measure it."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the bank
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > MAX_BYTES:
            raise BankError("is larger than 64 MiB")
        copy.write(chunk)
    return _measure(name, copy, encoding)


def _measure(name: str, stream: BinaryIO, encoding: str | None) -> BankFile:
    digest, size, first = hashlib.sha256(), 0, b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    stream.seek(0)
    try:
        while chunk := stream.read(_CHUNK):
            first = first or chunk
            size += len(chunk)
            if size > MAX_BYTES:
                raise BankError("is larger than 64 MiB")
            digest.update(chunk)
            is_utf8 = is_utf8 and _decodes(decoder, chunk)
    except OSError as error:
        raise BankError(f"can’t be read: {(error.strerror or 'unknown error').lower()}") from error
    is_utf8 = is_utf8 and _decodes(decoder, b"", is_final=True)
    known = next((codec for bom, codec in _BOMS if first.startswith(bom)), "utf-8" if is_utf8 else "cp1252")
    chosen = encoding or known
    try:
        with open_text(stream, chosen) as text:
            head = text.read(_HEAD_CHARACTERS)
    except LookupError:
        raise BankError(f"has no encoding “{chosen}” that Python knows") from None
    except UnicodeError:
        raise BankError(f"is not in the encoding {chosen}") from None
    is_guessed = chosen == "cp1252" and encoding is None
    return BankFile(one_line(name), stream, digest.hexdigest(), chosen, is_guessed, head, first)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, is_final: bool = False) -> bool:
    try:
        decoder.decode(chunk, is_final)
    except UnicodeDecodeError:
        return False
    return True
