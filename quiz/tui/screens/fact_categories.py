"""Categories, with the share of their questions that the player has seen."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.reports.fact_cards import CategoryProgress, FactCard
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.base import MenuScreen
from quiz.tui.widgets.menu_row import MenuRow


class FactCategoriesScreen(MenuScreen):
    """A menu of categories that leads to their facts."""

    BINDINGS = keys.FACT_CATEGORIES

    def __init__(
        self,
        categories: Sequence[CategoryProgress],
        load_cards: Callable[[str], Sequence[FactCard]],
        *,
        selected: str | None,
        ascii_only: bool,
    ) -> None:
        """Create the menu; `load_cards` returns the seen facts of a category, by its name."""
        super().__init__(ascii_only=ascii_only)
        self._categories = tuple(categories)
        self._load_cards = load_cards
        names = [category.name for category in categories]
        self.marked_index = names.index(selected) if selected in names else 0

    def compose_header(self) -> ComposeResult:
        yield Static("Facts you've seen", classes="title")

    def compose_body(self) -> ComposeResult:
        pack = None
        for index, category in enumerate(self._categories):
            if category.pack != pack:
                pack = category.pack
                yield Static(Content(pack), classes="pack")
            seen = category.format_seen()
            yield MenuRow(index, category.title, seen, ascii_only=self._ascii_only)

    def on_mount(self) -> None:
        if not self._categories:
            self.show_notice(Text("History is off in this game (--no-history)."))
        self.call_after_refresh(self.mark, self.marked_index)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("move", "show") or bool(self._categories)

    def mark(self, index: int) -> None:
        if index != self.marked_index:
            self.show_notice(None)
        super().mark(index)

    def action_show(self) -> None:
        """Show the facts of the selected category."""
        from quiz.tui.screens.fact_cards import FactCardsScreen

        category = self._categories[self.marked_index]
        cards = self._load_cards(category.name)
        if cards:
            self.app.push_screen(FactCardsScreen(category.title, cards))
        else:
            self.show_notice(Text("You haven't played this category yet."))

    @on(MenuRow.Clicked)
    def _show_clicked(self, event: MenuRow.Clicked) -> None:
        self.mark(event.index)
        self.action_show()
