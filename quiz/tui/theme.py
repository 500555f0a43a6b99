"""The game's own colours: ink by night, paper by day, one warm accent; one loud theme, one for every eye."""

from typing import NamedTuple

from textual.theme import Theme

DARK = "quiz-dark"
LIGHT = "quiz-light"
CONTRAST = "quiz-contrast"
COLOUR_BLIND = "quiz-colour-blind"
ANSI_DARK = "ansi-dark"
ANSI_LIGHT = "ansi-light"

NEXT = {
    DARK: LIGHT,
    LIGHT: CONTRAST,
    CONTRAST: COLOUR_BLIND,
    COLOUR_BLIND: ANSI_DARK,
    ANSI_DARK: ANSI_LIGHT,
    ANSI_LIGHT: DARK,
}
"""The theme that comes after each; the last two have the terminal's own colours."""
NAMES = {
    "dark": DARK,
    "light": LIGHT,
    "contrast": CONTRAST,
    "colour-blind": COLOUR_BLIND,
    "terminal": ANSI_DARK,
    "terminal-light": ANSI_LIGHT,
}
"""What a player calls them."""


class _ThemeColours(NamedTuple):
    """The colours of a theme, each as `#rrggbb`."""

    right: str
    wrong: str
    accent: str
    text: str
    quiet: str
    """What may be overlooked, but can be read."""
    faint: str
    """Lines and bars, never text."""
    ground: str
    surface: str
    panel: str
    """The ground, raised once and twice."""
    bar: str


# Right is much lighter than wrong by night and much darker by day, so that they differ without hue too.
_INKS = {
    DARK: _ThemeColours(
        right="#a5dba6",
        wrong="#e8705c",
        accent="#e0a65c",
        text="#e9e4d8",
        quiet="#98a0b0",
        faint="#3a4152",
        ground="#14171f",
        surface="#1b1f2a",
        panel="#232836",
        bar="#2c3242",
    ),
    LIGHT: _ThemeColours(
        right="#0b4a24",
        wrong="#b0301c",
        accent="#7c430e",
        text="#262a33",
        quiet="#565c68",
        faint="#cdc5b2",
        ground="#f8f4ea",
        surface="#f0eadc",
        panel="#e6dfce",
        bar="#d8d0bd",
    ),
    CONTRAST: _ThemeColours(
        right="#7dff8a",
        wrong="#ff8f8f",
        accent="#ffe14d",
        text="#ffffff",
        quiet="#d0d0d0",
        faint="#808080",
        ground="#000000",
        surface="#101010",
        panel="#1c1c1c",
        bar="#606060",
    ),
    # Blue and orange stay apart for protanopes, deuteranopes and tritanopes alike.
    COLOUR_BLIND: _ThemeColours(
        right="#58b6ff",
        wrong="#ff8a24",
        accent="#f6ecc0",
        text="#f2efe6",
        quiet="#a8b0c0",
        faint="#414c66",
        ground="#101522",
        surface="#182034",
        panel="#222a3d",
        bar="#33405c",
    ),
}


def _theme(name: str, ink: _ThemeColours) -> Theme:
    return Theme(
        name=name,
        dark=name != LIGHT,
        primary=ink.accent,
        secondary=ink.quiet,
        accent=ink.accent,
        warning=ink.accent,
        error=ink.wrong,
        success=ink.right,
        foreground=ink.text,
        background=ink.ground,
        surface=ink.surface,
        panel=ink.panel,
        variables={
            "quiet": ink.quiet,
            "faint": ink.faint,
            "link-style": "none",
            "link-style-hover": "underline",
            "link-color": ink.quiet,
            "link-color-hover": ink.accent,
            "link-background-hover": f"{ink.ground} 0%",
            "scrollbar": ink.bar,
            "scrollbar-hover": ink.accent,
            "scrollbar-active": ink.accent,
            "scrollbar-background": ink.ground,
            "scrollbar-background-hover": ink.ground,
            "scrollbar-background-active": ink.ground,
        },
    )


THEMES = tuple(_theme(name, ink) for name, ink in _INKS.items())
