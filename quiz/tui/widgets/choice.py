"""Show one option of a question."""

from dataclasses import dataclass

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from quiz.text.safe import Text
from quiz.tui.widgets.hanging import Hanging

_INDENT = 6


class Choice(Widget):
    """A row with a number and a text, and after the answer a mark and a word."""

    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """A player clicked the option of that index."""

        index: int

    def __init__(self, index: int) -> None:
        super().__init__(id=f"choice-{index + 1}")
        self.index = index
        self._text = Text("")
        self._mark = Text(" ")
        self._word = Text("")

    def ask(self, text: Text | None) -> None:
        """Offer an option, or nothing."""
        self.set_class(text is None, "-absent")
        self._text, self._mark, self._word = text or Text(""), Text(" "), Text("")
        self.set_class(False, "-right", "-wrong", "-idle", "-marked")
        self.refresh(layout=True)

    def reveal(self, look: str, mark: Text = Text(" "), word: Text = Text("")) -> None:  # noqa: B008
        """Show how it is with this option; `look` is `right`, `wrong` or `idle`."""
        self._mark, self._word = mark, word
        self.set_class(False, "-marked")
        self.add_class(f"-{look}")
        self.refresh(layout=True)

    def render(self) -> Hanging:
        lead = Content.assemble(f" {self._mark} ", (str(self.index + 1), "bold"), "  ")
        return Hanging(lead, Content(self._text), Content(self._word), indent=_INDENT)

    def on_click(self, event: Click) -> None:
        event.stop()
        self.post_message(self.Clicked(self.index))
