"""Entry of a menu."""

from textual.content import Content

from quiz.text.safe import Text
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import Row

_INDENT = 6
_MIN_ROOM = 16
"""Cells of a title next to the number of questions."""


class MenuRow(Row):
    """A category with its size and, for the first nine, the number that selects it."""

    DEFAULT_CSS = """
    MenuRow {
        height: auto;
        &:hover { background: $surface; }
        &.-marked { background: $panel; text-style: bold; }
    }
    """

    def __init__(self, index: int, title: Text, tail: str, *, number: str = "", ascii_only: bool) -> None:
        super().__init__(index, ascii_only=ascii_only)
        self._title = Content(title)
        self._tail = Content(f"{tail} ")
        self._number = number

    def render(self) -> HangingIndent:
        lead = Content.assemble(f" {self.pointer} ", (self._number, "bold"))
        return HangingIndent(lead, self._title, self._tail, indent=_INDENT, min_room=_MIN_ROOM)
