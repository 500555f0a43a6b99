"""The command palette and its entries."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from textual.app import SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import Screen
from textual.worker import Worker

from quiz.config.settings import THEMES
from quiz.game.modes import DAILY, Mode
from quiz.tui import messages, theme
from quiz.tui.screens.base import BaseScreen
from quiz.tui.screens.question import QuestionScreen


class QuizCommandPalette(CommandPalette):
    """A palette that closes once; in Textual's own, a repeated key ends the app with an error."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette, if it is still open."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def run_worker(self, *args: Any, **options: Any) -> Worker[Any]:
        """Run a search; one that begins when the palette has closed finds no list, which ends no game."""
        return super().run_worker(*args, **{**options, "exit_on_error": False})


def iter_commands(
    screen: Screen[object],
    modes: Sequence[Mode],
    set_theme: Callable[[str], None],
    quit_app: Callable[[], object],
) -> Iterator[SystemCommand]:
    """Yield the commands of a screen."""
    if isinstance(screen, BaseScreen):
        if screen.ALLOWS_NAVIGATION:
            yield from _iter_pages(screen, modes)
        if isinstance(screen, QuestionScreen):
            yield SystemCommand("Leave the round", "Asks first", screen.action_leave)
        yield SystemCommand("Help", "Keys and rules", screen.action_help)
    for label in THEMES:
        yield SystemCommand(f"Theme: {theme.format_theme(label)}", "Switch to it", partial(set_theme, label))
    yield SystemCommand("Quit", "Leave the program", quit_app)


def _iter_pages(screen: BaseScreen, modes: Sequence[Mode]) -> Iterator[SystemCommand]:
    for mode in (*modes, DAILY):
        request = messages.RoundRequested(None, mode)
        yield SystemCommand(f"Play: {mode.title}", mode.summary, partial(screen.post_message, request))
    for title, summary, message in (
        ("Home", "Choose a category", messages.HomeRequested()),
        ("Stats", "See your stats", messages.StatsRequested()),
        ("Facts", "Read the facts you've seen, with their sources", messages.FactsRequested()),
        ("Settings", "Change theme, time, length and more", messages.SettingsRequested()),
    ):
        yield SystemCommand(title, summary, partial(screen.post_message, message))
