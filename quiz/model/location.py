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
