"""A codec for packs that were read: for the indexes in a wheel and for the user's cache of large packs.

An encoded pack is JSON. Each record is a list of its fields, without trailing default values; texts, groups
of answers, sources and citations are stored once, in tables. It is valid for one version of the program, one
schema of the records and one content of the pack's files.
"""

import json
from binascii import crc32  # a Python without zlib has it too
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from math import isfinite
from operator import call
from pathlib import Path
from types import NoneType
from typing import Any, TypeAlias, get_args

from quiz import __version__
from quiz.model.location import Location
from quiz.model.pack import AnswerGroup, Citation, Pack, Source
from quiz.packs.read.result import TABLE_SUFFIXES, pack_folder
from quiz.text.safe import Text, texts

Convert: TypeAlias = Callable[[Any], Any]

DECODING_ERRORS = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""The errors that damaged data can raise."""


def encode_pack(pack: Pack, path: Path) -> bytes:
    """Return the encoded form of a pack that was read from `path`.

    Raises:
        OSError: A file of the pack can't be read.
        ValueError: A text can't be written as UTF-8, or a location is outside the pack's folder.
    """
    encoder = _PackEncoder(pack_folder(path))
    row = encoder.record(Pack)(pack)
    groups = list(map(encoder.record(AnswerGroup), encoder.groups))
    citations = list(map(encoder.record(Citation), encoder.citations))
    sources = list(map(encoder.record(Source), encoder.sources))
    content = {
        "names": list(encoder.files),
        "texts": list(encoder.texts),
        "groups": groups,
        "sources": sources,
        "citations": citations,
        "pack": row,
    }
    return seal(content, _pack_version(), file_checksums(path, encoder.files))


def decode_pack(path: Path, encoded: bytes) -> Pack | None:
    """Return the pack at `path` from its encoded form, or `None` if that is damaged or out of date."""
    try:
        data = unseal(path, encoded, _pack_version())
        if data is None:
            return None
        pack: Pack = _PackDecoder(pack_folder(path), data).record(Pack)(data["pack"])
    except DECODING_ERRORS:
        return None
    return pack


def seal(content: Mapping[str, Any], version: str, checksums: list[list[Any]]) -> bytes:
    """Return content as JSON that is valid for a version and for files with these checksums."""
    sealed = {"version": version, "files": checksums, **content}
    body = json.dumps(sealed, ensure_ascii=False, separators=(",", ":"))[1:].encode()
    return _checksum_line(body) + body


def unseal(path: Path, encoded: bytes, version: str) -> dict[str, Any] | None:
    """Return sealed content, or `None` if it is damaged, or of another version or content of the pack.

    Raises:
        Exception: One of `DECODING_ERRORS`: a file can't be read, or the data are not sealed content.
    """
    body = memoryview(encoded)[encoded.find(b"\n") + 1 :]
    if not encoded.startswith(_checksum_line(body)):
        return None
    data: dict[str, Any] = json.loads(encoded)
    if data["version"] != version or data["files"] != file_checksums(
        path, (name for name, _ in data["files"])
    ):
        return None
    return data


def file_checksums(path: Path, names: Iterable[str]) -> list[list[Any]]:
    """Return the names and checksums of a pack's files, by name.

    Args:
        path: A folder, whose YAML files and tables all count, or a single file.
        names: The files that belong to a single file, such as its tables.
    """
    folder = pack_folder(path)
    if path.is_dir():
        names = (file.name for file in path.iterdir() if file.suffix in (".yaml", *TABLE_SUFFIXES))
    else:
        names = {path.name, *names}
    return [[name, crc32((folder / name).read_bytes())] for name in sorted(names)]


@cache
def schema_hash(record: type) -> str:
    """Return a hash of the names, types and defaults of a record's fields and of the records in it."""
    return f"{crc32(_describe(record).encode()):08x}"


def _pack_version() -> str:
    return f"{__version__} {schema_hash(Pack)}"


def _checksum_line(body: bytes | memoryview) -> bytes:
    return b'{"checksum":"%08x",\n' % crc32(body)


def _describe(annotation: Any) -> str:
    wrapper, inner = _unwrap(annotation)
    if wrapper:
        return f"{wrapper}[{_describe(inner)}]"
    if not issubclass(annotation, tuple):
        return str(annotation.__name__)
    fields = ",".join(f"{name}:{_describe(field)}" for name, field in annotation.__annotations__.items())
    return f"{annotation.__name__}({fields}){annotation._field_defaults}"


def _unwrap(annotation: Any) -> tuple[str, Any]:
    """Return the wrapper of an annotation, `many` or `optional` or nothing, and what it wraps."""
    match get_args(annotation):
        case () if annotation in (str, int, bool, float) or issubclass(annotation, Text | StrEnum | tuple):
            return "", annotation
        case (inner, last) if last is Ellipsis:
            return "many", inner
        case (inner, last) if last is NoneType:
            return "optional", inner
    raise TypeError(f"the codec has no form for {annotation}")


