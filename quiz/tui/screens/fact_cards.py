"""Facts of a category that the player has seen."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.game import feedback
from quiz.reports.fact_cards import FactCard
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.base import BaseScreen, Body


class FactCardsScreen(BaseScreen):
    """One fact at a time, with its sources."""

    DEFAULT_CSS = """
    FactCardsScreen #fact { margin-bottom: 1; }
    """
    BINDINGS = keys.FACT_CARDS

    def __init__(self, title: Text, cards: Sequence[FactCard]) -> None:
        super().__init__()
        self._title = title
        self._cards = tuple(cards)
        self._index = 0

    @property
    def _card(self) -> FactCard:
        return self._cards[self._index]

    def compose_header(self) -> ComposeResult:
        yield Static(id="facts-title", classes="title")

    def compose_body(self) -> ComposeResult:
        yield Static(id="fact")
        yield Static(id="cited")

    def on_mount(self) -> None:
        self._show_card()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn":
            return len(self._cards) > 1
        return action != "sources" or bool(self._card.citations)

    def action_turn(self, step: int) -> None:
        """Show the next card, or the previous one if `step` is -1."""
        self._index = (self._index + step) % len(self._cards)
        self._show_card()
        self.query_one(Body).scroll_home(animate=False)
        self.refresh_key_hints()

    def action_sources(self) -> None:
        from quiz.tui.screens.source import SourceScreen

        self.app.push_screen(SourceScreen(self._card.citations))

    def _show_card(self) -> None:
        position = f"   {format_number(self._index + 1)} of {format_number(len(self._cards))}"
        title = Content.assemble(self._title, (position, "$quiet not bold"))
        self.query_one("#facts-title", Static).update(title)
        self.query_one("#fact", Static).update(Content.styled(self._card.text, "bold"))
        sources = (
            Content.assemble(("Source: ", "$quiet"), feedback.format_source(citation))
            for citation in self._card.citations
        )
        self.query_one("#cited", Static).update(Content("\n").join(sources))
