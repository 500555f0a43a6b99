"""SQLite files that are checked, migrated and safe against a sudden end of the program."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import quote

from quiz.config.private_files import create_private_file, make_private_folder
from quiz.history.errors import DamagedError, StoreError, UnwritableError
from quiz.history.quarantine import FileIdentity, file_identity, quarantine
from quiz.text.safe import Text

LOCK_TIMEOUT_SECONDS = 1.0
"""Time to wait for another process that is writing."""

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_FORMAT_BYTES = slice(18, 20)
_VERSION_BYTES = slice(60, 64)
_DAMAGE_CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_UNEXPECTED_TABLE_CODES = (
    *_DAMAGE_CODES,
    sqlite3.SQLITE_ERROR,  # no such table or column, or an unknown file format
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_SCHEMA,
    sqlite3.SQLITE_TOOBIG,
)
"""Codes that mean damage while tables are created, migrated or compared with the expected ones."""
_UNWRITABLE_CODES = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


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
        UnwritableError: The file can't be written.
        StoreError: The file can't be opened, or a newer version of the program wrote it. It is unchanged.
    """
    notice = None
    try:
        make_private_folder(path.parent)
        before = file_identity(path)
        try:
            connection = _connect(path, schema, vfs)
        except DamagedError:
            notice = quarantine(path, before, today)
            connection = _connect(path, schema, vfs)
    except (OSError, sqlite3.Error, DamagedError) as error:
        raise to_store_error(error, path) from error
    return OpenedDatabase(connection, notice)


def copy_database(path: Path, schema: Schema, *, vfs: str | None = None) -> sqlite3.Connection:
    """Return a migrated copy of a file in memory. Nothing is written, not even next to the file.

    Raises:
        DamagedError: The file is damaged.
        StoreError: The file can't be read, or a newer version of the program wrote it.
    """
    try:
        if file_identity(path) not in _opened_files:
            _check_header(path, schema)
        copy = _copy(path, vfs)
        try:
            _migrate_and_check(copy, path, schema)
            check_content(copy)
        except BaseException:
            copy.close()
            raise
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error) and _primary_code(error) in _UNEXPECTED_TABLE_CODES:
            raise DamagedError from error
        raise to_store_error(error, path, is_reading=True) from error
    return copy


def is_damage(error: Exception) -> bool:
    """Return whether an error means that the file itself is broken."""
    return isinstance(error, DamagedError) or (
        isinstance(error, sqlite3.Error) and _primary_code(error) in _DAMAGE_CODES
    )


def to_store_error(error: Exception, path: Path, *, is_reading: bool = False) -> StoreError:
    """Return an error whose text explains why a file could not be read or written."""
    code = _primary_code(error) if isinstance(error, sqlite3.Error) else 0
    is_unwritable = isinstance(error, OSError) or code in _UNWRITABLE_CODES
    return (UnwritableError if is_unwritable else StoreError)(_describe_error(error, path, is_reading))


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
            roll_back(connection)
            raise


