"""Option of a question in a room."""

from typing import NamedTuple

from textual.content import Content

from quiz.game import feedback
from quiz.game.outcome import Verdict
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import Row

_INDENT = 6
_BAR_CELLS = 16
_MIN_TEXT_CELLS = 24
"""Width of a text that the bar next to it must leave."""


class ShownOption(NamedTuple):
    """An option as a screen shows it."""

    text: Text
    is_own: bool = False
    """Whether the player of this screen chose it."""
    verdict: Verdict | None = None
    answer_count: int | None = None
    """Number of answers; `None` before the reveal."""
    share: float = 0.0
    """Share of the answers, from 0 to 1."""


class ChoiceRow(Row):
    """An option with its number; after the reveal also a mark, a word, and a bar with its answers."""

    def __init__(self, index: int, *, ascii_only: bool) -> None:
        super().__init__(index, widget_id=f"choice-{index + 1}", ascii_only=ascii_only)
        self._shown: ShownOption | None = None
        self.add_class("-absent")

    def show_option(self, shown: ShownOption | None) -> None:
        """Show an option, or nothing."""
        if shown == self._shown:
            return
        self._shown = shown
        if shown is None:
            self.set_classes("-absent")
        elif shown.verdict is not None:
            self.set_classes(f"-{shown.verdict}")
        else:
            self.set_classes("-idle" if shown.answer_count is not None else "-own" if shown.is_own else "")
        self.refresh(layout=True)

    def render(self) -> HangingIndent:
        shown = self._shown
        if shown is None:
            return HangingIndent(Content(), Content())
        mark: str = self.pointer
        if shown.verdict is not None:
            mark = feedback.verdict_mark(shown.verdict, ascii_only=self._ascii_only)
        elif shown.is_own:
            mark = "*" if self._ascii_only else "•"
        lead = Content.assemble(f" {mark} ", (str(self.index + 1), "bold"))
        return HangingIndent(lead, Content(shown.text), self._format_tail(shown), indent=_INDENT)

    def _format_tail(self, shown: ShownOption) -> Content:
        word = shown.verdict.value if shown.verdict is not None else "your answer" if shown.is_own else ""
        if shown.answer_count is None:
            return Content(f"{word} " if word else "")
        figure = f"{format_number(shown.answer_count):>4} "
        cells = _BAR_CELLS if self.size.width >= _MIN_TEXT_CELLS + _BAR_CELLS + 20 else 0
        filled = max(1, round(cells * shown.share)) if cells and shown.answer_count else 0
        bar = ("#" if self._ascii_only else "█") * filled + " " * (cells - filled)
        return Content.assemble((f"{word}  " if word else ""), (bar, "$primary"), figure)
