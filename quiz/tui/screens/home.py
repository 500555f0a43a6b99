"""Home screen."""

from collections.abc import Callable, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.game.dealer import MenuItem
from quiz.game.menu import EntryType, MenuEntry, MenuState, list_packs
from quiz.game.modes import DAILY, MODES, PRACTICE, Mode
from quiz.game.overview import BestScoreKey, PlayerOverview, add_records
from quiz.game.recorder import LastChoice
from quiz.game.round import Round, RoundRequest
from quiz.model.errors import QuizError
from quiz.text.english import format_number, join_words, to_sentence
from quiz.text.safe import Text
from quiz.tui import keys, messages
from quiz.tui.menu_lines import format_offer, show_entry
from quiz.tui.screens.base import Body, MenuScreen
from quiz.tui.widgets.menu_row import MenuRow
from quiz.tui.widgets.mode_picker import ModePicker
from quiz.tui.widgets.player_panel import PlayerPanel

_TAGLINE = "Every answer explained, every fact sourced."
_WELCOME = "Arrow keys to choose, Enter to play, ? for help."
_LOGO = """\
╭─╮ ╷ ╷ · ╶─╴
│ │ │ │ ╷  ╱
╰─┤ ╰─╯ ╵ ╶─╴
  ╵"""
_PAUSE_SECONDS = 0.05
"""Time for keys between the checks of two categories."""
_MANY_QUESTIONS = 60
_LONG_PAUSE_SECONDS = 0.5
"""The same before a ladder of many questions, whose check takes up to 0.3 seconds."""
_LINES_AROUND = 18
"""Lines of the screen that the list doesn't have."""
_MIN_CODE_LENGTH = 20
"""Length from which on words that nothing contains are taken for the code of a challenge."""


