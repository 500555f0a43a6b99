"""The player's own keys, and the keys in the help."""

import re

import pytest

from quiz.config.settings import Settings
from quiz.game.modes import CLASSIC, LADDER_MODE, Mode
from quiz.game.round import RoundRequest
from quiz.tui import keys
from quiz.tui.own_keys import build_keymap
from quiz.tui.screens.base import Body, MenuScreen
from quiz.tui.widgets.option_row import OptionRow
from quiz.tui.widgets.row import Row
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
    assert build_keymap(wanted) == (taken, tuple(problems))


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


@pytest.mark.parametrize("own", [{"skip": "x"}, {"leave": "z"}, {"help": "f9"}, {"confirm": "x"}])
async def test_footer_keeps_its_order_with_other_keys(own: dict[str, str]) -> None:
    labels = []
    for settings in (Settings(), Settings(keys=own)):
        harness = start_app(services=build_services(settings))
        async with harness.app.run_test(size=(100, 30)) as pilot:
            await harness.advance(pilot, 1)
            await pilot.press("down")
            await pilot.pause()
            labels.append(re.findall(r"answer|confirm|skip|help|leave", harness.lines[-1]))
    assert labels[0] == labels[1] == ["answer", "confirm", "skip", "help", "leave"]


async def test_end_home_and_pages_move_in_every_list() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        for screen_key in ("", "o"):
            if screen_key:
                await pilot.press(screen_key)
            await pilot.pause()
            screen = harness.app.screen
            assert isinstance(screen, MenuScreen)
            last = len(screen.query(Row)) - 1
            for key, index in (("end", last), ("home", 0), ("pagedown", last), ("pageup", 0), ("pageup", 0)):
                await pilot.press(key)
                assert screen.marked_index == index


async def test_end_and_home_select_options_and_scroll_after_the_answer() -> None:
    harness = start_app(services=build_services(Settings(confirm_first=True)))
    async with harness.app.run_test(size=(40, 8)) as pilot:
        await harness.advance(pilot, 1)
        for key, row in (("end", 3), ("home", 0), ("up", 3)):
            await pilot.press(key)
            assert [one.index for one in harness.screen.query(OptionRow) if one.has_class("-marked")] == [row]
        await pilot.press("enter")
        await harness.advance(pilot, 1)
        body = harness.screen.query_one(Body)
        assert body.max_scroll_y > 0
        for key, offset in (("end", body.max_scroll_y), ("home", 0)):
            await pilot.press(key)
            await pilot.pause()
            assert body.scroll_y == offset


@pytest.mark.parametrize("phase_keys", ["", "i escape", "2"])
async def test_no_key_has_two_meanings_in_the_help_of_a_ladder(phase_keys: str) -> None:
    harness = start_app(request=RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with harness.app.run_test(size=(100, 60)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press(*phase_keys.split())
        await pilot.pause()
        lines = keys.list_manual_lines(harness.screen.list_help_bindings(), {})
        names = [name for line in lines for name in line.keys.split(", ")]
        assert len(names) == len(set(names))
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Each right answer wins the next prize, from 100 points to 1,000,000." in harness.text
        assert "There is no clock." in harness.text
