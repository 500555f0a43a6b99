"""SQLite files that are checked, migrated and safe against a sudden end of the program."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from quiz.model.errors import QuizError
from quiz.text.safe import Text

LOCK_TIMEOUT_SECONDS = 1.0
"""Time to wait for another process that is writing."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_VERSION_OFFSET = 60
_DAMAGE_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FILE_SUFFIXES = ("", "-wal", "-shm", "-journal")
"""Suffixes of the files that SQLite keeps next to a database. They move with it."""


class StoreError(QuizError):
    """The file can't be read or written now."""


class DamagedError(Exception):
    """The file is not a sound database with the expected tables."""


class Schema(NamedTuple):
    """The tables of a file, and the migrations that create them."""

    migrations: Sequence[Sequence[str]]
    """The SQL statements that turn version N into N + 1."""
    tables: frozenset[str]

    @property
    def version(self) -> int:
        """The version of a file after all migrations."""
        return len(self.migrations)


class OpenedDatabase(NamedTuple):
    """An open file."""

    connection: sqlite3.Connection
    notice: Text | None
    """A sentence for the player if a damaged file was quarantined."""


def open_database(path: Path, schema: Schema, today: date, *, vfs: str | None = None) -> OpenedDatabase:
    """Open a file, or create it; quarantine a damaged one and create a new one.

    Args:
        path: The file. Missing folders are created.
        schema: The tables that the file has after its migration.
        today: The date for the name of a quarantined file.
        vfs: The name of the SQLite module that accesses the file system, if not the default.

    Raises:
        StoreError: The file can't be opened, or a newer version of the program wrote it. It is unchanged.
    """
    notice = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = _file_identity(path)
        try:
            connection = _connect(path, schema, vfs)
        except DamagedError:
            quarantined = _quarantine(path, before, today)
            notice = Text(f"{path} was damaged and is now {quarantined.name}; a new file was started")
            connection = _connect(path, schema, vfs)
    except (OSError, sqlite3.Error, DamagedError) as error:
        raise StoreError(describe_error(error, path)) from error
    return OpenedDatabase(connection, notice)


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether an error means that the file itself is broken."""
    return _primary_code(error) in _DAMAGE_CODES


def describe_error(error: Exception, path: Path) -> str:
    """Return a sentence that explains why a file could not be read or written."""
    if isinstance(error, OSError):
        return f"{error.filename or path}: {error.strerror or error}"
    if not isinstance(error, sqlite3.Error):
        return f"{path} is damaged"
    match _primary_code(error):
        case sqlite3.SQLITE_FULL:
            return f"no space left on the disk for {path}"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"another program is using {path}"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return f"{path} can't be written"
    return f"{path}: {error}"


def read_version(connection: sqlite3.Connection) -> int:
    """Return the version of a file; a new one has 0."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]]) -> None:
    """Run the migrations that a file lacks, each in a transaction, even if another process does the same."""
    while read_version(connection) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = read_version(connection)
            if version < len(migrations):
                for statement in migrations[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def check_file(path: Path) -> None:
    """Read a whole file and raise `DamagedError` if it is damaged."""
    try:
        with closing(sqlite3.connect(path, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise DamagedError
    except sqlite3.Error as error:
        if is_damage(error):
            raise DamagedError from error


def quarantine_if_damaged(path: Path, today: date) -> None:
    """Rename a file that was damaged while in use, unless another process has done so."""
    before = _file_identity(path)
    try:
        check_file(path)
    except DamagedError:
        with suppress(OSError):
            _quarantine(path, before, today)


def _connect(path: Path, schema: Schema, vfs: str | None) -> sqlite3.Connection:
    if _file_identity(path) not in _opened_files:
        _check_header(path, schema)
    uri = f"file:{quote(path.absolute().as_posix())}" + (f"?vfs={vfs}" if vfs else "")
    connection = sqlite3.connect(uri, uri=True, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)
    try:
        version = read_version(connection)
        _refuse_newer(version, path, schema)
        if version < 0:
            raise DamagedError
        _set_pragmas(connection)
        migrate(connection, schema.migrations)
        _check_tables(connection, schema)
        _opened_files.add(_file_identity(path))
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error) and is_damage(error):
            raise DamagedError from error
        raise
    return connection


def _set_pragmas(connection: sqlite3.Connection) -> None:
    # With a write-ahead log a commit survives the sudden end of the program without waiting for the disk.
    # A file system without one keeps the rollback journal, and then a commit waits for the disk.
    with suppress(sqlite3.OperationalError):  # another process is creating the file
        connection.execute("PRAGMA journal_mode = WAL")
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    connection.execute(f"PRAGMA synchronous = {'NORMAL' if mode == 'wal' else 'FULL'}")
    connection.execute("PRAGMA foreign_keys = ON")


_opened_files: set[tuple[int, int] | None] = set()
"""Files that this process has opened. Their headers are not read again: on POSIX, closing a file releases all
locks that the process holds on it, and SQLite relies on its locks."""


def _check_header(path: Path, schema: Schema) -> None:
    """Check the header without SQLite, which would leave files next to one that it only reads."""
    if path.exists() and not path.is_file():  # opening a FIFO would block
        raise OSError(None, "not a regular file", str(path))
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        return
    if header.startswith(_MAGIC):
        version = int.from_bytes(header[_VERSION_OFFSET : _VERSION_OFFSET + 4], "big", signed=True)
        _refuse_newer(version, path, schema)
    elif header and not Path(f"{path}-journal").exists():  # SQLite would treat a tiny file as an empty one
        raise DamagedError


def _check_tables(connection: sqlite3.Connection, schema: Schema) -> None:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    if schema.tables.difference(name for (name,) in rows):
        raise DamagedError


def _refuse_newer(version: int, path: Path, schema: Schema) -> None:
    if version > schema.version:
        raise StoreError(f"{path} was written by a newer version of quiz; update quiz to use it")


def _quarantine(path: Path, before: tuple[int, int] | None, today: date) -> Path:
    """Rename a damaged file and its companions, unless the path leads to another file by now."""
    target = _free_name(path, today)
    if before is None or _file_identity(path) != before:
        return target
    for suffix in _FILE_SUFFIXES:
        with suppress(FileNotFoundError):
            os.rename(f"{path}{suffix}", f"{target}{suffix}")
    return target


def _free_name(path: Path, today: date) -> Path:
    number = 1
    while True:
        end = "" if number == 1 else f"-{number}"
        target = path.with_name(f"{path.stem}-damaged-{today.isoformat()}{end}{path.suffix}")
        if not target.exists():
            return target
        number += 1


def _file_identity(path: Path) -> tuple[int, int] | None:
    """Return the device and inode, which distinguish a file from a later one at the same path."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary error code; 0 for errors of the `sqlite3` module."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
