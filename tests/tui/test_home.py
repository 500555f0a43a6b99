"""The home screen: packs, search, choices and the set-up of a round."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from quiz.config.settings import Settings
from quiz.game.modes import DAILY, PRACTICE, SUDDEN_DEATH
from quiz.game.outcome import Verdict
from quiz.game.overview import DailyRecord, PlayerOverview
from quiz.game.recorder import LastChoice
from quiz.game.results import DailyResult
from quiz.game.round import RoundRequest
from quiz.model.pack import Kind
from quiz.text.safe import Text
from quiz.tui.app import QuizApp
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.setup import SetupScreen
from quiz.tui.widgets.menu_row import MenuRow
from quiz.tui.widgets.player_panel import PanelLine
from tests.tui.harness import (
    THREE,
    AppHarness,
    ManualClock,
    ScriptedGame,
    build_services,
    start_app,
)


def start_home(last_choice: LastChoice | None = None) -> AppHarness:
    overview = PlayerOverview(DailyRecord(8, 10, 5, 18_700), due_count=12)
    services = build_services(load_overview=lambda: overview, last_choice=last_choice)
    return start_app(at_home=True, services=services, has_two_packs=True)


async def wait(pilot: Pilot[None]) -> None:
    """Wait until the overview is read and shown."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_packs_open_and_their_categories_are_played() -> None:
    harness = start_home()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot)
        assert "8 of 10 right · 5 days in a row · next in 5 h 12 min" in harness.text
        assert "12 questions due" in harness.text
        assert "Capitals" not in harness.text
        await press(pilot, "end", "enter", "j", "j")
        assert "› 5 Capitals 315 questions" in harness.text
        await press(pilot, "shift+tab", "enter")
        assert "Capitals" not in harness.text
        await press(pilot, "3", "4")
        assert harness.game.drawn_categories == ["world/*"]


async def test_marked_categories_and_packs_are_played_together() -> None:
    harness = start_home()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "tab", "space", "tab", "enter", "down", "down", "space")
        assert "Enter plays “Hero” by Enrique Iglesias and Capitals." in harness.text
        await press(pilot, "enter")
        assert harness.game.requests[0].categories == ("hero/*", "world/capitals")


@pytest.mark.slow
async def test_search_narrows_the_list_and_enter_plays_the_first_line() -> None:
    harness = start_home()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"peak")
        assert "› 1 Highest peaks The countries of the world" in harness.text
        assert "Everything" not in harness.text
        await press(pilot, "escape")
        assert "› 1 Everything" in harness.text
        assert isinstance(harness.app.screen, HomeScreen)
        await press(pilot, "slash", *"zzz", "enter")  # nothing is found
        await press(pilot, *["backspace"] * 3, *"q1", "escape", "slash", *"peaks", "enter")
        assert harness.game.drawn_categories == ["world/peaks"]


async def test_tab_chooses_what_a_search_finds_and_hints_name_only_keys_that_act() -> None:
    harness = start_home()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"peak")
        await pilot.pause()
        assert harness.lines[-1].split() == ["tab", "choose", "esc", "close"]
        await press(pilot, "tab", *"capit", "tab", "escape")
        await pilot.pause()
        assert "Enter plays Capitals and Highest peaks." in harness.text
        assert "space choose" in harness.text
        await press(pilot, "enter")
        assert harness.game.requests[0].categories == ("world/capitals", "world/peaks")


async def test_challenge_is_typed_in_the_search() -> None:
    harness = start_home()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "slash", *"04000-0841b-xtc8e-806a4".replace("-", ""), "enter")
        assert isinstance(harness.app.screen, HomeScreen)
        assert "has a typing error or is incomplete. Copy the whole code." in harness.text


async def test_home_begins_with_the_last_mode_and_category() -> None:
    harness = start_home(LastChoice("sudden-death", "world/peaks"))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "‹ Sudden death ›" in harness.text
        assert "› 6 Highest peaks" in harness.text
        await press(pilot, "enter")
        assert harness.game.drawn_categories == ["world/peaks"]
        assert harness.game.drawn_modes == [SUDDEN_DEATH]


