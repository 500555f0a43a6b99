"""What all screens have in common."""

from collections.abc import Sequence
from typing import TypeVar

from textual.binding import BindingType
from textual.content import Content
from textual.messages import Prune
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from quiz.text.safe import Text
from quiz.tui.messages import HelpRequested
from quiz.tui.widgets.key_hint_bar import KeyHintBar

Result = TypeVar("Result")


class Body(Widget):
    """What keys scroll: a container without a style sheet and keys of its own, which would cost time."""


class ScrollableScreen(Screen[Result]):
    """A screen with a body that keys scroll, and a line of hints."""

    async def on_prune(self, event: Prune) -> None:
        """Forget what was drawn: Textual keeps the drawn lines of a thousand widgets that have gone.

        That is its issue 6665; a widget to be drawn anew lets go of them.
        """
        for widget in self.walk_children(Widget):
            widget.refresh()

    def on_unmount(self) -> None:
        self.refresh()  # for it was drawn once more when what it holds had gone

    def action_read(self, direction: int, page: bool = False) -> None:
        """Scroll the body."""
        body = self.query_one(Body)
        step = max(1, body.size.height - 1) if page else 1
        body.scroll_relative(y=direction * step, animate=False)

    def action_close(self) -> None:
        """Go back to what lies below; a doubled key goes back once."""
        if self.is_current:
            self.dismiss(None)

    def refresh_key_hints(self) -> None:
        self.query_one(KeyHintBar).update_hints()


class BaseScreen(ScrollableScreen[None]):
    """A screen that fills the terminal and has a page of help."""

    LEADS_ON = False
    """Whether other pages and rounds may be gone to from here."""

    def action_help(self) -> None:
        self.post_message(HelpRequested(self.manual()))

    def show_notice(self, notice: Text | None) -> None:
        """Let a sentence stand above the keys, or none."""
        line = self.query_one("#notice", Static)
        line.update(Content(notice or ""))
        line.display = notice is not None

    def manual(self) -> Sequence[BindingType]:
        """Give the keys that the help tells of."""
        return self.BINDINGS
