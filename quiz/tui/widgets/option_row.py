"""Option of a question."""

from textual.content import Content

from quiz.game import feedback
from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.text.safe import Text
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import Row

_INDENT = 6


class OptionRow(Row):
    """An option with its number and, after the answer, a mark and a word."""

    def __init__(self, index: int, *, ascii_only: bool) -> None:
        super().__init__(index, widget_id=f"choice-{index + 1}", ascii_only=ascii_only)
        self._text = Content()
        self._verdict: Verdict | None = None

    def show_option(self, text: Text | None) -> None:
        """Show an option, or nothing."""
        self._text = Content(text or "")
        self._verdict = None
        self.set_classes("" if text is not None else "-absent")
        self.refresh(layout=True)

    def reveal(self, outcome: Outcome) -> None:
        """Show whether this option is right, or was answered and is wrong."""
        if self.index == outcome.question.key:
            self._verdict = Verdict.RIGHT
        elif outcome.answer == Answer(self.index):
            self._verdict = Verdict.WRONG
        if not self.has_class("-absent"):
            self.set_classes("-idle" if self._verdict is None else f"-{self._verdict}")
            self.refresh(layout=True)

    def render(self) -> HangingIndent:
        mark: str = self.pointer
        word = ""
        if self._verdict is not None:
            mark = feedback.verdict_mark(self._verdict, ascii_only=self._ascii_only)
            word = f"{self._verdict} "
        lead = Content.assemble(f" {mark} ", (str(self.index + 1), "bold"))
        return HangingIndent(lead, self._text, Content(word), indent=_INDENT)
