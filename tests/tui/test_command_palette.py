"""Finding by name what there is to do."""

import pytest
from textual.command import CommandPalette
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from quiz.config.settings import THEMES
from quiz.game.modes import LADDER_MODE
from quiz.tui import theme
from quiz.tui.command_palette import QuizCommandPalette
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.stats import StatsScreen
from tests.tui.harness import AppHarness, start_app


async def find(pilot: Pilot[None], name: str) -> None:
    """Open the palette, type a name and take what is found."""
    await pilot.press("ctrl+p")
    await pilot.pause()
    assert isinstance(pilot.app.screen, CommandPalette)
    await pilot.press(*("space" if letter == " " else letter for letter in name))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()
    await pilot.pause()


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_palette_finds_mode(size: tuple[int, int]) -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=size) as pilot:
        await find(pilot, "ladder")
        assert harness.game.drawn_modes == [LADDER_MODE]
        assert isinstance(harness.app.screen, QuestionScreen)


@pytest.mark.slow
async def test_palette_finds_pages_and_themes() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await find(pilot, "contrast")
        assert harness.app.theme == theme.CONTRAST
        await find(pilot, "stats")
        assert isinstance(harness.app.screen, StatsScreen)
        await find(pilot, "help")
        assert isinstance(harness.app.screen, HelpScreen)


def offered(harness: AppHarness) -> set[str]:
    return {command.title for command in harness.app.get_system_commands(harness.app.screen)}


@pytest.mark.slow
async def test_palette_leaves_round_after_confirmation_and_starts_no_other() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        assert not any(title.startswith("Play") for title in offered(harness))
        await pilot.press("ctrl+p")
        await pilot.pause()
        await harness.advance(pilot, 60)
        await pilot.press("escape")
        await pilot.pause()
        assert harness.state.outcome is None  # the clock waited
        await find(pilot, "leave the round")
        assert isinstance(harness.app.screen, ConfirmScreen)
        assert offered(harness) == {"Quit", *(f"Theme: {theme.format_theme(name)}" for name in THEMES)}


@pytest.mark.parametrize("key", [Key("enter", "\r"), Key("escape", "\x1b")])
async def test_palette_closes_once(key: Key) -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p", "t")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        palette = harness.app.screen
        for _ in range(3):
            harness.app.post_message(key.copy())
        await pilot.pause()
        assert harness.app.is_running
        assert harness.app.screen is not palette


async def test_search_that_begins_when_the_palette_has_closed_ends_no_game() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        palette = harness.app.screen
        assert isinstance(palette, QuizCommandPalette)
        await palette.remove_children()  # as while it closes
        palette.post_message(Input.Changed(Input(), "theme"))
        for _ in range(5):
            await pilot.pause()
        assert harness.app.is_running
