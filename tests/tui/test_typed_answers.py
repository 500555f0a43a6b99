"""Typing answers on the question screen."""

import pytest
from textual.events import Paste

from quiz.game.outcome import Verdict
from quiz.game.session import Phase, SessionRules
from quiz.model.question import Question
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.help import HelpScreen
from quiz.tui.widgets.answer_input import MAX_TYPED_LENGTH, AnswerInput
from tests.factories import closest_question, typed_question
from tests.tui.harness import DIRECTOR, AppHarness, start_app

ROUND = (typed_question(), DIRECTOR, closest_question())


def start(questions: tuple[Question, ...] = ROUND) -> AppHarness:
    return start_app(questions, rules=SessionRules(limit_seconds=20.0, guard_seconds=0.15))


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_letters_are_typed_and_enter_answers(size: tuple[int, int]) -> None:
    harness = start()
    async with harness.app.run_test(size=size) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press(*"kiev")
        await pilot.pause()
        assert "> kiev" in harness.text
        await pilot.press("enter")
        await harness.advance(pilot, 1)
        assert harness.state.outcome is not None
        assert harness.state.outcome.verdict is Verdict.RIGHT
        assert "Answer: Kyiv" in harness.text
        assert "Accepted: kiev." in harness.text or "Accepted: Kiev." in harness.text
        await pilot.press("enter")
        await harness.advance(pilot, 1)
        await pilot.press("2")  # the keys are those of the screen again
        await pilot.pause()
        assert harness.state.right_count == 2


async def test_keys_of_the_screen_are_letters_of_the_answer() -> None:
    harness = start()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press(*"siahwtf1", "question_mark", "exclamation_mark", "space", "q")
        await pilot.pause()
        assert harness.app.screen.query_one(AnswerInput).value == "siahwtf1?! q"
        assert harness.state.phase is Phase.ASKING


async def test_unclear_answer_is_explained_and_stays() -> None:
    harness = start()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("enter")  # nothing typed yet
        await pilot.press(*"Kyiv city x", "enter")
        await pilot.pause()
        assert harness.state.phase is Phase.ASKING
        assert "Nearly. Check the spelling" in harness.text
        await pilot.press(*["backspace"] * 7, "enter")
        await harness.advance(pilot, 1)
        assert harness.state.right_count == 1
        assert "Nearly" not in harness.text


@pytest.mark.parametrize("key", ["f2", "ctrl+n"])
async def test_skip_and_help_have_keys_while_typing(key: str) -> None:
    harness = start()
    async with harness.app.run_test(size=(40, 12)) as pilot:
        await harness.advance(pilot, 1)
        assert harness.lines[-1] == " f2 skip   f1 help   esc leave"
        await pilot.press("f1" if key == "f2" else "ctrl+g")
        await pilot.pause()
        assert isinstance(harness.app.screen, HelpScreen)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press(*"ky")
        await pilot.pause()
        assert harness.app.screen.query_one(AnswerInput).value == "ky"
        await pilot.press(key)
        await harness.advance(pilot, 1)
        assert harness.state.outcome is not None
        assert harness.state.outcome.verdict is Verdict.SKIPPED


async def test_escape_asks_and_keeps_the_text() -> None:
    harness = start()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press(*"Ky", "escape")
        await pilot.pause()
        assert isinstance(harness.app.screen, ConfirmScreen)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press(*"iv", "enter")
        await harness.advance(pilot, 1)
        assert harness.state.right_count == 1


async def test_click_elsewhere_leaves_the_keys_in_the_line() -> None:
    harness = start()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.click("#stem")
        await pilot.click(offset=(5, 20))
        await pilot.press(*"Kyiv", "enter")
        await harness.advance(pilot, 1)
        assert harness.state.right_count == 1


async def test_paste_is_short_and_harmless() -> None:
    harness = start()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        line = harness.app.screen.query_one(AnswerInput)
        line.post_message(Paste("\x1b[2JKy\u202eiv\u200b\nsecond"))
        await pilot.pause()
        assert line.value.isprintable()
        assert "\x1b" not in harness.app.export_screenshot()
        line.post_message(Paste("x" * 5000))
        await pilot.pause()
        assert len(line.value) <= MAX_TYPED_LENGTH


async def test_time_is_up_while_typing() -> None:
    harness = start()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Ky")
        await harness.advance(pilot, 39)
        assert harness.state.phase is Phase.ASKING
        await harness.advance(pilot, 2)
        assert harness.state.outcome is not None
        assert harness.state.outcome.verdict is Verdict.LATE


@pytest.mark.slow
async def test_guess_shows_its_scale_and_its_distance() -> None:
    harness = start((closest_question(),))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        assert "Type a year from 947 to 3788." in harness.text
        await pilot.press(*"soon", "enter")
        await pilot.pause()
        assert harness.state.phase is Phase.ASKING
        await pilot.press("ctrl+u", *"1889", "enter")
        await harness.advance(pilot, 1)
        assert "✗ Wrong. +800" in harness.text
        assert "You guessed 1889: 5 years too early." in harness.text
