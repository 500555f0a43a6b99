"""Keys and rules."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.game import feedback
from quiz.tui import keys
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.hanging_indent import HangingIndent

_INDENT = 15


class HelpScreen(BaseModalScreen[None]):
    """The keys of the screen below, and how points are earned."""

    BINDINGS = keys.HELP_SCREEN

    def __init__(self, hints: Sequence[keys.KeyHint]) -> None:
        super().__init__()
        self._hints = hints

    def compose_body(self) -> ComposeResult:
        yield Static("Keys", classes="title")
        for hint in self._hints:
            lead = Content.styled(hint.keys, "bold $primary")
            yield Static(HangingIndent(lead, Content(hint.sentence), indent=_INDENT))
        yield Static("\nScore", classes="title")
        yield Static(Content(feedback.SCORING))
