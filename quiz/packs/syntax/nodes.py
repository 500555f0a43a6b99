"""The nodes of a YAML file, which know their position, and the text of the file."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TypeAlias

from quiz.model.location import Location
from quiz.model.problems import Span
from quiz.text.safe import Text


# Nodes are not frozen: a large pack has millions, and creating a frozen one takes three times as long.
@dataclass(slots=True)
class ScalarNode:
    """A text as it was typed, with its start and end in the file."""

    text: str
    start: int
    end: int
    style: str
    """Empty for a plain scalar, else the character that opens it."""


@dataclass(slots=True)
class SequenceNode:
    """A list of nodes."""

    items: "tuple[Node, ...]"
    start: int
    end: int


@dataclass(slots=True)
class MappingNode:
    """Nodes by name; `keys` has the start of each name."""

    values: "dict[str, Node]"
    keys: dict[str, int]
    start: int
    end: int


EMPTY_MAPPING = MappingNode({}, {}, 0, 0)
"""An empty mapping, used as a default."""

Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


class TextFile:
    """The text of a file, which turns offsets into locations."""

    __slots__ = ("_line_starts", "path", "text")

    def __init__(self, path: Text, text: str) -> None:
        self.path = path
        self.text = text
        self._line_starts: list[int] = []

    def location(self, start: int, end: int) -> Location:
        """Return the location of a part of the text without its trailing white space."""
        text, starts = self.text, self._line_starts or self._find_line_starts()
        while end > start and text[end - 1].isspace():
            end -= 1
        line = bisect_right(starts, start)
        end_line = line if line == len(starts) or end < starts[line] else bisect_right(starts, end)
        return Location(
            self.path, line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1
        )

    def location_of_span(self, span: Span | None) -> Location:
        """Return the location of a span, or the beginning of the file without one."""
        return self.location(*(span or (0, 0)))

    def location_of(self, node: Node) -> Location:
        """Return the location of a node."""
        return self.location(node.start, node.end)

    def span_of_key(self, mapping: MappingNode, name: str) -> Span:
        """Return the span of a name in a mapping, with its quotation marks."""
        start = mapping.keys[name]
        if self.text.startswith(('"', "'"), start):
            return Span(start, self.text.find(self.text[start], start + 1) + 1)
        return Span(start, start + len(name))

    def location_of_key(self, mapping: MappingNode, name: str) -> Location:
        """Return the location of a name in a mapping."""
        return self.location_of_span(self.span_of_key(mapping, name))

    def location_within(self, scalar: ScalarNode, start: int, end: int) -> Location:
        """Return the location of a part of a scalar's text.

        It is that of the whole scalar if the part can't be found in the file.
        """
        first = self._offset(scalar, start)
        if first is None:
            return self.location_of(scalar)
        last = self._offset(scalar, end - 1) if end > start else first - 1
        return self.location_of(scalar) if last is None else self.location(first, last + 1)

    def _find_line_starts(self) -> list[int]:
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return self._line_starts

    def _offset(self, scalar: ScalarNode, index: int) -> int | None:
        """Return the offset in the file of a character of a scalar's text, or `None` if it is not found.

        Folding changes white space only, so the visible characters before it are counted.
        """
        start = scalar.start
        raw = self.text[start : scalar.end]
        if scalar.style in ("|", ">"):
            header = raw.find("\n") + 1
            start, raw = start + header, raw[header:]
        elif scalar.style:
            start, raw = start + 1, raw[1:]
        if index >= len(scalar.text) or scalar.text[index].isspace():
            return None
        if raw[: index + 1] == scalar.text[: index + 1]:
            return start + index
        visible = len("".join(scalar.text[: index + 1].split()))
        for offset, character in enumerate(raw):
            visible -= not character.isspace()
            if visible == 0:
                return start + offset if character == scalar.text[index] else None
        return None


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """The readable part of a file."""

    file: TextFile
    root: MappingNode
    damaged_offsets: tuple[int, ...]
    """Offsets of text that was refused or changed, in ascending order."""
    lost_keys: frozenset[str] = frozenset()
    """Names at the top level under which something could not be read."""

    def is_damaged(self, node: Node) -> bool:
        """Return whether something in the node was refused."""
        if not self.damaged_offsets:
            return False
        index = bisect_right(self.damaged_offsets, node.start - 1)
        return index < len(self.damaged_offsets) and self.damaged_offsets[index] < max(
            node.end, node.start + 1
        )
