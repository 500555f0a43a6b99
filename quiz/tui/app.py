"""Run the game on a whole screen."""

import gc
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.text import Text as RichText
from textual import constants, on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from quiz.game.game import Game
from quiz.game.outcome import Verdict
from quiz.game.round import Round
from quiz.game.session import SessionState
from quiz.model.errors import QuizError
from quiz.text.english import to_sentence
from quiz.text.safe import Text
from quiz.tui import keys, messages, theme
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.services import AppServices
from quiz.tui.terminal_filter import TerminalFilter

if TYPE_CHECKING:
    from quiz.tui.screens.home import HomeScreen

Result = TypeVar("Result")

_DOOR = TerminalFilter()

SMALLEST = (30, 8)
"""The width and height that the screens need."""


def run_app(
    game: Game,
    round_: Round | None,
    *,
    clock: Callable[[], float],
    ascii_only: bool = False,
    notice: Text | None = None,
    backstage: AppServices = AppServices(),  # noqa: B008 - it never changes
) -> int:
    """Play a round at once, or begin at home, and give the exit code; `notice` is to be seen first."""
    app = QuizApp(game, round_, clock=clock, ascii_only=ascii_only, notice=notice, backstage=backstage)
    app.run()
    return app.return_code or 0


class QuizApp(App[None], inherit_css=False):
    """The order of the screens: home, question, results."""

    # Textual’s own style sheet of an app has a dozen rules, for parts that a quiz has not.
    DEFAULT_CSS = """
    QuizApp {
        background: $background; color: $foreground;
        &:ansi { background: ansi_default; color: ansi_default; }
    }
    """
    CSS_PATH = "app.tcss"
    TITLE = "quiz"
    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-middle"), (100, "-wide")]  # noqa: RUF012 - as in Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-medium"), (32, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS: ClassVar[list[BindingType]] = [keys.THEME, keys.PALETTE, keys.SUSPEND, keys.QUIT]

    _has_theme = False

    def __init__(
        self,
        game: Game,
        round_: Round | None,
        *,
        clock: Callable[[], float],
        ascii_only: bool = False,
        notice: Text | None = None,
        backstage: AppServices = AppServices(),  # noqa: B008 - it never changes
    ) -> None:
        super().__init__()
        self._backstage = backstage
        self.settings = backstage.settings
        self._game = game
        self._first = round_
        self._clock = clock
        self._ascii_only = ascii_only
        self._is_first = backstage.is_first_game
        own_keys = keys.build_keymap(self.settings.keys)
        self._own_keys = own_keys.keys
        self._notice = notice or next(iter(own_keys.problems), None)
        self._question: QuestionScreen | None = None
        self._home: HomeScreen | None = None
        self._view: SessionState | None = None
        self._is_dressed = False
        self._dress()
        if own_keys.keys:
            self.set_keymap(own_keys.keys)
        if not self.settings.animation:
            self.animation_level = "none"

    def get_css_variables(self) -> dict[str, str]:
        """Give the colours of the theme; while Textual makes the app, before there is one, it wants none."""
        return super().get_css_variables() if self._has_theme else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the colours that only our own themes have to all the others."""
        if self.current_theme.ansi:
            return {"quiet": "ansi_default", "faint": "ansi_default"}
        return {"quiet": "#8a8f9a", "faint": "#6a6f7a"}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Give what each line passes on its way to the terminal; the last is our door."""
        return [*super().get_line_filters(), _DOOR]

    def on_ready(self) -> None:
        """Let the garbage be collected again, if it was not while all was loaded; what is loaded stays."""
        if not gc.isenabled():
            self.call_after_refresh(gc.freeze)
            self.call_after_refresh(gc.enable)

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheets anew, but not before the first screen is there: it is read in our theme."""
        if self.is_running and self._is_dressed:
            super().refresh_css(animate=animate)
        self._is_dressed = True

    def get_default_screen(self) -> Screen[None]:
        if self._first is None:
            self._home = self._home_screen(self._notice)
            return self._home
        self._question = self._question_screen(self._first, self._notice)
        return self._question

    def on_resize(self) -> None:
        """Say so where the terminal is too small, once what lies below has been drawn."""
        self.call_after_refresh(self._look_at_size)

    def action_next_theme(self) -> None:
        self.theme = theme.NEXT.get(self.theme, theme.DARK)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Give what the command palette finds on a screen."""
        from quiz.tui.command_palette import iter_commands

        return iter_commands(screen, self._game.list_modes(), partial(setattr, self, "theme"), self.exit)

    @on(messages.RoundRequested)
    def _picked(self, event: messages.RoundRequested) -> None:
        round_ = self._tried(partial(self._game.draw_category_round, event.category, event.mode))
        if round_ is not None:
            self._play(round_)

    @on(messages.RoundEnded)
    def _ended(self, event: messages.RoundEnded) -> None:
        self._view = event.view
        if not event.view.outcomes or self._question is None:
            self._show_home()
            return
        from quiz.tui.screens.results import ResultsScreen

        self._is_first = False
        self._go(ResultsScreen(event.view, self._question.round, ascii_only=self._ascii_only))

    @on(messages.SimilarRoundRequested)
    def _play_again(self) -> None:
        if self._question is not None:
            round_ = self._tried(partial(self._game.draw_similar_round, self._question.round))
            if round_ is not None:
                self._play(round_)

    @on(messages.RetryMissedRequested)
    def _play_missed(self) -> None:
        if self._question is None or self._view is None:
            return
        missed = [one.question for one in self._view.outcomes if one.verdict is not Verdict.RIGHT]
        if missed:
            self._play(self._game.retry_questions(self._question.round, missed))

    @on(messages.ResumeRequested)
    def _resumed(self) -> None:
        round_ = self._tried(self._game.find_unfinished_round)
        if round_ is not None:
            self._play(round_)

    @on(messages.HelpRequested)
    def _help_wanted(self, event: messages.HelpRequested) -> None:
        from quiz.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(keys.list_manual_lines(event.bindings, self._own_keys)))

    @on(messages.StatsRequested)
    def _stats_wanted(self) -> None:
        from quiz.tui.screens.stats import StatsScreen

        if self._tried(self._game.dealer.load_all_makers) is not None:
            self.push_screen(StatsScreen(self._backstage.stats))

    @on(messages.FactsRequested)
    def _facts_wanted(self) -> None:
        from quiz.tui.screens.fact_categories import FactCategoriesScreen

        if self._tried(self._game.dealer.load_all_makers) is None:
            return
        here = None if self._question is None else self._question.round.questions[0]
        self.push_screen(
            FactCategoriesScreen(
                self._backstage.category_progress(),
                self._backstage.fact_cards,
                here=None if here is None else f"{here.pack}/{here.category}",
                ascii_only=self._ascii_only,
            )
        )

    @on(messages.SettingsRequested)
    def _settings_wanted(self) -> None:
        from quiz.tui.screens.settings import SettingsScreen

        page = SettingsScreen(
            self.settings, self._change, file=self._backstage.settings_file, ascii_only=self._ascii_only
        )
        self.push_screen(page)

    def _change(self, name: str, value: object) -> Text | None:
        """Let a setting hold from now on; give a reason where it could not be kept."""
        from quiz.config.settings import replace_setting

        self.settings = replace_setting(self.settings, name, value)
        self._game.apply_settings(
            limit=self.settings.time or None,
            length=self.settings.questions,
            streak_bonus=self.settings.streak_bonus,
        )
        self.animation_level = "full" if self.settings.animation else "none"
        if name == "theme" and self.settings.theme is not None:
            self.theme = theme.NAMES[self.settings.theme]
        return self._backstage.save_setting(name, value)

    @on(messages.HomeRequested)
    def _go_home(self) -> None:
        self._show_home()

    def _look_at_size(self) -> None:
        width, height = self.size
        if width >= SMALLEST[0] and height >= SMALLEST[1]:
            return
        from quiz.tui.screens.too_small import TooSmallScreen

        if not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen(*SMALLEST))

    def _dress(self) -> None:
        """Put on our theme, the player’s, or the one named to Textual, or the terminal's own colours."""
        for one in theme.THEMES:
            self.register_theme(one)
        if self.settings.theme is not None:
            self.theme = theme.NAMES[self.settings.theme]
        elif self.console.color_system == "standard":
            self.theme = theme.ANSI_DARK
        elif constants.DEFAULT_THEME == "textual-dark":
            self.theme = theme.DARK
        self._has_theme = True
        self.stylesheet.set_variables(self.get_css_variables())

    def _play(self, round_: Round) -> None:
        if self._question is None:
            self._question = self._question_screen(round_)
        else:
            self._question.play(round_)
        self._go(self._question)

    def _go(self, page: Screen[None]) -> None:
        """Show a page: the one at the bottom, where play began, or another one in its place above."""
        bottom, *above = self.screen_stack
        if page is self.screen:
            return
        if page is bottom:
            self.pop_screen()
        elif above:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def _question_screen(self, round_: Round, notice: Text | None = None) -> QuestionScreen:
        """Make the one question screen; it is kept for all rounds."""
        screen = QuestionScreen(
            self._game,
            round_,
            clock=self._clock,
            ascii_only=self._ascii_only,
            notice=notice,
            settings=lambda: self.settings,
        )
        self.install_screen(screen, "question")
        return screen

    def _show_home(self, notice: Text | None = None) -> None:
        if self._home is None:
            try:
                self._home = self._home_screen(notice)
            except QuizError as problem:
                self.exit(return_code=2, message=RichText(to_sentence(str(problem))))
                return
        else:
            self._home.show_notice(notice)
            self._home.show_greeting(is_first=self._is_first)
        self._go(self._home)

    def _tried(self, deed: Callable[[], Result]) -> Result | None:
        """Do what may need packs opened; where that can't be done, say why at home."""
        try:
            return deed()
        except QuizError as problem:
            self._show_home(to_sentence(str(problem)))
            return None

    def _home_screen(self, notice: Text | None = None) -> "HomeScreen":
        """Make the one home screen."""
        from quiz.tui.screens.home import HomeScreen

        screen = HomeScreen(
            self._game.dealer.list_menu(),
            self._game.list_modes(),
            notice,
            ascii_only=self._ascii_only,
            left=self._game.find_unfinished_round,
            is_first=self._is_first,
        )
        self.install_screen(screen, "home")
        return screen
