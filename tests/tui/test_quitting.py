"""Keys that ask before they end the game."""

import pytest

from tests.tui.harness import start_app


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_key_at_home_asks_before_the_game_ends(key: str) -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert "Quit the game?" in harness.text
        await pilot.press("n")
        await pilot.pause()
        assert "Quit the game?" not in harness.text
        assert harness.app.is_running
        await pilot.press(key, "y")
        await pilot.pause()
        assert not harness.app.is_running


async def test_ctrl_c_asks_on_a_question_and_pauses_the_clock() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "Quit the game?" in harness.text
        harness.clock.now += 100
        await pilot.press("escape")
        await pilot.pause()
        assert harness.state.remaining(harness.clock.now) == 19


async def test_second_ctrl_c_quits() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert "Leave this round?" in harness.text
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "Quit the game?" in harness.text
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert not harness.app.is_running
