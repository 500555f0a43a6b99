"""From home through a round to the results, and round again."""

import gc

import pytest
from textual.widget import Widget

from quiz.game.modes import Mode
from quiz.game.round import Round
from quiz.game.session import Phase
from quiz.model.errors import UsageError
from quiz.model.question import Question
from quiz.text.safe import Text
from quiz.tui import theme
from quiz.tui.screens.help import HelpScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.results import ResultsScreen
from tests.tui.harness import THREE, choice, play_round, start_app


async def test_home_lists_categories_with_sizes_and_packs() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)):
        assert (
            "“Hero” by Enrique Iglesias › 1 Everything 85 questions 2 The video 42 questions "
            "3 Release and reception 12 questions" in harness.text
        )


async def test_arrows_and_enter_play_category() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test() as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert harness.game.drawn_categories == ["hero/video"]
        assert harness.state.phase is Phase.ASKING


@pytest.mark.slow
async def test_number_key_plays_category() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test() as pilot:
        await pilot.press("9", "1")
        await pilot.pause()
        assert harness.game.drawn_categories == [None]


async def test_mouse_plays_category() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.click("MenuRow:last-of-type", offset=(10, 0))
        await pilot.pause()
        assert harness.game.drawn_categories == ["hero/charts"]


async def test_clock_of_round_from_home_starts_with_its_question() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test() as pilot:
        await harness.advance(pilot, 100)
        await pilot.press("2")
        await pilot.pause()
        assert harness.state.remaining(harness.clock.now) == 20


async def test_category_without_questions_is_reported_on_home_screen() -> None:
    harness = start_app(at_home=True)

    def pick(category: str | None, mode: Mode | None = None) -> Round:
        raise UsageError("the category “video” has no questions of the kind truefalse")

    harness.game.draw_category_round = pick  # type: ignore[method-assign]
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert isinstance(harness.app.screen, HomeScreen)
        assert "The category “video” has no questions of the kind truefalse." in harness.text


async def test_first_notice_disappears_with_the_next_question() -> None:
    harness = start_app(notice=Text("Only 3 questions can be asked."))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Only 3 questions can be asked." in harness.text
        await play_round(harness, pilot, "2")
        assert "Only 3 questions" not in harness.text


@pytest.mark.slow
async def test_shorter_round_shows_notice_every_time() -> None:
    harness = start_app(at_home=True)
    harness.game.request = harness.game.request._replace(length=10)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            await pilot.press("2")
            await pilot.pause()
            assert "has only 3 questions for one round, so this one has 3 instead of 10." in harness.text
            await play_round(harness, pilot, "2f3")
            await pilot.press("h")
            await pilot.pause()


@pytest.mark.slow
async def test_results_show_every_question_with_answer_reason_source_and_seed() -> None:
    harness = start_app()
    async with harness.app.run_test(size=(100, 60)) as pilot:
        await play_round(harness, pilot, "2f3")
        assert isinstance(harness.app.screen, ResultsScreen)
        for part in (
            "points · 1 of 3 right",
            "time 0:03",
            "seed 7",
            "✓ Right. +975",
            "1. Who directed the video for “Hero”?",
            "2. The video was filmed in the Mojave Desert.",
            "Your answer: False",
            "Answer: True",
            "Why: It was filmed at Amboy",
            "Source: Hero (Enrique Iglesias song), Wikipedia: Music videos, paragraph 12",
            "Your answer: Calico",
            "Answer: Amboy",
        ):
            assert part in harness.text


@pytest.mark.slow
async def test_playing_again_draws_a_new_round() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await play_round(harness, pilot, "2f3")
        await pilot.press("r")
        await pilot.pause()
        assert (harness.state.number, harness.state.score, harness.screen.round.request.seed) == (1, 0, 8)


@pytest.mark.slow
async def test_only_missed_questions_are_replayed() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        await play_round(harness, pilot, "2f3")
        await pilot.press("m")
        await pilot.pause()
        assert [question.id for question in harness.screen.round.questions] == [THREE[1].id, THREE[2].id]
        await play_round(harness, pilot, "t1")
        assert isinstance(harness.app.screen, ResultsScreen)
        assert "2 of 2 right" in harness.text
        assert "seed" not in harness.text
        assert "missed" not in harness.text
        await pilot.press("m")
        assert isinstance(harness.app.screen, ResultsScreen)


@pytest.mark.slow
async def test_home_and_rounds_alternate_without_growing_the_stack() -> None:
    for at_home in (True, False):
        harness = start_app(at_home=at_home)
        async with harness.app.run_test() as pilot:
            for _ in range(2):
                if isinstance(harness.app.screen, HomeScreen):
                    await pilot.press("2")
                    await pilot.pause()
                await play_round(harness, pilot, "2f3")
                await pilot.press("h")
                await pilot.pause()
                assert isinstance(harness.app.screen, HomeScreen)
            assert len(harness.app.screen_stack) <= 2


@pytest.mark.slow
async def test_round_with_more_options_than_the_first_shows_all() -> None:
    harness = start_app((choice("two", "Which?", ("One", "Two"), 0, "One."),))
    async with harness.app.run_test() as pilot:
        await play_round(harness, pilot, "1")
        six: tuple[Question, ...] = (choice("six", "Which?", tuple("UVWXYZ"), 5, "Z."),)
        harness.game.draw_similar_round = lambda earlier: Round(six, Text("x"), harness.game.request)  # type: ignore[method-assign]
        await pilot.press("r")
        await harness.advance(pilot, 1)
        assert "5 e Y 6 f Z" in harness.text
        await pilot.press("6")
        assert harness.state.right_count == 1


async def test_help_lists_keys_and_scoring() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(100, 60)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(harness.app.screen, HelpScreen)
        assert "Enter Play the selected category, or open its pack" in harness.text
        assert "earns 1,000 points" in harness.text


async def test_key_changes_theme() -> None:
    harness = start_app()
    async with harness.app.run_test() as pilot:
        assert harness.app.theme == theme.DARK
        await pilot.press("ctrl+t")
        assert harness.app.theme == theme.LIGHT
        assert harness.app.screen.styles.background.hex == "#F8F4EA"


@pytest.mark.slow
async def test_many_rounds_do_not_add_widgets() -> None:
    harness = start_app()

    def widgets() -> int:
        gc.collect()
        return sum(isinstance(thing, Widget) for thing in gc.get_objects())

    async with harness.app.run_test() as pilot:
        counts = []
        for _ in range(4):
            await play_round(harness, pilot, "2f3")
            await pilot.press("r")
            await pilot.pause()
            counts.append(widgets())
        assert isinstance(harness.app.screen, QuestionScreen)
        assert counts[-1] <= counts[1]


async def test_home_works_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "‹ Classic ›" in harness.text
