"""Open the file of the history: sound, of this version, and safe against a sudden end."""

import os
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from quiz.history import schema
from quiz.model.errors import QuizError
from quiz.text.safe import Text

LOCK_TIMEOUT_SECONDS = 1.0
"""Seconds to wait for another game that is just saving."""

_MAGIC = b"SQLite format 3\x00"
_VERSION_AT = 60
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a file belongs to it, and goes where it goes."""


class StoreError(QuizError):
    """The history can't be read or written now."""


class DamagedError(Exception):
    """The file is not what it was written as."""


class OpenedDatabase(NamedTuple):
    """The history, open."""

    connection: sqlite3.Connection
    notice: Text | None
    """What a player should know: that a damaged file was set aside, and where it is."""


def open_database(path: Path, today: date, *, vfs: str | None = None) -> OpenedDatabase:
    """Open the history, making it where there is none; a damaged one is set aside for a new one.

    Raises `StoreError` with a sentence where that can't be done, and for a file of a newer version, which is
    left untouched. `vfs` names how SQLite meets the file system, if not in its usual way.
    """
    notice = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = _identity(path)
        try:
            connection = _connected(path, vfs)
        except DamagedError:
            aside = _set_aside(path, before, today)
            notice = Text(f"the history was damaged; it was set aside as {aside}, and a new one was begun")
            connection = _connected(path, vfs)
    except (OSError, sqlite3.Error, DamagedError) as error:
        raise StoreError(describe_error(error, path)) from error
    return OpenedDatabase(connection, notice)


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether an error means that the file itself is broken."""
    return _code(error) in _DAMAGED


def describe_error(error: Exception, path: Path) -> str:
    """Say in a sentence why something could not be read or written."""
    if isinstance(error, OSError):
        return f"{error.filename or path}: {error.strerror or error}"
    if not isinstance(error, sqlite3.Error):
        return f"{path} is damaged"
    match _code(error):
        case sqlite3.SQLITE_FULL:
            return f"the disk of {path} is full"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"another program holds {path}"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return f"{path} can’t be written"
    return f"{path}: {error}"


def _connected(path: Path, vfs: str | None) -> sqlite3.Connection:
    _look_at_head(path)
    name = f"file:{quote(path.absolute().as_posix())}" + (f"?vfs={vfs}" if vfs else "")
    connection = sqlite3.connect(name, uri=True, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)
    try:
        found = schema.version(connection)
        _refuse_newer(found, path)
        if found < 0:
            raise DamagedError
        # With a write-ahead log a commit survives the program's sudden end without waiting for the disk.
        # Where the file system has none, SQLite keeps its other way, and then the disk is waited for.
        with suppress(sqlite3.OperationalError):  # another game makes the file just now
            connection.execute("PRAGMA journal_mode = WAL")
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        connection.execute(f"PRAGMA synchronous = {'NORMAL' if mode == 'wal' else 'FULL'}")
        connection.execute("PRAGMA foreign_keys = ON")
        schema.migrate(connection)
        _look_at_tables(connection)
        _in_use.add(_identity(path))
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error) and is_damage(error):
            raise DamagedError from error
        raise
    return connection


def check_file(path: Path) -> None:
    """Read a whole file for its soundness; raises `DamagedError`."""
    try:
        with closing(sqlite3.connect(path, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise DamagedError
    except sqlite3.Error as error:
        if is_damage(error):
            raise DamagedError from error


def quarantine_if_damaged(path: Path, today: date) -> None:
    """Set a file aside that was found damaged while in use, unless another game has done so already."""
    before = _identity(path)
    try:
        check_file(path)
    except DamagedError:
        with suppress(OSError):
            _set_aside(path, before, today)


_in_use: set[tuple[int, int] | None] = set()
"""The files that this process has opened. On POSIX whoever opens and closes a file takes away all locks that
the same process has on it, and SQLite relies on its own; so these are not looked at again."""


def _look_at_head(path: Path) -> None:
    """Look without touching: SQLite itself would leave files beside one that it only reads."""
    if _identity(path) not in _in_use:
        _look(path)


def _look(path: Path) -> None:
    if path.exists() and not path.is_file():  # to open a FIFO would wait for a writer that may never come
        raise OSError(None, "this is no regular file", str(path))
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return
    if head.startswith(_MAGIC):
        _refuse_newer(int.from_bytes(head[_VERSION_AT : _VERSION_AT + 4], "big", signed=True), path)
    elif head and not Path(f"{path}-journal").exists():  # SQLite takes one of a few bytes for an empty one
        raise DamagedError


def _look_at_tables(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    if schema.TABLES.difference(name for (name,) in rows):
        raise DamagedError


def _refuse_newer(version: int, path: Path) -> None:
    if version > schema.VERSION:
        raise StoreError(f"{path} was written by a newer version of quiz, which can read it")


def _set_aside(path: Path, before: tuple[int, int] | None, today: date) -> Path:
    """Rename a damaged file with what lies beside it; where it is another by now, leave that one."""
    aside = _free(path, today)
    if before is None or _identity(path) != before:
        return aside
    for ending in _BESIDE:
        with suppress(FileNotFoundError):
            os.rename(f"{path}{ending}", f"{aside}{ending}")
    return aside


def _free(path: Path, today: date) -> Path:
    number = 1
    while True:
        end = "" if number == 1 else f"-{number}"
        aside = path.with_name(f"{path.stem}-damaged-{today.isoformat()}{end}{path.suffix}")
        if not aside.exists():
            return aside
        number += 1


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell one file of a name from the next one of that name."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _code(error: sqlite3.Error) -> int:
    """Give SQLite's primary code; an error that the module itself raises has none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
