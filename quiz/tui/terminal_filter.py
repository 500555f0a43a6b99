"""Filter for everything that is drawn."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quiz.text.terminal import escape_cells


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
