"""Finding by name what there is to do."""

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from quiz.game.modes import LADDER_MODE
from quiz.tui import theme
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.stats import StatsScreen
from tests.tui.harness import Evening, evening


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


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_way_to_play_is_found_by_name(size: tuple[int, int]) -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=size) as pilot:
        await find(pilot, "ladder")
        assert game.table.modes_dealt == [LADDER_MODE]
        assert isinstance(game.app.screen, QuestionScreen)


async def test_pages_and_colours_are_found_by_name() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await find(pilot, "contrast")
        assert game.app.theme == theme.CONTRAST
        await find(pilot, "statistics")
        assert isinstance(game.app.screen, StatsScreen)
        await find(pilot, "help")
        assert isinstance(game.app.screen, HelpScreen)


def offered(game: Evening) -> set[str]:
    return {command.title for command in game.app.get_system_commands(game.app.screen)}


async def test_a_round_is_left_by_name_after_asking_and_no_other_is_begun_in_it() -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        assert not any(title.startswith("Play") for title in offered(game))
        await pilot.press("ctrl+p")
        await pilot.pause()
        await game.later(pilot, 60)
        await pilot.press("escape")
        await pilot.pause()
        assert game.state.outcome is None  # the clock waited
        await find(pilot, "end the round")
        assert isinstance(game.app.screen, ConfirmScreen)
        assert offered(game) == {"Quit", *(f"Colours: {name}" for name in theme.NAMES)}
