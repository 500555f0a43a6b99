"""Entry of a menu."""

from textual.content import Content
from textual.events import Click

from quiz.text.safe import Text
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import LEFT_BUTTON, Row

INDENT = 6
_MIN_ROOM = 16
"""Cells of a title next to the number of questions."""
_BAR_CELLS, _LONG_BAR_CELLS = 8, 20
_MIN_TAIL_WIDTH = 50
"""The least width of a row with its whole tail."""
_NO_TITLE = Text()
_MIN_BAR_WIDTH = 70
"""The least width of a row with a bar."""
_MIN_LONG_BAR_WIDTH = 90
"""The least width of a row with a long bar."""


class MenuRow(Row):
    """A category with its size and, for the first nine, the number that selects it."""

    DEFAULT_CSS = """
    MenuRow {
        height: auto;
        &:hover { background: $surface; }
        &.-marked { background: $panel; text-style: bold; }
        &.-absent { display: none; }
    }
    """

    class LeadClicked(Row.Clicked):
        """The player clicked the margin of the row."""

    def __init__(
        self, index: int, title: Text = _NO_TITLE, tail: str = "", *, number: str = "", ascii_only: bool
    ) -> None:
        super().__init__(index, ascii_only=ascii_only)
        self._obstacle: Text | None = None
        self.show_entry(title, tail, number=number)

    def show_entry(
        self,
        title: Text,
        tail: str,
        *,
        short_tail: str | None = None,
        number: str = "",
        note: Text | None = None,
        level: int = 0,
        share: float | None = None,
    ) -> None:
        """Show an entry.

        Args:
            title: The title of the entry.
            tail: The text at the right edge.
            short_tail: The same for a narrow row, if it is another.
            number: The sign in the margin.
            note: A less important text after the title.
            level: The level of the entry below others, from 0.
            share: The share of a bar before the tail; `None` for no bar.
        """
        self._title = Content.assemble(title, (f"  {note}" if note else "", "$quiet"))
        self._indent = INDENT + 2 * level
        self._tail = tail
        self._short_tail = tail if short_tail is None else short_tail
        self._number = number
        self._share = share
        self.set_class(False, "-absent")
        self.refresh(layout=True)

    @property
    def check_mark(self) -> str:
        """The mark of a chosen row."""
        return "*" if self._ascii_only else "✓"

    def format_sign(self, *, is_open: bool) -> str:
        """Return the sign of a row that opens and closes."""
        open_sign, closed_sign = "-+" if self._ascii_only else "▾▸"
        return open_sign if is_open else closed_sign

    def hide(self) -> None:
        """Show nothing."""
        self.set_class(True, "-absent")

    def set_obstacle(self, obstacle: Text | None) -> None:
        """Show why the selected mode can't play this category, instead of its size."""
        if obstacle != self._obstacle:
            self._obstacle = obstacle
            self.refresh()

    def on_click(self, event: Click) -> None:
        event.stop()
        event.prevent_default()  # Textual calls the handler of `Row` too, which would send a second message
        if event.button == LEFT_BUTTON:
            in_margin = event.x < INDENT
            self.post_message((self.LeadClicked if in_margin else self.Clicked)(self.index))

    def render(self) -> HangingIndent:
        lead = Content.assemble(f" {self.pointer} ", (self._number, "bold"))
        return HangingIndent(lead, self._title, self._format_tail(), indent=self._indent, min_room=_MIN_ROOM)

    def _format_tail(self) -> Content:
        if self._obstacle is not None:
            return Content.styled(f"{self._obstacle} ", "$quiet")
        if self.size.width < _MIN_TAIL_WIDTH:
            return Content(f"{self._short_tail} ")
        if self._share is None or self.size.width < _MIN_BAR_WIDTH:
            return Content(f"{self._tail} ")
        full, empty = "#." if self._ascii_only else "━─"
        cells = _BAR_CELLS if self.size.width < _MIN_LONG_BAR_WIDTH else _LONG_BAR_CELLS
        filled = min(cells, max(1, round(self._share * cells))) if self._share else 0
        bar = Content.assemble((full * filled, "$primary"), (empty * (cells - filled), "$faint"))
        return Content.assemble(bar, f"  {self._tail} ")
