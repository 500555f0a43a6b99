"""The text of a table's file, in the encoding that it has."""

import codecs
import re
from typing import NamedTuple

from quiz.model.errors import UsageError
from quiz.packs.syntax.encodings import find_kind
from quiz.packs.syntax.text_file import CONTROL

_SAVE_ADVICE = "Save it as UTF-8: “CSV UTF-8” in Excel, the character set “Unicode (UTF-8)” in LibreOffice."
_UTF_16 = "a text in UTF-16"
_MARKED = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_FOREIGN_WORD = re.compile(r"[^\W\d_]*[\x80-\uffff][^\W\d_]*")
UNREADABLE = "\ufffd"
"""The character in place of a byte without a meaning."""
_MAX_UNREADABLE_SHARE = 0.001
_MAX_FOREIGN_SHARE = 0.6
"""Share of letters outside ASCII in the words that have any; Western European words have fewer."""


class DecodedTable(NamedTuple):
    """The text of a file, and a remark about its encoding."""

    text: str
    remark: str | None


def decode_table(data: bytes, name: str) -> DecodedTable:
    """Decode a file: UTF-8, UTF-16 and UTF-32 with a mark, or Windows-1252.

    Raises:
        UsageError: The file is not a text.
    """
    encoding = next((encoding for mark, encoding in _MARKED if data.startswith(mark)), None)
    kind = find_kind(data) if encoding is None else None
    if kind is not None and kind.name == _UTF_16:
        encoding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    elif kind is not None:
        raise UsageError(f"{name} is {kind.name}, not a table. {kind.advice or _SAVE_ADVICE}")
    if encoding is not None:
        return DecodedTable(_normalize(_decode(data, encoding, name)), None)
    try:
        return DecodedTable(_normalize(data.decode("utf-8")), None)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if _looks_misread(text) or text.count(UNREADABLE) > _MAX_UNREADABLE_SHARE * len(text):
        raise UsageError(f"{name} is neither UTF-8 nor Windows-1252. {_SAVE_ADVICE}")
    remark = "The file isn’t UTF-8, so it was read as Windows-1252. Look for wrong letters."
    return DecodedTable(_normalize(text), remark)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{data[error.start]:02X} at offset {error.start}"
        raise UsageError(f"{name} isn’t {encoding.upper()}: {byte} doesn’t fit. {_SAVE_ADVICE}") from None


def _looks_misread(text: str) -> bool:
    """Return whether the words with letters outside ASCII have little else, as in `Ñòîëèöà`."""
    words = [word for word in _FOREIGN_WORD.findall(text) if len(word) > 2]
    letters = "".join(words)
    return bool(letters) and sum(c > "\x7f" for c in letters) > _MAX_FOREIGN_SHARE * len(letters)


def _normalize(text: str) -> str:
    """Unify the line ends, and remove characters that a pack can't contain."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub(" ", _INVISIBLE.sub("", text))
