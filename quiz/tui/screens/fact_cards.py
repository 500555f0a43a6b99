"""Page through facts that were met, each with its sources."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.game import feedback
from quiz.reports.fact_cards import FactCard
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.base import BaseScreen, Body
from quiz.tui.widgets.key_hint_bar import KeyHintBar


class FactCardsScreen(BaseScreen):
    """One card at a time."""

    DEFAULT_CSS = """
    FactCardsScreen #fact { margin-bottom: 1; }
    """
    BINDINGS = keys.FACT_CARDS

    def __init__(self, title: Text, cards: Sequence[FactCard]) -> None:
        super().__init__()
        self._title = title
        self._cards = tuple(cards)
        self._index = 0

    def compose(self) -> ComposeResult:
        with Widget(id="page"):
            yield Static(id="facts-title", classes="title")
            with Body():
                yield Static(id="fact")
                yield Static(id="cited")
            yield KeyHintBar()

    def on_mount(self) -> None:
        self._paint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn":
            return len(self._cards) > 1
        return action != "sources" or bool(self._cards[self._index].citations)

    def action_turn(self, step: int) -> None:
        """Show the next card, or the one before; after the last comes the first."""
        self._index = (self._index + step) % len(self._cards)
        self._paint()
        self.query_one(Body).scroll_home(animate=False)
        self.refresh_key_hints()

    def action_sources(self) -> None:
        from quiz.tui.screens.source import SourceScreen

        self.app.push_screen(SourceScreen(self._cards[self._index].citations))

    def _paint(self) -> None:
        card = self._cards[self._index]
        place = f"   {self._index + 1} of {len(self._cards)}"
        self.query_one("#facts-title", Static).update(
            Content.assemble(self._title, (place, "$quiet not bold"))
        )
        self.query_one("#fact", Static).update(Content.styled(card.text, "bold"))
        cited = [
            Content.assemble(("Source: ", "$quiet"), feedback.format_source(citation))
            for citation in card.citations
        ]
        self.query_one("#cited", Static).update(Content("\n").join(cited))
