"""Home screen."""

from collections.abc import Callable, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from quiz.game.dealer import MenuItem
from quiz.game.modes import DAILY, Mode
from quiz.game.round import Round, RoundRequest
from quiz.model.errors import QuizError
from quiz.model.pack import QUESTION_BANK
from quiz.text.english import format_count, format_number, to_sentence
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.messages import ResumeRequested, RoundRequested, SettingsRequested, StatsRequested
from quiz.tui.screens.base import MenuScreen
from quiz.tui.widgets.menu_row import MenuRow
from quiz.tui.widgets.mode_picker import ModePicker

_TAGLINE = "Every answer explained, every fact sourced."
_WELCOME = "Arrow keys to choose, Enter to play, ? for help."
_LOGO = """\
╭─╮ ╷ ╷ · ╶─╴
│ │ │ │ ╷  ╱
╰─┤ ╰─╯ ╵ ╶─╴
  ╵"""
_MAX_NUMBERED = 9
_PAUSE_SECONDS = 0.05
"""Time for keys between the checks of two categories."""
_MANY_QUESTIONS = 60
_LONG_PAUSE_SECONDS = 0.5
"""The same before a ladder of many questions, whose check takes up to 0.3 seconds."""


class HomeScreen(MenuScreen):
    """The mode and the categories to choose from."""

    DEFAULT_CSS = """
    HomeScreen {
        #name, #plain-name { color: $primary; text-style: bold; }
        #plain-name { display: none; }
        &.-short #name { display: none; }
        &.-ascii #plain-name { display: block; }
        &.-short #plain-name, &.-short #tagline.-slogan { display: none; }
        #tagline { color: $quiet; margin-bottom: 1; }
        &.-short #tagline { margin-bottom: 0; }
        #left { margin-top: 1; }
        &.-short #left { margin-top: 0; }
    }
    """
    BINDINGS = keys.HOME
    ALLOWS_NAVIGATION = True

    def __init__(
        self,
        menu: Sequence[MenuItem],
        modes: Sequence[Mode],
        *,
        request: RoundRequest,
        find_unfinished_round: Callable[[], Round | None],
        can_play: Callable[[str | None, Mode], bool],
        ascii_only: bool,
    ) -> None:
        super().__init__(ascii_only=ascii_only)
        self._menu = tuple(menu)
        self._modes = tuple(modes)
        self._request = request
        self._mode_index = 0
        self._can_play = can_play
        self._playable: dict[tuple[int, str], bool] = {}
        self._find_unfinished_round = find_unfinished_round
        self._unfinished: Round | None = None
        self._tagline = Static(id="tagline")
        self._offer = Static(id="left")

    def compose_header(self) -> ComposeResult:
        if not self._ascii_only:
            yield Static(Content(_LOGO), id="name")
        yield Static("quiz", id="plain-name")
        yield self._tagline
        yield ModePicker(self._modes, ascii_only=self._ascii_only)

    def compose_body(self) -> ComposeResult:
        pack = None
        for index, item in enumerate(self._menu):
            if item.category is not None and item.pack != pack:
                pack = item.pack
                bank = f" ({QUESTION_BANK})" if item.has_question_bank else ""
                yield Static(Content(f"{pack}{bank}"), classes="pack")
            size = format_count(item.askable_count, "question")
            number = str(index + 1) if index < _MAX_NUMBERED else ""
            yield MenuRow(index, item.title, size, number=number, ascii_only=self._ascii_only)

    def compose_footer(self) -> ComposeResult:
        yield self._offer
        yield self.notice

    def on_mount(self) -> None:
        self.mark(0)
        self.action_turn_mode(0)
        self._offer.display = False

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._offer_unfinished_round)
        self.call_after_refresh(self._check_rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "resume" or self._unfinished is not None

    def show_greeting(self, *, is_first_game: bool) -> None:
        """Show the slogan or, before the first game, how to play."""
        self._tagline.update(_WELCOME if is_first_game else _TAGLINE)
        self._tagline.set_class(not is_first_game, "-slogan")

    def get_help_request(self) -> RoundRequest:
        return self._request._replace(mode=self._modes[self._mode_index])

    def action_resume(self) -> None:
        self.post_message(ResumeRequested())

    def action_stats(self) -> None:
        self.post_message(StatsRequested())

    def action_settings(self) -> None:
        self.post_message(SettingsRequested())

    def action_daily(self) -> None:
        self.post_message(RoundRequested(None, DAILY))

    def action_play(self) -> None:
        self.action_pick(self.marked_index)

    def action_pick(self, index: int) -> None:
        """Play a category."""
        if index < len(self._menu):
            self.mark(index)
            self.post_message(RoundRequested(self._menu[index].category, self._modes[self._mode_index]))

    def action_turn_mode(self, step: int) -> None:
        """Show the next mode, or the previous one if `step` is -1."""
        self._mode_index = (self._mode_index + step) % len(self._modes)
        self.query_one(ModePicker).show_mode(self._modes[self._mode_index])
        self.call_after_refresh(self._check_rows)

    @on(MenuRow.Clicked)
    def _pick_clicked(self, event: MenuRow.Clicked) -> None:
        self.action_pick(event.index)

    @on(ModePicker.Clicked)
    def _turn_clicked(self, event: ModePicker.Clicked) -> None:
        self.action_turn_mode(event.step)

    def _check_rows(self) -> None:
        """Show which categories the mode can't play, and check the next one that isn't known yet."""
        mode = self._modes[self._mode_index]
        if mode.kind is None and mode.allows_sensitive:  # it plays every category
            for row in self.query(MenuRow):
                row.set_obstacle(None)
            return
        obstacle = Text("no such questions" if mode.ladder is None else "too small")
        for row in self.query(MenuRow):
            is_playable = self._playable.get((row.index, mode.name))
            row.set_obstacle(obstacle if is_playable is False else None)
        known = self._playable
        unknown = [index for index in range(len(self._menu)) if (index, mode.name) not in known]
        if unknown:
            index = min(unknown, key=lambda index: self._menu[index].askable_count)
            is_slow = mode.ladder is not None and self._menu[index].askable_count > _MANY_QUESTIONS
            pause = _LONG_PAUSE_SECONDS if is_slow else _PAUSE_SECONDS
            self.set_timer(pause, partial(self._check_row, index, mode))

    def _check_row(self, index: int, mode: Mode) -> None:
        if mode is self._modes[self._mode_index] and self.is_current:
            self._playable[index, mode.name] = self._can_play(self._menu[index].category, mode)
            self._check_rows()

    def _offer_unfinished_round(self) -> None:
        offer = Content()
        self._unfinished = None
        try:
            self._unfinished = self._find_unfinished_round()
        except QuizError as error:
            offer = Content(to_sentence(str(error)))
        if self._unfinished is not None and self._unfinished.resumed_from is not None:
            offer = self._format_offer(self._unfinished, len(self._unfinished.resumed_from.answers))
        self._offer.update(offer)
        self._offer.display = bool(offer)
        self.refresh_key_hints()

    def _format_offer(self, unfinished: Round, answered: int) -> Content:
        bindings = self.active_bindings.items()
        key = next((key for key, active in bindings if active.binding.action == "resume"), "")
        count = f"{format_number(answered)} of {format_number(len(unfinished.questions))} answered"
        offer = Content.assemble((key, "bold $primary"), f"  Resume {unfinished.title} ({count})")
        return offer.stylize(Style.from_meta({"@click": "screen.resume"}))
