"""Colours that every player can read and distinguish."""

from itertools import combinations

import pytest
from coloraide import Color
from textual.theme import Theme
from textual.widget import Widget

from quiz.config.settings import Settings
from quiz.text.safe import Text
from quiz.tui import theme
from quiz.tui.screens.help import HelpScreen
from quiz.tui.widgets.key_hint_bar import KeyHintBar
from tests.tui.harness import build_services, start_app

READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3, level AA)."""
APART = 20.0
"""A clear difference (CIEDE2000): five times that of neighbours on a colour card."""
BLIND = ("protan", "deutan", "tritan")


def named(name: str) -> Theme:
    return next(one for one in theme.COLOUR_THEMES if one.name == name)


@pytest.mark.parametrize("one", theme.COLOUR_THEMES, ids=lambda one: one.name)
def test_text_colours_have_enough_contrast(one: Theme) -> None:
    inks = {
        "text": one.foreground,
        "quiet": one.variables["quiet"],
        "accent": one.primary,
        "right": one.success,
        "wrong": one.error,
    }
    for ground in (one.background, one.surface, one.panel):
        for name, ink in inks.items():
            assert ink is not None
            assert ground is not None
            assert Color(ink).contrast(ground) >= READABLE, (name, ground)


def test_high_contrast_theme_exceeds_the_guidelines() -> None:
    one = named(theme.CONTRAST)
    for ink in (one.foreground, one.primary, one.success, one.error, one.variables["quiet"]):
        assert ink is not None
        assert one.background is not None
        assert Color(ink).contrast(one.background) >= 7  # level AAA


@pytest.mark.parametrize("kind", BLIND)
def test_colours_differ_for_colour_blind_players(kind: str) -> None:
    one = named(theme.COLOUR_BLIND)
    seen = {
        ink: Color(ink).filter(kind) for ink in (one.success, one.error, one.primary, one.foreground) if ink
    }
    for first, second in combinations(seen, 2):
        if {first, second} != {one.primary, one.foreground}:
            assert seen[first].delta_e(seen[second], method="2000") >= APART, (first, second)


def test_cycle_reaches_every_named_theme() -> None:
    reached = ["dark"]
    while theme.NEXT[reached[-1]] not in reached:
        reached.append(theme.NEXT[reached[-1]])

    assert set(reached) == set(theme.NAMES) == set(theme.NEXT)
    assert {one.name for one in theme.THEMES} == {theme.NAMES[label] for label in reached}


@pytest.mark.parametrize("label", theme.NAMES)
async def test_key_names_the_theme_and_links_look_alike(label: str) -> None:
    before = next(other for other, following in theme.NEXT.items() if following == label)
    harness = start_app(services=build_services(Settings(theme=before)))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert harness.app.theme == theme.NAMES[label]
        assert f"Theme: {theme.format_theme(label)}" in harness.text
        hints = harness.app.screen.query_one(KeyHintBar)
        assert not any(segment.style and segment.style.underline for segment in hints.render_line(0))
        assert harness.app.settings.theme == label


@pytest.mark.slow
@pytest.mark.parametrize("size", [(30, 8), (40, 12), (80, 24), (100, 30)])
async def test_theme_is_named_on_a_window_too(size: tuple[int, int]) -> None:
    harness = start_app()
    async with harness.app.run_test(size=size) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("question_mark", "ctrl+t")
        await pilot.pause()
        assert "Theme: light" in harness.text
        assert "esc close" in harness.text


async def test_theme_that_cannot_be_saved_is_named_with_the_reason() -> None:
    services = build_services(save_setting=lambda name, value: Text("the disk is full"))
    harness = start_app(services=services)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await harness.advance(pilot, 1)
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert "Theme: light. It is not saved: the disk is full." in harness.text


@pytest.mark.parametrize("label", ["auto", *theme.NAMES])
@pytest.mark.parametrize("keys", ["", "s", "o", "question_mark", "ctrl+p"])
async def test_no_colour_is_sent_with_no_color(
    label: str, keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    harness = start_app(at_home=True, services=build_services(Settings(theme=label)))
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        widgets = [widget for screen in harness.app.screen_stack for widget in screen.walk_children(Widget)]
        styles = [
            segment.style
            for widget in widgets
            if widget.display
            for line in widget.render_lines(widget.size.region)
            for segment in line
        ]
        assert not any(style and (style.color or style.bgcolor) for style in styles)


async def test_hints_can_be_clicked_with_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    harness = start_app(at_home=True)
    async with harness.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row = harness.app.screen.query_one(KeyHintBar).region
        text = harness.app.screen.query_one(KeyHintBar).render().plain
        await pilot.click(offset=(row.x + text.index("help"), row.y))
        await pilot.pause()
        assert isinstance(harness.app.screen, HelpScreen)
