"""The game's own colours: ink by night, paper by day, one warm accent."""

from textual.theme import Theme

DARK = "quiz-dark"
LIGHT = "quiz-light"
ANSI_DARK = "ansi-dark"
ANSI_LIGHT = "ansi-light"

OTHER = {DARK: LIGHT, LIGHT: DARK, ANSI_DARK: ANSI_LIGHT, ANSI_LIGHT: ANSI_DARK}
"""The theme that day is to each night, and night to each day."""

# Right is much lighter than wrong by night and much darker by day, so that they differ without hue too.
THEMES = (
    Theme(
        name=DARK,
        primary="#e0a65c",
        secondary="#8fa3bf",
        accent="#e0a65c",
        warning="#e0a65c",
        error="#e8705c",
        success="#a5dba6",
        foreground="#e9e4d8",
        background="#14171f",
        surface="#1b1f2a",
        panel="#232836",
        variables={
            "quiet": "#98a0b0",
            "faint": "#3a4152",
            "link-style": "none",
            "link-style-hover": "underline",
            "link-color": "#98a0b0",
            "link-color-hover": "#e0a65c",
            "link-background-hover": "#14171f 0%",
            "scrollbar": "#2c3242",
            "scrollbar-hover": "#e0a65c",
            "scrollbar-active": "#e0a65c",
            "scrollbar-background": "#14171f",
            "scrollbar-background-hover": "#14171f",
            "scrollbar-background-active": "#14171f",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#8f4f12",
        secondary="#4a5b74",
        accent="#8f4f12",
        warning="#8f4f12",
        error="#c23a26",
        success="#14532d",
        foreground="#262a33",
        background="#f8f4ea",
        surface="#f0eadc",
        panel="#e6dfce",
        variables={
            "quiet": "#5f6572",
            "faint": "#cdc5b2",
            "link-style": "none",
            "link-style-hover": "underline",
            "link-color": "#5f6572",
            "link-color-hover": "#8f4f12",
            "link-background-hover": "#f8f4ea 0%",
            "scrollbar": "#d8d0bd",
            "scrollbar-hover": "#8f4f12",
            "scrollbar-active": "#8f4f12",
            "scrollbar-background": "#f8f4ea",
            "scrollbar-background-hover": "#f8f4ea",
            "scrollbar-background-active": "#f8f4ea",
        },
    ),
)
