"""The line in which a player types an answer. Its library is loaded with the first such question."""

from textual import on
from textual.widgets import Input

from quiz.text.safe import Text, one_line
from quiz.tui.messages import AnswerTyped

MAX_TYPED_LENGTH = 60


class AnswerInput(Input):
    """A line of text; Enter answers the question with it."""

    DEFAULT_CSS = """
    AnswerInput {
        background: $panel; padding: 0 1; width: 1fr;
        &.-textual-compact { padding: 0 1; }
        &:focus { background-tint: $foreground 0%; }
        &:nocolor > .input--cursor { text-style: reverse; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="typed", max_length=MAX_TYPED_LENGTH, select_on_focus=False, compact=True)
        self.cursor_blink = False

    def ask(self) -> None:
        """Become visible and empty, and take the keys."""
        self.value = ""
        self.display = True
        self.focus()

    async def action_submit(self) -> None:
        """Answer with the text, unless it is empty: a key that is held down must not answer."""
        if self.value.strip():
            self.post_message(AnswerTyped(one_line(self.value)))

    @on(Input.Changed)
    def _remove_controls(self, event: Input.Changed) -> None:
        """Remove what could control the terminal, also from a paste."""
        event.stop()
        safe = Text(event.value)
        if safe != event.value:
            self.value = safe
