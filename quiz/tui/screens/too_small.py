"""Say that the terminal is too small."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmallScreen(ModalScreen[None]):
    """Covers everything until the terminal has grown."""

    DEFAULT_CSS = "TooSmallScreen { background: $background; }"

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._width = width
        self._height = height

    def compose(self) -> ComposeResult:
        needed = f"It needs {self._width} by {self._height}."
        yield Static(Content(f"The terminal is too small for the quiz. {needed} ctrl+q quits."))

    def on_resize(self, event: Resize) -> None:
        if self.is_current and event.size.width >= self._width and event.size.height >= self._height:
            self.dismiss(None)
