"""Bar charts made of characters."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quiz.text.safe import Text
from quiz.text.width import truncate, width

MIN_COLUMNS = 30
FULL, EMPTY = "━", "─"
_ASCII_FULL, _ASCII_EMPTY = "#", "."
_MIN_BAR = 5
_MAX_BAR = 40
_MAX_LABEL = 30


class Bar(NamedTuple):
    """A line of a chart, with a share from 0 to 1 and a figure next to the bar."""

    label: Text
    share: float
    figure: Text


def format_bars(bars: Sequence[Bar], columns: int, *, ascii_only: bool = False) -> Iterator[Text]:
    """Yield each bar as a line of at most `columns` (or `MIN_COLUMNS`) cells.

    Long labels are cut, figures are not. A share above 0 fills at least one cell, and a share below 1 leaves
    at least one empty.
    """
    if not bars:
        return
    columns = max(columns, MIN_COLUMNS)
    figure_width = max(width(bar.figure) for bar in bars)
    label_width = max(width(bar.label) for bar in bars)
    bar_width = columns - min(label_width, _MAX_LABEL) - figure_width - 4
    bar_width = max(_MIN_BAR, min(_MAX_BAR, bar_width))
    label_width = min(label_width, columns - bar_width - figure_width - 4)
    for bar in bars:
        label = truncate(bar.label, label_width)
        padding = " " * (label_width - width(label))
        yield Text(f"{label}{padding}  {_draw_bar(bar.share, bar_width, ascii_only)}  {bar.figure}")


def _draw_bar(share: float, cells: int, ascii_only: bool) -> str:
    filled = round(share * cells)
    if 0 < share < 1:
        filled = min(max(filled, 1), cells - 1)
    full, empty = (_ASCII_FULL, _ASCII_EMPTY) if ascii_only else (FULL, EMPTY)
    return full * filled + empty * (cells - filled)
