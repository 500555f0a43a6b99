"""What can be found by name: ways to play, pages, colours."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from textual.app import SystemCommand
from textual.screen import Screen

from quiz.game.modes import DAILY, Mode
from quiz.tui import messages, theme
from quiz.tui.screens.base import BaseScreen
from quiz.tui.screens.question import QuestionScreen


def iter_commands(
    screen: Screen[object], modes: Sequence[Mode], dress: Callable[[str], None], leave: Callable[[], object]
) -> Iterator[SystemCommand]:
    """Give what can be done on a screen; `dress` puts a theme on, and `leave` quits."""
    if isinstance(screen, BaseScreen):
        if screen.LEADS_ON:
            yield from _ways_on(screen, modes)
        if isinstance(screen, QuestionScreen):
            yield SystemCommand("End the round", "Leave it, after asking.", screen.action_leave)
        yield SystemCommand("Help", "Tell the keys of this screen and the rules.", screen.action_help)
    for name, known in theme.NAMES.items():
        yield SystemCommand(f"Colours: {name}", "Put them on now.", partial(dress, known))
    yield SystemCommand("Quit", "Leave the program.", leave)


def _ways_on(page: BaseScreen, modes: Sequence[Mode]) -> Iterator[SystemCommand]:
    for mode in (*modes, DAILY):
        picked = messages.RoundRequested(None, mode)
        yield SystemCommand(f"Play: {mode.title}", mode.summary, partial(page.post_message, picked))
    yield SystemCommand("Home", "Choose a category.", partial(page.post_message, messages.HomeRequested()))
    yield SystemCommand(
        "Statistics", "See how it went so far.", partial(page.post_message, messages.StatsRequested())
    )
    yield SystemCommand(
        "Facts",
        "Read what you have met, with its sources.",
        partial(page.post_message, messages.FactsRequested()),
    )
    yield SystemCommand(
        "Settings", "Change colours, time and more.", partial(page.post_message, messages.SettingsRequested())
    )
