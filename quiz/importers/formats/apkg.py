"""Notes in an Anki package: a zip with an SQLite database."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from quiz.importers.archives import Archive
from quiz.importers.bank_file import BankError, BankFile
from quiz.importers.formats.anki_text import build_note
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Record

_DATABASES = ("collection.anki21", "collection.anki2")
_COMPRESSED = "collection.anki21b"
_FIELD_END = "\x1f"
_MAX_FIELD_BYTES = 1 << 20


def is_apkg(names: frozenset[str]) -> bool:
    """Return whether a zip with such members is a package of Anki."""
    return not names.isdisjoint((*_DATABASES, _COMPRESSED))


def read_apkg(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the notes of the package.

    Raises:
        BankError: Its database can’t be read.
    """
    notes.info = notes.info._replace(unit="note")
    archive = Archive(file.open_bytes())
    if _COMPRESSED in archive.names:
        raise BankError("is a package of a new Anki. Export it with “Support older Anki versions”")
    name = next((name for name in _DATABASES if name in archive.names), None)
    if name is None:
        raise BankError("is not a package of Anki")
    with tempfile.TemporaryDirectory(prefix="quiz-import-") as folder:
        path = Path(folder) / "notes.db"
        with path.open("wb") as copy:
            for chunk in archive.iter_chunks(name):
                copy.write(chunk)
        try:
            yield from _read_database(path)
        except sqlite3.Error as error:
            raise BankError("is a package whose database is damaged") from error


def _read_database(path: Path) -> Iterator[Record]:
    """Yield the notes; views and triggers of the database are never run."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    with closing(connection):
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_FIELD_BYTES * 4)
        connection.execute("PRAGMA trusted_schema=OFF")
        kind = connection.execute("SELECT type FROM sqlite_master WHERE name = 'notes'").fetchone()
        if kind != ("table",):
            raise BankError("is a package without notes")
        tags = connection.execute("SELECT tags FROM notes")
        has_tags = all(isinstance(row[0], str) and row[0].strip() for row in tags)
        rows = connection.execute("SELECT guid, flds, tags FROM notes ORDER BY id")
        for place, (guid, fields, tag_text) in enumerate(rows, 1):
            front, _, rest = str(fields).partition(_FIELD_END)
            words = str(tag_text).split()
            yield build_note(
                place,
                front,
                rest.partition(_FIELD_END)[0],
                id_=str(guid),
                category=words[0] if has_tags and words else "",
            )