class RecordEncoder:
    """Encodes records. Items of a class with a table are stored there once, and encoded as an index."""

    def __init__(self, tables: Mapping[Any, dict[Any, int]]) -> None:
        self._tables = tables

    def record(self, record: Any) -> Convert:
        """Return the function that encodes records of a class."""
        encoders = self.fields(record)
        defaults = tuple(record._field_defaults.values())
        required = len(encoders) - len(defaults)

        def encode(values: tuple[Any, ...]) -> list[Any]:
            length = len(values)
            while length > required and values[length - 1] == defaults[length - 1 - required]:
                length -= 1
            return [
                encode_value(value) for encode_value, value in zip(encoders, values[:length], strict=False)
            ]

        return encode

    def fields(self, record: Any) -> list[Convert]:
        """Return the functions that encode the fields of a class."""
        return [self._value(annotation) for annotation in record.__annotations__.values()]

    def _value(self, annotation: Any) -> Convert:
        wrapper, inner = _unwrap(annotation)
        if wrapper:
            encode = self._value(inner)
            if wrapper == "many":
                return lambda values: [encode(value) for value in values]
            return lambda value: None if value is None else encode(value)
        table = self._tables.get(annotation)
        if table is not None:
            return lambda value: table.setdefault(value, len(table))
        if issubclass(annotation, tuple):
            return self.record(annotation)
        return float if annotation is float else lambda value: value


class RecordDecoder:
    """Decodes records; its functions raise an error for anything that the encoder does not write."""

    def __init__(self, tables: Mapping[Any, Sequence[Any]], whole_number: Convert) -> None:
        self._tables = tables
        self._scalars: dict[Any, Convert] = {
            int: whole_number,
            float: _finite,
            str: _exact(str),
            bool: _exact(bool),
        }

    def record(self, record: Any) -> Convert:
        """Return the function that decodes records of a class."""
        decoders = self.fields(record)

        def decode(row: list[Any]) -> Any:
            if type(row) is not list or len(row) > len(decoders):
                raise ValueError("not a record")
            return record(
                *map(call, decoders, row)
            )  # `map` stops at the end of the row; the rest are defaults

        return decode

    def fields(self, record: Any) -> list[Convert]:
        """Return the functions that decode the fields of a class."""
        return [self._value(annotation) for annotation in record.__annotations__.values()]

    def _value(self, annotation: Any) -> Convert:
        wrapper, inner = _unwrap(annotation)
        if wrapper:
            decode = self._value(inner)
            if wrapper == "many":
                return _many(decode)
            return lambda value: None if value is None else decode(value)
        if annotation in self._tables:
            return _item_of(self._tables[annotation])
        if issubclass(annotation, tuple):
            return self.record(annotation)
        if issubclass(annotation, StrEnum):
            return {member.value: member for member in annotation}.__getitem__  # faster than the class
        make: Convert = annotation
        return self._scalars.get(annotation, make)


class _PackEncoder(RecordEncoder):
    """Encodes packs, and collects the tables and the names of their files."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, int] = {}
        self.texts: dict[Text, int] = {}
        self.groups: dict[AnswerGroup, int] = {}
        self.sources: dict[Source, int] = {}
        self.citations: dict[Citation, int] = {}
        self._folder = folder
        super().__init__(
            {Text: self.texts, AnswerGroup: self.groups, Source: self.sources, Citation: self.citations}
        )

    def fields(self, record: Any) -> list[Convert]:
        encoders = super().fields(record)
        if record is Location:
            encoders[0] = cache(self._encode_path)
        return encoders

    def _encode_path(self, path: str) -> int:
        return self.files.setdefault(Path(path).relative_to(self._folder).as_posix(), len(self.files))


class _PackDecoder(RecordDecoder):
    """Decodes packs with the tables of their data."""

    def __init__(self, folder: Path, data: dict[str, Any]) -> None:
        rows = _exact(list)
        self._paths = [Text(str(folder / name)) for name in rows(data["names"])]
        tables: dict[Any, Sequence[Any]] = {Text: texts(rows(data["texts"]))}
        super().__init__(tables, check_natural)
        for record, name in ((AnswerGroup, "groups"), (Source, "sources"), (Citation, "citations")):
            tables[record] = list(map(self.record(record), rows(data[name])))

    def fields(self, record: Any) -> list[Convert]:
        decoders = super().fields(record)
        if record is Location:
            decoders[0] = _item_of(self._paths)
        return decoders


def _many(decode: Convert) -> Convert:
    def decode_many(values: list[Any]) -> tuple[Any, ...]:
        if type(values) is not list:
            raise TypeError("not a list")
        return tuple([decode(value) for value in values]) if values else ()

    return decode_many


def _item_of(table: Sequence[Any]) -> Convert:
    def item(index: int) -> Any:
        if type(index) is not int or index < 0:
            raise ValueError("not an index")
        return table[index]

    return item


def _exact(wanted: type) -> Convert:
    def check(value: Any) -> Any:
        if type(value) is not wanted:
            raise TypeError(f"not {wanted}")
        return value

    return check


def check_natural(value: Any) -> int:
    """Return a number that is a natural one; raise `ValueError` for anything else."""
    if type(value) is not int or value < 0:
        raise ValueError("not a natural number")
    return value


def _finite(value: Any) -> float:
    if type(value) is not float or not isfinite(value):
        raise ValueError("not a finite number")
    return value
