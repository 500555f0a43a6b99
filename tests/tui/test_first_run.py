"""The first game of a player."""

import pytest

from quiz.tui.screens.home import HomeScreen
from tests.tui.harness import THREE, build_services, start_app


async def test_first_game_shows_the_keys() -> None:
    harness = start_app(at_home=True, services=build_services(is_first_game=True))
    async with harness.app.run_test(size=(80, 24)):
        assert "? for help." in harness.text

    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)):
        assert "? for help." not in harness.text


@pytest.mark.slow
async def test_welcome_disappears_after_the_first_round() -> None:
    harness = start_app(THREE[:1], at_home=True, services=build_services(is_first_game=True))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "escape", "y")
        await pilot.pause()
        assert "? for help." in harness.text
        await pilot.press("enter")
        await harness.advance(pilot, 1)
        await pilot.press("1")
        await harness.advance(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(harness.app.screen, HomeScreen)
        assert "? for help." not in harness.text
