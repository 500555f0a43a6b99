"""Colour themes."""

from dataclasses import replace
from typing import NamedTuple

from textual import constants
from textual.theme import BUILTIN_THEMES, Theme

DARK = "quiz-dark"
LIGHT = "quiz-light"
CONTRAST = "quiz-contrast"
COLOUR_BLIND = "quiz-colour-blind"
TERMINAL_DARK = "quiz-terminal-dark"
TERMINAL_LIGHT = "quiz-terminal-light"

NAMES = {
    "dark": DARK,
    "light": LIGHT,
    "contrast": CONTRAST,
    "colour-blind": COLOUR_BLIND,
    "terminal": TERMINAL_DARK,
    "terminal-light": TERMINAL_LIGHT,
}
"""Textual's names of the themes, by ours. The last two use the colours of the terminal."""
LABELS = {name: label for label, name in NAMES.items()}
"""Our names of the themes, by Textual's."""
_CYCLE = tuple(NAMES)
NEXT = dict(zip(_CYCLE, (*_CYCLE[1:], _CYCLE[0]), strict=True))
"""The theme that follows each one, both by our names."""


class _ThemeColours(NamedTuple):
    """The colours of a theme, as `#rrggbb`."""

    right: str
    wrong: str
    accent: str
    text: str
    quiet: str
    """Less important text."""
    faint: str
    """Lines and bars, never text."""
    ground: str
    surface: str
    panel: str
    bar: str


_LINKS = {"link-style": "none", "link-style-hover": "underline"}

# Right is much lighter than wrong in the dark theme and much darker in the light one, so that they
# differ without hue too.
_COLOURS = {
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
    # Protanopes, deuteranopes and tritanopes can all distinguish blue and orange.
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


def format_theme(label: str) -> str:
    """Return the name of a theme for players."""
    return {"contrast": "high contrast", "terminal-light": "terminal, light"}.get(label, label)


def find_theme(label: str, color_system: str | None) -> str:
    """Return the player's theme, the terminal's colours if it has only 16, or the dark theme."""
    if label in NAMES:
        return NAMES[label]
    if color_system == "standard":
        return TERMINAL_DARK
    chosen = constants.DEFAULT_THEME  # from TEXTUAL_THEME
    return chosen if chosen in BUILTIN_THEMES and chosen != "textual-dark" else DARK


def _build_theme(name: str, colours: _ThemeColours) -> Theme:
    return Theme(
        name=name,
        dark=name != LIGHT,
        primary=colours.accent,
        secondary=colours.quiet,
        accent=colours.accent,
        warning=colours.accent,
        error=colours.wrong,
        success=colours.right,
        foreground=colours.text,
        background=colours.ground,
        surface=colours.surface,
        panel=colours.panel,
        variables={
            "quiet": colours.quiet,
            "faint": colours.faint,
            **_LINKS,
            "link-color": colours.quiet,
            "link-color-hover": colours.accent,
            "link-background-hover": f"{colours.ground} 0%",
            "scrollbar": colours.bar,
            "scrollbar-hover": colours.accent,
            "scrollbar-active": colours.accent,
            "scrollbar-background": colours.ground,
            "scrollbar-background-hover": colours.ground,
            "scrollbar-background-active": colours.ground,
        },
    )


def _build_terminal_theme(name: str, base: Theme) -> Theme:
    """Return a theme of the terminal's own colours, with our links."""
    links = {**_LINKS, "link-color": "ansi_default", "link-color-hover": "ansi_default"}
    links["link-background-hover"] = "transparent"
    return replace(base, name=name, variables={**base.variables, **links})


COLOUR_THEMES = tuple(_build_theme(name, colours) for name, colours in _COLOURS.items())
TERMINAL_THEMES = (
    _build_terminal_theme(TERMINAL_DARK, BUILTIN_THEMES["ansi-dark"]),
    _build_terminal_theme(TERMINAL_LIGHT, BUILTIN_THEMES["ansi-light"]),
)
THEMES = (*COLOUR_THEMES, *TERMINAL_THEMES)
