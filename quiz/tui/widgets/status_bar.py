"""Status line above a question."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import var
from textual.widget import Widget

from quiz.game import feedback
from quiz.game.scoring import STREAK_STEPS
from quiz.game.session import Phase, SessionState
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.tui.motion import can_move
from quiz.tui.widgets.answer import COLOURS
from quiz.tui.widgets.hanging_indent import HangingIndent

_MAX_MARKS = 20
_COUNT_SECONDS = 0.6
_MIN_WIDTH_WITH_BAR = 50


class StatusBar(Widget):
    """The category or player, a mark per question, the streak and the score."""

    shown_score: var[float] = var(0.0, init=False)

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="standing")
        self._ascii_only = ascii_only
        self._label = self._marks = self._before_score = self._streak = Content()

    def show_state(self, state: SessionState, category: Text, players: Sequence[Text] = ()) -> None:
        """Show the state of a session; with several players, their name instead of the category."""
        self._label = Content.styled(players[state.player] if len(players) > 1 else category, "$primary")
        self._marks = self._build_marks(state)
        climbs = state.ladder is not None
        has_lives = state.lives is not None and not climbs
        has_streak = state.streak > 1 and not state.question.sensitive and not climbs
        number = format_number(state.number)
        self._before_score = Content.assemble(
            (f"{number}{'' if has_lives else f' of {format_number(state.total)}'}   ", "$quiet"),
            (f"lives {state.lives}   " if has_lives else "", "$primary"),
        )
        self._streak = self._build_streak(state) if has_streak else Content()
        self._show_score(state)
        self.refresh()

    def watch_shown_score(self) -> None:
        self.refresh()

    def render(self) -> HangingIndent:
        score = Content.styled(format_number(round(self.shown_score)), "bold")
        figures = self._before_score + self._streak + score
        width = self._label.cell_length + self._marks.cell_length + figures.cell_length + 4
        marks = self._marks if width <= self.size.width else Content()
        return HangingIndent(Content(), self._label, marks + figures)

    def _show_score(self, state: SessionState) -> None:
        """Show the score, or let it count up to it after a right answer."""
        score = float(state.score)
        if state.outcome is not None and state.outcome.points and can_move(self, state.question):
            self.animate("shown_score", score, duration=_COUNT_SECONDS, easing="out_cubic")
        else:
            self.animate("shown_score", score, duration=0.0)

    def _build_streak(self, state: SessionState) -> Content:
        """Return the streak with a bar that is full when the bonus is largest."""
        full, empty = "#." if self._ascii_only else "▰▱"
        length = min(state.streak - 1, STREAK_STEPS)
        count = format_number(state.streak)
        if self.size.width < _MIN_WIDTH_WITH_BAR:
            return Content.styled(f"streak {count}   ", "$primary")
        bar = Content.assemble((full * length, "$primary"), (empty * (STREAK_STEPS - length), "$quiet"))
        return Content.assemble(("streak ", "$quiet"), bar, (f" {count}   ", "bold $primary"))

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
