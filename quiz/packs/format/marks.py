"""The marks in a sentence: `<value>`, or `<label=value>`; `\\<` is a `<` that opens nothing."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from quiz.text.english import capitalize_start
from quiz.text.normalize import fold
from quiz.text.safe import Text

LABEL = re.compile(r"[a-z][a-z0-9_-]*")
_MARK = re.compile(r"(?<!\\)<((?:[^<>]|(?<=\\)[<>])*)(?<!\\)>")
_OPENED = re.compile(r"(?<!\\)<")
_ESCAPED = re.compile(r"\\([<>])")
_LABELLED = re.compile(rf"\s*({LABEL.pattern})\s*=(.*)", re.DOTALL)


class Mark(NamedTuple):
    """A marked value: its label, its text, and its place in the sentence as it reads."""

    label: str | None
    text: Text
    start: int
    end: int


class MarkedSentence(NamedTuple):
    """A sentence as it reads, with its marks."""

    sentence: Text
    marks: tuple[Mark, ...]


class MarkError(Exception):
    """A mark that can't be read, and where it stands in the text."""

    def __init__(self, name: str, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.name = name
        self.message = message
        self.start = start
        self.end = end


def parse_marks(text: Text) -> MarkedSentence:
    """Read the marks of a sentence; raises `MarkError`."""
    if "<" not in text:
        return MarkedSentence(text, ())
    parts: list[str] = []
    marks: list[tuple[str | None, str, int]] = []
    length = done = 0
    for match in _MARK.finditer(text):
        before = _outside(text, done, match.start())
        label, value = _inside(text, match)
        length += len(before)
        marks.append((label, value, length))
        length += len(value)
        parts += (before, value)
        done = match.end()
    parts.append(_outside(text, done, len(text)))
    plain = "".join(parts)
    sentence = Text(plain)
    if sentence != plain:
        raise MarkError("bad-mark", "a mark begins or ends in the middle of a character", 0, len(text))
    return MarkedSentence(
        sentence,
        tuple([Mark(label, Text(value), start, start + len(value)) for label, value, start in marks]),
    )


def fill_marks(template: MarkedSentence, values: Sequence[Text]) -> MarkedSentence:
    """Put values in the places of the template's marks, in their order; the labels stay.

    A value that begins the sentence has a capital there.
    """
    marks: list[Mark] = []
    shift = 0
    for mark, value in zip(template.marks, values, strict=True):
        start = mark.start + shift
        end = start + len(value)
        marks.append(Mark(mark.label, value, start, end))
        shift = end - mark.end
    return MarkedSentence(fill_sentence(template, values), tuple(marks))


def fill_sentence(template: MarkedSentence, values: Sequence[Text]) -> Text:
    """Give the sentence that `filled` makes."""
    parts: list[str] = []
    done = 0
    for mark, value in zip(template.marks, values, strict=True):
        parts += (template.sentence[done : mark.start], value)
        done = mark.end
    parts.append(template.sentence[done:])
    sentence = "".join(parts)
    begins = bool(template.marks) and template.marks[0].start == 0
    return Text(capitalize_start(sentence) if begins else sentence)


def relation_key(marked: MarkedSentence, types: Sequence[str]) -> str:
    """Give the folded sentence with the label or the type of each mark for its value."""
    sentence = marked.sentence
    parts: list[str] = []
    done = 0
    for mark, type_ in zip(marked.marks, types, strict=True):
        parts += (sentence[done : mark.start], mark.label or type_)
        done = mark.end
    parts.append(sentence[done:])
    return fold("".join(parts))


def _outside(text: Text, start: int, end: int) -> str:
    """Give a stretch between marks as it reads; raises `MarkError` where a mark is opened in it."""
    stretch = text[start:end]
    opened = _OPENED.search(stretch) if "<" in stretch else None
    if opened is not None:
        raise _unclosed(text, start + opened.start())
    return _read(stretch)


def _inside(text: Text, mark: re.Match[str]) -> tuple[str | None, str]:
    """Give the label and the value of a mark."""
    inside = _read(mark[1])
    labelled = _LABELLED.fullmatch(inside)
    label, value = (labelled[1], labelled[2].strip()) if labelled else (None, inside.strip())
    if not value:
        start, end = mark.span()
        raise MarkError("bad-mark", f"the mark “{text[start:end]}” holds no value", start, end)
    return label, value


def _read(typed: str) -> str:
    """Give a text with its escaped signs as they read."""
    return _ESCAPED.sub(r"\1", typed) if "\\" in typed else typed


def _unclosed(text: Text, start: int) -> MarkError:
    shown = text[start : start + 20]
    return MarkError("unclosed-mark", f"the mark that begins with “{shown}” is not closed", start, start + 1)
