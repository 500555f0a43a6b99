"""The app of a room, for its host and for its players."""

import gc
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.screen import Screen

from quiz.live.room_link import Prompt, RoomLink, RoomNews
from quiz.text.safe import Text
from quiz.tui import keys, messages
from quiz.tui.live.host_screen import HostScreen
from quiz.tui.live.player_screen import PlayerScreen
from quiz.tui.live.prompt import PromptScreen
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.services import AppServices
from quiz.tui.themed_app import ThemedApp


class RoomApp(ThemedApp, inherit_css=False):
    """A screen for a room, and the task that connects it."""

    DEFAULT_CSS = """
    RoomApp {
        background: $background; color: $foreground;
        &:ansi { background: ansi_default; color: ansi_default; }
        &:ansi BaseModalScreen, &:nocolor BaseModalScreen { background: $background; }
        #answer { display: none; margin-top: 1; padding-left: 2; border-left: outer $quiet; }
        .-short #answer { margin-top: 0; }
        &.-ascii #answer { border-left: ascii $quiet; }
        ChoiceRow { height: auto; }
        ChoiceRow:hover, ChoiceRow.-marked { background: $panel; }
        ChoiceRow.-own { text-style: bold; color: $primary; }
        ChoiceRow.-right { color: $success; text-style: bold; }
        ChoiceRow.-wrong { color: $error; text-style: bold; }
        ChoiceRow.-absent { display: none; }
        .-tall ChoiceRow { margin-bottom: 1; }
        PlayerScreen.-short ChoiceRow.-idle { display: none; }
        #waiting, #lobby, #standings { margin-top: 1; }
        .-short #waiting, .-short #lobby, .-short #standings { margin-top: 0; }
    }
    """
    CSS_PATH = "../app.tcss"
    TITLE = "quiz"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-middle"), (100, "-wide")]  # noqa: RUF012 - as in Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-medium"), (28, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar[list[BindingType]] = [keys.THEME, keys.SUSPEND, keys.ASK_TO_QUIT, keys.QUIT]

    def __init__(
        self,
        room_screen: HostScreen | PlayerScreen,
        session: "Callable[[RoomApp], Awaitable[None]]",
        *,
        services: AppServices,
        ascii_only: bool,
    ) -> None:
        """Create the app.

        Args:
            room_screen: The screen of the host or of a player.
            session: Connects the room and shows its news, until the end.
            services: The settings, and how to save them.
            ascii_only: Whether the terminal shows only ASCII.
        """
        super().__init__(services)
        self.room_screen = room_screen
        self._session = session
        self._ascii_only = ascii_only
        self.set_class(ascii_only, "-ascii")
        self.set_first_theme()
        if not self.settings.animation:
            self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        return self.room_screen

    def on_ready(self) -> None:
        """Connect the room after the first paint."""
        if not gc.isenabled():
            self.call_after_refresh(gc.enable)
        self.run_worker(self._run_session())

    async def ask(self, prompt: Prompt) -> Text | None:
        """Return what a person types; `None` to leave."""
        return await self.push_screen_wait(PromptScreen(prompt, ascii_only=self._ascii_only))

    def begin(self, link: RoomLink) -> None:
        """Use a link for all that follows."""
        self.room_screen.link = link

    async def show(self, news: RoomNews) -> None:
        """Show a change of the room or of the connection."""
        self.room_screen.show_news(news)

    def show_note(self, note: Text) -> None:
        """Show a sentence that does not belong to the room."""
        self.room_screen.show_note(note)

    def show_address(self, address: str) -> None:
        """Show where players join."""
        if isinstance(self.room_screen, HostScreen):
            self.room_screen.show_address(address)

    def begin_own(self, link: RoomLink) -> None:
        """Use the seat of a host who plays along."""
        if isinstance(self.room_screen, HostScreen):
            self.room_screen.own_link = link

    async def show_own(self, news: RoomNews) -> None:
        """Show a change in the seat of the host."""
        if isinstance(self.room_screen, HostScreen):
            self.room_screen.show_own_news(news)

    def action_ask_to_quit(self) -> None:
        """Leave, as Esc does; the same key again confirms it."""
        if isinstance(self.screen, ConfirmScreen):
            self.exit()
            return
        if self.screen is not self.room_screen:
            self.pop_screen()
        self.room_screen.action_leave()

    @on(messages.HelpRequested)
    def _show_help(self, event: messages.HelpRequested) -> None:
        from quiz.tui.screens.help import HelpScreen

        lines = keys.list_manual_lines(event.bindings, {}, ascii_only=self._ascii_only)
        self.push_screen(HelpScreen(lines, None))

    async def _run_session(self) -> None:
        try:
            await self._session(self)
        except Exception as error:  # the command reports it, an internal error too
            self.failure = error
            self.exit()
