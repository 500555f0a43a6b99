"""Ask a question about what to do, to be answered with yes or no."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.base import Body
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.key_hint_bar import KeyHintBar


class ConfirmScreen(BaseModalScreen[bool]):
    """A question with two answers; the harmless one is nearer."""

    BINDINGS = keys.CONFIRM

    def __init__(self, question: Text, detail: Text | None = None, *, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._detail = detail
        self._words = {"yes": yes, "no": no}

    def compose(self) -> ComposeResult:
        with Widget(id="sheet"):
            with Body():
                yield Static(Content(self._question), classes="title")
                if self._detail is not None:
                    yield Static(Content(self._detail))
            yield KeyHintBar(self._words)

    def action_yes(self) -> None:
        self._close(True)

    def action_no(self) -> None:
        self._close(False)

    def _close(self, sure: bool) -> None:
        if self.is_current:
            self.dismiss(sure)
