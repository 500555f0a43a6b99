"""Offer something on a line of a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.option_row import pointer

_INDENT = 6


class MenuRow(Widget):
    """A category with a number to press, if it has one, and how much it holds."""

    DEFAULT_CSS = """
    MenuRow {
        height: auto;
        &:hover { background: $surface; }
        &.-marked { background: $panel; text-style: bold; }
    }
    """
    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """A player clicked the line of that index."""

        index: int

    def __init__(self, index: int, title: Text, tail: str, *, number: str = "", ascii_only: bool) -> None:
        super().__init__()
        self.index = index
        self._title = title
        self._tail = tail
        self._number = number
        self._ascii_only = ascii_only

    def set_marked(self, *, here: bool) -> None:
        """Put the bar on this line, or take it away."""
        self.set_class(here, "-marked")
        self.refresh()

    def render(self) -> HangingIndent:
        mark = pointer(ascii_only=self._ascii_only) if self.has_class("-marked") else " "
        lead = Content.assemble(f" {mark} ", (self._number, "bold"))
        return HangingIndent(lead, Content(self._title), Content(f"{self._tail} "), indent=_INDENT)

    def on_click(self, event: Click) -> None:
        event.stop()
        if event.button == keys.LEFT_BUTTON:
            self.post_message(self.Clicked(self.index))


def mark_row(lines: Iterable[MenuRow], index: int) -> None:
    """Put the bar on one of the lines, and bring it into view."""
    for line in lines:
        line.set_marked(here=line.index == index)
        if line.index == index:
            line.scroll_visible(animate=False)
