"""Sources of a question."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.game import feedback
from quiz.model.pack import Citation
from quiz.text.safe import Text
from quiz.text.web_address import AddressError, WebAddress, parse_web_address
from quiz.tui import keys
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.hanging_indent import HangingIndent

_INDENT = 13
_MAX_ROWS = 11


class SourceScreen(BaseModalScreen[None]):
    """One source at a time, with everything the pack says about it."""

    BINDINGS = keys.SOURCE

    def __init__(self, citations: Sequence[Citation]) -> None:
        super().__init__()
        self._citations = tuple(citations)
        self._index = 0

    def compose_body(self) -> ComposeResult:
        yield Static(id="card-title", classes="title")
        for _ in range(_MAX_ROWS):
            yield Static(classes="row")

    def on_mount(self) -> None:
        self._show_source()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return self._address is not None
        return action != "turn" or len(self._citations) > 1

    def action_turn(self, step: int) -> None:
        """Show the next source, or the previous one if `step` is -1."""
        self._index = (self._index + step) % len(self._citations)
        self._show_source()
        self.show_notice(None)
        self.refresh_key_hints()

    def action_open(self) -> None:
        """Open the link after a confirmation, which shows its host by itself."""
        address = self._address
        if address is None:
            return
        detail = address.url
        if not address.typed_host.isascii():
            detail = Text(f"{detail}\n\nThe pack writes the host as “{address.typed_host}”.")
        question = Text(f"Open this link to {address.host} in a browser?")
        self.app.push_screen(
            ConfirmScreen(question, detail, yes="open", no="cancel"), self._open_if_confirmed
        )

    @property
    def _address(self) -> WebAddress | None:
        """The address of the source, if a browser may open it."""
        url = self._citations[self._index].source.url
        try:
            return None if url is None else parse_web_address(url)
        except AddressError:
            return None

    def _open_if_confirmed(self, is_confirmed: bool | None) -> None:
        if is_confirmed and self._address is not None:
            self.show_notice(Text("Opening …"))
            self.app.open_url(self._address.url)

    def _show_source(self) -> None:
        count = len(self._citations)
        title = f"Source {self._index + 1} of {count}" if count > 1 else "Source"
        self.query_one("#card-title", Static).update(title)
        lines = feedback.source_rows(self._citations[self._index])
        for index, row in enumerate(self.query(".row").results(Static)):
            row.display = index < len(lines)
            if index < len(lines):
                label = Content.styled(lines[index].name, "$quiet")
                row.update(HangingIndent(label, Content(lines[index].text), indent=_INDENT))
