"""Filter for the bytes that a terminal sends.

Textual types the characters of an escape sequence that it doesn't know, and one of them may be an answer.
This filter cuts the bytes into whole keys, sequences and pastes, and drops what is none of them.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

ESCAPE = "\x1b"
ESCAPE_SECONDS = 0.6
"""Silence after which an Escape byte is a key: on a slow line the rest of an arrow key comes late."""
SEQUENCE_SECONDS = 1.0
"""Silence after which an incomplete sequence is dropped."""

_MAX_SEQUENCE_LENGTH = 64
_MAX_PASTE_BYTES = 4096
_MAX_CELLS = 4096
_PASTE_START, _PASTE_END = "\x1b[200~", b"\x1b[201~"
_ESCAPES = (0x1B, 0x9B)
"""The bytes that begin another sequence, even inside an old mouse report, where any byte may follow."""
_C1 = {0x8F: "O", 0x90: "P", 0x98: "X", 0x9B: "[", 0x9D: "]", 0x9E: "^", 0x9F: "_"}
"""Single bytes that begin a sequence on terminals with 8-bit controls, and what follows Escape on others."""

_FOCUS = re.compile(r"\x1b\[[IO]")
_MOUSE = re.compile(r"\x1b\[<\d{1,3};0*[1-9]\d{0,4};0*[1-9]\d{0,4}[Mm]")
_MODE = re.compile(r"\x1b\[\?(2026|2048);[0-4]\$y")
_SIZE = re.compile(r"\x1b\[48;(\d{1,4});(\d{1,4});[1-9]\d{0,5};[1-9]\d{0,5}t")
_EXTENDED_KEY = re.compile(r"\x1b\[(\d*+)[:\d]*(?:;(\d*)(?::(\d*))?)?(?:;([\d:]*))?([u~A-FHPQS])")
_FINAL = {
    "<": re.compile(r"<.*[Mm]", re.DOTALL),
    "?": re.compile(r"\?[\d;:]*\d\$?[cnuRStxy]"),
    ">": re.compile(r">[\d;:]*\d[cmqtu]"),
    "=": re.compile(r"=[\d;:]*\d[cmqtu]"),
}
_OTHER_FINAL = re.compile(r"[\d;:]*\d[ $]?[@-HPQRSTZMImntuwxyzc~^]|[A-MO-Za-dz]|\[.")


class Paste(NamedTuple):
    """A pasted text."""

    text: str


Token = str | Paste
"""A character, a whole escape sequence (`ESCAPE` alone is the key), or a paste."""


class _State(Enum):
    TEXT = auto()
    ESCAPE = auto()
    SS3 = auto()
    CSI = auto()
    MOUSE = auto()
    """Three bytes of an old mouse report."""
    STRING = auto()
    """An operating system command, a device control string or another string, up to its terminator."""
    STRING_ESCAPE = auto()
    MALFORMED = auto()
    """A sequence without an end that is known, up to the next silence."""
    REST = auto()
    """The rest of a sequence that another one interrupted, up to the next silence."""
    PASTE = auto()


class InputFilter:
    """A state machine that is fed bytes and time."""

    def __init__(self, is_key: Callable[[str], bool], escape_seconds: float = ESCAPE_SECONDS) -> None:
        """Create the filter.

        Args:
            is_key: Whether Textual knows the sequence as a key.
            escape_seconds: Silence after which an Escape byte is a key.
        """
        self._is_key = is_key
        self._escape_seconds = escape_seconds
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._state = _State.TEXT
        self._body = ""
        self._mouse_bytes = 0
        self._paste = bytearray()
        self._is_interrupted = False
        self._is_escape_alone = False
        self._last_byte_at = 0.0

    def feed(self, data: bytes, now: float) -> Iterator[Token]:
        """Yield what the bytes complete."""
        self._last_byte_at = now
        self._is_escape_alone = self._state is _State.ESCAPE
        for byte in data:
            yield from self._take(byte)

    def tick(self, now: float) -> Iterator[Token]:
        """End what is incomplete; to be called when no byte is waiting."""
        state = self._state
        limit = self._escape_seconds if state is _State.ESCAPE else SEQUENCE_SECONDS
        if state is _State.TEXT or now - self._last_byte_at < limit:
            return
        self._is_interrupted = False
        self._state = _State.TEXT
        if state in (_State.ESCAPE, _State.STRING_ESCAPE):
            yield ESCAPE
        elif state is _State.PASTE:
            yield self._take_paste()

    def _take(self, byte: int) -> Iterator[Token]:
        match self._state:
            case _State.TEXT:
                yield from self._take_text(byte)
            case _State.ESCAPE:
                yield from self._take_after_escape(byte)
            case _State.PASTE:
                yield from self._take_pasted(byte)
            case _State.MOUSE if byte not in _ESCAPES:
                self._mouse_bytes -= 1
                if not self._mouse_bytes:
                    self._end_sequence()
            case _State.STRING_ESCAPE if byte == ord("\\"):
                self._end_sequence()
            case _State.STRING_ESCAPE:
                self._is_interrupted = True
                self._state = _State.ESCAPE
                yield from self._take_after_escape(byte)
            case _:
                yield from self._take_in_sequence(byte)

    def _take_text(self, byte: int) -> Iterator[Token]:
        if byte < 0x80:
            self._decoder.reset()
            if byte == 0x1B:
                self._state = _State.ESCAPE
            else:
                yield chr(byte)
            return
        for character in self._decoder.decode(bytes((byte,))):
            code = ord(character)
            if 0xDC80 <= code <= 0xDCFF:  # a byte that isn't UTF-8
                code -= 0xDC00
            if code in _C1:
                self._begin_sequence(_C1[code])
            elif code >= 0xA0 and not 0xDC80 <= ord(character) <= 0xDCFF:
                yield character

    def _take_after_escape(self, byte: int) -> Iterator[Token]:
        character = _C1.get(byte, chr(byte))
        if character in "[O]PX^_":
            self._begin_sequence(character)
        elif self._is_escape_alone:  # two keys, one after the other
            self._state = _State.TEXT
            yield ESCAPE
            yield from self._take_text(byte)
        elif character == ESCAPE:
            yield ESCAPE
        else:  # Alt and a key
            self._end_sequence()
            if character.isascii() and character.isalnum():
                yield ESCAPE + character

    def _take_in_sequence(self, byte: int) -> Iterator[Token]:
        state = self._state
        if byte == 0x1B and state is _State.STRING:
            self._state = _State.STRING_ESCAPE
        elif byte == 0x1B:
            self._is_interrupted = state is not _State.REST
            self._state = _State.ESCAPE
        elif self._is_control(byte):
            self._is_interrupted = state is not _State.REST
            self._begin_sequence(_C1[byte])
        elif state is _State.STRING and byte == 0x07:
            self._end_sequence()
        elif byte < 0x20 or byte == 0x7F:  # no report contains a control character, so a key was pressed
            self._is_interrupted = False
            self._state = _State.TEXT
            yield from self._take_text(byte)
        elif state in (_State.SS3, _State.CSI):
            yield from self._take_parameter(chr(byte))

    def _is_control(self, byte: int) -> bool:
        """Return whether a byte begins another sequence; in a string, it may be half a character in UTF-8."""
        if self._state is not _State.STRING or byte < 0x80:
            return byte in _C1
        return self._decoder.decode(bytes((byte,))).endswith(chr(0xDC00 + byte)) and byte in _C1

    def _take_parameter(self, character: str) -> Iterator[Token]:
        """Handle a byte of a CSI or SS3 sequence."""
        self._body += character
        sequence = f"{ESCAPE}{'O' if self._state is _State.SS3 else '['}{self._body}"
        if self._state is _State.CSI and self._body == "M":
            self._state, self._mouse_bytes = _State.MOUSE, 3
        elif self._is_key(sequence) or self._is_complete():
            yield from self._complete(sequence)
        elif len(self._body) > _MAX_SEQUENCE_LENGTH or not self._may_continue(character):
            self._state = _State.MALFORMED

    def _is_complete(self) -> bool:
        if self._state is _State.SS3:
            return "@" <= self._body[-1] <= "~"
        return _FINAL.get(self._body[0], _OTHER_FINAL).fullmatch(self._body) is not None

    def _may_continue(self, character: str) -> bool:
        return " " <= character <= "?" or self._body[0] == "<" or self._body == "["

    def _complete(self, sequence: str) -> Iterator[Token]:
        was_interrupted = self._is_interrupted
        self._end_sequence()
        if sequence == _PASTE_START:
            self._state = _State.PASTE
            return
        token = self._normalize(sequence)
        if token is not None and not (was_interrupted and _MOUSE.fullmatch(token)):
            yield token

    def _normalize(self, sequence: str) -> str | None:
        """Return the sequence as Textual takes it, or `None` if it counts as nothing."""
        if self._is_key(sequence) or any(pattern.fullmatch(sequence) for pattern in (_FOCUS, _MOUSE, _MODE)):
            return sequence
        if size := _SIZE.fullmatch(sequence):
            is_plausible = all(0 < int(cells) <= _MAX_CELLS for cells in size.groups())
            return sequence if is_plausible else None
        key = _EXTENDED_KEY.fullmatch(sequence)
        if key is not None and self._has_key(key):
            return _normalize_key(*key.groups(default=""))
        return None

    def _has_key(self, sequence: re.Match[str]) -> bool:
        """Return whether the number and the letter of the sequence name a key."""
        code, text, final = sequence[1], sequence[4], sequence[5]
        if final == "u":
            return bool(code)
        if final == "~":
            return self._is_key(f"{ESCAPE}[{code}~") or (code == "27" and bool(text))
        return code in ("", "1")

    def _begin_sequence(self, introducer: str) -> None:
        self._body = ""
        self._state = {"[": _State.CSI, "O": _State.SS3}.get(introducer, _State.STRING)

    def _end_sequence(self) -> None:
        """Return to text, or to the rest of a sequence that another one interrupted."""
        self._state = _State.REST if self._is_interrupted else _State.TEXT
        self._is_interrupted = False

    def _take_pasted(self, byte: int) -> Iterator[Token]:
        self._paste.append(byte)
        if self._paste.endswith(_PASTE_END):
            del self._paste[-len(_PASTE_END) :]
            self._state = _State.TEXT
            yield self._take_paste()
        elif len(self._paste) > 2 * _MAX_PASTE_BYTES:
            del self._paste[_MAX_PASTE_BYTES : -len(_PASTE_END)]

    def _take_paste(self) -> Paste:
        text = bytes(self._paste[:_MAX_PASTE_BYTES]).decode("utf-8", "ignore")
        self._paste.clear()
        return Paste("".join(character for character in text if character.isprintable() or character == "\n"))


def _normalize_key(code: str, modifiers: str, event: str, text: str, final: str) -> str | None:
    """Return a key of kitty's protocol without alternatives and event type; `None` for a release."""
    codes = [part for part in (code, *text.split(":")) if part]
    if event not in ("", "1", "2") or not all(_is_character(part) for part in codes) or len(modifiers) > 3:
        return None
    return f"{ESCAPE}[{code};{modifiers}{';' if text else ''}{text}{final}"


def _is_character(code: str) -> bool:
    return len(code) < 8 and int(code) < 0x110000 and not 0xD800 <= int(code) < 0xE000
