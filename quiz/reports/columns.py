"""Sections of text side by side."""

from collections.abc import Sequence

from quiz.text.safe import Text


def split_columns(lines: Sequence[Text]) -> tuple[Sequence[Text], Sequence[Text]]:
    """Split lines at an empty one into two columns of about the same height.

    Without an empty line there is one column, and the other is empty.
    """
    breaks = [index for index, line in enumerate(lines) if not line]
    if not breaks:
        return lines, ()
    middle = min(breaks, key=lambda index: (abs(len(lines) - 1 - 2 * index), -index))
    return lines[:middle], lines[middle + 1 :]
