"""Movement on the question screen, and how to stop it."""

import pytest
from textual import constants

from quiz.config.settings import Settings
from quiz.game.round import RoundRequest
from quiz.model.question import Question
from quiz.tui.widgets.clock import CountdownBar
from quiz.tui.widgets.option_row import OptionRow
from quiz.tui.widgets.status_bar import StatusBar
from tests.tui.harness import DIRECTOR, THREE, AppHarness, build_services, start_app

SENSITIVE = (DIRECTOR._replace(sensitive=True), *THREE[1:])


def is_blinking(harness: AppHarness) -> bool:
    """Return whether the clock looks different in the two halves of a second."""
    bar, state = harness.screen.query_one(CountdownBar), harness.state
    looks = []
    for remaining in (3.9, 3.1):
        harness.clock.now = state.shown_at + 20 - remaining
        harness.screen.tick()
        looks.append([str(span.style) for span in bar.render().spans])
    return looks[0] != looks[1]


async def test_score_counts_up_and_the_right_option_flashes() -> None:
    harness = start_app(moves=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        harness.app.simulate_key("2")
        bar, row = harness.screen.query_one(StatusBar), harness.screen.query(OptionRow)[1]
        for _ in range(1000):  # until the score has begun to move, late on a busy machine
            await pilot.pause(0.01)
            if bar.shown_score:
                break
        assert harness.state.score == 975
        assert row.styles.has_rule("tint")
        await pilot.wait_for_animation()
        assert bar.shown_score == 975


@pytest.mark.parametrize(
    ("questions", "settings", "moves"),
    [
        (THREE, Settings(), True),
        (THREE, Settings(animation=False), False),
        (SENSITIVE, Settings(), False),
    ],
)
async def test_nothing_moves_without_animation_or_with_tact(
    questions: tuple[Question, ...], settings: Settings, moves: bool
) -> None:
    harness = start_app(questions, services=build_services(settings), moves=settings.animation)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert is_blinking(harness) is moves
        harness.app.simulate_key("2")
        for _ in range(3):
            await pilot.pause()
        rows = harness.screen.query(OptionRow)
        assert any(row.styles.has_rule("tint") for row in rows) is moves


async def test_change_of_a_setting_keeps_the_level_of_the_environment() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)):
        harness.app.change_setting("animation", False)
        assert harness.app.animation_level == "none"
        harness.app.change_setting("animation", True)
        assert harness.app.animation_level == constants.TEXTUAL_ANIMATIONS


@pytest.mark.parametrize(("size", "shown"), [((80, 24), "streak ▰▱▱▱▱ 2"), ((40, 12), "streak 2")])
async def test_streak_grows(size: tuple[int, int], shown: str) -> None:
    harness = start_app(request=RoundRequest(seed=7, length=3))
    async with harness.app.run_test(size=size) as pilot:
        for key in ("2", "1"):
            await harness.advance(pilot, 1)
            await pilot.press(key)
            await harness.advance(pilot, 1)
            if key == "2":
                await pilot.press("enter")
        assert shown in " ".join("".join(harness.lines).split())


@pytest.mark.parametrize(
    ("size", "keys"), [((80, 24), ["1 a", "2 b", "3 c", "4 d"]), ((40, 12), ["1", "2", "3", "4"])]
)
async def test_options_show_their_keys_and_the_mark_next_to_the_text(
    size: tuple[int, int], keys: list[str]
) -> None:
    harness = start_app()
    async with harness.app.run_test(size=size) as pilot:
        await harness.advance(pilot, 1)
        options = [" ".join(line.split()) for line in harness.lines]
        for key, option in zip(keys, DIRECTOR.options, strict=True):
            assert f"{key} {option}" in options
        await pilot.press("3")
        await harness.advance(pilot, 1)
        shown = [" ".join(line.split()) for line in harness.lines]
        assert any(line.startswith(f"{keys[1]} ✓ Joseph Kahn right") for line in shown)
        assert any(line.startswith(f"{keys[2]} ✗ Francis Lawrence wrong") for line in shown)
