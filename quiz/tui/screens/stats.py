"""The player's statistics."""

import re
from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from quiz.reports.bar_chart import EMPTY, FULL
from quiz.reports.calendar import SHADES
from quiz.reports.columns import split_columns
from quiz.reports.stats_scopes import StatsPage, StatsScope
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.messages import FactsRequested, MissedPracticeRequested
from quiz.tui.screens.base import BaseScreen, Body

_BAR = re.compile(f"{FULL}+|{EMPTY}+|{SHADES[0]}|[{SHADES[1:]}]+")
_FAINT = EMPTY + SHADES[0]
_GAP = 6
"""Columns between the two halves of a broad screen."""
_MIN_SPLIT = 15
"""The least number of lines that get two halves."""


class StatsScreen(BaseScreen):
    """Figures and charts of everything, a pack or a category, as wide as the screen."""

    DEFAULT_CSS = """
    StatsScreen {
        #scope { margin-bottom: 1; }
        &.-short #scope { margin-bottom: 0; }
        #columns { height: auto; }
        #more-stats { display: none; }
        &.-broad {
            #columns { layout: horizontal; }
            #stats, #more-stats { display: block; width: 1fr; }
            #stats { margin-right: 6; }
        }
    }
    """
    BINDINGS = keys.STATS

    def __init__(self, load_page: Callable[[StatsScope], StatsPage], *, ascii_only: bool) -> None:
        """Create the screen; `load_page` returns the statistics of a scope."""
        super().__init__(ascii_only=ascii_only)
        self._load_page = load_page
        self._page = load_page(StatsScope())
        self._scopes = self._page.scopes
        self._index = 0
        self._columns = 0

    def compose_header(self) -> ComposeResult:
        yield Static("Your stats", classes="title")
        if len(self._scopes) > 1:
            yield Static(self._format_scope(), id="scope")

    def compose_body(self) -> ComposeResult:
        with Widget(id="columns"):
            yield Static(id="stats")
            yield Static(id="more-stats")

    def on_mount(self) -> None:
        self.call_after_refresh(self._show_stats)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_stats)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("turn", "turn_pack"):
            return len(self._scopes) > 1
        return action != "missed" or bool(self._page.missed_ids)

    def action_turn(self, step: int) -> None:
        """Show the statistics of the next category or pack, or the previous one if `step` is -1."""
        self._show_scope((self._index + step) % len(self._scopes))

    def action_turn_pack(self, step: int) -> None:
        """Show the next pack, or the previous one if `step` is -1."""
        packs = [scope.pack for scope in self._scopes]
        starts = [index for index, pack in enumerate(packs) if not index or pack != packs[index - 1]]
        if step > 0:
            target = next((start for start in starts if start > self._index), starts[0])
        else:
            target = next((start for start in reversed(starts) if start < self._index), starts[-1])
        self._show_scope(target)

    def action_missed(self) -> None:
        """Practise the questions that are missed most in these categories."""
        selections = self._scopes[self._index].selections if self._scopes else ()
        self.post_message(MissedPracticeRequested(self._page.missed_ids, selections))

    def action_facts(self) -> None:
        self.post_message(FactsRequested())

    def _show_scope(self, index: int) -> None:
        self._index = index
        self._page = self._load_page(self._scopes[index])
        self._columns = 0
        self.query_one("#scope", Static).update(self._format_scope())
        self._show_stats()
        self.action_read_end(-1)
        self.refresh_key_hints()

    def _format_scope(self) -> Content:
        before, after = ("<", ">") if self._ascii_only else ("‹", "›")
        place = f"{format_number(self._index + 1)} of {format_number(len(self._scopes))}"
        return Content.assemble(
            Content(f"{before} ").stylize(Style.from_meta({"@click": "screen.turn(-1)"})),
            (self._scopes[self._index].title, "bold"),
            Content(f" {after}").stylize(Style.from_meta({"@click": "screen.turn(1)"})),
            (f"  {place}", "$quiet"),
        )

    def _show_stats(self) -> None:
        columns = self.query_one(Body).size.width - 1  # one for the scroll bar
        if columns == self._columns:
            return
        self._columns = columns
        first, second = self.query_one("#stats", Static), self.query_one("#more-stats", Static)
        if self.has_class("-broad"):
            lines = self._page.format_lines((columns - _GAP) // 2)
            left, right = split_columns(lines) if len(lines) >= _MIN_SPLIT else (lines, ())
            first.update(_colour(left))
            second.update(_colour(right, begins_with_title=True))
        else:
            first.update(_colour(self._page.format_lines(columns)))


def _colour(stats: Sequence[Text], *, begins_with_title: bool = False) -> Content:
    """Style the bars, and as titles the lines after an empty line."""
    return Content("\n").join(
        Content.styled(line, "bold") if is_title else _colour_bars(line)
        for line, is_title in zip(stats, (begins_with_title, *(not line for line in stats)), strict=False)
    )


def _colour_bars(line: Text) -> Content:
    content = Content(line)
    for bar in _BAR.finditer(line):
        content = content.stylize("$faint" if bar[0][0] in _FAINT else "$primary", *bar.span())
    return content
