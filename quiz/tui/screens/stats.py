"""Show how it went so far."""

import re
from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.reports.bar_chart import EMPTY, FULL
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.messages import FactsRequested
from quiz.tui.screens.base import BaseScreen, Body
from quiz.tui.widgets.key_hint_bar import KeyHintBar

_BAR = re.compile(f"{FULL}+|{EMPTY}+")


class StatsScreen(BaseScreen):
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
            yield KeyHintBar()

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def action_facts(self) -> None:
        self.post_message(FactsRequested())

    def _draw(self) -> None:
        columns = self.query_one(Body).size.width - 1  # beside the bar that scrolls
        if columns != self._columns:
            self._columns = columns
            self.query_one("#stats", Static).update(_coloured(self._drawn(columns)))


def _coloured(drawn: Sequence[Text]) -> Content:
    """Let titles, which stand below an empty line, and bars be seen as such."""
    befores = [Text("there is no title at the head"), *drawn]
    return Content("\n").join(
        Content.styled(line, "bold") if not before else _with_bars(line)
        for before, line in zip(befores, drawn, strict=False)
    )


def _with_bars(line: Text) -> Content:
    content = Content(line)
    for run in _BAR.finditer(line):
        content = content.stylize("$primary" if run[0][0] == FULL else "$faint", *run.span())
    return content
