"""Files that are not text in UTF-8: the programs and encodings that they come from."""

import codecs
import io
import zipfile
from typing import NamedTuple

_CSV = "Save each sheet as “CSV UTF-8”. Then `quiz new NAME --from FILE.csv` makes a pack of it."
_TEXT = "Copy the text into a file of your own: see `quiz new`."

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document", _TEXT),
    (b"{\\rtf", "a document in Rich Text Format", _TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old version of Word or Excel", _CSV),
    (b"\x89PNG\r\n", "an image", _TEXT),
    (b"\xff\xd8\xff", "an image", _TEXT),
    (b"GIF87a", "an image", _TEXT),
    (b"GIF89a", "an image", _TEXT),
    (b"RIFF", "an image or a sound", _TEXT),
    (b"SQLite format 3\x00", "an SQLite database", "Export its tables as CSV. " + _CSV),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"BZh", "a compressed file", "Unpack it first."),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file", "Unpack it first."),
    (b"Rar!\x1a\x07", "a compressed file", "Unpack it first."),
    (b"\xfd7zXZ\x00", "a compressed file", "Unpack it first."),
)
_ZIP_MEMBERS = (
    ("xl/", "an Excel workbook", _CSV),
    ("word/", "a Word document", _TEXT),
    ("ppt/", "a PowerPoint presentation", _TEXT),
    ("collection.anki", "a deck of Anki", "Export it from Anki as “Notes in Plain Text”. " + _CSV),
    ("Index/Document.iwa", "a document of Pages, Numbers or Keynote", _CSV),
    ("imsmanifest.xml", "a QTI or SCORM package", _TEXT),
)
_MIME_TYPES = (
    ("spreadsheet", "an OpenDocument spreadsheet", _CSV),
    ("text", "an OpenDocument text", _TEXT),
    ("presentation", "an OpenDocument presentation", _TEXT),
    ("epub", "an e-book", _TEXT),
)


class FileKind(NamedTuple):
    """The kind of a file that is not UTF-8 text, with advice."""

    name: str
    advice: str | None = None


def find_kind(data: bytes) -> FileKind | None:
    """Return the kind of a file by its first bytes, or `None` if it may be text in UTF-8."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return FileKind(f"a text in {encoding}")
    if data.startswith(b"PK\x03\x04"):
        return _find_kind_of_archive(data)
    kind = next(
        (FileKind(name, advice) for start, name, advice in _SIGNATURES if data.startswith(start)), None
    )
    if kind is not None:
        return kind
    sample = data[:1_000]
    if sample.count(0) > len(sample) // 4:
        is_utf_16 = abs(sample[::2].count(0) - sample[1::2].count(0)) > len(sample) // 4
        return FileKind("a text in UTF-16") if is_utf_16 else FileKind("a file of another program", _TEXT)
    return None


def _find_kind_of_archive(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mime_type = _read_mime_type(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return FileKind("a damaged zip archive")
    for part, name, advice in _MIME_TYPES:
        if part in mime_type:
            return FileKind(name, advice)
    for start, name, advice in _ZIP_MEMBERS:
        if any(member.startswith(start) for member in names):
            return FileKind(name, advice)
    return FileKind("a zip archive", "Unpack it first.")


def _read_mime_type(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        return member.read(100).decode("ascii", "replace")


def describe_byte(byte: int, offset: int) -> str:
    """Describe a byte that is not UTF-8, with the letter that it is on Windows."""
    letter = bytes((byte,)).decode("cp1252", "replace")
    shown = f" is “{letter}” in Windows-1252" if letter.isprintable() and letter != "\ufffd" else ""
    return f"byte 0x{byte:02X} at offset {offset}{shown}"
