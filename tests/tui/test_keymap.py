"""The player's own keys, and the keys in the help."""

import pytest

from quiz.config.settings import Settings
from quiz.game.modes import CLASSIC, LADDER_MODE, Mode
from quiz.game.round import RoundRequest
from quiz.tui import keys
from tests.tui.harness import build_services, start_app


async def test_action_can_have_another_key() -> None:
    harness = start_app(services=build_services(Settings(keys={"skip": "x"})))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("s")
        assert harness.state.outcome is None
        assert "x skip" in harness.text
        await pilot.press("x")
        assert harness.state.outcome is not None


async def test_help_lists_own_keys() -> None:
    harness = start_app(services=build_services(Settings(keys={"skip": "x", "confirm": "n"})))
    async with harness.app.run_test(size=(100, 50)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "x Skip (no points)" in harness.text
        assert "n Choose the selected option" in harness.text
        assert "Enter Space" not in harness.text


@pytest.mark.parametrize("mode", [CLASSIC, LADDER_MODE])
async def test_help_lists_only_keys_of_the_mode(mode: Mode) -> None:
    harness = start_app(request=RoundRequest(mode=mode))
    async with harness.app.run_test(size=(100, 50)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert ("Ladder, once each" in harness.text) is (mode is LADDER_MODE)
        assert ("Skip (no points)" in harness.text) is (mode is CLASSIC)


async def test_taken_key_is_reported_and_ignored() -> None:
    harness = start_app(services=build_services(Settings(keys={"skip": "h", "sikp": "z"})))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        assert "keys: “h” can't be skip: it is already half" in harness.text
        await pilot.press("h")
        assert harness.state.outcome is None


@pytest.mark.parametrize(
    ("wanted", "taken", "problems"),
    [
        ({"skip": "x"}, {"skip": "x"}, []),
        ({"skip": "h"}, {}, ["keys: “h” can't be skip: it is already half"]),
        ({"half": "x", "skip": "h"}, {"half": "x", "skip": "h"}, []),
        ({"skip": "!"}, {}, ["keys: “!” can't be skip: it is already flag"]),
        ({"again": "s"}, {"again": "s"}, []),  # `s` does nothing on that screen
        ({"sikp": "x"}, {}, ["keys: unknown action “sikp”. Did you mean “skip”?"]),
    ],
)
def test_keymap_accepts_only_free_keys(
    wanted: dict[str, str], taken: dict[str, str], problems: list[str]
) -> None:
    assert keys.build_keymap(wanted) == (taken, tuple(problems))


@pytest.mark.parametrize("screen", ["home", "question", "answer", "settings"])
async def test_key_hints_fit_a_narrow_screen_and_include_help(screen: str) -> None:
    harness = start_app(at_home=screen in ("home", "settings"))
    async with harness.app.run_test(size=(40, 12)) as pilot:
        await harness.advance(pilot, 1)
        if screen == "settings":
            await pilot.press("o")
        if screen == "answer":
            await pilot.press("2")
        await pilot.pause()
        hints = harness.app.screen.query_one("#hints").render()
        assert hints.cell_length <= 40  # type: ignore[union-attr]
        assert "? help" in str(hints)
