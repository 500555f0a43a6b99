"""Other ways to play, on the screen."""

import pytest

from quiz.game.modes import CLASSIC, DAILY, LADDER_MODE, SUDDEN_DEATH
from quiz.game.round import RoundRequest
from quiz.text.safe import Text
from quiz.tui.screens.hand_over import HandOverScreen
from quiz.tui.screens.results import ResultsScreen
from quiz.tui.screens.source_list import SourceListScreen
from quiz.tui.widgets.menu_row import MenuRow
from quiz.tui.widgets.mode_picker import ModePicker
from tests.tui.harness import THREE, AppHarness, choice, start_app

ANA, BEN = Text("Ana"), Text("Ben")


def playing(order: RoundRequest) -> AppHarness:
    """Lay a table for a mode; the right options are 2, 1 and 1."""
    return start_app(request=order)


async def test_arrows_change_mode() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        assert "‹ Classic › Ten questions against the clock." in harness.text
        await pilot.press("right", "right", "1")
        await pilot.pause()
        assert harness.game.drawn_modes == [SUDDEN_DEATH]


async def test_modes_wrap_around_in_both_directions() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("left", "right", "1")
        await pilot.pause()
        assert harness.game.drawn_modes == [CLASSIC]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (30, 8)])
@pytest.mark.parametrize("ascii_only", [False, True])
async def test_mouse_changes_mode_with_both_arrows(size: tuple[int, int], ascii_only: bool) -> None:
    before, after = "<>" if ascii_only else "‹›"
    harness = start_app(at_home=True, ascii_only=ascii_only)
    modes = [mode.title for mode in harness.game.list_modes()]
    async with harness.app.run_test(size=size) as pilot:
        await pilot.pause()
        picker = harness.app.screen.query_one(ModePicker)
        steps = [(after, 1), (after, 2), (before, 1), (before, 0), (before, len(modes) - 1), (after, 0)]
        for arrow, index in steps:
            line = picker.render_line(0).text
            await pilot.click(picker, offset=(line.index(arrow), 0))
            await pilot.pause()
            assert f"{before} {modes[index]} {after}" in harness.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (30, 8)])
async def test_every_mode_has_its_summary_and_nothing_moves(size: tuple[int, int]) -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=size) as pilot:
        tops = set()
        for mode in harness.game.list_modes():
            await pilot.pause()
            assert mode.title in harness.text
            assert mode.summary in harness.text
            tops.add(harness.app.screen.query(MenuRow).first().region.y)
            await pilot.press("right")
        assert len(tops) == 1


async def test_d_plays_daily_round() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        assert harness.game.drawn_modes == [DAILY]


async def test_fifty_fifty_hides_two_options_from_keys_and_selection() -> None:
    harness = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        assert "For 100 points. Miss it and you leave with nothing." in harness.text
        await pilot.press("h")
        await pilot.pause()
        gone = harness.state.hidden_options
        assert len(gone) == 2
        first, second = (str(place + 1) for place in range(4) if place not in gone)
        assert any(f"{first}{between}{second} answer" in harness.text for between in "– ")
        for option in gone:
            assert THREE[0].options[option] not in harness.text
            await pilot.press(str(option + 1))
        assert harness.state.outcome is None
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert harness.state.outcome is not None
        assert harness.state.outcome.answer is not None
        assert harness.state.outcome.answer.option not in gone


async def test_fifty_fifty_is_available_once_and_only_on_the_ladder() -> None:
    harness = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "h fifty-fifty" in harness.text
        await pilot.press("h")
        await pilot.pause()
        assert "h fifty-fifty" not in harness.text

    harness = playing(RoundRequest(seed=7, length=3))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = harness.state
        await pilot.press("h", "w")
        assert harness.state == before


async def test_swap_replaces_question() -> None:
    spare = choice("spare", "Which one is spare?", ("This", "That", "These", "Those"), 0, "It is.")
    harness = start_app(request=RoundRequest(seed=7, length=3, mode=LADDER_MODE), replacements=(spare,))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("w")
        await pilot.pause()
        assert "Which one is spare?" in harness.text
        assert THREE[0].stem not in harness.text


@pytest.mark.slow
async def test_sources_lifeline_lists_sources_of_the_category() -> None:
    harness = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(harness.app.screen, SourceListScreen)
        assert "Sources of “The video”" in harness.text
        await pilot.press("escape", "i")
        await pilot.pause()
        assert not isinstance(harness.app.screen, SourceListScreen)


def read(harness: AppHarness) -> str:
    """Return the text on the screen in its columns, with runs of white space as one space."""
    return " ".join(" ".join(harness.lines).split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "has_column"),
    [((120, 40), True), ((80, 24), True), ((80, 17), False), ((79, 24), False), ((40, 12), False)],
)
async def test_ladder_is_a_column_where_there_is_room_and_a_line_elsewhere(
    size: tuple[int, int], has_column: bool
) -> None:
    harness = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with harness.app.run_test(size=size) as pilot:
        await harness.advance(pilot, 1)
        assert ("15 1,000,000 ★" in read(harness)) is has_column
        assert ("› 1 100" in read(harness)) is has_column
        assert ("›···◆····◆····★" in read(harness)) is not has_column
        await pilot.press("h", "3")
        await harness.advance(pilot, 2)
        await pilot.pause(0.3)
        assert ("✗ 1 100" in read(harness)) is has_column
        assert ("nothing" in read(harness)) is has_column
        assert ("○ fifty-fifty" in read(harness)) is has_column
        assert ("✗···◆····◆····★" in read(harness)) is not has_column
        await pilot.press("enter")
        await harness.advance(pilot, 1)
        assert isinstance(harness.app.screen, ResultsScreen)
        assert "✗···◆····◆····★" in read(harness)


