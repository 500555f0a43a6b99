"""`Text`, the only kind of string that may reach a screen."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_BATCH = 64
_MAX_MARKS = 8
_TAB = "    "

# Explicit ranges, not Unicode categories: a category can change with Python's Unicode tables,
# and the same pack must read the same on every version.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_REFUSED = (
    "\x80-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15))
    + "\U000f0000-\U0010ffff"
)

_FOREIGN_RUN = f"[^\x00-\x7f]{{{_MAX_MARKS + 1}}}"
_LINE_ENDS = "\r\n|[\r\x85\u2028\u2029]"
_SUSPECT = f"[\x00-\x09\x0b-\x1f\x7f{_REFUSED}{_INVISIBLE}\u200c\u200d]"
# The suspects that Python calls printable: most texts are printable and contain none of them.
_PRINTABLE_SUSPECT = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\U000e0000-\U000e0fff]"
)
_SUSPECT_LEADS = tuple(sorted({character.encode()[:1] for character in "\u034f\u115f\u3164\uffa0\U000e0000"}))
"""The first bytes of their UTF-8."""


class Text(str):
    r"""A string that can't control a terminal.

    The constructor removes or replaces control characters, escape sequences, bidirectional overrides and
    invisible characters, and keeps at most eight combining marks in a row. `\n` is the only line end.
    Making a `Text` of a `Text` changes nothing. Joining or formatting returns a plain `str`, which must be
    made a `Text` again.
    """

    __slots__ = ()

    def __new__(cls, raw: str = "") -> "Text":
        """Make a safe text of any string."""
        if type(raw) is cls:
            return raw
        return str.__new__(cls, raw if raw.isascii() and raw.isprintable() else _clean(raw))


def texts(raws: Sequence[str]) -> list[Text]:
    """Make a `Text` of each string, checking many at once."""
    made: list[Text] = []
    for first in range(0, len(raws), _BATCH):
        batch = raws[first : first + _BATCH]
        together = " ".join(batch)
        if _clean(together) is together:
            made += [str.__new__(Text, raw) for raw in batch]
        else:
            made += map(Text, batch)
    return made


def lines(parts: Iterable[str]) -> Text:
    """Join parts as lines."""
    return Text("\n".join(parts))


def one_line(raw: str) -> Text:
    """Replace every run of white space, including line ends, by one space."""
    return Text(" ".join(Text(raw).split()))


def _clean(raw: str) -> str:
    if raw.isprintable() and not _has_printable_suspect(raw) and not _has_foreign_run(raw):
        return raw
    text = re.sub(_LINE_ENDS, "\n", raw)
    text = re.sub(_SUSPECT, _replacement, text)
    if _has_foreign_run(text):
        text = _limit_marks(text)
    return text


def _has_printable_suspect(text: str) -> bool:
    encoded = text.encode()  # to look for bytes takes a fiftieth of the time of a search
    return any(lead in encoded for lead in _SUSPECT_LEADS) and _PRINTABLE_SUSPECT.search(text) is not None


def _has_foreign_run(text: str) -> bool:
    # A question mark replaces each character outside ASCII, so most texts need no search.
    marks = text.encode("ascii", "replace")
    return b"?" * (_MAX_MARKS + 1) in marks and re.search(_FOREIGN_RUN, text) is not None


def _replacement(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if character == "\t":
        return _TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in "\u200c\u200d":
        return character if _joins_letters(match) else ""
    return "\ufffd" if re.match(f"[{_REFUSED}]", character) else ""


def _joins_letters(match: re.Match[str]) -> bool:
    """Return whether a joiner is between two characters outside ASCII, which it may join."""
    text, start, end = match.string, match.start(), match.end()
    return start > 0 and end < len(text) and not _plain(text[start - 1]) and not _plain(text[end])


def _plain(character: str) -> bool:
    return character.isascii() or bool(re.match(_SUSPECT, character))


def _limit_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= _MAX_MARKS:
            kept.append(character)
    return "".join(kept)
