"""Locations in files."""

from typing import NamedTuple

from quiz.text.safe import Text


class Location(NamedTuple):
    """A part of a file: lines and columns from 1, columns in code points, the end exclusive."""

    path: Text
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def file_and_line(self) -> str:
        """The location without its column: `pack.yaml:12`."""
        return f"{self.path}:{self.line}"

    def describe_from(self, other: "Location") -> str:
        """Describe it in a message about another location: as `line 12` if both are in one file."""
        return f"line {self.line}" if self.path == other.path else self.file_and_line
