"""A pack that is taken away while its first round is played."""

from collections.abc import Iterable

import pytest
from textual.pilot import Pilot

from quiz.core.ladder import Lifeline
from quiz.core.modes import LADDER_MODE
from quiz.core.problem import PackError, UsageError
from quiz.core.session import Rules
from quiz.dealer import Dealer, Entry, Menu
from quiz.game import Game
from quiz.generate.items import Maker
from quiz.round import Order, Round
from quiz.text.safe import Text
from quiz.tui.app import QuizApp
from quiz.tui.screens.home import Home
from tests.tui.table import THREE, Evening, Hand, Table

GONE = "the pack “hero” can’t be used: there is no such file [or] folder"


def gone() -> tuple[Maker, ...]:
    raise PackError(GONE)


def evening(order: Order | None = None, menu: Menu | None = None) -> Evening:
    """Lay a table whose packs can't be opened any more; its first round was drawn elsewhere."""
    hand, table = Hand(), Table(THREE, Rules(limit=None), order)
    dealer = Dealer(gone, lambda: 1, today=lambda: "2026-11-21")
    if menu is not None:
        dealer.take_over(menu)
    game = Game(dealer, table.order, table.rules)
    return Evening(QuizApp(game, table.deal(), clock=hand), hand, table)


async def to_results(game: Evening, pilot: Pilot[None]) -> None:
    await pilot.pause()
    for _ in THREE:
        await pilot.press("1", "enter")
    await pilot.pause()
    assert "of 3" in game.text


@pytest.mark.parametrize("key", ["r", "f"])
async def test_home_says_why_there_is_nothing_more(key: str) -> None:
    game = evening(menu=(Entry(None, Text("Everything"), Text("Hero"), 3),))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await to_results(game, pilot)
        await pilot.press(key)
        await pilot.pause()

        assert "The pack “hero” can’t be used: there is no such file [or] folder." in game.text
        assert isinstance(game.app.screen, Home)


@pytest.mark.parametrize("key", ["r", "f", "h"])
async def test_without_a_menu_the_game_ends(key: str) -> None:
    game = evening()
    async with game.app.run_test(size=(80, 24)) as pilot:
        await to_results(game, pilot)
        await pilot.press(key)
        await pilot.pause()

    assert game.app.return_code == 2


def test_what_can_not_be_opened_ahead_is_met_when_it_is_wanted() -> None:
    dealer = Dealer(gone, lambda: 1, today=lambda: "2026-11-21")

    dealer.prepare()
    with pytest.raises(PackError):
        dealer.every_maker()


class Nowhere:
    """A reserve whose packs are no longer found."""

    def is_worth_it(self) -> bool:
        raise UsageError("there is no pack “hero”")

    def rounds(self, order: Order) -> tuple[Round, ...]:
        return ()

    def keep(self, order: Order, rounds: Iterable[Round]) -> None:
        raise AssertionError("nothing was drawn")


def test_packs_that_are_not_found_ahead_are_met_when_they_are_wanted() -> None:
    Dealer(gone, lambda: 1, today=lambda: "2026-11-21", reserve=Nowhere).prepare()


async def test_a_help_that_can_not_be_given_is_not_used_up() -> None:
    game = evening(Order(seed=7, mode=LADDER_MODE))
    async with game.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()

        assert "The pack “hero” can’t be used" in game.text
        assert Lifeline.SOURCES in game.state.lifelines
