"""Reading what was met in play."""

from collections.abc import Sequence

import pytest

from quiz.reports.fact_cards import CategoryProgress, FactCard
from quiz.text.safe import Text
from quiz.tui.screens.fact_cards import FactCardsScreen
from quiz.tui.screens.fact_categories import FactCategoriesScreen
from quiz.tui.screens.results import ResultsScreen
from quiz.tui.screens.source import SourceScreen
from quiz.tui.services import AppServices
from tests.tui.harness import DIRECTOR, HERO, Evening, evening

CHAPTERS = (
    CategoryProgress("hero/release", Text("The release"), HERO, 0, 12),
    CategoryProgress("hero/video", Text("The video"), HERO, 2, 42),
)


def cards(chapter: str) -> Sequence[FactCard]:
    texts = (DIRECTOR.explanation, Text("[/] was filmed at Amboy."))
    return [FactCard(text, DIRECTOR.citations) for text in texts] if chapter == "hero/video" else []


def fan(*, at_home: bool = True) -> Evening:
    return evening(
        [DIRECTOR],
        at_home=at_home,
        backstage=AppServices(category_progress=lambda: CHAPTERS, fact_cards=cards),
    )


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_facts_are_read_card_by_card_from_the_figures(size: tuple[int, int]) -> None:
    game = fan()
    async with game.app.run_test(size=size) as pilot:
        await pilot.press("s", "f")
        await pilot.pause()
        assert isinstance(game.app.screen, FactCategoriesScreen)
        assert "The video 2 of 42" in game.text
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(game.app.screen, FactCardsScreen)
        assert "The video 1 of 2" in game.text
        assert "Joseph Kahn directed the video" in game.text
        assert "Wikipedia: Music videos, paragraph 12" in " ".join(game.text.split())
        await pilot.press("n")
        await pilot.pause()
        assert "[/] was filmed at Amboy." in game.text
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(game.app.screen, SourceScreen)
        await pilot.press("escape", "right", "escape", "escape", "escape")
        await pilot.pause()
        assert "Everything" in game.text


async def test_what_was_never_asked_is_not_shown() -> None:
    game = fan()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "f", "enter")
        await pilot.pause()
        assert isinstance(game.app.screen, FactCategoriesScreen)
        assert "Nothing of this has been asked yet" in game.text


async def test_after_a_round_the_bar_is_on_its_category_and_the_mouse_opens_it() -> None:
    game = fan(at_home=False)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await game.later(pilot, 1)
        await pilot.press("2")
        await game.later(pilot, 1)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(game.app.screen, ResultsScreen)
        await pilot.press("f")
        await pilot.pause()
        line = next(one for one in game.app.screen.query("MenuRow") if one.has_class("-marked"))
        await pilot.click(line)
        await pilot.pause()
        assert isinstance(game.app.screen, FactCardsScreen)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(game.app.screen, ResultsScreen)


async def test_where_nothing_is_remembered_that_is_said() -> None:
    game = evening(at_home=True)
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "f", "down", "enter")
        await pilot.pause()
        assert "Nothing is remembered in this game." in game.text
