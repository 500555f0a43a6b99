"""Line at the top of a room."""

from textual.content import Content
from textual.widget import Widget

from quiz.text.safe import Text
from quiz.tui.widgets.hanging_indent import HangingIndent


class RoomBar(Widget):
    """The code of the room, which is always visible, a title, and figures."""

    DEFAULT_CSS = "RoomBar { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self) -> None:
        super().__init__(id="standing")
        self._code = Content()
        self._title = Content()
        self._figures = Content()

    def show_line(self, code: str, title: Text, figures: str) -> None:
        """Show a code, a title and figures."""
        self._code = Content.styled(code, "bold $primary")
        self._title, self._figures = Content(f"  {title}"), Content.styled(figures, "$quiet")
        self.refresh()

    def render(self) -> HangingIndent:
        room = self.size.width - self._code.cell_length - self._figures.cell_length - 2
        title = self._title.truncate(max(0, room), ellipsis=True) if room > 3 else Content()
        return HangingIndent(Content(), Content.assemble(self._code, title), self._figures)
