"""Keys and rules."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.hanging_indent import HangingIndent

_INDENT = 15


class HelpScreen(BaseModalScreen[None]):
    """The keys of the screen below, and how points are earned."""

    BINDINGS = keys.HELP_SCREEN

    def __init__(self, hints: Sequence[keys.KeyHint], scoring: Text | None) -> None:
        super().__init__()
        self._hints = hints
        self._scoring = scoring

    def compose_body(self) -> ComposeResult:
        yield Static("Keys", classes="title")
        for hint in self._hints:
            lead = Content.styled(hint.keys, "bold $primary")
            yield Static(HangingIndent(lead, Content(hint.sentence), indent=_INDENT))
        if self._scoring is not None:
            yield Static("\nScore", classes="title")
            yield Static(Content(self._scoring))
