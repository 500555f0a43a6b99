"""Colours that every player can read and distinguish."""

from itertools import combinations

import pytest
from coloraide import Color
from textual.theme import Theme

from quiz.tui import theme

READABLE = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3, level AA)."""
APART = 20.0
"""A clear difference (CIEDE2000): five times that of neighbours on a colour card."""
BLIND = ("protan", "deutan", "tritan")


def named(name: str) -> Theme:
    return next(one for one in theme.THEMES if one.name == name)


@pytest.mark.parametrize("one", theme.THEMES, ids=lambda one: one.name)
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
    reached = [theme.DARK]
    while theme.NEXT[reached[-1]] not in reached:
        reached.append(theme.NEXT[reached[-1]])

    assert set(reached) == set(theme.NAMES.values()) == set(theme.NEXT)
    assert {one.name for one in theme.THEMES} < set(reached)
