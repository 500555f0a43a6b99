"""From home through a round to the results, and round again."""

import gc
from collections.abc import Sequence

import pytest
from textual.pilot import Pilot
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
from tests.tui.harness import THREE, Evening, choice, evening


async def play(game: Evening, pilot: Pilot[None], keys: Sequence[str]) -> None:
    """Answer the questions that come, a second each."""
    for key in keys:
        await game.later(pilot, 1)
        await pilot.press(key)
        await game.later(pilot, 1)
        await pilot.press("enter")
    await pilot.pause()


async def test_home_lists_what_there_is_to_play_with_counts_and_packs() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)):
        assert "› 1 Everything 85" in game.text
        assert "“Hero” by Enrique Iglesias 2 The video 42 3 Release and reception 12" in game.text


async def test_arrows_and_enter_play_a_category() -> None:
    game = evening(at_home=True)
    async with game.app.run_test() as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert game.table.dealt == ["hero/video"]
        assert game.state.phase is Phase.ASKING


async def test_a_number_plays_a_category() -> None:
    game = evening(at_home=True)
    async with game.app.run_test() as pilot:
        await pilot.press("9", "1")
        await pilot.pause()
        assert game.table.dealt == [None]


async def test_the_mouse_plays_a_category() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.click("Line:last-of-type")
        await pilot.pause()
        assert game.table.dealt == ["hero/charts"]


async def test_the_clock_of_a_round_begun_at_home_starts_with_its_question() -> None:
    game = evening(at_home=True)
    async with game.app.run_test() as pilot:
        await game.later(pilot, 100)
        await pilot.press("2")
        await pilot.pause()
        assert game.state.remaining(game.hand.now) == 20


async def test_a_category_without_questions_is_a_sentence_at_home() -> None:
    game = evening(at_home=True)

    def pick(category: str | None, mode: Mode | None = None) -> Round:
        raise UsageError("the category “video” has no questions of the kind truefalse")

    game.table.draw_category_round = pick  # type: ignore[method-assign]
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert isinstance(game.app.screen, HomeScreen)
        assert "The category “video” has no questions of the kind truefalse." in game.text


async def test_a_notice_is_seen_first_and_gone_with_the_next_question() -> None:
    game = evening(notice=Text("Only 3 questions can be asked."))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Only 3 questions can be asked." in game.text
        await play(game, pilot, "2")
        assert "Only 3 questions" not in game.text


async def test_a_round_that_is_shorter_than_asked_for_says_so_each_time() -> None:
    game = evening(at_home=True)
    game.table.request = game.table.request._replace(length=10)
    async with game.app.run_test(size=(80, 24)) as pilot:
        for _ in range(2):
            await pilot.press("2")
            await pilot.pause()
            assert "has only 3 questions, so the round has 3 instead of 10." in game.text
            await play(game, pilot, "2f3")
            await pilot.press("h")
            await pilot.pause()


async def test_the_results_show_every_question_with_answer_reason_source_and_seed() -> None:
    game = evening()
    async with game.app.run_test(size=(100, 60)) as pilot:
        await play(game, pilot, "2f3")
        assert isinstance(game.app.screen, ResultsScreen)
        for part in (
            "975 points 1 of 3 right",
            "time 0:03",
            "seed 7",
            "✓ Right. +975",
            "1. Who directed the video for “Hero”?",
            "2. The video was filmed in the Mojave Desert.",
            "You said: False",
            "Answer: True",
            "Why: It was filmed at Amboy",
            "Source: Hero (Enrique Iglesias song), Wikipedia: Music videos, paragraph 12",
            "You said: Calico",
            "Answer: Amboy",
        ):
            assert part in game.text


async def test_playing_again_is_a_fresh_round() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await play(game, pilot, "2f3")
        await pilot.press("r")
        await pilot.pause()
        assert (game.state.number, game.state.score, game.screen.round.request.seed) == (1, 0, 8)


async def test_the_missed_ones_are_played_once_more_and_only_they() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        await play(game, pilot, "2f3")
        await pilot.press("m")
        await pilot.pause()
        assert [question.id for question in game.screen.round.questions] == [THREE[1].id, THREE[2].id]
        await play(game, pilot, "t1")
        assert isinstance(game.app.screen, ResultsScreen)
        assert "2 of 2 right" in game.text
        assert "seed" not in game.text
        assert "missed" not in game.text
        await pilot.press("m")
        assert isinstance(game.app.screen, ResultsScreen)


async def test_home_and_back_again_from_either_side() -> None:
    for at_home in (True, False):
        game = evening(at_home=at_home)
        async with game.app.run_test() as pilot:
            for _ in range(2):
                if isinstance(game.app.screen, HomeScreen):
                    await pilot.press("2")
                    await pilot.pause()
                await play(game, pilot, "2f3")
                await pilot.press("h")
                await pilot.pause()
                assert isinstance(game.app.screen, HomeScreen)
            assert len(game.app.screen_stack) <= 2


async def test_a_round_with_more_options_than_the_first_shows_them_all() -> None:
    game = evening((choice("two", "Which?", ("One", "Two"), 0, "One."),))
    async with game.app.run_test() as pilot:
        await play(game, pilot, "1")
        six: tuple[Question, ...] = (choice("six", "Which?", tuple("UVWXYZ"), 5, "Z."),)
        game.table.draw_similar_round = lambda earlier: Round(six, Text("x"), game.table.request)  # type: ignore[method-assign]
        await pilot.press("r")
        await game.later(pilot, 1)
        assert "5 Y 6 Z" in game.text
        await pilot.press("6")
        assert game.state.right_count == 1


async def test_help_tells_the_keys_and_how_points_are_earned() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(100, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(game.app.screen, HelpScreen)
        assert "enter space Play the category under the bar." in game.text
        assert "earns 1,000 points" in game.text


async def test_light_and_dark_are_a_key_apart() -> None:
    game = evening()
    async with game.app.run_test() as pilot:
        assert game.app.theme == theme.DARK
        await pilot.press("ctrl+t")
        assert game.app.theme == theme.LIGHT
        assert game.app.screen.styles.background.hex == "#F8F4EA"


async def test_long_play_does_not_grow() -> None:
    game = evening()

    def widgets() -> int:
        gc.collect()
        return sum(isinstance(thing, Widget) for thing in gc.get_objects())

    async with game.app.run_test() as pilot:
        counts = []
        for _ in range(4):
            await play(game, pilot, "2f3")
            await pilot.press("r")
            await pilot.pause()
            counts.append(widgets())
        assert isinstance(game.app.screen, QuestionScreen)
        assert counts[-1] <= counts[1]


async def test_home_is_drawn_without_colour_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "‹ Classic ›" in game.text
