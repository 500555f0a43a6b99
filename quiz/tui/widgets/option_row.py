"""Show one option of a question."""

from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from quiz.game import feedback
from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.widgets.hanging_indent import HangingIndent

_INDENT = 6


def pointer(*, ascii_only: bool) -> str:
    """Give the mark of the row under the bar, for terminals that show no bar."""
    return ">" if ascii_only else "›"


class OptionRow(Widget):
    """A row with a number and a text, and after the answer a mark and a word."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """A player clicked the option of that index."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, index: int, *, ascii_only: bool) -> None:
        super().__init__(id=f"choice-{index + 1}")
        self.index = index
        self._ascii_only = ascii_only
        self._text = Content()
        self._verdict: Verdict | None = None

    def show_option(self, text: Text | None) -> None:
        """Offer an option, or nothing."""
        self._text = Content(text or "")
        self._verdict = None
        self.set_classes("" if text is not None else "-absent")
        self.refresh(layout=True)

    def set_marked(self, *, here: bool) -> None:
        """Put the bar on this option, or take it away."""
        if self.has_class("-marked") != here:
            self.set_class(here, "-marked")
            self.refresh()

    def reveal(self, outcome: Outcome) -> None:
        """Show how it is with this option, now that the question was answered."""
        if self.index == outcome.question.key:
            self._verdict = Verdict.RIGHT
        elif outcome.answer == Answer(self.index):
            self._verdict = Verdict.WRONG
        if not self.has_class("-absent"):
            self.set_classes("-idle" if self._verdict is None else f"-{self._verdict}")
            self.refresh(layout=True)

    def render(self) -> HangingIndent:
        if self._verdict is not None:
            mark: str = feedback.verdict_mark(self._verdict, ascii_only=self._ascii_only)
        else:
            mark = pointer(ascii_only=self._ascii_only) if self.has_class("-marked") else " "
        word = "" if self._verdict is None else f"{self._verdict} "
        lead = Content.assemble(f" {mark} ", (str(self.index + 1), "bold"))
        return HangingIndent(lead, self._text, Content(word), indent=_INDENT)

    def on_click(self, event: Click) -> None:
        event.stop()
        if event.button == keys.LEFT_BUTTON:
            self.post_message(self.Clicked(self.index))
