"""A pack that an earlier import wrote: whether it was edited, what is new, and how new entries are added."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quiz.model.pack import Fact, HandwrittenQuestion, are_from_bank
from quiz.packs.read.pack_reader import read_pack

_FIRST_LINE = re.compile(rb"# imported by quiz ")
_SECOND_LINE = re.compile(rb"# The rest of this file has the SHA-256 ([0-9a-f]{64})\.\n")
_HEADING = re.compile(r"([a-z]+):\s*(?:#.*)?$")
_ENTRY = re.compile(r"  - id: (\S+)$")
_ROW = re.compile(r"      (\S+) \| ")
_ANY_ID = re.compile(r"^\s*+-?\s*+(?:\{\s*+)?id:\s*+[\"']?([a-z0-9-]+)", re.MULTILINE)
_COLUMN_WORDS = 3
"""Maximum parts of the name of a column at the end of an id."""


class Changes(NamedTuple):
    """The ids of entries and rows that an import adds, changes and removes."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


class Chunk(NamedTuple):
    """An entry of a pack that an import wrote, or a row of a table."""

    heading: str
    id: str
    """The id; that of a row follows the id of its table."""
    text: str
    """The lines; those of a table without its rows."""
    table: str = ""
    """The id of the table of a row."""

    @property
    def row_id(self) -> str | None:
        """The id of a row in its table."""
        return self.id.removeprefix(f"{self.table}-") if self.table else None


def is_imported(path: Path) -> bool:
    """Return whether an import wrote a file."""
    with path.open("rb") as file:
        return _FIRST_LINE.match(file.readline(10_000)) is not None


def is_edited(path: Path) -> bool:
    """Return whether an imported pack was changed since."""
    with path.open("rb") as file:
        file.readline()
        match = _SECOND_LINE.match(file.readline(1_000))
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return match is None or match[1].decode() != digest


def compare(old: Path, new: Path) -> Changes:
    """Compare two packs that imports wrote."""
    before = {chunk.id: hash(chunk.text) for chunk in iter_chunks(old)}
    after = {chunk.id: hash(chunk.text) for chunk in iter_chunks(new)}
    return Changes(
        tuple(id_ for id_ in after if id_ not in before),
        tuple(id_ for id_ in after if id_ in before and after[id_] != before[id_]),
        tuple(id_ for id_ in before if id_ not in after),
    )


def merge(old: Path, new: Path) -> tuple[str, Changes]:
    """Return the text of an edited pack with the new entries of another, and name the changes.

    What the old pack has stays as it is, and what the new one lacks is only named.
    """
    text = old.read_text(encoding="utf-8")
    pack = read_pack(old).pack
    entries: list[Fact | HandwrittenQuestion] = [] if pack is None else [*pack.facts, *pack.questions]
    known = {entry.id for entry in entries} | set(_ANY_ID.findall(text))
    for id_ in tuple(known):
        for _ in range(_COLUMN_WORDS):
            id_ = id_.rpartition("-")[0]
            known.add(id_)
    known_rows = {match[1] for match in map(_ROW.match, text.splitlines()) if match is not None}
    chunks = list(iter_chunks(new))
    added = [chunk for chunk in chunks if chunk.id not in known and chunk.row_id not in known_rows]
    rows = {chunk.table for chunk in added if chunk.table}
    wanted = {chunk.id for chunk in chunks}
    gone = [
        entry.id
        for entry in entries
        if entry.id not in wanted and are_from_bank(entry.citations) and not _is_of_row(entry.id, wanted)
    ]
    for heading in ("facts", "tables", "questions"):
        new_text = _join_chunks(heading, chunks, added, rows, known)
        if new_text:
            text = _append(text, heading, new_text)
    return text, Changes(tuple(c.id for c in added if c.table or c.id not in rows), (), tuple(gone))


def iter_chunks(path: Path) -> Iterator[Chunk]:
    """Yield the entries of a pack that an import wrote, and the rows of its tables."""
    heading, current, table, lines = "", "", "", list[str]()
    with path.open(encoding="utf-8") as file:
        for line in file:
            if (match := _HEADING.match(line)) is not None:
                if current:
                    yield Chunk(heading, current, "".join(lines))
                heading, current, table, lines = match[1], "", "", []
            elif (match := _ENTRY.match(line.rstrip("\n"))) is not None:
                if current:
                    yield Chunk(heading, current, "".join(lines))
                current, lines = match[1], []
                table = current if heading == "tables" else ""
            elif table and (match := _ROW.match(line)) is not None and match[1] != "id":
                yield Chunk(heading, f"{table}-{match[1]}", line, table)
            elif current and line.strip():
                lines.append(line)
    if current:
        yield Chunk(heading, current, "".join(lines))


def _is_of_row(id_: str, wanted: set[str]) -> bool:
    """Return whether an id is that of a fact of a row that is wanted."""
    for _ in range(_COLUMN_WORDS):
        id_ = id_.rpartition("-")[0]
        if id_ in wanted:
            return True
    return False


def _join_chunks(
    heading: str, chunks: list[Chunk], added: list[Chunk], tables_with_rows: set[str], known: set[str]
) -> str:
    """Join the new entries under a heading; new rows of a known table become a table with another id."""
    parts: list[str] = []
    for chunk in chunks:
        if chunk.heading != heading or chunk.table:
            continue
        if heading != "tables" and chunk in added:
            parts.append(f"  - id: {chunk.id}\n{chunk.text}")
        elif chunk.id in tables_with_rows:
            rows = "".join(row.text for row in added if row.table == chunk.id)
            number = 2
            while f"{chunk.id}-{number}" in known:
                number += 1
            id_ = chunk.id if chunk in added else f"{chunk.id}-{number}"
            parts.append(f"  - id: {id_}\n{chunk.text}{rows}")
    return "".join(parts)


def _append(text: str, heading: str, entries: str) -> str:
    """Add entries at the end of a section, indented like those that are there."""
    lines = text.splitlines(keepends=True)
    start = next(
        (index for index, line in enumerate(lines) if re.match(rf"{heading}:\s*(#.*)?$", line)), None
    )
    if start is None:
        return f"{text.rstrip()}\n\n{heading}:\n{entries}"
    end = next(
        (index for index in range(start + 1, len(lines)) if re.match(r"[a-z]", lines[index])), len(lines)
    )
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    first = next((line for line in lines[start + 1 : end] if line.lstrip().startswith("- ")), "  - ")
    indent = " " * (len(first) - len(first.lstrip()))
    shifted = "".join(f"{indent}{line[2:]}" for line in entries.splitlines(keepends=True))
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    return "".join((*lines[:end], shifted, *lines[end:]))
