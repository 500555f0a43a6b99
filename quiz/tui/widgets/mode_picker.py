"""Selected game mode."""

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from quiz.game.modes import Mode
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import LEFT_BUTTON

_INDENT = 6


class ModePicker(Widget):
    """A mode between two arrows, with its summary if there is room."""

    DEFAULT_CSS = """
    ModePicker { height: 1; margin-bottom: 1; }
    ModePicker:hover { background: $surface; }
    """
    ALLOW_SELECT = False

    class Clicked(Message):
        """The player wants another mode."""

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="mode")
        self._arrows = ("<", ">") if ascii_only else ("‹", "›")
        self._title = self._summary = Content()

    def show_mode(self, mode: Mode) -> None:
        """Show a mode."""
        before, after = self._arrows
        self._title = Content.assemble(
            (f"{before} ", "$primary"), (mode.title, "bold"), (f" {after}", "$primary")
        )
        self._summary = Content.assemble("  ", (mode.summary, "$quiet"))
        self.refresh()

    def render(self) -> HangingIndent:
        line = self._title + self._summary
        fits = _INDENT + line.cell_length <= self.size.width
        return HangingIndent(Content(), line if fits else self._title, indent=_INDENT)

    def on_click(self, event: Click) -> None:
        event.stop()
        if event.button == LEFT_BUTTON:
            self.post_message(self.Clicked())
