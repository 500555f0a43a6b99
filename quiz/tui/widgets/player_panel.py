"""The player's day: today's quiz, practice and best scores."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click
from textual.widget import Widget

from quiz.game.overview import PlayerOverview, format_daily, format_due, iter_best_scores
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import LEFT_BUTTON

_INDENT = 3
_LABEL_CELLS = 15
_MAX_BEST = 8
"""Maximum number of best scores in a wide panel."""


class PanelLine(Widget):
    """A key and a text; to click them is to press the key."""

    ALLOW_SELECT = False

    def __init__(self, action: str | None = None) -> None:
        super().__init__()
        self.action = action
        self._lead = Content()
        self._text = Content()
        self._shown: object = None

    def show_line(self, key: str, text: Content) -> None:
        """Show a line; an empty text hides it. The line that is shown already asks for no new layout."""
        shown = (key, text.plain, text.spans)
        if shown == self._shown:
            return
        self._shown = shown
        self._lead, self._text = Content.styled(key, "bold $primary"), text
        self.set_class(not text, "-empty")
        self.refresh(layout=True)

    def render(self) -> HangingIndent:
        return HangingIndent(self._lead, self._text, indent=_INDENT)

    async def on_click(self, event: Click) -> None:
        event.stop()
        if event.button == LEFT_BUTTON and self.action is not None:
            await self.run_action(f"screen.{self.action}")


class PlayerPanel(Widget):
    """Lines with keys: a column of its own on a wide screen, and one line on a short one."""

    def __init__(self) -> None:
        super().__init__(id="player")
        self._overview = PlayerOverview()
        self._best: Text | None = None
        self._keys: Mapping[str, str] = {}
        self._daily, self._practice = PanelLine("daily"), PanelLine("practice")
        self._copy = PanelLine("copy_daily")
        self._scores = PanelLine()

    def compose(self) -> ComposeResult:
        yield self._daily
        yield self._copy
        yield self._practice
        yield self._scores

    def show_overview(
        self, overview: PlayerOverview | None, best: Text | None, keys: Mapping[str, str]
    ) -> None:
        """Show the overview and the best score of the selected mode, with the keys of actions."""
        self._overview, self._best, self._keys = overview or PlayerOverview(), best, keys
        self.update_lines()

    def update_lines(self) -> None:
        """Fit the lines to the size of the screen."""
        daily, due_count = self._overview.daily, self._overview.due_count
        copy_key = self._keys.get("copy_daily", "")
        copy = Content("Copy the result") if daily.is_finished else Content()
        if self.screen.has_class("-wide") or self.screen.has_class("-broad"):
            self._show_line(self._daily, "Today's quiz\n", format_daily(daily))
            self._copy.show_line(copy_key, copy)
            self._show_line(self._practice, "Practice\n", format_due(due_count))
            self._scores.show_line("", self._format_best_scores())
        elif self.screen.has_class("-short"):
            due = f"{format_number(due_count)} due" if due_count else ""
            if daily.is_finished:
                self._daily.show_line("", Content())
            else:
                self._show_line(self._daily, "today", Text())
            self._copy.show_line(copy_key, Content.styled("copy result", "bold") if copy else copy)
            self._show_line(self._practice, "practice ", Text(due))
            self._scores.show_line("", Content())
        else:
            self._show_line(self._daily, "Today's quiz".ljust(_LABEL_CELLS), format_daily(daily))
            self._copy.show_line(copy_key, copy)
            self._show_line(self._practice, "Practice".ljust(_LABEL_CELLS), format_due(due_count))
            if self._best is None:
                self._scores.show_line("", Content())
            else:
                self._show_line(self._scores, "Best score".ljust(_LABEL_CELLS), self._best)

    def _show_line(self, line: PanelLine, label: str, detail: Text) -> None:
        key = self._keys.get(line.action or "", "")
        line.show_line(key, Content.assemble((label, "bold"), (detail, "$quiet")))

    def _format_best_scores(self) -> Content:
        best = list(iter_best_scores(self._overview))[:_MAX_BEST]
        lines = [Content.assemble(f"{score:>9}  ", (description, "$quiet")) for description, score in best]
        return Content("\n").join([Content.styled("Best scores", "bold"), *lines]) if best else Content()
