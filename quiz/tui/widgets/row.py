"""Selectable row of a list."""

from collections.abc import Iterable

from textual.events import Click
from textual.message import Message
from textual.widget import Widget

LEFT_BUTTON = 1


class Row(Widget):
    """A row that can be selected and clicked."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """The player clicked the row with this index."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, index: int, *, widget_id: str | None = None, ascii_only: bool) -> None:
        super().__init__(id=widget_id)
        self.index = index
        self._ascii_only = ascii_only

    @property
    def pointer(self) -> str:
        """The mark of the selected row, for terminals without colours; a space in other rows."""
        if not self.has_class("-marked"):
            return " "
        return ">" if self._ascii_only else "›"

    def set_marked(self, is_marked: bool) -> None:
        """Mark this row as selected or not."""
        if self.has_class("-marked") != is_marked:
            self.set_class(is_marked, "-marked")
            self.refresh()

    def on_click(self, event: Click) -> None:
        event.stop()
        if event.button == LEFT_BUTTON:
            self.post_message(self.Clicked(self.index))


def mark_row(rows: Iterable[Row], index: int | None) -> None:
    """Select one of the rows and scroll to it."""
    for row in rows:
        row.set_marked(row.index == index)
        if row.index == index:
            row.scroll_visible(animate=False)
