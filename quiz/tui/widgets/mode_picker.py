"""Selected game mode."""

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from quiz.game.modes import Mode
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import LEFT_BUTTON

_INDENT = 3
_ARROW_CELLS = 2


class ModePicker(Widget):
    """A mode between two arrows, with its summary below."""

    DEFAULT_CSS = """
    ModePicker { height: auto; margin-bottom: 1; }
    ModePicker:hover { background: $surface; }
    """
    ALLOW_SELECT = False

    class Clicked(Message):
        """The player wants the next mode, or the previous one if `step` is -1."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, modes: Sequence[Mode], *, ascii_only: bool) -> None:
        super().__init__(id="mode")
        self._modes = tuple(modes)
        self._mode = self._modes[0]
        self._arrows = ("<", ">") if ascii_only else ("‹", "›")

    def show_mode(self, mode: Mode) -> None:
        """Show a mode."""
        self._mode = mode
        self.refresh()

    def render(self) -> HangingIndent:
        return self._draw(self._mode)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height of the longest summary, so that nothing below moves with the mode."""
        return max(self._draw(mode).get_height({}, width) for mode in self._modes)

    def on_click(self, event: Click) -> None:
        event.stop()
        if event.button == LEFT_BUTTON:
            is_before = event.y == 0 and event.x < _INDENT + _ARROW_CELLS
            self.post_message(self.Clicked(-1 if is_before else 1))

    def _draw(self, mode: Mode) -> HangingIndent:
        before, after = self._arrows
        title = Content.assemble((f"{before} ", "$primary"), (mode.title, "bold"), (f" {after}", "$primary"))
        return HangingIndent(
            Content(), Content.assemble(title, "\n", (mode.summary, "$quiet")), indent=_INDENT
        )
