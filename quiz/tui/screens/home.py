"""Offer what there is to play."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from quiz.game.dealer import MenuItem
from quiz.game.modes import DAILY, Mode
from quiz.game.round import Round
from quiz.model.errors import QuizError
from quiz.text.english import to_sentence
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.messages import ResumeRequested, RoundRequested, SettingsRequested, StatsRequested
from quiz.tui.screens.base import BaseScreen, Body
from quiz.tui.widgets.key_hint_bar import KeyHintBar
from quiz.tui.widgets.menu_row import MenuRow, mark_row
from quiz.tui.widgets.mode_picker import ModePicker

_TAGLINE = "Every answer with its reason, and where it is written."
_WELCOME = "Choose with the arrows, play with enter; ? shows all keys."
_NAME = """\
╭─╮ ╷ ╷ · ╶─╴
│ │ │ │ ╷  ╱
╰─┤ ╰─╯ ╵ ╶─╴
  ╵"""
_NUMBERED = 9


class HomeScreen(BaseScreen):
    """The face of the program: its name, what it is, the categories."""

    DEFAULT_CSS = """
    HomeScreen {
        #name, #plain-name { color: $primary; text-style: bold; }
        #plain-name { display: none; }
        &.-short #name { display: none; }
        &.-ascii #plain-name, &.-short #plain-name { display: block; }
        #tagline { color: $quiet; margin-bottom: 1; }
        #left { margin-top: 1; }
        &.-short #left { margin-top: 0; }
    }
    """
    BINDINGS = keys.HOME
    LEADS_ON = True

    def __init__(
        self,
        menu: Sequence[MenuItem],
        modes: Sequence[Mode],
        notice: Text | None,
        *,
        ascii_only: bool,
        left: Callable[[], Round | None] = lambda: None,
        is_first: bool = False,
    ) -> None:
        """Offer what is on the menu, in any of the modes, the first one unless another is chosen."""
        super().__init__(classes="-ascii" if ascii_only else None)
        self._modes = tuple(modes)
        self._mode = 0
        self._is_first = is_first
        self._look_for_left = left
        self._left: Round | None = None
        self._ascii_only = ascii_only
        self._menu = tuple(menu)
        self._notice = notice
        self._marked = 0

    def compose(self) -> ComposeResult:
        with Widget(id="page"):
            if not self._ascii_only:
                yield Static(Content(_NAME), id="name")
            yield Static("quiz", id="plain-name")
            yield Static(id="tagline")
            yield ModePicker(ascii_only=self._ascii_only)
            with Body():
                pack = None
                for index, entry in enumerate(self._menu):
                    if entry.category is not None and entry.pack != pack:
                        pack = entry.pack
                        yield Static(Content(pack), classes="pack")
                    number = str(index + 1) if index < _NUMBERED else ""
                    yield MenuRow(
                        index,
                        entry.title,
                        str(entry.askable_count),
                        number=number,
                        ascii_only=self._ascii_only,
                    )
            yield Static(id="left")
            yield Static(id="notice")
            yield KeyHintBar()

    def on_mount(self) -> None:
        self._mark(0)
        self.action_turn_mode(0)
        self.query_one("#left").display = False
        self.show_notice(self._notice)
        self.show_greeting(is_first=self._is_first)

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._offer_left)

    def _offer_left(self) -> None:
        """Offer to go on with a round that was left, if there is one."""
        line = self.query_one("#left", Static)
        try:
            self._left = left = self._look_for_left()
        except QuizError as error:
            self._left = left = None
            line.update(Content(to_sentence(str(error))))
            line.display = True
            return
        line.display = left is not None
        if left is not None and left.resumed_from is not None:
            done, total = len(left.resumed_from.answers), len(left.questions)
            key = next(
                (key for key, one in self.active_bindings.items() if one.binding.action == "resume"), ""
            )
            offer = Content.assemble(
                (key, "bold $primary"), f"  go on with {left.title}: {done} of {total} answered"
            )
            line.update(offer.stylize(Style.from_meta({"@click": "screen.resume"})))
        self.refresh_key_hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "resume" or self._left is not None

    def action_resume(self) -> None:
        self.post_message(ResumeRequested())

    def action_stats(self) -> None:
        self.post_message(StatsRequested())

    def action_settings(self) -> None:
        self.post_message(SettingsRequested())

    def show_greeting(self, *, is_first: bool) -> None:
        """Say what the program is or, to those who are here for the first time, how it is used."""
        self.query_one("#tagline", Static).update(_WELCOME if is_first else _TAGLINE)

    def action_move(self, step: int) -> None:
        self._mark((self._marked + step) % len(self._menu))

    def action_play(self) -> None:
        self.action_pick(self._marked)

    def action_pick(self, index: int) -> None:
        if index < len(self._menu):
            self._mark(index)
            self.post_message(RoundRequested(self._menu[index].category, self._modes[self._mode]))

    @on(ModePicker.Clicked)
    def _mode_clicked(self) -> None:
        self.action_turn_mode(1)

    def action_turn_mode(self, step: int) -> None:
        """Show the next way to play, or the one before."""
        self._mode = (self._mode + step) % len(self._modes)
        self.query_one(ModePicker).show_mode(self._modes[self._mode])

    def action_daily(self) -> None:
        self.post_message(RoundRequested(None, DAILY))

    @on(MenuRow.Clicked)
    def _clicked(self, event: MenuRow.Clicked) -> None:
        self.action_pick(event.index)

    def _mark(self, index: int) -> None:
        self._marked = index
        mark_row(self.query(MenuRow), index)
