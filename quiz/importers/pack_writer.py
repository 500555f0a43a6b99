"""Writes a pack while the bank is read, and keeps only short keys of what it wrote.

The entries go to a temporary file without their ids, because an id may depend on later entries. The pack is
put together at the end.
"""

import hashlib
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, cast

from quiz.packs.format.ids import slug

_SHORT_DIGITS = 12
_LONG_DIGITS = 16
_MAX_ID_CHARACTERS = 60
_NO_OWN_ID = ""
FIXED = "="
"""The sign before an id that is used as it is."""


class StoredSection(NamedTuple):
    """The entries under one heading of a pack, in the temporary file."""

    heading: str
    digests: "array[int]"
    """The first eight bytes of the digest of each entry."""
    ends: "array[int]"
    """The offset at which each entry ends."""
    own_ids: list[str]
    """The id of each entry in the bank, if the bank has ids."""
    body: BinaryIO


class EntryStore:
    """The entries of a pack, section by section, in temporary files."""

    def __init__(self) -> None:
        self._sections: dict[str, StoredSection] = {}
        self._removed: dict[str, set[int]] = {}

    def add(self, heading: str, digest: int, own_id: str, text: str) -> int:
        """Add an entry; return its index in the section."""
        section = self._sections.get(heading)
        if section is None:
            body = cast(BinaryIO, tempfile.TemporaryFile(buffering=1 << 18))  # noqa: SIM115 - see `close`
            section = self._sections[heading] = StoredSection(heading, array("Q"), array("Q"), [], body)
        data = text.encode()
        section.body.write(data)
        section.digests.append(digest)
        section.ends.append((section.ends[-1] if section.ends else 0) + len(data))
        if own_id or section.own_ids:
            section.own_ids.extend([_NO_OWN_ID] * (len(section.ends) - 1 - len(section.own_ids)))
            section.own_ids.append(own_id)
        return len(section.ends) - 1

    def remove(self, heading: str, index: int) -> None:
        """Leave out an entry that was added."""
        self._removed.setdefault(heading, set()).add(index)

    def iter_sections(self) -> Iterator[tuple[str, Iterator[tuple[str, bytes]]]]:
        """Yield each heading with the ids and the texts of its entries."""
        ids = _IdChooser(list(self._sections.values()))
        for heading, section in self._sections.items():
            yield heading, self._iter_entries(section, ids)

    def close(self) -> None:
        """Delete the temporary files."""
        for section in self._sections.values():
            section.body.close()

    def _iter_entries(self, section: StoredSection, ids: "_IdChooser") -> Iterator[tuple[str, bytes]]:
        removed = self._removed.get(section.heading, ())
        section.body.seek(0)
        start = 0
        for index, end in enumerate(section.ends):
            data = section.body.read(end - start)
            start = end
            if index not in removed:
                yield ids.choose(section, index), data


class _IdChooser:
    """Chooses ids: the bank’s own where they are unique and more than numbers, else digits of the digest."""

    def __init__(self, sections: list[StoredSection]) -> None:
        own = Counter(id_ for section in sections for id_ in section.own_ids if id_ and id_[0] != FIXED)
        digits = [id_ for id_ in own if id_.isdigit() and len(id_) < 9]
        is_numbering = len(digits) == len(own)
        self._own = {} if is_numbering else {id_: _to_id(id_) for id_, count in own.items() if count == 1}
        slugs = Counter(self._own.values())
        self._own = {id_: name for id_, name in self._own.items() if slugs[name] == 1}
        short = Counter[int]()
        seen: set[int] = set()
        for section in sections:
            for digest in section.digests:
                start = digest >> 16
                if start in seen:
                    short[start] += 1
                seen.add(start)
        self._collisions = frozenset(short)

    def choose(self, section: StoredSection, index: int) -> str:
        """Return the id of an entry."""
        own = section.own_ids[index] if index < len(section.own_ids) else _NO_OWN_ID
        if own.startswith(FIXED):
            return own[1:]
        if own in self._own:
            return self._own[own]
        digits = f"{section.digests[index]:0{_LONG_DIGITS}x}"
        is_short = section.digests[index] >> 16 not in self._collisions
        return f"q{digits[:_SHORT_DIGITS] if is_short else digits}"


def _to_id(own: str) -> str:
    return slug(own)[:_MAX_ID_CHARACTERS].strip("-")


class HashingWriter:
    """Writes to a file and computes the SHA-256 of what it writes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Write bytes."""
        self._file.write(data)
        self.digest.update(data)
