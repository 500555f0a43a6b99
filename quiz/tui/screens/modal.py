"""Base class of the screens that appear on top of another."""

from textual.screen import ModalScreen

from quiz.tui.screens.base import Result, ScrollableScreen


class BaseModalScreen(ScrollableScreen[Result], ModalScreen[Result]):
    """A window on top of another screen."""

    FRAME_ID = "sheet"
    DEFAULT_CSS = """
    BaseModalScreen {
        align: center middle;
        background: $background 60%;
        #sheet { width: 76; max-width: 100%; height: auto; max-height: 100%; }
        #sheet { background: $surface; padding: 1 2; }
        Body { height: auto; max-height: 80vh; }
        .title { text-style: bold; color: $primary; margin-bottom: 1; }
        #hints { margin-top: 1; }
        &.-noticed Body { max-height: 60vh; }
        &.-short #sheet { padding: 0 1; }
        &.-short .title { margin-bottom: 0; }
        &.-short #hints { margin-top: 0; }
    }
    """
