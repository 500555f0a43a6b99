"""Read the valid parts of a file that is not valid YAML as a whole."""

import re
from collections.abc import Iterator

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.packs.syntax.builder import YamlSyntaxError, build_nodes, duplicate_key_finding
from quiz.packs.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode, TextFile

_MAX_BROKEN = 500
"""Maximum number of broken parts; after more, the rest of the file is not read."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SECTION = re.compile(r"[^\s#-]")
_ITEM = re.compile(r"( *)-(?=[ \n]|$)")


def recover_sections(
    document: TextFile, text: str, cuts: frozenset[int], findings: list[Finding], unread: Finding
) -> tuple[MappingNode, frozenset[str]]:
    """Read each section of the file, and each item of its lists, alone; leave out the broken ones.

    Returns:
        The readable part, and the names of the sections in which something is broken.
    """
    recovery = _Recovery(document, text, cuts, findings)
    for section in _sections(text):
        if recovery.broken > _MAX_BROKEN:
            start, end = section[0]
            message = f"more than {_MAX_BROKEN:,} parts of this file can’t be read; the rest is not read"
            findings.append(Finding(Rule.SYNTAX, message, "Fix the errors above first.", Span(start, end)))
            break
        recovery.add(section)
    if not recovery.lost or (unread.rule is Rule.TOO_DEEP and unread not in findings):
        findings.append(unread)
    return MappingNode(recovery.values, recovery.keys, 0, len(text)), frozenset(recovery.lost)


class _Recovery:
    """The readable part of a file so far, and the names of broken sections."""

    def __init__(self, document: TextFile, text: str, cuts: frozenset[int], findings: list[Finding]) -> None:
        self.values: dict[str, Node] = {}
        self.keys: dict[str, int] = {}
        self.lost: set[str] = set()
        self.broken = 0
        self._document = document
        self._text = text
        self._cuts = cuts
        self._findings = findings

    def add(self, section: list[tuple[int, int]]) -> None:
        """Read the head of a section and each of its items."""
        head = self._text[section[0][0] : section[0][1]].partition(":")[0].strip("\"' \n")
        items: list[Node] = []
        item_depth = 2 if _SECTION.match(self._text, section[0][0]) else 1
        for number, (start, end) in enumerate(section):
            part = self._part(head, start, end, item_depth if number else 1)
            if self.broken > _MAX_BROKEN:
                break
            if number == 0 and isinstance(part, MappingNode):
                self._merge(part)
            elif number and isinstance(part, SequenceNode):
                items += part.items
        if items and isinstance(self.values.get(head), ScalarNode):
            self.values[head] = SequenceNode(tuple(items), items[0].start, items[-1].end)
        elif head in self.lost and isinstance(self.values.get(head), ScalarNode):
            del self.values[head], self.keys[head]

    def _part(self, head: str, start: int, end: int, depth: int) -> Node | None:
        try:
            return build_nodes(
                self._document, self._text[start:end], self._cuts, self._findings, start, depth
            )
        except YamlSyntaxError as unreadable:
            self._findings.append(unreadable.finding)
            self.lost.add(head)
            self.broken += 1
            return None

    def _merge(self, part: MappingNode) -> None:
        for name, node in part.values.items():
            start = part.keys[name]
            if name in self.values:
                end = start + len(name)
                self._findings.append(
                    duplicate_key_finding(self._document, name, start, end, self.keys[name])
                )
            else:
                self.values[name] = node
                self.keys[name] = start


def _sections(text: str) -> Iterator[list[tuple[int, int]]]:
    """Split a text at the names of its top level, and each section at the items of its list.

    A section is the start and the end of its head, then of each item.
    """
    starts = [0]
    indent: str | None = None
    in_head = True
    offset = 0
    for match in _LINE.finditer(text):
        line = match.group()
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
        elif in_head and line.strip() and not line.lstrip().startswith("#"):
            in_head = False
        offset += len(line)
    yield list(zip(starts, [*starts[1:], offset], strict=True))
