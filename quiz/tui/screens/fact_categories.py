"""Show how much of each category was met, and lead to its cards."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.reports.fact_cards import CategoryProgress, FactCard
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.base import BaseScreen, Body
from quiz.tui.widgets.key_hint_bar import KeyHintBar
from quiz.tui.widgets.menu_row import MenuRow, mark_row

_NOTHING = Text("Nothing of this has been asked yet: play it first.")


class FactCategoriesScreen(BaseScreen):
    """The categories, each with how much of it was seen."""

    BINDINGS = keys.FACT_CATEGORIES

    def __init__(
        self,
        chapters: Sequence[CategoryProgress],
        cards: Callable[[str], Sequence[FactCard]],
        *,
        here: str | None,
        ascii_only: bool,
    ) -> None:
        """Put the bar on the category `here` at first; `cards` gives what was met of one."""
        super().__init__()
        self._chapters = tuple(chapters)
        self._cards = cards
        self._ascii_only = ascii_only
        self._marked = next((place for place, one in enumerate(chapters) if one.name == here), 0)

    def compose(self) -> ComposeResult:
        with Widget(id="page"):
            yield Static("Facts that you have met", classes="title")
            with Body():
                pack = None
                for index, one in enumerate(self._chapters):
                    if one.pack != pack:
                        pack = one.pack
                        yield Static(Content(pack), classes="pack")
                    yield MenuRow(
                        index,
                        one.title,
                        f"{one.seen_count} of {one.askable_count}",
                        ascii_only=self._ascii_only,
                    )
            yield Static(id="notice")
            yield KeyHintBar()

    def on_mount(self) -> None:
        self.show_notice(None if self._chapters else Text("Nothing is remembered in this game."))
        self.call_after_refresh(self._mark, self._marked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("move", "show") or bool(self._chapters)

    def action_move(self, step: int) -> None:
        self.show_notice(None)
        self._mark((self._marked + step) % len(self._chapters))

    def action_show(self) -> None:
        """Lay the cards of the category under the bar on the table."""
        from quiz.tui.screens.fact_cards import FactCardsScreen

        chapter = self._chapters[self._marked]
        cards = self._cards(chapter.name)
        if cards:
            self.app.push_screen(FactCardsScreen(chapter.title, cards))
        else:
            self.show_notice(_NOTHING)

    @on(MenuRow.Clicked)
    def _clicked(self, event: MenuRow.Clicked) -> None:
        self._mark(event.index)
        self.action_show()

    def _mark(self, index: int) -> None:
        self._marked = index
        mark_row(self.query(MenuRow), index)
