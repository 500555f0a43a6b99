"""Show the way to play that a round would have."""

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from quiz.game.modes import Mode
from quiz.tui import keys
from quiz.tui.widgets.hanging_indent import HangingIndent

_INDENT = 6


class ModePicker(Widget):
    """The mode between two arrows, and what it is where there is room."""

    DEFAULT_CSS = """
    ModePicker { height: 1; margin-bottom: 1; }
    ModePicker:hover { background: $surface; }
    """
    ALLOW_SELECT = False

    class Clicked(Message):
        """A player clicked the line and wants another mode."""

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="mode")
        self._arrows = ("<", ">") if ascii_only else ("‹", "›")
        self._mode = Content()
        self._about = Content()

    def show_mode(self, mode: Mode) -> None:
        """Show a mode."""
        before, after = self._arrows
        self._mode = Content.assemble(
            (f"{before} ", "$primary"),
            (mode.title, "bold"),
            (f" {after}", "$primary"),
        )
        self._about = Content.assemble("  ", (mode.summary, "$quiet"))
        self.refresh()

    def render(self) -> HangingIndent:
        both = self._mode + self._about
        fits = _INDENT + both.cell_length <= self.size.width
        return HangingIndent(Content(), both if fits else self._mode, indent=_INDENT)

    def on_click(self, event: Click) -> None:
        event.stop()
        if event.button == keys.LEFT_BUTTON:
            self.post_message(self.Clicked())