SHARED = (Text("quiz daily 2026-11-21: 8 of 10 right"), Text("🟩🟩"))


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_result_of_todays_quiz_is_copied_from_home(size: tuple[int, int]) -> None:
    overview = PlayerOverview(DailyRecord(8, 10, 5, 18_700))
    services = build_services(load_overview=lambda: overview, share_today=lambda: SHARED)
    harness = start_app(at_home=True, services=services)
    async with harness.app.run_test(size=size) as pilot:
        await wait(pilot)
        assert ("c copy result" if size[1] == 12 else "c Copy the result") in harness.text
        await press(pilot, "c")
        assert harness.app.clipboard == "quiz daily 2026-11-21: 8 of 10 right\n🟩🟩"
        assert harness.app.copied_result == SHARED
        assert "Copied. In case that failed" in harness.text
        assert (SHARED[0] in harness.text) is (size[1] > 12)


async def test_no_result_is_copied_before_todays_quiz() -> None:
    services = build_services(load_overview=PlayerOverview, share_today=lambda: SHARED)
    harness = start_app(at_home=True, services=services)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await wait(pilot)
        assert "opy" not in harness.text
        await press(pilot, "c")
        assert harness.app.clipboard == ""


@pytest.mark.parametrize(("is_scored", "key"), [(True, ""), (False, "c"), (False, "z")])
async def test_playing_todays_quiz_again_names_the_key_that_copies_the_result(
    is_scored: bool, key: str
) -> None:
    settings = Settings(keys={"copy": key} if key else {})
    result = DailyResult("2026-11-21", (Verdict.RIGHT, Verdict.LATE), has_clock=False)
    services = build_services(settings, find_todays_result=lambda: result)
    game = ScriptedGame(THREE, request=RoundRequest(day="2026-11-21", mode=DAILY))
    round_ = game.draw_round()._replace(is_scored=is_scored)
    app = QuizApp(game, round_, clock=ManualClock(), services=services)
    harness = AppHarness(app, ManualClock(), game)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        sentence = f"You had 1 of 2 right. To share that, press {key} on the home screen."
        assert (sentence in harness.text) is not is_scored


async def test_practice_has_a_key_and_can_be_clicked() -> None:
    harness = start_home()
    async with harness.app.run_test(size=(40, 12)) as pilot:
        await wait(pilot)
        assert "p practice 12 due" in harness.text
        practice = next(line for line in harness.app.screen.query(PanelLine) if line.action == "practice")
        await pilot.click(practice, offset=(4, 0))
        await pilot.pause()
        assert harness.game.drawn_modes == [PRACTICE]


async def test_margin_of_a_row_marks_it_and_the_rest_plays_it() -> None:
    harness = start_home()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        hero = harness.app.screen.query(MenuRow)[1]
        await pilot.click(hero, offset=(4, 0))
        await pilot.pause()
        assert "Enter plays “Hero” by Enrique Iglesias." in harness.text
        await pilot.click(hero, offset=(12, 0))
        await pilot.pause()
        assert "The video" in harness.text


@pytest.mark.slow
async def test_round_is_set_up_with_names() -> None:
    harness = start_home()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "end", "u")
        assert isinstance(harness.app.screen, SetupScreen)
        assert "› Categories ‹ The countries of the world ›" in harness.text
        await press(pilot, "down", "right", "down")
        assert "Fact or fiction" in harness.text
        assert "Kind set by the mode" in harness.text
        await press(pilot, "up", "left", "down", "right", "right", "down", "down", "down", *"Ana,", "enter")
        assert "2 to 8 different names, separated by commas." in harness.text
        await press(pilot, "space", *"[b]q", "enter")
        assert isinstance(harness.app.screen, QuestionScreen)
    request = harness.game.requests[0]
    assert (request.categories, request.kind) == (("world/*",), Kind.TRUEFALSE)
    assert (request.players, request.length) == (("Ana", "[b]q"), 4)


@pytest.mark.slow
async def test_set_up_round_is_kept_when_the_player_goes_back() -> None:
    harness = start_home()
    async with harness.app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "u", *["down"] * 6, *"12x", "escape", "u", *["tab"] * 6)
        assert harness.app.screen.query_one("#seed", Input).value == "12x"
        await press(pilot, "enter")
        assert "A seed is a whole number" in harness.text
        assert harness.game.requests == []


async def test_home_screen_at_rest_lays_nothing_out() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        layouts: list[object] = []
        harness.app.screen.screen_layout_refresh_signal.subscribe(harness.app.screen, layouts.append)
        await pilot.pause(0.2)

        assert len(layouts) <= 1
