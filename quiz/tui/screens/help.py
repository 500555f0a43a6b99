"""Tell the keys of a screen and the rules of the score."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.game import feedback
from quiz.tui import keys
from quiz.tui.screens.base import Body
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.key_hint_bar import KeyHintBar

_INDENT = 13


class HelpScreen(BaseModalScreen[None]):
    """The keys of the screen below, and how points are earned."""

    BINDINGS = keys.HELP_SCREEN

    def __init__(self, lines: Sequence[keys.KeyHint]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        with Widget(id="sheet"):
            with Body():
                yield Static("Keys", classes="title")
                for line in self._lines:
                    lead = Content.styled(line.keys, "bold $primary")
                    yield Static(HangingIndent(lead, Content(line.sentence), indent=_INDENT))
                yield Static("\nScore", classes="title")
                yield Static(Content(feedback.SCORING))
            yield KeyHintBar()
