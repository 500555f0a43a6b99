"""An import: files are read, their records become entries, and the entries a pack."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from quiz.importers.archives import is_zip
from quiz.importers.bank_file import BankError, BankFile
from quiz.importers.collector import BankSource, Collector
from quiz.importers.detect import check_format, detect_format
from quiz.importers.entries import EntryKind, MapOptions, Mapper
from quiz.importers.formats.registry import FORMATS
from quiz.importers.pack_text import quote
from quiz.importers.pack_writer import HashingWriter
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import BankInfo, Reason
from quiz.importers.sentences import DeckWords
from quiz.model.pack import QUESTION_BANK
from quiz.packs.format.ids import slug
from quiz.packs.read.field_validator import MAX_CHARACTERS

_DIGEST = "0" * 64
_REST = "# The rest of this file has the SHA-256 "


class ImportRequest(NamedTuple):
    """The user's choices about an import."""

    format: str | None = None
    columns: tuple[str, ...] = ()
    split: bool = False
    makes_tables: bool = True
    keep_formulas: bool = False
    source: str = ""
    url: str = ""
    licence: str = ""
    category: str = ""
    words: DeckWords = DeckWords()


class FileReport(NamedTuple):
    """The records of one file in figures."""

    name: str
    format: str
    read_count: int
    info: BankInfo
    guess: tuple[str, ...]
    encoding: str | None
    """The encoding, if it had to be guessed."""


class ImportResult(NamedTuple):
    """The entries of an import, and the figures of its summary."""

    files: tuple[FileReport, ...]
    collector: Collector
    changes: Counter[str]
    not_questions: int

    def with_licence(self, licence: str) -> "ImportResult":
        """Return the result with a licence for the files that have none."""
        for key, source in self.collector.sources.items():
            info = source.info._replace(licence=source.info.licence or licence)
            self.collector.sources[key] = source._replace(info=info)
        files = [
            file._replace(info=file.info._replace(licence=file.info.licence or licence))
            for file in self.files
        ]
        return self._replace(files=tuple(files))

    @property
    def read_count(self) -> int:
        """The number of records that were read."""
        return sum(file.read_count for file in self.files)

    @property
    def imported_count(self) -> int:
        """The number of records that were imported; a row of a table is one."""
        tables = self.collector.table_count
        return sum(self.collector.imported.values()) - tables + self.collector.row_count


def import_files(files: Sequence[BankFile], request: ImportRequest) -> ImportResult:
    """Read the records of files.

    Raises:
        BankError: The format of a file is unknown, or a file has no questions.
    """
    collector = Collector(
        makes_tables=request.makes_tables,
        words=request.words,
        category=request.category,
    )
    changes: Counter[str] = Counter()
    reports: list[FileReport] = []
    not_questions = 0
    try:
        for index, file in enumerate(files):
            notes = Notes(changes=changes)
            reports.append(_read_named(index, file, request, notes, collector, len(files) > 1))
            not_questions += notes.not_questions
        collector.finish()
    except BaseException:
        collector.store.close()
        raise
    return ImportResult(tuple(reports), collector, changes, not_questions)


def _read_named(
    index: int,
    file: BankFile,
    request: ImportRequest,
    notes: Notes,
    collector: Collector,
    is_one_of_several: bool,
) -> FileReport:
    """Read a file; a reason not to begins with its name."""
    try:
        return _read_file(index, file, request, notes, collector, is_one_of_several)
    except BankError as error:
        raise BankError(f"{file.name} {error}") from error


