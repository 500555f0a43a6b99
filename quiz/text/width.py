"""The width of text on a screen, in cells."""

import re
from collections.abc import Iterator

from wcwidth import wcswidth, wcwidth

from quiz.text.safe import Text, one_line

_WORD = re.compile(r"(?:[+±~≈(“]?\d[\d.,:/–]*\+? )?\S+")
"""A word, or a number and the word after it, which may be its unit."""


def width(text: Text) -> int:
    """Return the width of one line of text in cells."""
    cells = wcswidth(text)
    return cells if cells >= 0 else len(text)


def wrap(text: str, cells: int, indent: int = 0) -> tuple[Text, ...]:
    """Break a line between words, so that none of its parts is wider than `cells`.

    A number stays with its unit, and a word that is too wide is cut.

    Args:
        text: The line.
        cells: The width, at least 1 more than the indent.
        indent: Number of blanks before each part but the first.
    """
    parts: list[str] = []
    line, margin = "", " " * indent
    for word in _iter_words(text, cells - indent):
        longer = f"{line} {word}" if line else (margin if parts else "") + word
        if line and width(Text(longer)) > cells:
            parts.append(line)
            line = margin + word
        else:
            line = longer
    return tuple(map(Text, [*parts, line]))


def _iter_words(text: str, cells: int) -> Iterator[str]:
    """Yield the words, each number with the word after it, and those that are too wide in parts."""
    for match in re.finditer(_WORD, one_line(text)):
        for word in [match[0]] if width(Text(match[0])) <= cells else match[0].split():
            while width(Text(word)) > cells:
                head = _fit(word, cells)
                yield head
                word = word[len(head) :]
            yield word


def _fit(word: str, cells: int) -> str:
    """Return as many characters as fit, at least one."""
    taken = 0
    for index, character in enumerate(word):
        taken += max(0, wcwidth(character))
        if taken > cells:
            return word[: max(1, index)]
    return word


def truncate(text: Text, cells: int) -> Text:
    """Return the text in one line of at most `cells` cells; `…` marks a cut."""
    line = one_line(text)
    if width(line) <= cells:
        return line
    kept = 0
    taken = 0
    for character in line:
        taken += max(0, wcwidth(character))
        if taken > cells - 1:
            break
        kept += 1
    return Text(line[:kept].rstrip() + "…")
