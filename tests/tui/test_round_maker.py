"""Questions that are made while the player reads the first one."""

import asyncio

import pytest
from textual.pilot import Pilot

from quiz.game.outcome import Verdict
from quiz.game.round import RoundRequest
from quiz.game.round_questions import RoundQuestions
from quiz.game.session import Phase
from quiz.tui.screens.home import HomeScreen
from quiz.tui.widgets.option_row import OptionRow
from tests.tui.harness import DIRECTOR, THREE, YEAR, AppHarness, play_round, start_app

pytestmark = pytest.mark.slow


def start_unmade(*stages: tuple[int, ...]) -> AppHarness:
    """Create an app whose round has only its first question, and planned ten."""
    made = (tuple(THREE[index] for index in stage) for stage in stages)
    return start_app(RoundQuestions(made, 10), request=RoundRequest(seed=7, length=10))


async def wait_for_all(harness: AppHarness, pilot: Pilot[None]) -> None:
    """Wait until all questions are made."""
    questions = harness.screen.round.questions
    assert isinstance(questions, RoundQuestions)
    async with asyncio.timeout(10):
        while questions.expected_count == 10:
            await pilot.pause(0.01)
    await pilot.pause()


async def test_questions_are_made_without_a_key() -> None:
    harness = start_unmade((0,), (0, 1), (0, 1, 2))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await wait_for_all(harness, pilot)

        assert "1 of 3" in harness.text
        assert "so this one has 3 instead of 10." in harness.text
        await play_round(harness, pilot, "2f1")
        assert "2 of 3 right" in harness.text


async def test_key_that_is_pressed_at_once_is_answered() -> None:
    harness = start_unmade((0,), *[(0, 1, 2)] * 200)  # to make them takes two seconds
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        harness.clock.now += 1
        assert harness.state.total == 10
        await pilot.press("2")

        assert harness.state.outcomes[0].verdict is Verdict.RIGHT
        assert (harness.state.total, harness.state.is_last) == (3, False)
        await wait_for_all(harness, pilot)
        assert harness.state.phase is Phase.REVEALED


async def test_question_with_more_options_than_the_first_has_a_row_for_each() -> None:
    harness = start_app((YEAR, DIRECTOR))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert len(harness.screen.query(OptionRow)) == 2
        await play_round(harness, pilot, "t")

        rows = list(harness.screen.query(OptionRow))
        assert [row.index for row in rows] == [0, 1, 2, 3]
        assert all(str(option) in harness.text for option in DIRECTOR.options)


async def test_round_that_is_left_at_once_ends_once() -> None:
    harness = start_unmade((0,), (0, 1))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "y")
        await pilot.pause(0.2)

        assert not harness.app.has_unfinished_round
        assert isinstance(harness.app.screen, HomeScreen)
