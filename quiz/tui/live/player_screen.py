"""The screen of a player in a room."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.game.room import RoomPhase
from quiz.live import room_texts
from quiz.live.room_view import RoomView
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.tui.live import keys
from quiz.tui.live.room_screen import RoomScreen
from quiz.tui.screens.confirm import ConfirmScreen


class PlayerScreen(RoomScreen):
    """A room as one player sees it."""

    BINDINGS = keys.PLAYER

    def __init__(self, code: str | None, *, ascii_only: bool) -> None:
        super().__init__(code, ascii_only=ascii_only)
        self._waiting = Static("Connecting …", id="waiting")

    def compose_body(self) -> ComposeResult:
        yield self._waiting

    def action_leave(self) -> None:
        """Leave the room, after a confirmation if there is something to lose."""
        is_over = self.view is None or self.view.phase in (RoomPhase.PODIUM, RoomPhase.CLOSED)
        if self.has_ended or is_over:
            self.app.exit()
            return
        question = Text("Leave this room?")
        screen = ConfirmScreen(question, None, yes="leave", no="stay")
        self.app.push_screen(screen, lambda is_confirmed: self.app.exit() if is_confirmed else None)

    def _show_phase(self, view: RoomView) -> None:
        super()._show_phase(view)
        self._waiting.display = view.phase is RoomPhase.LOBBY
        self._waiting.update(Content("\n").join(_list_lobby_lines(view)))

    def _format_figures(self, view: RoomView) -> str:
        figures = super()._format_figures(view)
        has_score = view.you is not None and view.has_points and view.phase is not RoomPhase.LOBBY
        return f"{figures} · {format_number(view.you.score)}" if has_score and view.you else figures


def _list_lobby_lines(view: RoomView) -> list[Content]:
    team = None if view.you is None else view.you.team
    lines = [Content.styled(room_texts.format_waiting(view), "bold")]
    if team is not None:
        lines.append(Content(f"Your team: {team}"))
    return [*lines, Content.styled(room_texts.format_players(view), "$quiet")]
