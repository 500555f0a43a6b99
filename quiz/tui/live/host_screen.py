"""The screen of the host of a room."""

from collections.abc import Callable, Mapping

from textual.app import ComposeResult

from quiz.game.room import ASKING, RUNNING, RoomPhase
from quiz.game.room_events import HostAction
from quiz.live.room_link import RoomLink, RoomNews
from quiz.live.room_view import RoomView
from quiz.text.safe import Text
from quiz.tui.live import keys
from quiz.tui.live.lobby import Lobby
from quiz.tui.live.player_list import PlayerListScreen
from quiz.tui.live.room_screen import RoomScreen
from quiz.tui.screens.confirm import ConfirmScreen

_OVER = (RoomPhase.PODIUM, RoomPhase.CLOSED)
_PAUSABLE = (RoomPhase.READING, RoomPhase.OPEN)
_SIMPLE: Mapping[str, HostAction] = {
    "start": HostAction.START,
    "go_on": HostAction.NEXT,
    "pause": HostAction.PAUSE,
    "resume": HostAction.RESUME,
    "extend": HostAction.EXTEND,
    "skip": HostAction.SKIP,
    "lock": HostAction.LOCK,
    "unlock": HostAction.UNLOCK,
}


class HostScreen(RoomScreen):
    """A room as its host, and everyone who looks at the host's screen, sees it."""

    BINDINGS = keys.HOST

    def __init__(self, code: str, remark: Text | None, *, ascii_only: bool) -> None:
        super().__init__(code, ascii_only=ascii_only)
        self.own_link: RoomLink | None = None
        """The seat of a host who plays along."""
        self._remark = remark
        self._lobby = Lobby(ascii_only=ascii_only)
        self._own_view: RoomView | None = None

    def compose_body(self) -> ComposeResult:
        yield self._lobby

    def on_mount(self) -> None:
        super().on_mount()
        self._lobby.display = True

    def show_address(self, address: str) -> None:
        """Show where players join."""
        self._lobby.show_address(address, self._code, self._remark)

    def show_own_news(self, news: RoomNews) -> None:
        """Show a change in the seat of the host."""
        if isinstance(news, RoomView):
            self._own_view = news
            if self.view is not None:
                self._show_view(self.view)
                self.refresh_key_hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        view = self.view
        is_running = view is not None and view.phase in RUNNING and not self.has_ended
        if action in ("end", "leave"):
            return is_running == (action == "end")
        if action not in (*_SIMPLE, "void"):
            return super().check_action(action, parameters)
        if view is None or self.has_ended:
            return False
        has_selected = self._marked is not None and self._can_choose()
        is_allowed = {
            "start": view.phase is RoomPhase.LOBBY,
            "go_on": view.phase in RUNNING and not has_selected,
            "pause": view.phase in _PAUSABLE and not view.is_paused,
            "resume": view.phase in _PAUSABLE and view.is_paused,
            "extend": view.phase is RoomPhase.OPEN and (view.deadline is not None or view.is_paused),
            "skip": view.phase in ASKING,
            "void": view.reveal is not None and not view.reveal.voided,
            "lock": not view.is_locked and view.phase not in _OVER,
            "unlock": view.is_locked and view.phase not in _OVER,
        }
        return is_allowed[action]

    def action_start(self) -> None:
        self._act("start")

    def action_go_on(self) -> None:
        """Close the question, or show the leaderboard, the next question or the podium."""
        self._act("go_on")

    def action_pause(self) -> None:
        self._act("pause")

    def action_resume(self) -> None:
        self._act("resume")

    def action_extend(self) -> None:
        self._act("extend")

    def action_skip(self) -> None:
        self._act("skip")

    def action_lock(self) -> None:
        self._act("lock")

    def action_unlock(self) -> None:
        self._act("unlock")

    def action_void(self) -> None:
        """Void the question, after a confirmation."""
        question = Text("Take this question out of the scores?")
        self._confirm(question, "take out", "keep", lambda: self._send(HostAction.VOID))

    def action_players(self) -> None:
        """List the players, and remove one."""
        if self.view is not None:
            screen = PlayerListScreen(self.view.names, ascii_only=self._ascii_only)
            self.app.push_screen(screen, self._remove)

    def action_leave(self) -> None:
        """Close the room, after a confirmation; end the game if it runs."""
        if self.view is None or self.has_ended or self.view.phase is RoomPhase.CLOSED:
            self.app.exit()
        elif self.view.phase in RUNNING:
            self.action_end()
        else:
            self._confirm(Text("Close the room?"), "close", "stay", self._close_room)

    def action_end(self) -> None:
        """End the game, after a confirmation."""
        question = Text("End the game now? Everyone sees the result so far.")
        self._confirm(question, "end", "keep playing", lambda: self._send(HostAction.END))

    def _remove(self, player: str | None) -> None:
        if player is not None:
            self._send(HostAction.REMOVE, player)

    def _close_room(self) -> None:
        self.run_worker(self._close_and_exit(), exit_on_error=False)

    async def _close_and_exit(self) -> None:
        if self.link is not None:
            await self.link.act(HostAction.END)
        self.app.exit()

    def _confirm(self, question: Text, yes: str, no: str, action: Callable[[], None]) -> None:
        def finish(is_confirmed: bool | None) -> None:
            if is_confirmed:
                action()

        self.app.push_screen(ConfirmScreen(question, None, yes=yes, no=no), finish)

    def _act(self, name: str) -> None:
        if self.check_action(name, ()):
            self._send(_SIMPLE[name])

    def _send(self, action: HostAction, player: str | None = None) -> None:
        if self.link is not None:
            self.run_worker(self._await_action(self.link, action, player), exit_on_error=False)

    async def _await_action(self, link: RoomLink, action: HostAction, player: str | None) -> None:
        self.show_note(await link.act(action, player=player))

    def _answering_link(self) -> RoomLink | None:
        return self.own_link

    def _show_view(self, view: RoomView) -> None:
        own = self._own_view
        is_same = own is not None and own.number == view.number
        super()._show_view(view._replace(you=own.you) if own is not None and is_same else view)

    def _show_phase(self, view: RoomView) -> None:
        super()._show_phase(view)
        self._lobby.display = view.phase is RoomPhase.LOBBY
        self._lobby.show_names(view.names)

    def _format_title(self, view: RoomView) -> Text:
        title = super()._format_title(view)
        return Text(f"{title} (locked)") if view.is_locked else title