def roll_back(connection: sqlite3.Connection) -> None:
    """Undo a transaction that failed; SQLite has already ended it if, for example, the disk is full."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def check_content(connection: sqlite3.Connection) -> None:
    """Read a whole file; raise `DamagedError` if it is damaged."""
    try:
        if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise DamagedError
    except sqlite3.Error as error:
        if is_damage(error):
            raise DamagedError from error
        raise


def quarantine_if_damaged(path: Path, schema: Schema, today: date) -> Text | None:
    """Rename a file if it is damaged, and return a sentence about that.

    Raises:
        OSError: The file is damaged and can't be renamed.
    """
    before = file_identity(path)
    try:
        _check_file(path, schema)
    except DamagedError:
        return quarantine(path, before, today)
    return None


def _check_file(path: Path, schema: Schema) -> None:
    """Read a whole file, with locks; raise `DamagedError` if it is damaged."""
    try:
        if file_identity(path) not in _opened_files:
            _check_header(path, schema)
        with closing(_open_uri(path, None, mode="rw")) as connection:
            check_content(connection)
            if read_version(connection) == schema.version:
                _check_tables(connection, schema)
    except sqlite3.Error as error:
        if _primary_code(error) in _UNEXPECTED_TABLE_CODES:
            raise DamagedError from error


def _open_uri(path: Path, vfs: str | None, **options: str) -> sqlite3.Connection:
    if vfs:
        options["vfs"] = vfs
    query = "&".join(f"{name}={value}" for name, value in options.items())
    uri = f"file:{quote(path.absolute().as_posix())}?{query}"
    connection = sqlite3.connect(uri, uri=True, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None)
    connection.text_factory = _decode_text
    return connection


def _decode_text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _connect(path: Path, schema: Schema, vfs: str | None) -> sqlite3.Connection:
    if file_identity(path) not in _opened_files:
        _check_header(path, schema)
    create_private_file(path)  # the other files of SQLite get the same mode
    connection = _open_uri(path, vfs, mode="rw")
    try:
        _migrate_and_check(connection, path, schema)
        _opened_files.add(file_identity(path))
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error) and _primary_code(error) in _UNEXPECTED_TABLE_CODES:
            raise DamagedError from error
        raise
    return connection


def _migrate_and_check(connection: sqlite3.Connection, path: Path, schema: Schema) -> None:
    version = read_version(connection)
    _refuse_newer(version, path, schema)
    if version < 0:
        raise DamagedError
    _set_pragmas(connection)
    migrate(connection, schema.migrations)
    _check_tables(connection, schema)


def _copy(path: Path, vfs: str | None) -> sqlite3.Connection:
    """Copy a file into memory, together with what another process has written next to it."""
    is_alone = not any(_has_content(Path(f"{path}{suffix}")) for suffix in ("-wal", "-journal"))
    try:
        # Without `immutable`, SQLite creates files next to a database with a write-ahead log.
        options = {"immutable": "1"} if is_alone else {"mode": "ro"}
        with closing(_open_uri(path, vfs, **options)) as source:
            return _copy_content(source)
    except sqlite3.Error as error:
        if _primary_code(error) not in _UNWRITABLE_CODES or is_alone:
            raise
    with TemporaryDirectory() as folder:  # SQLite needs a folder that it can write for what is in the log
        copy = Path(folder) / path.name
        for suffix in ("", "-wal", "-journal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(f"{path}{suffix}", f"{copy}{suffix}")
        with closing(_open_uri(copy, None, mode="rw")) as source:
            return _copy_content(source)


def _copy_content(source: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.text_factory = _decode_text
    try:
        source.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _set_pragmas(connection: sqlite3.Connection) -> None:
    # With a write-ahead log a commit survives the sudden end of the program without waiting for the disk.
    # A file system without one keeps the rollback journal, and then a commit waits for the disk.
    with suppress(sqlite3.OperationalError):  # another process is creating the file
        connection.execute("PRAGMA journal_mode = WAL")
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    connection.execute(f"PRAGMA synchronous = {'NORMAL' if mode == 'wal' else 'FULL'}")
    connection.execute("PRAGMA foreign_keys = ON")


_opened_files: set[FileIdentity | None] = set()
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
        if set(header[_FORMAT_BYTES]) - {1, 2}:  # SQLite would not write to a file of a later format
            raise DamagedError
        version = int.from_bytes(header[_VERSION_BYTES], "big", signed=True)
        _refuse_newer(version, path, schema)
    elif header and not Path(f"{path}-journal").exists():  # SQLite would treat a tiny file as an empty one
        raise DamagedError


def _check_tables(connection: sqlite3.Connection, schema: Schema) -> None:
    """Compare the tables and their columns with those of a new file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as expected:
        migrate(expected, schema.migrations)
        for table in schema.tables:
            if _list_columns(connection, table) != _list_columns(expected, table):
                raise DamagedError


def _list_columns(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Return the name, type and constraints of each column of a table; nothing for a view."""
    return connection.execute(
        'SELECT columns.name, columns.type, "notnull", dflt_value, pk FROM sqlite_master'
        " JOIN pragma_table_xinfo(sqlite_master.name) AS columns"
        " WHERE sqlite_master.type = 'table' AND sqlite_master.name = ? ORDER BY columns.cid",
        (table,),
    ).fetchall()


def _refuse_newer(version: int, path: Path, schema: Schema) -> None:
    if version > schema.version:
        raise StoreError(f"{path} was written by a newer version of quiz; update quiz to use it")


def _describe_error(error: Exception, path: Path, is_reading: bool) -> str:
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
            return f"{path} can't be {'read' if is_reading else 'written'}"
    return f"{path}: {error}"


def _primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary error code; 0 for errors of the `sqlite3` module."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
