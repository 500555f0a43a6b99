"""A pack that disappears during its first round."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from quiz.game.game import Game
from quiz.game.ladder import Lifeline
from quiz.game.modes import LADDER_MODE
from quiz.game.recorder import NullHistoryRecorder
from quiz.game.round import RoundRequest
from quiz.game.session import SessionRules
from quiz.model.errors import PackError
from quiz.model.loading import LoadResult, PackLoader, SummaryResult
from quiz.model.pack import Pack
from quiz.model.pack_summary import PackSummary
from quiz.tui.app import QuizApp
from quiz.tui.screens.home import HomeScreen
from tests.factories import MemoryLoader, dealer_of
from tests.tui.harness import THREE, AppHarness, ManualClock, ScriptedGame, build_services

GONE = "the pack “hero” can’t be used: there is no such file [or] folder"


class BrokenLoader(MemoryLoader):
    """Loads nothing, because the packs have disappeared."""

    def load(self, category: str | None = None) -> LoadResult:
        raise PackError(GONE)

    def summarize_all(self, summarize: Callable[[Pack], PackSummary]) -> SummaryResult:
        raise PackError(GONE)


def start_broken_app(request: RoundRequest | None = None, loader: PackLoader | None = None) -> AppHarness:
    """Create an app whose packs can't be loaded again after the first round, or are those of a loader."""
    clock, script = ManualClock(), ScriptedGame(THREE, SessionRules(limit_seconds=None), request)
    game = Game(dealer_of(loader or BrokenLoader()), script.request, script.rules, NullHistoryRecorder())
    app = QuizApp(game, script.draw_round(), clock=clock, services=build_services())
    return AppHarness(app, clock, script)


async def play_to_results(harness: AppHarness, pilot: Pilot[None]) -> None:
    await pilot.pause()
    for _ in THREE:
        await pilot.press("1", "enter")
    await pilot.pause()
    assert "of 3" in harness.text


@pytest.mark.slow
async def test_home_reports_why_no_other_round_starts() -> None:
    harness = start_broken_app(RoundRequest(("[no] such",)), MemoryLoader())
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await play_to_results(harness, pilot)
        await pilot.press("r")
        await pilot.pause()

        assert "Unknown category “[no] such”" in harness.text
        assert isinstance(harness.app.screen, HomeScreen)


@pytest.mark.slow
@pytest.mark.parametrize("key", ["r", "f", "h"])
async def test_app_exits_without_menu(key: str) -> None:
    harness = start_broken_app()
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await play_to_results(harness, pilot)
        await pilot.press(key)
        await pilot.pause()

    assert harness.app.failure is not None


async def test_lifeline_without_its_pack_is_not_offered() -> None:
    harness = start_broken_app(RoundRequest(seed=7, mode=LADDER_MODE))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        await pilot.pause()

        assert "i sources" not in harness.text
        assert Lifeline.SOURCES in harness.state.remaining_lifelines
