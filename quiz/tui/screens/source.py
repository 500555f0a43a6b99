"""Show where an answer is written."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.game import feedback
from quiz.model.pack import Citation
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.base import Body
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.key_hint_bar import KeyHintBar

_INDENT = 12
_OPENED = ("http://", "https://")
_ROWS = 11
"""As many as a card may have."""


class SourceScreen(BaseModalScreen[None]):
    """What there is to know of the sources of a question, one at a time."""

    BINDINGS = keys.SOURCE

    def __init__(self, citations: Sequence[Citation]) -> None:
        super().__init__()
        self._citations = tuple(citations)
        self._index = 0

    def compose(self) -> ComposeResult:
        with Widget(id="sheet"):
            with Body():
                yield Static(id="card-title", classes="title")
                for _ in range(_ROWS):
                    yield Static(classes="row")
            yield KeyHintBar()

    def on_mount(self) -> None:
        self._paint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return self._address is not None
        if action == "turn":
            return len(self._citations) > 1
        return True

    def action_turn(self, step: int) -> None:
        self._index = (self._index + step) % len(self._citations)
        self._paint()
        self.refresh_key_hints()

    def action_open(self) -> None:
        if self._address is not None:
            question = Text("Open this address in a browser?")
            ask = ConfirmScreen(question, self._address, yes="open it", no="leave it")
            self.app.push_screen(ask, self._asked)

    @property
    def _address(self) -> Text | None:
        """The address of the source, if it is one that a browser opens."""
        url = self._citations[self._index].source.url
        return url if url is not None and url.lower().startswith(_OPENED) else None

    def _asked(self, sure: bool | None) -> None:
        if sure and self._address is not None:
            self.app.open_url(self._address)

    def _paint(self) -> None:
        count = len(self._citations)
        number = f" {self._index + 1} of {count}" if count > 1 else ""
        self.query_one("#card-title", Static).update(Content(f"Source{number}"))
        rows = feedback.source_rows(self._citations[self._index])
        for index, shown in enumerate(self.query(".row").results(Static)):
            shown.display = index < len(rows)
            if index < len(rows):
                lead = Content.styled(rows[index].name, "$quiet")
                shown.update(HangingIndent(lead, Content(rows[index].text), indent=_INDENT))
