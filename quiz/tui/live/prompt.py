"""A question to a person who joins a room: the address, the code, a name, a team."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from quiz.live.room_link import Prompt
from quiz.text.safe import Text, one_line
from quiz.tui.live import keys
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import Row, mark_row

_MAX_LENGTH = 200
_INDENT = 3


class ChoiceOfPrompt(Row):
    """One of the inputs that are allowed."""

    def __init__(self, index: int, text: Text, *, ascii_only: bool) -> None:
        super().__init__(index, ascii_only=ascii_only)
        self._text = text

    def render(self) -> HangingIndent:
        return HangingIndent(Content(self.pointer), Content(self._text), indent=_INDENT)


class PromptScreen(BaseModalScreen[Text]):
    """A line to type in, or a list to choose from."""

    BINDINGS = keys.PROMPT
    DEFAULT_CSS = """
    PromptScreen {
        Input { background: $panel; width: 1fr; margin: 1 0; }
        Input:focus { background-tint: $foreground 0%; }
        Input:nocolor > .input--cursor { text-style: reverse; }
        .hint { color: $quiet; }
        .trouble { color: $warning; }
        ChoiceOfPrompt { height: auto; }
    }
    """

    def __init__(self, prompt: Prompt, *, ascii_only: bool) -> None:
        super().__init__()
        self._prompt = prompt
        self._ascii_only = ascii_only
        self._marked = 0

    def compose_body(self) -> ComposeResult:
        yield Static(Content(self._prompt.label), classes="title")
        if self._prompt.trouble is not None:
            yield Static(Content(self._prompt.trouble), classes="trouble")
        if self._prompt.hint is not None:
            yield Static(Content(self._prompt.hint), classes="hint")
        if self._prompt.choices:
            for index, choice in enumerate(self._prompt.choices):
                yield ChoiceOfPrompt(index, choice, ascii_only=self._ascii_only)
        else:
            line = Input(id="typed", max_length=_MAX_LENGTH, compact=True)
            line.cursor_blink = False
            yield line

    def on_mount(self) -> None:
        if self._prompt.choices:
            self.action_move(0)
        else:
            self.query_one(Input).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._prompt.choices) or action == "close"

    def action_move(self, step: int) -> None:
        """Select the next choice, or the previous one if `step` is -1."""
        self._marked = (self._marked + step) % max(1, len(self._prompt.choices))
        mark_row(self.query(ChoiceOfPrompt), self._marked)

    def action_choose_marked(self) -> None:
        if self._prompt.choices:
            self.action_close(self._prompt.choices[self._marked])

    @on(Row.Clicked)
    def _choose_clicked(self, event: Row.Clicked) -> None:
        self._marked = event.index
        self.action_choose_marked()

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        text = one_line(event.value)
        if text:
            self.action_close(text)
