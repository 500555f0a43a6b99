"""Name what the questions of a category are drawn from."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.base import Body
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.key_hint_bar import KeyHintBar


class SourceListScreen(BaseModalScreen[None]):
    """The titles of sources, none of which says which question it belongs to."""

    BINDINGS = keys.HELP_SCREEN

    def __init__(self, category: Text, sources: Sequence[Text]) -> None:
        super().__init__()
        self._category = category
        self._sources = tuple(sources)

    def compose(self) -> ComposeResult:
        with Widget(id="sheet"):
            with Body():
                yield Static(Content(f"“{self._category}” is drawn from"), classes="title")
                for source in self._sources:
                    yield Static(HangingIndent(Content("- "), Content(source)))
            yield KeyHintBar()
