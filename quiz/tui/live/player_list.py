"""The players of a room, for the host."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.live.views import SentName
from quiz.text.english import format_number
from quiz.tui.live import keys
from quiz.tui.screens.modal import BaseModalScreen
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import Row, mark_row

_INDENT = 3


class PlayerRow(Row):
    """A player with team, score and connection."""

    def __init__(self, index: int, player: SentName, *, ascii_only: bool) -> None:
        super().__init__(index, ascii_only=ascii_only)
        self.player = player

    def render(self) -> HangingIndent:
        player = self.player
        away = "" if player.connected else "away  "
        team = f" ({player.team})" if player.team else ""
        tail = Content.assemble((away, "$warning"), format_number(player.score))
        return HangingIndent(Content(self.pointer), Content(f"{player.name}{team}"), tail, indent=_INDENT)


class PlayerListScreen(BaseModalScreen[str]):
    """A list of players; the screen returns the id of one to remove."""

    BINDINGS = keys.PLAYERS
    DEFAULT_CSS = "PlayerRow { height: auto; }"

    def __init__(self, players: Sequence[SentName], *, ascii_only: bool) -> None:
        super().__init__()
        self._players = tuple(players)
        self._ascii_only = ascii_only
        self._marked = 0

    def compose_body(self) -> ComposeResult:
        yield Static("Players" if self._players else "No players yet.", classes="title")
        for index, player in enumerate(self._players):
            yield PlayerRow(index, player, ascii_only=self._ascii_only)

    def on_mount(self) -> None:
        self.action_move(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._players) or action != "remove"

    def action_move(self, step: int) -> None:
        """Select the next player, or the previous one if `step` is -1."""
        self._marked = (self._marked + step) % max(1, len(self._players))
        mark_row(self.query(PlayerRow), self._marked)

    def action_remove(self) -> None:
        if self._players:
            self.action_close(self._players[self._marked].id)

    @on(Row.Clicked)
    def _mark_clicked(self, event: Row.Clicked) -> None:
        self._marked = event.index
        self.action_move(0)
