"""Lines of Markdown, with those inside code fences marked."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")


class MarkdownLine(NamedTuple):
    """A line, and whether it belongs to a block of code."""

    text: str
    is_code: bool
    fence_info: str = ""
    """The text after the sign that opens a block of code."""


def iter_markdown_lines(lines: Iterable[str]) -> Iterator[MarkdownLine]:
    """Yield the lines; the lines with the fences count as code."""
    fence = ""
    for line in lines:
        match = _FENCE.fullmatch(line)
        if fence:
            yield MarkdownLine(line, is_code=True)
            if match is not None and match[1].startswith(fence) and not match[2].strip():
                fence = ""
        elif match is not None and not (match[1][0] == "`" and "`" in match[2]):
            fence = match[1]
            yield MarkdownLine(line, is_code=True, fence_info=match[2].strip())
        else:
            yield MarkdownLine(line, is_code=False)


def join_prose(lines: Iterable[str]) -> str:
    """Join lines as running text, without the signs of headings, lists and quotations."""
    parts = (_BULLET.sub("", _HEADING.sub("", line.lstrip("> ")), count=1) for line in lines)
    return "\n".join(part for part in parts if part.strip())
