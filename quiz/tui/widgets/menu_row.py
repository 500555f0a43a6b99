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
        self._obstacle: Text | None = None

    def set_obstacle(self, obstacle: Text | None) -> None:
        """Show why the selected mode can't play this category, instead of its size."""
        if obstacle != self._obstacle:
            self._obstacle = obstacle
            self.refresh()

    def render(self) -> HangingIndent:
        tail = self._tail if self._obstacle is None else Content.styled(f"{self._obstacle} ", "$quiet")
        lead = Content.assemble(f" {self.pointer} ", (self._number, "bold"))
        return HangingIndent(lead, self._title, tail, indent=_INDENT, min_room=_MIN_ROOM)
