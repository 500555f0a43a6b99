"""The records of a JSON file, decoded one at a time."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

_WINDOW = 1 << 16
_MAX_RECORD = 1 << 20
"""Maximum characters of a record."""
_OPTION_NAMES = ("options", "choices", "answers", "alternatives", "incorrect_answers")
"""Names of lists in a question."""
_MAX_ENVELOPES = 3
"""Maximum depth of objects around a list."""
_SPACE = re.compile(r"[ \t\n\r,\ufeff]*")
_LIST_NAMES = ("results", "questions", "data", "items", "quiz", "trivia", "clues")


class BrokenJsonError(Exception):
    """A part of the file that is not JSON, or too large."""


class JsonStream:
    """A window of the text of a JSON file, which grows only for a large value."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._window = ""
        self._position = 0
        self._is_complete = False
        self._decode = json.JSONDecoder().raw_decode

    def peek(self) -> str:
        """Skip white space and commas; return the next character, or nothing at the end."""
        while True:
            match = _SPACE.match(self._window, self._position)
            self._position = self._position if match is None else match.end()
            if self._position < len(self._window) or not self._read(_WINDOW):
                return self._window[self._position : self._position + 1]

    def skip(self) -> None:
        """Skip the next character."""
        self._position += 1

    def peek_inside(self) -> str:
        """Return the first character inside the list that begins here."""
        match = re.compile(r"\[\s*(\S)").match(self._window, self._position)
        if match is None and self._read(_WINDOW):
            return self.peek_inside()
        return "" if match is None else match[1]

    def decode(self) -> Any:
        """Decode the value that `peek` came to.

        Raises:
            BrokenJsonError: It is not JSON, too deep or too large.
        """
        while True:
            try:
                value, end = self._decode(self._window, self._position)
            except RecursionError as error:
                raise BrokenJsonError("a value is nested too deep") from error
            except ValueError as error:
                size = len(self._window) - self._position
                if size > _MAX_RECORD or not self._read(max(_WINDOW, size)):
                    raise BrokenJsonError("a value is not JSON") from error
                continue
            if end == len(self._window) and self._read(_WINDOW):  # a number may go on
                continue
            self._position = end
            return value

    def _read(self, size: int) -> bool:
        """Read more of the text, and forget the part before the position; return `False` at the end."""
        chunk = "" if self._is_complete else self._text.read(size)
        if not chunk:
            self._is_complete = True
            return False
        self._window = self._window[self._position :] + chunk
        self._position = 0
        return True


def iter_json_records(text: TextIO, fields: dict[str, Any]) -> Iterator[Any]:
    """Yield the items of the list at the top, of the lists of objects under names, or the objects of lines.

    The other fields of an envelope are stored in `fields`. Raises `BrokenJsonError` where the JSON ends.
    """
    stream = JsonStream(text)
    first = stream.peek()
    if first == "[":
        yield from _iter_items(stream)
    elif first == "{":
        has_list = False
        for item in _iter_envelope(stream, fields, 0):
            has_list = True
            yield item
        if not has_list and stream.peek() == "{":  # one object in each line
            yield dict(fields)
            while stream.peek() == "{":
                yield stream.decode()
    else:
        raise BrokenJsonError("this is not JSON")


def _iter_envelope(stream: JsonStream, fields: dict[str, Any], depth: int) -> Iterator[Any]:
    stream.skip()
    while (sign := stream.peek()) == '"':
        name = stream.decode()
        if stream.peek() != ":":
            raise BrokenJsonError("a name has no value")
        stream.skip()
        first = stream.peek()
        is_known = name.casefold() in _LIST_NAMES
        is_option = name.casefold() in _OPTION_NAMES
        if first == "[" and (is_known or (not is_option and stream.peek_inside() == "{")):
            fields.setdefault(name, [])
            yield from _iter_items(stream)
        elif first == "{" and is_known and depth < _MAX_ENVELOPES:
            yield from _iter_envelope(stream, fields, depth + 1)
        else:
            fields[name] = stream.decode()
    if sign != "}":
        raise BrokenJsonError("this object does not end")
    stream.skip()


def _iter_items(stream: JsonStream) -> Iterator[Any]:
    stream.skip()
    while (sign := stream.peek()) not in ("]", ""):
        yield stream.decode()
    if not sign:
        raise BrokenJsonError("this list does not end")
    stream.skip()
