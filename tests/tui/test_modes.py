"""Other ways to play, on the screen."""

import pytest

from quiz.game.modes import CLASSIC, DAILY, LADDER_MODE, SUDDEN_DEATH
from quiz.game.round import RoundRequest
from quiz.text.safe import Text
from quiz.tui.screens.results import ResultsScreen
from quiz.tui.screens.source_list import SourceListScreen
from tests.tui.harness import THREE, Evening, choice, evening

ANA, BEN = Text("Ana"), Text("Ben")


def playing(order: RoundRequest) -> Evening:
    """Lay a table for a mode; the right options are 2, 1 and 1."""
    return evening(order=order)


async def test_arrows_change_the_mode_that_a_category_is_played_in() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        assert "‹ Classic › Ten questions against the clock." in game.text
        await pilot.press("right", "right", "1")
        await pilot.pause()
        assert game.table.modes_dealt == [SUDDEN_DEATH]


async def test_arrows_go_round_in_both_directions() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "right", "1")
        await pilot.pause()
        assert game.table.modes_dealt == [CLASSIC]


async def test_the_mouse_changes_the_mode() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.click("ModeLine")
        await pilot.pause()
        assert "‹ Fact or fiction ›" in game.text


async def test_a_mode_without_room_to_explain_itself_shows_its_name() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(40, 12)):
        assert "‹ Classic ›" in game.text
        assert "against the clock" not in game.text


async def test_d_plays_the_daily_round() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert game.table.modes_dealt == [DAILY]


async def test_half_takes_two_options_away_and_the_bar_passes_them_over() -> None:
    game = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        assert "For 100 points. Miss it and you leave with nothing." in game.text
        await pilot.press("h")
        await pilot.pause()
        gone = game.state.hidden_options
        assert len(gone) == 2
        first, second = (str(place + 1) for place in range(4) if place not in gone)
        assert any(f"{first}{between}{second} answer" in game.text for between in "- ")
        for option in gone:
            assert THREE[0].options[option] not in game.text
            await pilot.press(str(option + 1))
        assert game.state.outcome is None
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert game.state.outcome is not None
        assert game.state.outcome.answer is not None
        assert game.state.outcome.answer.option not in gone


async def test_half_is_offered_once_and_only_on_a_ladder() -> None:
    game = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "h half" in game.text
        await pilot.press("h")
        await pilot.pause()
        assert "h half" not in game.text

    game = playing(RoundRequest(seed=7, length=3))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = game.state
        await pilot.press("h", "w")
        assert game.state == before


async def test_another_question_is_shown_in_the_place_of_the_first() -> None:
    spare = choice("spare", "Which one is spare?", ("This", "That", "These", "Those"), 0, "It is.")
    game = evening(order=RoundRequest(seed=7, length=3, mode=LADDER_MODE), spares=(spare,))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("w")
        await pilot.pause()
        assert "Which one is spare?" in game.text
        assert THREE[0].stem not in game.text


async def test_the_sources_of_the_category_are_named_and_the_clock_waits() -> None:
    game = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(game.app.screen, SourceListScreen)
        assert "“The video” is drawn from" in game.text
        await pilot.press("escape", "i")
        await pilot.pause()
        assert not isinstance(game.app.screen, SourceListScreen)


async def test_leaving_a_ladder_is_walking_away() -> None:
    game = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("2")
        await game.later(pilot, 1)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert "Walk away with 100?" in game.text
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(game.app.screen, ResultsScreen)
        assert "You walk away with 100." in game.text


async def test_lives_are_counted_and_the_second_miss_ends_it() -> None:
    game = playing(RoundRequest(seed=7, length=3, mode=SUDDEN_DEATH))
    async with game.app.run_test(size=(80, 24)) as pilot:
        for key in ("1", "2"):
            await game.later(pilot, 1)
            await pilot.press(key)
            await game.later(pilot, 1)
            last = game.state
            await pilot.press("enter")
        await pilot.pause()
        assert last.lives == 0
        assert isinstance(game.app.screen, ResultsScreen)
        assert "Out after 2 questions." in game.text
        assert "0 of 2 right" in game.text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_friends_see_whose_turn_it_is_and_who_won(size: tuple[int, int]) -> None:
    game = playing(RoundRequest(seed=7, length=3, players=(ANA, BEN)))
    async with game.app.run_test(size=size) as pilot:
        turns = []
        for key in ("2", "2", "1"):
            await game.later(pilot, 1)
            turns.append("Ana" if "Your turn, Ana." in game.text else "Ben")
            await pilot.press(key)
            await game.later(pilot, 1)
            await pilot.press("enter")
        await pilot.pause()
        assert turns == ["Ana", "Ben", "Ana"]
        assert isinstance(game.app.screen, ResultsScreen)
        assert "Ana wins" in game.text


async def test_what_stands_on_a_question_is_gone_once_it_is_answered() -> None:
    game = playing(RoundRequest(seed=7, length=3, mode=SUDDEN_DEATH))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        assert "Two lives left." in game.text
        await pilot.press("1")
        await pilot.pause()
        assert "✗ Wrong." in game.text
        assert "Two lives" not in game.text


async def test_a_daily_result_can_be_copied_and_is_not_played_again() -> None:
    game = playing(RoundRequest(seed=20261121, length=3, mode=DAILY, day="2026-11-21"))
    async with game.app.run_test(size=(80, 24)) as pilot:
        for key in ("2", "2", "1"):
            await game.later(pilot, 1)
            await pilot.press(key)
            await game.later(pilot, 1)
            await pilot.press("enter")
        await pilot.pause()
        assert isinstance(game.app.screen, ResultsScreen)
        await pilot.press("c", "r")
        await pilot.pause()
        assert isinstance(game.app.screen, ResultsScreen)
        assert game.app.clipboard.splitlines()[1] == "🟩🟥🟩"
        assert THREE[0].stem not in game.app.clipboard
