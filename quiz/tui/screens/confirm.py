"""Confirmation of an action."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.modal import BaseModalScreen


class ConfirmScreen(BaseModalScreen[bool]):
    """A question answered by yes or no; Enter means no."""

    BINDINGS = keys.CONFIRM

    asks_to_quit = False
    """Whether to confirm is to quit the game."""

    def __init__(self, question: Text, detail: Text | None = None, *, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._detail = detail
        self.HINT_LABELS = {"close(True)": yes, "close(False)": no}

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self._question), classes="title")
        if self._detail is not None:
            yield Static(Content(self._detail))
