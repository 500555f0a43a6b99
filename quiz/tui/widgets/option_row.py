"""Option of a question."""

from textual.color import Color
from textual.content import Content
from textual.widget import Widget

from quiz.game import answer_input, feedback
from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.game.session import SessionState
from quiz.model.question import Question
from quiz.tui.motion import can_move
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import Row

_INDENT, _NARROW_INDENT = 10, 7
_MIN_WIDTH_WITH_LETTERS = 50
_FLASH = Color(255, 255, 255, 0.6)
_FLASH_SECONDS = 0.5


class OptionRow(Row):
    """An option with its number and letter; after the answer a bar with a mark and a word."""

    def __init__(self, index: int, *, ascii_only: bool) -> None:
        super().__init__(index, widget_id=f"choice-{index + 1}", ascii_only=ascii_only)
        self._text = Content()
        self._letter = ""
        self._verdict: Verdict | None = None

    def show_option(self, question: Question | None) -> None:
        """Show the option of a question, or nothing."""
        self._text = Content() if question is None else Content(question.options[self.index])
        self._letter = "" if question is None else answer_input.find_letter(question, self.index)
        self._verdict = None
        self.styles.tint = None
        self.set_classes("" if question is not None else "-absent")
        self.refresh(layout=True)

    def reveal(self, outcome: Outcome) -> None:
        """Show whether this option is right, or was answered and is wrong."""
        if self.index == outcome.question.key:
            self._verdict = Verdict.RIGHT
        elif outcome.answer == Answer(self.index):
            self._verdict = Verdict.WRONG
        if self.has_class("-absent"):
            return
        self.set_classes("-idle" if self._verdict is None else f"-{self._verdict}")
        self.refresh(layout=True)
        if self._verdict is not None and can_move(self, outcome.question) and not self.app.current_theme.ansi:
            self.styles.tint = _FLASH
            self.styles.animate("tint", _FLASH.with_alpha(0), duration=_FLASH_SECONDS)

    def render(self) -> HangingIndent:
        mark, word = " ", ""
        if self._verdict is not None:
            mark = feedback.verdict_mark(self._verdict, ascii_only=self._ascii_only)
            word = f"{self._verdict} "
        number = Content.styled(str(self.index + 1), "bold")
        if self.size.width < _MIN_WIDTH_WITH_LETTERS:
            lead = Content.assemble(f"{self.pointer} ", number, f" {mark}")
            return HangingIndent(lead, self._text, Content(word), indent=_NARROW_INDENT)
        lead = Content.assemble(f" {self.pointer} ", number, f" {self._letter} {mark}")
        return HangingIndent(lead, self._text, Content(word), indent=_INDENT)


def show_options(parent: Widget, before: Widget, state: SessionState, *, ascii_only: bool) -> None:
    """Show the options of a question in the rows of a widget; mount missing rows before another widget."""
    question = state.question
    for index in range(len(parent.query(OptionRow)), len(question.options)):
        parent.mount(OptionRow(index, ascii_only=ascii_only), before=before)
    for row in parent.query(OptionRow):
        is_visible = row.index < len(question.options) and row.index not in state.hidden_options
        row.show_option(question if is_visible else None)
