"""Filters for everything that is drawn."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from quiz.text.terminal import escape_cells


class NoColourFilter(LineFilter):
    """Removes every colour, but keeps bold, underlined and reversed text and what a click does."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line without colours."""
        return [
            Segment(text, None if style is None else _remove_colours(style), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _remove_colours(style: Style) -> Style:
    return style.without_color + Style.from_meta(style.meta)  # `without_color` loses the clicks


class TerminalFilter(LineFilter):
    """Removes control characters from each line.

    Widgets show `Text` as `Content`, without markup. This is a second, independent protection, because
    Textual itself passes escape sequences through.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line without control characters."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [Segment(escape_cells(text), style, control) for text, style, control in segments]
