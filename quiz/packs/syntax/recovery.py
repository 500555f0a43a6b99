"""Read the valid parts of a file that is not valid YAML as a whole."""

from collections.abc import Sequence

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.packs.syntax import sections
from quiz.packs.syntax.builder import YamlSyntaxError, build_nodes, duplicate_key_finding
from quiz.packs.syntax.diagnose import find_slip_in
from quiz.packs.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode, TextFile
from quiz.packs.syntax.sections import FileSection, Part

_MAX_BROKEN = 500
"""Maximum number of broken parts; after more, the rest of the file is not read."""


def recover_sections(
    document: TextFile, text: str, cuts: frozenset[int], findings: list[Finding], unread: Finding
) -> tuple[MappingNode, frozenset[str]]:
    """Read each section of the file, and each item of its lists, alone; leave out the broken ones.

    Returns:
        The readable part, and the names of the sections in which something is broken.
    """
    recovery = _Recovery(document, text, cuts, findings)
    for section in sections.split_sections(text):
        if recovery.broken > _MAX_BROKEN:
            start, end = section.head
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

    def add(self, section: FileSection) -> None:
        """Read the head of a section, and each item of its list or each of its names."""
        name = section.name
        members = section.items if section.items else sections.split_names(self._text, section.head)
        head = self._build(section.head)
        if isinstance(head, MappingNode):
            self._merge(head)
        elif isinstance(head, Finding) and members and not section.items:
            self._add_names(name, members, section.head)
        elif isinstance(head, Finding):
            self._lose(name, head)
        elif isinstance(head, ScalarNode) and head.text and not section.items:
            message, advice = "this line is not a field", "Write a field as `name: text`."
            finding = Finding(Rule.SYNTAX, message, advice, Span(head.start, head.end))
            self._lose(name.split()[0] if name else name, finding)
        if section.items:
            self._add_items(section)
        elif name in self.lost and isinstance(self.values.get(name), ScalarNode):
            del self.values[name], self.keys[name]

    def _add_items(self, section: FileSection) -> None:
        items: list[Node] = []
        for part in section.items:
            if self.broken > _MAX_BROKEN:
                break
            items += self._read_item(section.name, part, section.depth)
        first = self.values.get(section.name)
        if isinstance(first, MappingNode):
            message, advice = "this entry does not start with a hyphen", "Put `- ` before its first field."
            end = self._text.find("\n", first.start)
            self._lose(section.name, Finding(Rule.SYNTAX, message, advice, Span(first.start, end)))
        if items and isinstance(first, ScalarNode | MappingNode):
            self.values[section.name] = SequenceNode(tuple(items), items[0].start, items[-1].end)
        elif section.name in self.lost and isinstance(first, ScalarNode):
            del self.values[section.name], self.keys[section.name]

    def _read_item(self, name: str, part: Part, depth: int) -> Sequence[Node]:
        """Read an item; if it can't be read, read each of the misaligned items in it."""
        node = self._build(part, depth)
        if isinstance(node, SequenceNode):
            return node.items
        parts = sections.split_misaligned(self._text, part)
        if len(parts) > 1:
            return self._read_misaligned(name, parts, depth)
        start, end = part
        if not isinstance(node, Finding):
            message, advice = "an entry of a list starts with a hyphen and a space", "Write `- ` before it."
            node = find_slip_in(self._text[start:end], start, [0]) or Finding(
                Rule.SYNTAX, message, advice, Span(start, end)
            )
        self._lose(name, node)
        return ()

    def _read_misaligned(self, name: str, parts: Sequence[Part], depth: int) -> Sequence[Node]:
        """Read an item and the misaligned ones below it; one whose fields are elsewhere is left out."""
        items: list[Node] = []
        expected = sections.column_of(self._text, parts[0])
        for part in parts:
            column = sections.column_of(self._text, part)
            node = self._build(part, depth)
            if isinstance(node, SequenceNode):
                items += node.items
            elif column == expected or not self._can_be_aligned(part, expected):
                items += (
                    self._read_item(name, part, depth) if part != parts[0] else self._lose_item(name, node)
                )
                continue
            if column != expected:
                message = f"this entry starts in column {column}, but the one above it in column {expected}"
                start = part[0] + column - 1
                advice = "Start all entries of a list in the same column."
                self._lose(name, Finding(Rule.SYNTAX, message, advice, Span(start, start + 1)))
        return items

    def _can_be_aligned(self, part: Part, column: int) -> bool:
        """Return whether an item can be read if its first line starts in another column."""
        first, line_end, rest = self._text[part[0] : part[1]].partition("\n")
        text = f"{' ' * (column - 1)}{first.lstrip()}{line_end}{rest}"
        try:
            return isinstance(build_nodes(self._document, text, frozenset(), []), SequenceNode)
        except YamlSyntaxError:
            return False

    def _lose_item(self, name: str, node: Node | Finding | None) -> Sequence[Node]:
        if isinstance(node, Finding):
            self._lose(name, node)
        return ()

    def _add_names(self, name: str, members: Sequence[Part], head: Part) -> None:
        """Read each name in a section and its value, one by one."""
        values: dict[str, Node] = {}
        keys: dict[str, int] = {}
        for part in members:
            node = self._build(part, 2)
            if isinstance(node, MappingNode):
                values |= node.values
                keys |= node.keys
            elif isinstance(node, Finding):
                self._lose(name, node)
        if values:
            self.values[name] = MappingNode(values, keys, members[0][0], members[-1][1])
            self.keys[name] = head[0]

    def _build(self, part: Part, depth: int = 1) -> Node | Finding | None:
        """Build the nodes of a part, or return what is wrong with it."""
        start, end = part
        try:
            return build_nodes(
                self._document, self._text[start:end], self._cuts, self._findings, start, depth
            )
        except YamlSyntaxError as unreadable:
            return unreadable.finding

    def _lose(self, name: str, finding: Finding) -> None:
        self._findings.append(finding)
        self.lost.add(name)
        self.broken += 1

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
