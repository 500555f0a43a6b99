"""Sources of a category."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.hanging_indent import HangingIndent


class SourceListScreen(BaseModalScreen[None]):
    """The titles of all sources of a category, so that none points to one question."""

    BINDINGS = keys.HELP_SCREEN

    def __init__(self, category: Text, sources: Sequence[Text]) -> None:
        super().__init__()
        self._title = Text(f"Sources of “{category}”")
        self._sources = tuple(sources)

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self._title), classes="title")
        for source in self._sources:
            yield Static(HangingIndent(Content("-"), Content(source), indent=3))
