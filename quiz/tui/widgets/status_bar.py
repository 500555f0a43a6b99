"""Show where a player stands: the category, how far the round is, the streak and the score."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from quiz.game import feedback
from quiz.game.session import Phase, SessionState
from quiz.text.safe import Text
from quiz.tui.widgets.answer import COLOURS
from quiz.tui.widgets.hanging_indent import HangingIndent

_MARKS_AT_MOST = 20


class StatusBar(Widget):
    """The line at the head of a question."""

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="standing")
        self._ascii_only = ascii_only
        self._category = Content()
        self._marks = Content()
        self._figures = Content()

    def show_state(self, view: SessionState, category: Text, players: Sequence[Text] = ()) -> None:
        """Show how a session stands, for the player whose turn it is."""
        self._category = Content.styled(players[view.player] if len(players) > 1 else category, "$primary")
        self._marks = self._drawn_marks(view)
        streak = view.streak if view.streak > 1 and not view.question.sensitive else None
        total = f" of {view.total}" if view.lives is None or view.ladder is not None else ""
        lives = "" if view.lives is None or view.ladder is not None else f"lives {view.lives}   "
        score = str(view.score) if view.ladder is None else f"{view.score:,}"
        self._figures = Content.assemble(
            (f"{view.number}{total}   ", "$quiet"),
            (lives, "$primary"),
            (f"streak {streak}   " if streak is not None and view.ladder is None else "", "$primary"),
            (score, "bold"),
        )
        self.refresh()

    def render(self) -> HangingIndent:
        wide = self._category.cell_length + self._marks.cell_length + self._figures.cell_length + 4
        marks = self._marks if wide <= self.size.width else Content()
        return HangingIndent(Content(), self._category, marks + self._figures)

    def _drawn_marks(self, view: SessionState) -> Content:
        """Give a mark for each question of a short round."""
        if view.total > _MARKS_AT_MOST:
            return Content()
        here, ahead = "o." if self._ascii_only else "•·"
        asking = view.phase is Phase.ASKING
        return Content.assemble(
            *(
                (
                    feedback.verdict_mark(outcome.verdict, ascii_only=self._ascii_only),
                    COLOURS[outcome.verdict],
                )
                for outcome in view.outcomes
            ),
            (here if asking else "", "$primary"),
            (ahead * (view.total - len(view.outcomes) - asking), "$quiet"),
            "   ",
        )
