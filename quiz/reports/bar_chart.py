"""Draw shares as bars of characters, at any width."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quiz.text.safe import Text
from quiz.text.width import truncate, width

NARROWEST = 30
FULL, EMPTY = "━", "─"
_ASCII_FULL, _ASCII_EMPTY = "#", "."
_BAR_AT_LEAST = 5
_BAR_AT_MOST = 40
_LABEL_AT_MOST = 30


class Bar(NamedTuple):
    """A line of a chart."""

    label: Text
    share: float
    """From 0 to 1."""
    figure: Text
    """What stands beside the bar."""


def format_bars(rows: Sequence[Bar], columns: int, *, ascii_only: bool = False) -> Iterator[Text]:
    """Draw each row as a line of at most `columns` cells: its label, a bar, its figure.

    A label is cut where it must be; a figure is not. What is not nothing shows at least one block, and what
    is not all leaves at least one out.
    """
    if not rows:
        return
    columns = max(columns, NARROWEST)
    figures = max(width(row.figure) for row in rows)
    labels = max(width(row.label) for row in rows)
    bar = max(_BAR_AT_LEAST, min(_BAR_AT_MOST, columns - min(labels, _LABEL_AT_MOST) - figures - 4))
    labels = min(labels, columns - bar - figures - 4)
    for row in rows:
        label = truncate(row.label, labels)
        padding = " " * (labels - width(label))
        yield Text(f"{label}{padding}  {_bar(row.share, bar, ascii_only=ascii_only)}  {row.figure}")


def _bar(share: float, cells: int, *, ascii_only: bool) -> str:
    full = round(share * cells)
    if 0 < share < 1:
        full = min(max(full, 1), cells - 1)
    one, other = (_ASCII_FULL, _ASCII_EMPTY) if ascii_only else (FULL, EMPTY)
    return one * full + other * (cells - full)
