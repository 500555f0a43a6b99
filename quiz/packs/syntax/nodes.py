"""What a YAML file holds: nodes that know where they stand, and the text they stand in."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TypeAlias

from quiz.model.location import Location
from quiz.model.problems import Span
from quiz.text.safe import Text


# Nodes are not frozen: a large pack has millions, and each would take thrice as long.
@dataclass(slots=True)
class ScalarNode:
    """A text as typed, and where it begins and ends in the file."""

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
    """Nodes by name; `keys` tells where each name begins."""

    values: "dict[str, Node]"
    keys: dict[str, int]
    start: int
    end: int


EMPTY_MAPPING = MappingNode({}, {}, 0, 0)
"""What stands where nothing is said."""

Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


class TextFile:
    """A file's text, and the places in it."""

    __slots__ = ("_line_starts", "path", "text")

    def __init__(self, path: Text, text: str) -> None:
        self.path = path
        self.text = text
        self._line_starts: list[int] = []

    def location(self, start: int, end: int) -> Location:
        """Give the place of a stretch of the text, trailing white space left out."""
        text, starts = self.text, self._line_starts or self._starts()
        while end > start and text[end - 1].isspace():
            end -= 1
        line = bisect_right(starts, start)
        end_line = line if line == len(starts) or end < starts[line] else bisect_right(starts, end)
        return Location(
            self.path, line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1
        )

    def location_of_span(self, span: Span | None) -> Location:
        """Return the location of a span; without one, of the beginning of the file."""
        return self.location(*(span or (0, 0)))

    def location_of(self, node: Node) -> Location:
        """Give the place of a node."""
        return self.location(node.start, node.end)

    def location_of_key(self, mapping: MappingNode, name: str) -> Location:
        """Give the place of a name in a mapping."""
        start = mapping.keys[name]
        if self.text.startswith(('"', "'"), start):
            return self.location(start, self.text.find(self.text[start], start + 1) + 1)
        return self.location(start, start + len(name))

    def location_within(self, scalar: ScalarNode, start: int, end: int) -> Location:
        """Give the place of a part of a scalar's text; of the whole scalar where the two differ too much."""
        begin = self._offset(scalar, start)
        if begin is None:
            return self.location_of(scalar)
        last = self._offset(scalar, end - 1) if end > start else begin - 1
        return self.location_of(scalar) if last is None else self.location(begin, last + 1)

    def _starts(self) -> list[int]:
        """Find where each line begins."""
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return self._line_starts

    def _offset(self, scalar: ScalarNode, index: int) -> int | None:
        """Find a character of the scalar's text in the file by the visible characters before it.

        Folding changes white space alone, so the visible ones can be counted.
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
    """What could be read of a file."""

    file: TextFile
    root: MappingNode
    damaged_offsets: tuple[int, ...]
    """Where the text is not what the author meant, in ascending order."""
    lost_keys: frozenset[str] = frozenset()
    """The names at the top behind which something could not be read."""

    def is_damaged(self, node: Node) -> bool:
        """Say whether something in the node was refused."""
        if not self.damaged_offsets:
            return False
        index = bisect_right(self.damaged_offsets, node.start - 1)
        return index < len(self.damaged_offsets) and self.damaged_offsets[index] < max(
            node.end, node.start + 1
        )