def _read_file(
    index: int,
    file: BankFile,
    request: ImportRequest,
    notes: Notes,
    collector: Collector,
    is_one_of_several: bool,
) -> FileReport:
    named = request.format
    format_ = FORMATS[detect_format(file) if named is None else check_format(file, named)]
    options = MapOptions(request.keep_formulas, request.split)
    mapper = Mapper(index, options, notes.changes)
    name = (slug(Path(file.name).stem)[:40].strip("-") or "bank") if is_one_of_several else "bank"
    names = {source.name for source in collector.sources.values()}
    name = name if name not in names else f"{name}-{index + 1}"
    key = (index, "", "")
    collector.sources[key] = BankSource(name, BankInfo(), file.name, file.sha256)
    read_count = 0
    for record in format_.read(file, notes, ReadOptions(request.columns)):
        read_count += 1
        mapped = mapper.map_record(record)
        if isinstance(mapped, Reason):
            collector.leave_out(mapped, record.place)
            continue
        read_count += len(mapped) - 1
        for entry in mapped:
            collector.add(entry, is_part=len(mapped) > 1)
    info = notes.info._replace(
        title=request.source or notes.info.title or file.name,
        url=request.url or notes.info.url,
        licence=request.licence or notes.info.licence,
    )
    for source_key, source in collector.sources.items():
        if source_key[0] == index:
            own = source.info if source_key != key else info
            collector.sources[source_key] = source._replace(
                info=own._replace(licence=info.licence, unit=info.unit)
            )
    encoding = file.encoding if file.is_guessed and not is_zip(file.first_bytes) else None
    return FileReport(file.name, format_.title, read_count, info, notes.guess, encoding)


def write_pack(
    file: BinaryIO, result: ImportResult, *, name: str, title: str, today: str, version: str
) -> None:
    """Write the pack of an import."""
    froms = "; ".join(
        f"{source.file_name}, SHA-256 {source.sha256}"
        for source in result.collector.sources.values()
        if source.sha256
    )
    file.write(f"# imported by quiz {version} from {froms}\n{_REST}".encode())
    position = file.tell()
    file.write(f"{_DIGEST}.\n".encode())
    hashing = HashingWriter(file)
    hashing.write(_format_header(result, name, title, today).encode())
    for heading, entries in result.collector.store.iter_sections():
        is_empty = True
        for id_, text in entries:
            hashing.write(
                (f"\n{heading}:\n" if is_empty else "").encode() + f"  - id: {id_}\n".encode() + text
            )
            is_empty = False
    file.seek(position)
    file.write(hashing.digest.hexdigest().encode())


def _format_header(result: ImportResult, name: str, title: str, today: str) -> str:
    collector = result.collector
    infos = [report.info for report in result.files]
    lines = ["format: 1\n", f"name: {name}\n", f"title: {quote(title)}\n"]
    licences = {info.licence for info in infos}
    if len(licences) == 1 and "" not in licences:
        lines.append(f"licence: {quote(licences.pop())}\n")
    authors = list(dict.fromkeys(info.author for info in infos if info.author))
    if authors:
        lines.append("authors:\n" + "".join(f"  - {quote(author)}\n" for author in authors))
    lines.append("\nsources:\n")
    lines += [_format_source(source, today) for source in collector.sources.values()]
    if collector.categories:
        categories = dict(collector.categories)
        lines.append("\ncategories:\n")
        if collector.without_category:
            categories.setdefault(name, title)
        lines += [f"  {category}: {quote(text)}\n" for category, text in categories.items()]
        if collector.without_category:
            lines.append(f"category: {name}\n")
    return "".join(lines)


def _format_source(source: BankSource, today: str) -> str:
    info = source.info
    fields = {
        "title": info.title,
        "author": info.author,
        "kind": QUESTION_BANK,
        "date": today,
        "url": info.url,
        "licence": info.licence,
        "note": info.note,
        "unit": info.unit,
        "trust": "low",
        "file": source.file_name,
        "sha256": source.sha256,
    }
    lines = "".join(
        f"    {field}: {quote(text)}\n" for field, text in fields.items() if 0 < len(text) <= MAX_CHARACTERS
    )
    return f"  {source.name}:\n{lines}"


def list_imported(result: ImportResult) -> dict[str, int]:
    """Return the number of imported questions by kind, and that of rows."""
    imported = result.collector.imported
    counts = {str(kind): imported[kind] for kind in EntryKind if imported[kind]}
    return counts | ({"rows": result.collector.row_count} if result.collector.row_count else {})