async def test_ladder_is_gone_in_another_round() -> None:
    harness = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with harness.app.run_test(size=(40, 12)) as pilot:
        await harness.advance(pilot, 1)
        assert "★" in read(harness)
        harness.screen.play(harness.screen.round._replace(request=RoundRequest(seed=7, length=3)))
        await harness.advance(pilot, 1)
        assert "★" not in read(harness)
        assert not harness.screen.has_class("-climbs")


@pytest.mark.slow
async def test_leaving_the_ladder_keeps_the_prize() -> None:
    harness = playing(RoundRequest(seed=7, length=3, mode=LADDER_MODE))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2")
        await harness.advance(pilot, 1)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert "Walk away with 100?" in harness.text
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(harness.app.screen, ResultsScreen)
        assert "You walk away with 100." in harness.text


@pytest.mark.slow
async def test_sudden_death_ends_with_the_second_miss() -> None:
    harness = playing(RoundRequest(seed=7, length=3, mode=SUDDEN_DEATH))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        for key in ("1", "2"):
            await harness.advance(pilot, 1)
            await pilot.press(key)
            await harness.advance(pilot, 1)
            last = harness.state
            await pilot.press("enter")
        await pilot.pause()
        assert last.lives == 0
        assert isinstance(harness.app.screen, ResultsScreen)
        assert "Out after 2 questions." in harness.text
        assert "0 of 2 right" in harness.text


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_players_see_whose_turn_it_is_and_who_won(size: tuple[int, int]) -> None:
    harness = playing(RoundRequest(seed=7, length=3, players=(ANA, BEN)))
    async with harness.app.run_test(size=size) as pilot:
        turns = []
        for key in ("2", "2", "1"):
            await harness.advance(pilot, 1)
            if isinstance(harness.app.screen, HandOverScreen):
                await pilot.press("enter")
                await harness.advance(pilot, 1)
            turns.append("Ana" if "Your turn, Ana." in harness.text else "Ben")
            await pilot.press(key)
            await harness.advance(pilot, 1)
            await pilot.press("enter")
        await pilot.pause()
        assert turns == ["Ana", "Ben", "Ana"]
        assert isinstance(harness.app.screen, ResultsScreen)
        assert "Ana wins" in harness.text


@pytest.mark.slow
async def test_question_waits_unseen_until_its_player_is_ready() -> None:
    harness = playing(RoundRequest(seed=7, length=3, players=(ANA, BEN)))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2")
        await harness.advance(pilot, 1)
        await pilot.press("enter", "enter")  # the second one is of a key held down
        await pilot.pause()
        assert "Ben, press Enter when ready." in harness.text
        assert "1. Ana: 975, 1 of 1 right 2. Ben: 0, 0 of 0 right" in harness.text
        assert THREE[1].stem not in harness.text
        await harness.advance(pilot, 30)
        await pilot.press("enter")
        await pilot.pause()
        assert THREE[1].stem in harness.text
        await harness.advance(pilot, 1)
        await pilot.press("t")
        await harness.advance(pilot, 1)
        assert harness.state.outcomes[1].seconds == pytest.approx(1, abs=0.1)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "Leave this round?" in harness.text


async def test_stakes_disappear_after_the_answer() -> None:
    harness = playing(RoundRequest(seed=7, length=3, mode=SUDDEN_DEATH))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        assert "Two lives left." in harness.text
        await pilot.press("1")
        await pilot.pause()
        assert "✗ Wrong." in harness.text
        assert "Two lives" not in harness.text


@pytest.mark.slow
async def test_daily_result_can_be_copied_but_not_replayed() -> None:
    harness = playing(RoundRequest(seed=20261121, length=3, mode=DAILY, day="2026-11-21"))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        for key in ("2", "2", "1"):
            await harness.advance(pilot, 1)
            await pilot.press(key)
            await harness.advance(pilot, 1)
            await pilot.press("enter")
        await pilot.pause()
        assert isinstance(harness.app.screen, ResultsScreen)
        await pilot.press("c", "r")
        await pilot.pause()
        assert isinstance(harness.app.screen, ResultsScreen)
        assert harness.app.clipboard.splitlines()[1] == "🟩🟥🟩"
        assert THREE[0].stem not in harness.app.clipboard


async def test_home_shows_which_categories_a_mode_cannot_play() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "right", "right")
        assert "‹ Ladder ›" in harness.text
        titles = ("Everything", "The video", "Release and reception", "Charts")
        for _ in range(1000):  # until a timer has shown them, late on a busy machine
            await pilot.pause(0.05)
            small = [title for title in titles if f"{title} no ladder" in harness.text]
            if small == ["Release and reception", "Charts"]:
                break
        assert small == ["Release and reception", "Charts"]
        await pilot.press("left")
        await pilot.pause()
        assert "too small" not in harness.text
