"""Sections of text side by side."""

import pytest

from quiz.reports.columns import split_columns
from quiz.text.safe import Text


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        ("", ("", "")),
        ("a", ("a", "")),
        ("ab c d", ("ab", "c d")),
        ("a b cdef", ("a b", "cdef")),
        ("a bcd e", ("a bcd", "e")),
        ("abc d e fgh", ("abc d", "e fgh")),
    ],
)
def test_lines_are_split_at_the_empty_line_nearest_to_the_middle(
    lines: str, columns: tuple[str, str]
) -> None:
    split = split_columns([Text(letter.strip()) for letter in lines])

    assert tuple("".join(line or " " for line in column) for column in split) == columns
