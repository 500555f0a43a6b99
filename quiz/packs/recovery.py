"""Read what can be read of a file that is no YAML as a whole."""

import re
from collections.abc import Iterator

from quiz.packs.builder import UnreadableError, built, repeated
from quiz.packs.nodes import Document, Flaw, Mapping, Node, Scalar, Sequence

_BROKEN_AT_MOST = 500
"""Of a file with more broken parts than that, the rest is not read."""

_SECTION = re.compile(r"[^\s#-]")
_ITEM = re.compile(r"( *)-(?=[ \n]|$)")


def recovered(
    document: Document, text: str, cuts: frozenset[int], flaws: list[Flaw], unread: Flaw
) -> tuple[Mapping, frozenset[str]]:
    """Read each section of the file, and each item of its lists, alone; the broken ones are left out.

    Give what could be read, and the names of the sections in which something could not.
    """
    values: dict[str, Node] = {}
    keys: dict[str, int] = {}
    lost: set[str] = set()
    broken = 0
    for section in _sections(text):
        if broken > _BROKEN_AT_MOST:
            start, end = section[0]
            message = f"more than {_BROKEN_AT_MOST:,} parts of this file can’t be read; the rest of it is not"
            flaws.append(Flaw("syntax", start, end, message, "mend those above first"))
            break
        head = text[section[0][0] : section[0][1]].partition(":")[0].strip("\"' \n")
        items: list[Node] = []
        for number, (start, end) in enumerate(section):
            try:
                part = built(document, text[start:end], cuts, flaws, start)
            except UnreadableError as unreadable:
                flaws.append(unreadable.flaw)
                lost.add(head)
                broken += 1
                if broken > _BROKEN_AT_MOST:
                    break
                continue
            if number == 0 and isinstance(part, Mapping):
                _merge(document, part, values, keys, flaws)
            elif number and isinstance(part, Sequence):
                items += part.items
        if items and isinstance(values.get(head), Scalar):
            values[head] = Sequence(tuple(items), items[0].start, items[-1].end)
        elif head in lost and isinstance(values.get(head), Scalar):
            del values[head], keys[head]
    if not lost:
        flaws.append(unread)
    return Mapping(values, keys, 0, len(text)), frozenset(lost)


def _merge(
    document: Document, part: Mapping, values: dict[str, Node], keys: dict[str, int], flaws: list[Flaw]
) -> None:
    for name, node in part.values.items():
        start = part.keys[name]
        if name in values:
            flaws.append(repeated(document, name, start, start + len(name), keys[name]))
        else:
            values[name] = node
            keys[name] = start


def _sections(text: str) -> Iterator[list[tuple[int, int]]]:
    """Cut a text at the names of its top level, and each section at the items of its list.

    A section is the stretches of its head and of its items.
    """
    starts = [0]
    indent: str | None = None
    in_head = True
    offset = 0
    for line in text.splitlines(keepends=True):
        item = _ITEM.match(line)
        if _SECTION.match(line):
            if offset:
                yield list(zip(starts, [*starts[1:], offset], strict=True))
            starts, indent, in_head = [offset], None, True
        elif item and in_head and indent is None:
            indent = item.group(1)
            starts.append(offset)
        elif item and item.group(1) == indent:
            starts.append(offset)
        elif line.strip() and not line.lstrip().startswith("#"):
            in_head = False
        offset += len(line)
    yield list(zip(starts, [*starts[1:], offset], strict=True))
