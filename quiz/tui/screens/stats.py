"""Show how it went so far."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.text.safe import Text, lines
from quiz.tui import keys
from quiz.tui.events import FactsWanted
from quiz.tui.screens.page import Body, Page
from quiz.tui.widgets.hints import Hints


class Stats(Page):
    """The figures as charts, drawn anew for each width."""

    BINDINGS = keys.STATS

    def __init__(self, drawn: Callable[[int], Sequence[Text]]) -> None:
        super().__init__()
        self._drawn = drawn
        self._columns = 0

    def compose(self) -> ComposeResult:
        with Widget(id="page"):
            yield Static("How it went", classes="title")
            with Body():
                yield Static(id="stats")
            yield Hints()

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def action_facts(self) -> None:
        self.post_message(FactsWanted())

    def action_close(self) -> None:
        if self.is_current:
            self.dismiss(None)

    def _draw(self) -> None:
        columns = self.query_one(Body).size.width - 1  # beside the bar that scrolls
        if columns != self._columns:
            self._columns = columns
            self.query_one("#stats", Static).update(Content(lines(self._drawn(columns))))
