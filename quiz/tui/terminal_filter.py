"""Let nothing onto the screen that a terminal obeys."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quiz.text.terminal import escape_cells


class TerminalFilter(LineFilter):
    """Takes every character that acts out of a line before it is drawn.

    Widgets are given `Text`, as `Content`, of which no markup is obeyed. This stands behind that, for Textual
    itself lets escape sequences through.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Give the segments of a line as they may be drawn."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [Segment(escape_cells(text), style, control) for text, style, control in segments]
