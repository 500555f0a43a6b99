"""The screen of statistics."""

import pytest
from textual.content import Content
from textual.widgets import Static

from quiz.game.modes import PRACTICE
from quiz.game.overview import RoundNews
from quiz.reports.stats_scopes import StatsPage, StatsScope
from quiz.text.safe import Text
from quiz.tui.screens.question import QuestionScreen
from quiz.tui.screens.stats import StatsScreen
from tests.tui.harness import DIRECTOR, MenuDealer, build_services, start_app


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_stats_are_as_wide_as_the_screen(size: tuple[int, int]) -> None:
    asked: list[int] = []

    def drawn(columns: int) -> list[Text]:
        asked.append(columns)
        return [Text("=" * columns)]

    harness = start_app(at_home=True, services=build_services(load_stats=lambda scope: StatsPage(drawn)))
    async with harness.app.run_test(size=size) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(harness.app.screen, StatsScreen)
        assert asked
        assert 30 <= asked[-1] <= size[0]
        assert "=" * asked[-1] in harness.text


async def test_stats_styles_titles_and_bars_and_keeps_the_text() -> None:
    drawn = [Text("10 answers."), Text(), Text("[b]Right"), Text("Capitals  ━━━──  60 % of 10")]
    harness = start_app(
        at_home=True, services=build_services(load_stats=lambda scope: StatsPage(lambda columns: drawn))
    )
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        shown = harness.app.screen.query_one("#stats", Static).content
        assert isinstance(shown, Content)
        assert shown.plain == "\n".join(drawn)
        styled = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
        assert styled == {"[b]Right": "bold", "━━━": "$primary", "──": "$faint"}


SCOPES = (
    StatsScope(),
    StatsScope(Text("The world"), ("world/*",), ("world/capitals", "world/peaks")),
    StatsScope(Text("Capitals"), ("world/capitals",), ("world/capitals",)),
    StatsScope(Text("Charts"), ("hero/charts",), ("hero/charts",)),
)


def load_page(scope: StatsScope) -> StatsPage:
    """Return a page with one missed target, except that of the charts."""
    missed_ids = () if scope is SCOPES[-1] else ("hero/director",)
    return StatsPage(lambda columns: [Text(f"Missed in {scope.title}")], missed_ids, SCOPES)


@pytest.mark.slow
async def test_stats_of_a_category_are_two_keys_away() -> None:
    harness = start_app(at_home=True, services=build_services(load_stats=load_page))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "right")
        assert "Missed in The world" in harness.text
        for key, title in {"tab": "Charts", "shift+tab": "The world", "left": "Everything"}.items():
            await pilot.press(key)
            assert f"Missed in {title}" in harness.text, key
        await pilot.press("left")
        assert "‹ Charts › 4 of 4" in harness.text
        assert "m practise" not in harness.text
        await pilot.press("m")
        assert isinstance(harness.app.screen, StatsScreen)
        assert await pilot.click("#scope", offset=(0, 0))
        assert "Missed in Capitals" in harness.text


@pytest.mark.slow
async def test_missed_questions_of_a_category_are_practised_with_one_key() -> None:
    harness = start_app(at_home=True, services=build_services(load_stats=load_page))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "tab", "m")
        await pilot.pause()
        dealer = harness.game.dealer
        assert isinstance(dealer, MenuDealer)
        assert dealer.practised is not None
        request, queue = dealer.practised
        assert (request.mode, request.categories, request.length) == (PRACTICE, ("world/*",), 1)
        assert queue.due == ("hero/director",)
        assert isinstance(harness.app.screen, QuestionScreen)


async def test_results_show_what_a_round_has_earned() -> None:
    earned = Text("Perfect round: every question of a round right")
    harness = start_app((DIRECTOR,), services=build_services(find_news=lambda round_: RoundNews((earned,))))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2")
        await harness.advance(pilot, 1)
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert f"★ {earned}" in harness.text
