"""The screen of statistics."""

import pytest
from textual.content import Content
from textual.widgets import Static

from quiz.text.safe import Text
from quiz.tui.screens.stats import StatsScreen
from tests.tui.harness import DIRECTOR, build_services, start_app


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_stats_are_as_wide_as_the_screen(size: tuple[int, int]) -> None:
    asked: list[int] = []

    def drawn(columns: int) -> list[Text]:
        asked.append(columns)
        return [Text("=" * columns)]

    harness = start_app(at_home=True, services=build_services(format_stats=drawn))
    async with harness.app.run_test(size=size) as pilot:
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(harness.app.screen, StatsScreen)
        assert asked
        assert 30 <= asked[-1] <= size[0]
        assert "=" * asked[-1] in harness.text


async def test_stats_styles_titles_and_bars_and_keeps_the_text() -> None:
    drawn = [Text("10 answers."), Text(), Text("[b]Right"), Text("Capitals  ━━━──  60 % of 10")]
    harness = start_app(at_home=True, services=build_services(format_stats=lambda columns: drawn))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        shown = harness.app.screen.query_one("#stats", Static).content
        assert isinstance(shown, Content)
        assert shown.plain == "\n".join(drawn)
        styled = {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}
        assert styled == {"[b]Right": "bold", "━━━": "$primary", "──": "$faint"}


async def test_results_show_what_a_round_has_earned() -> None:
    earned = Text("Perfect round: every question of a round right")
    harness = start_app((DIRECTOR,), services=build_services(list_new_achievements=lambda: [earned]))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("2")
        await harness.advance(pilot, 1)
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert f"★ {earned}" in harness.text
