"""Status line above a question."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from quiz.game import feedback
from quiz.game.session import Phase, SessionState
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.tui.widgets.answer import COLOURS
from quiz.tui.widgets.hanging_indent import HangingIndent

_MAX_MARKS = 20


class StatusBar(Widget):
    """The category or player, a mark per question, the streak and the score."""

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="standing")
        self._ascii_only = ascii_only
        self._label = self._marks = self._figures = Content()

    def show_state(self, state: SessionState, category: Text, players: Sequence[Text] = ()) -> None:
        """Show the state of a session; with several players, their name instead of the category."""
        self._label = Content.styled(players[state.player] if len(players) > 1 else category, "$primary")
        self._marks = self._build_marks(state)
        climbs = state.ladder is not None
        has_lives = state.lives is not None and not climbs
        has_streak = state.streak > 1 and not state.question.sensitive and not climbs
        number = format_number(state.number)
        self._figures = Content.assemble(
            (f"{number}{'' if has_lives else f' of {format_number(state.total)}'}   ", "$quiet"),
            (f"lives {state.lives}   " if has_lives else "", "$primary"),
            (f"streak {format_number(state.streak)}   " if has_streak else "", "$primary"),
            (format_number(state.score), "bold"),
        )
        self.refresh()

    def render(self) -> HangingIndent:
        width = self._label.cell_length + self._marks.cell_length + self._figures.cell_length + 4
        marks = self._marks if width <= self.size.width else Content()
        return HangingIndent(Content(), self._label, marks + self._figures)

    def _build_marks(self, state: SessionState) -> Content:
        if state.total > _MAX_MARKS or state.ladder is not None:
            return Content()
        here, ahead = "o." if self._ascii_only else "•·"
        is_asking = state.phase is Phase.ASKING
        marks = [
            (
                feedback.verdict_mark(outcome.verdict, ascii_only=self._ascii_only),
                COLOURS[outcome.verdict],
            )
            for outcome in state.outcomes
        ]
        rest = ahead * (state.total - len(state.outcomes) - is_asking)
        return Content.assemble(*marks, (here if is_asking else "", "$primary"), (rest, "$quiet"), "   ")