class HomeScreen(MenuScreen):
    """The player's day, the mode, and the categories to choose from."""

    DEFAULT_CSS = """
    HomeScreen {
        #name, #plain-name { color: $primary; text-style: bold; }
        #plain-name { display: none; }
        &.-short #name { display: none; }
        &.-ascii #plain-name { display: block; }
        &.-short #plain-name, &.-short #tagline.-slogan { display: none; }
        #tagline { color: $quiet; margin-bottom: 1; }
        &.-short #tagline { margin-bottom: 0; }
        #left, #chosen { margin-top: 1; }
        &.-short #left, &.-short #chosen { margin-top: 0; }
        #chosen { color: $primary; }
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
        load_overview: Callable[[], PlayerOverview | None],
        find_best_key: Callable[[Mode], BestScoreKey],
        last_choice: LastChoice | None,
        ascii_only: bool,
    ) -> None:
        """Create the screen; `modes` begins with the selected one. A thread calls `load_overview`."""
        super().__init__(ascii_only=ascii_only)
        self._state = MenuState(menu)
        self._is_single_pack = len(list_packs(menu)) < 2
        self._pack_title = menu[-1].pack
        self._modes = tuple(modes)
        self._request = request
        self._mode_index = 0
        self._can_play = can_play
        self._load_overview = load_overview
        self._find_best_key = find_best_key
        self._last_choice = last_choice
        self.overview: PlayerOverview | None = None
        self._is_loading = False
        self._playable: dict[tuple[str | None, str], bool] = {}
        self._find_unfinished_round = find_unfinished_round
        self._unfinished: Round | None = None
        self._tagline = Static(id="tagline")
        self._panel = PlayerPanel()
        self._chosen = Static(id="chosen")
        self._offer = Static(id="left")

    @property
    def mode(self) -> Mode:
        """The selected mode."""
        return self._modes[self._mode_index]

    @property
    def row_count(self) -> int:
        """Number of visible rows."""
        return len(self._state.entries)

    def compose_header(self) -> ComposeResult:
        if not self._ascii_only:
            yield Static(Content(_LOGO), id="name")
        yield Static("quiz", id="plain-name")
        yield self._tagline
        yield ModePicker(self._modes, ascii_only=self._ascii_only)
        yield self._panel

    def compose_body(self) -> ComposeResult:
        self._restore_last_choice()
        if self._is_single_pack:
            yield Static(Content(self._pack_title), classes="pack")
        for index in range(self.row_count):
            yield MenuRow(index, ascii_only=self._ascii_only)

    def compose_footer(self) -> ComposeResult:
        yield self._chosen
        yield self._offer
        yield self.notice

    def on_mount(self) -> None:
        self._offer.display = False
        self.action_turn_mode(0)
        self._show_entries(self.marked_index)
        self.set_interval(60, self._update_overview)
        self.screen_layout_refresh_signal.subscribe(self, lambda _: self._panel.update_lines())

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._offer_unfinished_round)
        self.call_after_refresh(self._update_overview)
        self.call_after_refresh(self._check_rows)

    def on_screen_suspend(self) -> None:
        if self._state.query is not None:
            self.action_close_search()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("choose_found", "close_search", "move_pack", "leave"):
            return (self._state.query is not None) is (action in ("choose_found", "close_search"))
        is_finished = self.overview is not None and self.overview.daily.is_finished
        return {"resume": self._unfinished is not None, "copy_daily": is_finished}.get(action, True)

    def show_greeting(self, *, is_first_game: bool) -> None:
        """Show the slogan or, before the first game, how to play."""
        self._tagline.update(_WELCOME if is_first_game else _TAGLINE)
        self._tagline.set_class(not is_first_game, "-slogan")

    def get_help_request(self) -> RoundRequest:
        return self._request._replace(mode=self.mode)

    def action_resume(self) -> None:
        self.post_message(messages.ResumeRequested())

    def action_stats(self) -> None:
        self.post_message(messages.StatsRequested())

    def action_settings(self) -> None:
        self.post_message(messages.SettingsRequested())

    def action_daily(self) -> None:
        self.post_message(messages.RoundRequested(None, DAILY))

    def action_copy_daily(self) -> None:
        self.post_message(messages.DailyCopyRequested())

    def action_practice(self) -> None:
        self.post_message(messages.RoundRequested(None, PRACTICE))

    def action_set_up(self) -> None:
        """Set up a round of the chosen categories, or of the selected one."""
        entry = self._marked_entry()
        selected = () if entry is None or entry.selection is None else (entry.selection,)
        self.post_message(messages.SetupRequested(self._state.chosen or selected, self.mode))

    def action_play(self) -> None:
        """Play the chosen categories, or the selected row; a pack that isn't chosen opens."""
        query = self._state.query or ""
        if not self.row_count and len(query) >= _MIN_CODE_LENGTH:
            self.post_message(messages.ChallengeRequested(query))
            return
        chosen, entry = self._state.chosen, self._marked_entry()
        opens = entry is not None and entry.type is EntryType.PACK and not self._state.is_chosen(entry)
        if chosen and not opens:
            request = self._request._replace(categories=chosen, mode=self.mode)
            self.post_message(messages.CustomRoundRequested(request))
        else:
            self.action_pick(self.marked_index)

    def action_pick(self, index: int) -> None:
        """Play a category, or open or close a pack."""
        entries = self._state.entries
        if index >= len(entries):
            return
        entry = entries[index]
        if entry.type is EntryType.PACK:
            self._state.toggle_pack(entry.pack)
            self._show_entries(index)
        else:
            self.mark(index)
            self.post_message(messages.RoundRequested(entry.selection, self.mode))

    def action_choose(self) -> None:
        """Choose the selected category or pack, or unchoose it."""
        entry = self._marked_entry()
        if entry is not None:
            self._state.toggle_choice(entry)
            self._show_entries(self.marked_index)

    def action_choose_found(self) -> None:
        """Choose the line that a search has found, and search for another."""
        from quiz.tui.widgets.search_box import SearchBox

        if self.row_count:
            self.action_choose()
            self.query_one(SearchBox).value = ""

    def action_move_pack(self, direction: int) -> None:
        """Select the next pack, or the previous one if `direction` is -1."""
        stops = [
            index
            for index, entry in enumerate(self._state.entries)
            if entry.type in (EntryType.EVERYTHING, EntryType.PACK)
        ]
        if len(stops) < 2:
            self.action_move(direction)
        elif direction > 0:
            self.mark(next((stop for stop in stops if stop > self.marked_index), stops[0]))
        else:
            self.mark(next((stop for stop in reversed(stops) if stop < self.marked_index), stops[-1]))

    def action_turn_mode(self, step: int) -> None:
        """Show the next mode, or the previous one if `step` is -1."""
        self._mode_index = (self._mode_index + step) % len(self._modes)
        self.query_one(ModePicker).show_mode(self.mode)
        self._show_overview()
        self.call_after_refresh(self._check_rows)

    def action_search(self) -> None:
        """Search the categories by typing."""
        from quiz.tui.widgets.search_box import SearchBox  # takes some milliseconds

        if self._state.query is None:
            self._state.query = ""
            box = SearchBox()
            self.query_one("#page").mount(box, before=self.query_one(Body))
            box.focus()
            self.call_after_refresh(self.refresh_key_hints)

    def action_leave(self) -> None:
        """Quit after a confirmation."""
        self.post_message(messages.QuitRequested())

    @on(MenuRow.Clicked)
    def _pick_clicked(self, event: MenuRow.Clicked) -> None:
        if isinstance(event, MenuRow.LeadClicked):
            self.mark(event.index)
            self.action_choose()
        else:
            self.action_pick(event.index)

    @on(ModePicker.Clicked)
    def _turn_clicked(self, event: ModePicker.Clicked) -> None:
        self.action_turn_mode(event.step)

    @on(messages.SearchChanged)
    def _search(self, event: messages.SearchChanged) -> None:
        self._state.query = event.query
        self._show_entries(0)

    def action_close_search(self) -> None:
        self._state.query = None
        self.query("SearchBox").remove()
        self.set_focus(None)
        self._show_entries(0)
        self.call_after_refresh(self.refresh_key_hints)

    def _marked_entry(self) -> MenuEntry | None:
        entries = self._state.entries
        return entries[self.marked_index] if self.marked_index < len(entries) else None

    def _restore_last_choice(self) -> None:
        """Begin with the mode and the category of the last round, unless the player named others."""
        if self.app.size.height - _LINES_AROUND >= self._state.full_count:
            self._state.open_all()
        last = self._last_choice
        if last is None or self._request.mode is not self._modes[0] or self._request.categories:
            return
        self.marked_index = self._state.restore(last.category)
        mode = MODES.get(last.mode)
        if mode in self._modes:
            self._mode_index = self._modes.index(mode)

    def _show_entries(self, marked_index: int) -> None:
        """Show the lines of the menu in the rows, and select one."""
        entries = self._state.entries
        rows = list(self.query(MenuRow))
        new_rows = [MenuRow(index, ascii_only=self._ascii_only) for index in range(len(rows), len(entries))]
        if new_rows:
            self.query_one(Body).mount(*new_rows)
        rows += new_rows
        for row, entry in zip(rows, entries, strict=False):
            self._show_entry(row, entry)
        for row in rows[len(entries) :]:
            row.hide()
        titles = self._state.chosen_titles
        self._chosen.display = bool(titles)
        self._chosen.update(Content(f"Enter plays {join_words(titles)}." if titles else ""))
        self.mark(min(marked_index, max(0, len(entries) - 1)))
        self._check_rows()

    def _show_entry(self, row: MenuRow, entry: MenuEntry) -> None:
        record = None if self.overview is None else add_records(self.overview, entry.categories)
        show_entry(
            row,
            entry,
            record,
            is_chosen=self._state.is_chosen(entry),
            is_found=bool(self._state.query),
            is_single_pack=self._is_single_pack,
        )

    def _update_overview(self) -> None:
        """Read the overview in a thread, so that a large history delays no key."""
        if self.is_current and not self._is_loading:
            self._is_loading = True
            self.run_worker(self._read_overview, thread=True, exit_on_error=False)

    def _read_overview(self) -> None:
        self.post_message(messages.OverviewLoaded(self._load_overview()))

    @on(messages.OverviewLoaded)
    def _take_overview(self, event: messages.OverviewLoaded) -> None:
        self._is_loading = False
        self.overview = event.overview
        self.refresh_key_hints()
        self._show_overview()
        self._show_entries(self.marked_index)

    def _show_overview(self) -> None:
        best = (self.overview or PlayerOverview()).best_scores.get(self._find_best_key(self.mode))
        score = None if best is None else format_number(best)
        self._panel.show_overview(self.overview, score, self._list_keys())

    def _check_rows(self) -> None:
        """Show which categories the mode can't play, and check the next one that isn't known yet."""
        mode = self.mode
        if mode.kind is None and mode.allows_sensitive:  # it plays every category
            for row in self.query(MenuRow):
                row.set_obstacle(None)
            return
        obstacle = Text("no such questions" if mode.ladder is None else "no ladder")
        entries = self._state.entries
        for row, entry in zip(self.query(MenuRow), entries, strict=False):
            is_playable = self._playable.get((entry.selection, mode.name))
            row.set_obstacle(obstacle if is_playable is False else None)
        unknown = [entry for entry in entries if (entry.selection, mode.name) not in self._playable]
        if unknown:
            entry = min(unknown, key=lambda entry: entry.askable_count)
            is_slow = mode.ladder is not None and entry.askable_count > _MANY_QUESTIONS
            pause = _LONG_PAUSE_SECONDS if is_slow else _PAUSE_SECONDS
            self.set_timer(pause, partial(self._check_entry, entry, mode))

    def _check_entry(self, entry: MenuEntry, mode: Mode) -> None:
        if mode is self.mode and self.is_current:
            if (entry.selection, mode.name) not in self._playable:
                self._playable[entry.selection, mode.name] = self._can_play(entry.selection, mode)
            self._check_rows()

    def _offer_unfinished_round(self) -> None:
        offer = Content()
        self._unfinished = None
        try:
            self._unfinished = self._find_unfinished_round()
        except QuizError as error:
            offer = Content(to_sentence(str(error)))
        if self._unfinished is not None and self._unfinished.resumed_from is not None:
            offer = format_offer(self._unfinished, self._list_keys().get("resume", ""))
        self._offer.update(offer)
        self._offer.display = bool(offer)
        self.refresh_key_hints()

    def _list_keys(self) -> dict[str, str]:
        """Return the key of each action that is enabled now."""
        return {active.binding.action: key for key, active in self.active_bindings.items()}
