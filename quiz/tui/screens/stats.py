"""The player's statistics."""

import re
from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.reports.bar_chart import EMPTY, FULL
from quiz.reports.calendar import SHADES
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.messages import FactsRequested
from quiz.tui.screens.base import BaseScreen, Body

_BAR = re.compile(f"{FULL}+|{EMPTY}+|{SHADES[0]}|[{SHADES[1:]}]+")
_FAINT = EMPTY + SHADES[0]


class StatsScreen(BaseScreen):
    """Figures and charts, as wide as the screen."""

    BINDINGS = keys.STATS

    def __init__(self, format_stats: Callable[[int], Sequence[Text]]) -> None:
        """Create the screen; `format_stats` returns lines of at most the given number of columns."""
        super().__init__()
        self._format_stats = format_stats
        self._columns = 0

    def compose_header(self) -> ComposeResult:
        yield Static("Your stats", classes="title")

    def compose_body(self) -> ComposeResult:
        yield Static(id="stats")

    def on_mount(self) -> None:
        self.call_after_refresh(self._show_stats)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_stats)

    def action_facts(self) -> None:
        self.post_message(FactsRequested())

    def _show_stats(self) -> None:
        columns = self.query_one(Body).size.width - 1  # one for the scroll bar
        if columns != self._columns:
            self._columns = columns
            self.query_one("#stats", Static).update(_colour(self._format_stats(columns)))


def _colour(stats: Sequence[Text]) -> Content:
    """Style the bars, and as titles the lines after an empty line."""
    return Content("\n").join(
        Content.styled(line, "bold") if index and not stats[index - 1] else _colour_bars(line)
        for index, line in enumerate(stats)
    )


def _colour_bars(line: Text) -> Content:
    content = Content(line)
    for bar in _BAR.finditer(line):
        content = content.stylize("$faint" if bar[0][0] in _FAINT else "$primary", *bar.span())
    return content
