"""Message for a terminal that is too small."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Static


class TooSmallScreen(ModalScreen[None]):
    """Hides everything until the terminal is large enough."""

    DEFAULT_CSS = "TooSmallScreen { background: $background; }"

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._width = width
        self._height = height

    def compose(self) -> ComposeResult:
        size = f"{self._width} by {self._height}"
        yield Static(Content(f"This terminal is too small. It must be {size} or more. Ctrl+Q quits."))

    def on_resize(self, event: Resize) -> None:
        if self.is_current and event.size.width >= self._width and event.size.height >= self._height:
            self.dismiss(None)
