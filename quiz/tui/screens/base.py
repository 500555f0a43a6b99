"""Base classes of the screens."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.messages import Prune
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from quiz.game.round import RoundRequest
from quiz.text.safe import Text, lines
from quiz.tui.messages import HelpRequested, ResultCopied
from quiz.tui.widgets.key_hint_bar import KeyHintBar
from quiz.tui.widgets.row import Row, mark_row

Result = TypeVar("Result")


_MAX_NOTICES = 5
_COPIED = Text("Copied. In case that failed, the result is printed when you quit.")


def join_notices(*notices: Text | None) -> Text | None:
    """Return notices as lines, the first ones of many; `None` if there are none."""
    shown = [notice for notice in notices if notice is not None]
    more = len(shown) - _MAX_NOTICES
    if more > 0:
        shown = [*shown[:_MAX_NOTICES], Text(f"{more:,} more: quit to read them.")]
    return lines(shown) if shown else None


class Body(Widget):
    """A container that keys scroll; Textual's own brings a style sheet and keys, which cost time."""


class ScrollableScreen(Screen[Result]):
    """A screen with a body that keys scroll, and a line of key hints."""

    FRAME_ID = "page"
    HINT_LABELS: Mapping[str, str] = {}
    """Labels that replace those of the bindings, by action."""

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.notice = Static(id="notice")
        self.notice.display = False

    def compose(self) -> ComposeResult:
        self.set_breakpoints()
        with Widget(id=self.FRAME_ID):
            yield from self.compose_header()
            with Body():
                yield from self.compose_body()
            yield from self.compose_footer()
            yield KeyHintBar(self.HINT_LABELS)

    def set_breakpoints(self) -> None:
        """Set the classes for the size of the screen; Textual sets them after it has painted once."""
        width, height = self.app.size
        for size, breakpoints in (
            (width, self.app.HORIZONTAL_BREAKPOINTS),
            (height, self.app.VERTICAL_BREAKPOINTS),
        ):
            passed = [name for least, name in breakpoints or () if size >= least]
            self.add_class(*passed[-1:], update=False)

    def compose_header(self) -> ComposeResult:
        """Yield the widgets above the body."""
        yield from ()

    def compose_body(self) -> ComposeResult:
        """Yield the widgets that keys scroll."""
        yield from ()

    def compose_footer(self) -> ComposeResult:
        """Yield the widgets between the body and the key hints."""
        yield self.notice

    async def on_prune(self, event: Prune) -> None:
        """Drop cached lines: Textual keeps those of a thousand removed widgets (its issue 6665)."""
        for widget in self.walk_children(Widget):
            widget.refresh()

    def on_unmount(self) -> None:
        self.refresh()  # the screen was drawn once more after its widgets were removed

    def action_read(self, direction: int, page: bool = False) -> None:
        """Scroll the body."""
        body = self.query_one(Body)
        step = max(1, body.size.height - 1) if page else 1
        body.scroll_relative(y=direction * step, animate=False)

    def action_read_end(self, direction: int) -> None:
        """Scroll to the end of the body, or to its start if `direction` is -1."""
        body = self.query_one(Body)
        body.scroll_to(y=body.max_scroll_y if direction > 0 else 0, animate=False)

    def action_close(self, result: Result | None = None) -> None:
        """Close the screen; a repeated key closes it once."""
        if self.is_current:
            self.dismiss(result)

    def show_notice(self, notice: Text | None) -> None:
        """Show a sentence above the key hints, or nothing."""
        self.notice.update(Content(notice or ""))
        self.notice.display = notice is not None
        self.set_class(notice is not None, "-noticed")

    def refresh_key_hints(self) -> None:
        """Show the actions that are enabled now."""
        self.query_one(KeyHintBar).update_hints()


class BaseScreen(ScrollableScreen[None]):
    """A screen that fills the terminal, with a help page and a line for notices."""

    ALLOWS_NAVIGATION = False
    """Whether the command palette offers other pages and rounds here."""

    def __init__(self, *, ascii_only: bool = False) -> None:
        super().__init__(classes="-ascii" if ascii_only else None)
        self._ascii_only = ascii_only

    def action_help(self, is_typing: bool = False) -> None:
        self.post_message(HelpRequested(self.list_help_bindings(), self.get_help_request()))

    def copy_result(self, text: tuple[Text, ...], shown: Sequence[Text]) -> None:
        """Copy the result of a round, which is printed on leaving too, and show some of its lines."""
        self.app.copy_to_clipboard(lines(text))
        self.post_message(ResultCopied(text))
        self.show_notice(lines([*shown, _COPIED]))

    def list_help_bindings(self) -> Sequence[BindingType]:
        """Return the keys that the help page describes."""
        return self.BINDINGS

    def get_help_request(self) -> RoundRequest | None:
        """Return the round whose rules the help page describes, if any."""
        return None


class MenuScreen(BaseScreen):
    """A screen with a list of rows, one of them selected."""

    marked_index = 0

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.query(Row))

    def action_move(self, step: int) -> None:
        """Select the next row, or the previous one if `step` is -1."""
        self.mark((self.marked_index + step) % max(1, self.row_count))

    def action_move_page(self, direction: int) -> None:
        """Select the row that is a page away."""
        step = max(1, self.query_one(Body).size.height - 1)
        last = max(0, self.row_count - 1)
        self.mark(min(max(0, self.marked_index + direction * step), last))

    def action_move_end(self, direction: int) -> None:
        """Select the last row, or the first if `direction` is -1."""
        self.mark(max(0, self.row_count - 1) if direction > 0 else 0)

    def mark(self, index: int) -> None:
        """Select a row."""
        self.marked_index = index
        mark_row(self.query(Row), index)
        if not index:
            self.query_one(Body).scroll_home(animate=False)  # show the heading above it too
