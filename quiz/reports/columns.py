"""Sections of text side by side."""

from collections.abc import Sequence

from quiz.text.safe import Text


def split_columns(lines: Sequence[Text]) -> tuple[Sequence[Text], Sequence[Text]]:
    """Split lines at an empty one into two columns of about the same height, the first not the shorter one.

    Without an empty line there is one column, and the other is empty.
    """
    breaks = [index for index, line in enumerate(lines) if not line and index >= len(lines) - index - 1]
    if not breaks:
        return lines, ()
    return lines[: breaks[0]], lines[breaks[0] + 1 :]
