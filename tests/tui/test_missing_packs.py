"""A pack that is taken away while its first round is played."""

import pytest
from textual.pilot import Pilot

from quiz.game.game import Game
from quiz.game.ladder import Lifeline
from quiz.game.modes import LADDER_MODE
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import SessionRules
from quiz.model.errors import PackError
from quiz.model.loading import LoadResult, PackLoader
from quiz.tui.app import QuizApp
from quiz.tui.screens.home import HomeScreen
from tests.factories import MemoryLoader, dealer_of
from tests.tui.harness import THREE, Evening, Hand, Table

GONE = "the pack “hero” can’t be used: there is no such file [or] folder"


class BrokenLoader(MemoryLoader):
    """Loads nothing, because the packs have disappeared."""

    def load(self, category: str | None = None) -> LoadResult:
        raise PackError(GONE)


def evening(order: RoundRequest | None = None, loader: PackLoader | None = None) -> Evening:
    """Lay a table whose packs are not those of its first round; usually they can't be opened."""
    hand, table = Hand(), Table(THREE, SessionRules(limit_seconds=None), order)
    game = Game(dealer_of(loader or BrokenLoader()), table.request, table.rules, NullHistoryRecorder())
    return Evening(QuizApp(game, table.draw_round(), clock=hand), hand, table)


async def to_results(game: Evening, pilot: Pilot[None]) -> None:
    await pilot.pause()
    for _ in THREE:
        await pilot.press("1", "enter")
    await pilot.pause()
    assert "of 3" in game.text


async def test_home_says_why_there_is_no_other_round() -> None:
    game = evening(RoundRequest("[no] such"), MemoryLoader())
    async with game.app.run_test(size=(80, 24)) as pilot:
        await to_results(game, pilot)
        await pilot.press("r")
        await pilot.pause()

        assert "Unknown category “[no] such”" in game.text
        assert isinstance(game.app.screen, HomeScreen)


@pytest.mark.parametrize("key", ["r", "f", "h"])
async def test_without_a_menu_the_game_ends(key: str) -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await to_results(game, pilot)
        await pilot.press(key)
        await pilot.pause()

    assert game.app.return_code == 2


async def test_a_help_that_can_not_be_given_is_not_used_up() -> None:
    game = evening(RoundRequest(seed=7, mode=LADDER_MODE))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()

        assert "The pack “hero” can’t be used" in game.text
        assert Lifeline.SOURCES in game.state.remaining_lifelines
