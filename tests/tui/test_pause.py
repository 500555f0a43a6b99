"""The clock while the game is not in focus."""

from quiz.config.settings import Settings
from tests.tui.harness import build_services, start_app


async def test_clock_pauses_when_window_loses_focus() -> None:
    harness = start_app(services=build_services(Settings()))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 5)
        harness.app.app_focus = False
        await pilot.pause()
        await harness.advance(pilot, 100)
        assert harness.state.is_paused
        assert "Paused." in harness.text
        harness.app.app_focus = True
        await pilot.pause()
        assert harness.state.remaining(harness.clock.now) == 15
        assert "Paused." not in harness.text


async def test_clock_keeps_running_if_pause_on_blur_is_off() -> None:
    harness = start_app(services=build_services(Settings(pause_on_blur=False)))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        harness.app.app_focus = False
        await pilot.pause()
        await harness.advance(pilot, 100)
        assert harness.state.outcome is not None
