"""Find the sections of a file, the items of its lists and its names by their lines, without reading YAML."""

import re
from typing import NamedTuple, TypeAlias

from quiz.packs.syntax.characters import INVISIBLE, SPACES
from quiz.packs.syntax.slips import BULLETS, NAME

Part: TypeAlias = tuple[int, int]
"""The start and the end of a part of the text."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SECTION = re.compile(rf"[\"'“{INVISIBLE}]*{NAME}[\"'”{INVISIBLE}]*[ {SPACES}]*(?:[:：=]|$)")
_BLANK = f"[ {SPACES}{INVISIBLE}]*"
_ITEM = re.compile(
    rf"(?P<indent>[ \t{SPACES}{INVISIBLE}]*)"
    rf"(?:-(?=[\s{SPACES}]|$)|-(?={NAME}:)|[{BULLETS}*](?={_BLANK}{NAME}{_BLANK}[:：=]))"
)
_FIELDS_OF_ITEM = re.compile(
    rf"[ \t{SPACES}]*[-{BULLETS}*][ \t{SPACES}]*(?P<name>{NAME})[ {SPACES}]*[:：=](?:\s|$)"
)
_INLINE = re.compile(rf"[{INVISIBLE}]*{NAME}[ {SPACES}]*[:：=][ \t]+[^\s|>\[{{\"'#&*!]")
_NEXT_LINE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*+([ \t]+[^\s#][^\n]*)")
_NAMED = re.compile(rf" +(?:{NAME}|\"[^\"\n]*\"|'[^'\n]*')[ {SPACES}]*[:：=]?")


class FileSection(NamedTuple):
    """A name of the top level with its text, or with the items of its list."""

    name: str
    head: Part
    items: tuple[Part, ...]
    depth: int
    """The level of the items in the file."""


def split_sections(text: str) -> list[FileSection]:
    """Split a text at the names of its top level, and each section at the items of its list."""
    sections: list[FileSection] = []
    starts = [0]
    item_indent: int | None = None
    content_indent: int | None = None
    offset = 0
    for match in _LINE.finditer(text):
        line = match.group()
        item = _ITEM.match(line)
        if _SECTION.match(line) and not (len(starts) > 1 and _is_field_of_item(text, match, item_indent)):
            if offset:
                sections.append(_build_section(text, starts, offset))
            starts, item_indent, content_indent = [offset], None, None
        elif not line.strip() or line.lstrip().startswith("#"):
            pass
        elif item is not None and _starts_item(item["indent"], item_indent, content_indent):
            if item_indent is None and "\t" not in item["indent"]:
                item_indent = len(item["indent"])
            starts.append(offset)
        elif item_indent is None and content_indent is None:
            content_indent = len(line) - len(line.lstrip())
        offset = match.end()
    sections.append(_build_section(text, starts, offset))
    return sections


def _is_field_of_item(text: str, line: re.Match[str], item_indent: int | None) -> bool:
    """Return whether a line in the first column is a field of an entry that lost its indentation.

    It has a text, and below it are further fields of the entry, or the next entry of the list.
    """
    if _INLINE.match(line.group()) is None:
        return False
    below = _NEXT_LINE.match(text, line.end())
    if below is None:
        return False
    item = _ITEM.match(below[1])
    return item is not None and len(item["indent"]) == item_indent if below[1].lstrip()[:1] == "-" else True


def _starts_item(indent: str, item_indent: int | None, content_indent: int | None) -> bool:
    if item_indent is None:
        return content_indent is None or len(indent) < content_indent
    return "\t" in indent or len(indent) == item_indent


def _build_section(text: str, starts: list[int], end: int) -> FileSection:
    head, *items = zip(starts, [*starts[1:], end], strict=True)
    name = re.split("[:：=\n]", text[head[0] : head[1]], maxsplit=1)[0].strip("\"'“” ")
    return FileSection(name, head, tuple(items), 2 if _SECTION.match(text, head[0]) else 1)


def split_names(text: str, head: Part) -> list[Part]:
    """Split the lines below the first one of a section at the names in it; return none if there are none."""
    start = text.find("\n", *head) + 1
    if not start or text[head[0] : start].rstrip()[-1:] not in (":", "："):
        return []
    starts: list[int] = []
    indent = None
    for match in _LINE.finditer(text, start, head[1]):
        line = match.group()
        own = len(line) - len(line.lstrip(" "))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if indent is None:
            indent = own
        if (own == indent and _NAMED.match(line)) or not starts:
            starts.append(match.start())
    return list(zip(starts, [*starts[1:], head[1]], strict=True)) if indent else []


def split_misaligned(text: str, part: Part) -> list[Part]:
    """Split an item at the lines that look like the start of another one in any column.

    A line as far to the right as the item's fields may belong to a list in it, unless it begins with the
    field with which the item begins.
    """
    first = _FIELDS_OF_ITEM.match(text, *part)
    starts = [part[0]]
    for match in _LINE.finditer(text, *part):
        item = _FIELDS_OF_ITEM.match(match.group())
        if match.start() == part[0] or item is None:
            continue
        column = len(item[0]) - len(item[0].lstrip())
        if first is None or column < first.start("name") - part[0] or item["name"] == first["name"]:
            starts.append(match.start())
    return list(zip(starts, [*starts[1:], part[1]], strict=True))


def column_of(text: str, part: Part) -> int:
    """Return the column of the first visible character of a part, counted from 1."""
    line = text[part[0] : part[1]].partition("\n")[0]
    return len(line) - len(line.lstrip()) + 1
