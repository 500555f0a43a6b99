"""The Textual app."""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.app import SystemCommand
from textual.screen import Screen

from quiz.game import feedback
from quiz.game.game import Game
from quiz.game.outcome import Verdict
from quiz.game.round import Round
from quiz.game.session import Phase, SessionState
from quiz.model.errors import QuizError
from quiz.text.english import to_sentence
from quiz.text.safe import Text
from quiz.tui import keys, messages
from quiz.tui.screens.base import join_notices
from quiz.tui.services import AppServices
from quiz.tui.themed_app import ThemedApp

if TYPE_CHECKING:
    from quiz.game.round_setup import RoundSetup
    from quiz.tui.screens.home import HomeScreen
    from quiz.tui.screens.question import QuestionScreen

Result = TypeVar("Result")


class QuizApp(ThemedApp, inherit_css=False):
    """The game on a screen: home, question, results."""

    # Replaces Textual's style sheet for apps, whose rules are for parts that this app doesn't have.
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
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-narrow"),
        (60, "-middle"),
        (80, "-roomy"),
        (100, "-wide"),
        (150, "-broad"),  # from here on some screens show things side by side
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-medium"), (28, "-tall")]  # noqa: RUF012 - as in Textual
    BINDINGS = keys.EVERYWHERE

    def __init__(
        self,
        game: Game,
        round_: Round | None,
        *,
        clock: Callable[[], float],
        services: AppServices,
        ascii_only: bool = False,
        notices: Sequence[Text] = (),
    ) -> None:
        """Create the app.

        Args:
            game: The game to play.
            round_: The first round; `None` for the home screen.
            clock: Returns the time in seconds.
            services: The player's settings and history.
            ascii_only: Whether the terminal shows only ASCII.
            notices: Sentences to show first.
        """
        super().__init__(services)
        self.copied_result: tuple[Text, ...] = ()
        """The lines that were copied last, for a terminal that can't copy."""
        self._game = game
        self._first_round = round_
        self._clock = clock
        self._ascii_only = ascii_only
        self.set_class(ascii_only, "-ascii")
        self._is_first_game = services.is_first_game
        self._own_keys: Mapping[str, str] = {}
        self._notice = join_notices(*notices, *self._use_own_keys())
        self._question: QuestionScreen | None = None
        self._home: HomeScreen | None = None
        self._setup: RoundSetup | None = None
        self._result: SessionState | None = None
        self.set_first_theme()
        if not self.settings.animation:
            self.animation_level = "none"

    def _use_own_keys(self) -> tuple[Text, ...]:
        """Use the keys of the settings, and return the problems with them."""
        if not self.settings.keys:
            return ()
        from quiz.tui.own_keys import build_keymap  # few players have keys of their own

        keymap = build_keymap(self.settings.keys)
        self._own_keys = keymap.keys
        if keymap.keys:
            self.set_keymap(keymap.keys)
        return keymap.problems

    def on_ready(self) -> None:
        """Re-enable the garbage collector after start-up and freeze the loaded objects."""
        if not gc.isenabled():
            self.call_after_refresh(gc.freeze)
            self.call_after_refresh(gc.enable)

    def get_default_screen(self) -> Screen[None]:
        if self._first_round is None:
            return self._get_home()
        earlier = _describe_earlier_result(self._first_round, self._services, self._own_keys)
        self._question = self._create_question(self._first_round, join_notices(self._notice, earlier))
        self._notice = None
        return self._question

    def action_ask_to_quit(self) -> None:
        """Quit after a confirmation; the same key again is one."""
        from quiz.tui.screens.confirm import ConfirmScreen

        if isinstance(self.screen, ConfirmScreen) and self.screen.asks_to_quit:
            self.exit()
            return
        detail = Text("You can resume this round later.") if self.has_unfinished_round else None
        screen = ConfirmScreen(Text("Quit the game?"), detail, yes="quit", no="stay")
        screen.asks_to_quit = True
        self.push_screen(screen, lambda is_confirmed: self.exit() if is_confirmed else None)

    @property
    def has_unfinished_round(self) -> bool:
        """Whether the last round was not played to its end and can be resumed."""
        if self._question is None or self._question.state is None:
            return False
        state = self._question.state
        is_unfinished = bool(state.outcomes) and state.phase is not Phase.FINISHED
        return is_unfinished and self._game.can_resume(self._question.round)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return the entries of the command palette."""
        from quiz.tui.command_palette import iter_commands

        return iter_commands(screen, self._game.list_modes(), self.choose_theme, self.exit)

    @on(messages.RoundRequested)
    def _play_category(self, event: messages.RoundRequested) -> None:
        self._play(partial(self._game.draw_category_round, event.category, event.mode))

    @on(messages.CustomRoundRequested)
    def _play_custom(self, event: messages.CustomRoundRequested) -> None:
        self._play(partial(self._game.draw_custom_round, event.request))

    @on(messages.ChallengeRequested)
    def _play_challenge(self, event: messages.ChallengeRequested) -> None:
        from quiz.game.challenger import draw_challenge

        self._play(partial(draw_challenge, self._game, event.code))

    @on(messages.QuitRequested)
    def _ask_to_quit(self) -> None:
        if not self.screen.is_modal:  # otherwise an earlier request has asked, and this one confirms nothing
            self.action_ask_to_quit()

    @on(messages.SetupRequested)
    def _show_setup(self, event: messages.SetupRequested) -> None:
        from quiz.game.round_setup import RoundSetup
        from quiz.tui.screens.setup import SetupScreen

        setup = self._setup or RoundSetup(length=self._game.request.length)
        self.push_screen(
            SetupScreen(
                setup._replace(mode=event.mode),
                categories=event.categories,
                menu=self._game.dealer.list_menu(),
                modes=self._game.list_modes(),
                request=self._game.request,
                find_usual_seconds=self._game.find_usual_seconds,
                keep_setup=self._keep_setup,
                ascii_only=self._ascii_only,
            )
        )

    def _keep_setup(self, setup: "RoundSetup") -> None:
        self._setup = setup

    @on(messages.SimilarRoundRequested)
    def _play_similar(self) -> None:
        if self._question is not None:
            self._play(partial(self._game.draw_similar_round, self._question.round))

    @on(messages.RetryMissedRequested)
    def _retry_missed(self) -> None:
        if self._question is None or self._result is None:
            return
        outcomes = self._result.outcomes
        missed = [outcome.question for outcome in outcomes if outcome.verdict is not Verdict.RIGHT]
        if missed:
            self._play(partial(self._game.retry_questions, self._question.round, missed))

    @on(messages.MissedPracticeRequested)
    def _practise_missed(self, event: messages.MissedPracticeRequested) -> None:
        from quiz.game.missed_round import draw_missed

        self._play(partial(draw_missed, self._game, event.target_ids, event.selections))

    @on(messages.ResumeRequested)
    def _resume(self) -> None:
        self._play(self._game.find_unfinished_round)

    @on(messages.RoundEnded)
    def _show_results(self, event: messages.RoundEnded) -> None:
        self._result = event.state
        if not event.state.outcomes or self._question is None:
            self._show_home()
            return
        from quiz.tui.screens.results import ResultsScreen

        self._is_first_game = False
        self._go_to(
            ResultsScreen(
                event.state,
                self._question.round,
                is_flagged=self._game.is_flagged,
                make_challenge=partial(self._make_challenge, self._question.round, event.state.score),
                find_news=self._services.find_news,
                ascii_only=self._ascii_only,
            )
        )

    def _make_challenge(self, round_: Round, score: int) -> Text | None:
        from quiz.game.challenger import make_challenge

        return make_challenge(self._game, round_, score)

    @on(messages.ResultCopied)
    def _keep_copied_result(self, event: messages.ResultCopied) -> None:
        self.copied_result = event.lines

    @on(messages.DailyCopyRequested)
    def _copy_daily(self) -> None:
        text = tuple(self._services.share_today())
        if text and self._home is not None:
            self._home.copy_result(text, () if self._home.has_class("-short") else text)

    @on(messages.HelpRequested)
    def _show_help(self, event: messages.HelpRequested) -> None:
        from quiz.tui.screens.help import HelpScreen

        lines = keys.list_manual_lines(event.bindings, self._own_keys, ascii_only=self._ascii_only)
        request = event.request
        scoring = None if request is None else feedback.format_scoring(self._game.build_rules(request))
        self.push_screen(HelpScreen(lines, scoring))

    @on(messages.StatsRequested)
    def _show_stats(self) -> None:
        from quiz.tui.screens.stats import StatsScreen

        if self._try(self._game.dealer.load_all_makers) is not None:
            self.push_screen(StatsScreen(self._services.load_stats, ascii_only=self._ascii_only))

    @on(messages.FactsRequested)
    def _show_facts(self) -> None:
        from quiz.tui.screens.fact_categories import FactCategoriesScreen

        if self._try(self._game.dealer.load_all_makers) is None:
            return
        question = None if self._question is None else self._question.round.questions[0]
        self.push_screen(
            FactCategoriesScreen(
                self._services.list_category_progress(),
                self._services.list_fact_cards,
                selected=None if question is None else f"{question.pack}/{question.category}",
                ascii_only=self._ascii_only,
            )
        )

    @on(messages.SettingsRequested)
    def _show_settings(self) -> None:
        from quiz.tui.screens.settings import SettingsScreen

        file = self._services.settings_file
        self.push_screen(
            SettingsScreen(
                lambda: self.settings,
                self.change_setting,
                first_settings=self._services.settings,
                file=file,
                ascii_only=self._ascii_only,
            )
        )

    @on(messages.HomeRequested)
    def _show_home(self) -> None:
        try:
            home = self._get_home()
        except QuizError as error:
            self.failure = error
            self.exit()
            return
        self._go_to(home)

    def apply_settings(self) -> None:
        """Apply changed settings to future rounds."""
        self._game.apply_settings(
            limit=self.settings.time or None,
            length=self.settings.questions,
            streak_bonus=self.settings.streak_bonus,
        )

    def _play(self, draw: Callable[[], Round | None]) -> None:
        """Draw and play a round, if there is one."""
        round_ = self._try(draw)
        if round_ is None:
            return
        if self._question is None:
            self._question = self._create_question(round_)
        else:
            self._question.play(round_)
        self._go_to(self._question)

    def _try(self, action: Callable[[], Result]) -> Result | None:
        """Call an action that may load packs; if that fails, show the reason on the home screen."""
        try:
            return action()
        except QuizError as error:
            self._notice = to_sentence(str(error))
            self._show_home()
            return None

    def _go_to(self, screen: Screen[None]) -> None:
        """Show a screen: uncover the bottom one, or replace the one above it."""
        bottom, *above = self.screen_stack
        if screen is self.screen:
            return
        if screen is bottom:
            self.pop_screen()
        elif above:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _create_question(self, round_: Round, notice: Text | None = None) -> "QuestionScreen":
        """Create the question screen, which is kept for all rounds."""
        from quiz.tui.screens.question import QuestionScreen

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

    def _get_home(self) -> "HomeScreen":
        """Return the home screen, with the notice if there is one."""
        from quiz.tui.screens.home import HomeScreen

        if self._home is None:
            self._home = HomeScreen(
                self._game.dealer.list_menu(),
                self._game.list_modes(),
                request=self._game.request,
                can_play=self._game.can_play,
                find_unfinished_round=self._game.find_unfinished_round,
                load_overview=self._services.load_overview,
                find_best_key=self._game.find_best_key,
                last_choice=self._services.last_choice,
                ascii_only=self._ascii_only,
            )
            self.install_screen(self._home, "home")
        self._home.show_notice(self._notice)
        self._home.show_greeting(is_first_game=self._is_first_game)
        self._notice = None
        return self._home


def _describe_earlier_result(
    round_: Round, services: AppServices, own_keys: Mapping[str, str]
) -> Text | None:
    """Describe today's result to a player who plays today's quiz again, and how to share it."""
    if round_.request.day is None or round_.is_scored:
        return None
    result = services.find_todays_result()
    if result is None:
        return None
    key = own_keys.get("copy", "c")
    return Text(f"You had {result.format_right_count()}. To share that, press {key} on the home screen.")
