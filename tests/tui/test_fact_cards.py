"""Facts that the player has seen."""

from collections.abc import Sequence

import pytest

from quiz.reports.fact_cards import CategoryProgress, FactCard
from quiz.text.safe import Text
from quiz.tui.screens.fact_cards import FactCardsScreen
from quiz.tui.screens.fact_categories import FactCategoriesScreen
from quiz.tui.screens.results import ResultsScreen
from quiz.tui.screens.source import SourceScreen
from tests.tui.harness import DIRECTOR, HERO, AppHarness, build_services, start_app

PROGRESS = (
    CategoryProgress("hero/release", Text("The release"), HERO, 0, 12),
    CategoryProgress("hero/video", Text("The video"), HERO, 2, 42),
)


def list_cards(category: str) -> Sequence[FactCard]:
    texts = (DIRECTOR.explanation, Text("[/] was filmed at Amboy."))
    return [FactCard(text, DIRECTOR.citations) for text in texts] if category == "hero/video" else []


def start_with_facts(*, at_home: bool = True) -> AppHarness:
    return start_app(
        [DIRECTOR],
        at_home=at_home,
        services=build_services(list_category_progress=lambda: PROGRESS, list_fact_cards=list_cards),
    )


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_facts_are_read_one_by_one(size: tuple[int, int]) -> None:
    harness = start_with_facts()
    async with harness.app.run_test(size=size) as pilot:
        await pilot.press("s", "f")
        await pilot.pause()
        assert isinstance(harness.app.screen, FactCategoriesScreen)
        assert "The video 2 of 42" in harness.text
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(harness.app.screen, FactCardsScreen)
        assert "The video 1 of 2" in harness.text
        assert "Joseph Kahn directed the video" in harness.text
        assert "Wikipedia: Music videos, paragraph 12" in " ".join(harness.text.split())
        await pilot.press("n")
        await pilot.pause()
        assert "[/] was filmed at Amboy." in harness.text
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(harness.app.screen, SourceScreen)
        await pilot.press("escape", "right", "escape", "escape", "escape")
        await pilot.pause()
        assert "Everything" in harness.text


async def test_unplayed_category_shows_no_facts() -> None:
    harness = start_with_facts()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "f", "enter")
        await pilot.pause()
        assert isinstance(harness.app.screen, FactCategoriesScreen)
        assert "You haven't played this category yet." in harness.text


@pytest.mark.slow
async def test_category_of_last_round_is_selected_and_mouse_opens_it() -> None:
    harness = start_with_facts(at_home=False)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2")
        await harness.advance(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(harness.app.screen, ResultsScreen)
        await pilot.press("f")
        await pilot.pause()
        row = next(row for row in harness.app.screen.query("MenuRow") if row.has_class("-marked"))
        await pilot.click(row)
        await pilot.pause()
        assert isinstance(harness.app.screen, FactCardsScreen)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(harness.app.screen, ResultsScreen)


async def test_facts_screen_reports_that_history_is_off() -> None:
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "f", "down", "enter")
        await pilot.pause()
        assert "History is off in this game (--no-history)." in harness.text
