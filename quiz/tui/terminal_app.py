"""Base class of the app: its driver, its keys, its size and the lines that it draws."""

import sys
from collections.abc import Sequence

from textual import constants
from textual.app import App
from textual.driver import Driver
from textual.events import Event, Key
from textual.filter import LineFilter

from quiz.model.errors import UsageError
from quiz.tui.key_forms import fold_key
from quiz.tui.terminal_filter import NoColourFilter, TerminalFilter

_MIN_WIDTH, _MIN_HEIGHT = 30, 8
_FILTER = TerminalFilter()
_NO_COLOURS = NoColourFilter()


class TerminalApp(App[None], inherit_css=False):
    """An app with a safe driver, keys in any form, and sanitized lines."""

    failure: Exception | None = None
    """The error that ended the app, if one did."""

    def get_driver_class(self) -> type[Driver]:
        """Return our driver, on Windows Textual's, or the one that TEXTUAL_DRIVER names."""
        if constants.DRIVER is None and sys.platform != "win32":
            from quiz.tui.driver import QuizDriver

            return QuizDriver
        try:
            return super().get_driver_class()
        except Exception as error:  # anything can happen while the module is imported
            driver = constants.DRIVER
            advice = "Unset it, or set it to MODULE:CLASS"
            raise UsageError(f"can't use the driver “{driver}” of TEXTUAL_DRIVER. {advice}") from error

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of each line; ours come last. `NO_COLOR` removes the greys of Textual too."""
        return [*super().get_line_filters(), *([_NO_COLOURS] if self.no_color else []), _FILTER]

    async def on_event(self, event: Event) -> None:
        """Accept a key in any form of its character, except in the command palette's input."""
        if isinstance(event, Key) and self.focused is None:
            event = fold_key(event)
        await super().on_event(event)

    def action_command_palette(self) -> None:
        from quiz.tui.command_palette import QuizCommandPalette

        if not any(isinstance(screen, QuizCommandPalette) for screen in self.screen_stack):
            self.push_screen(QuizCommandPalette())  # without an id, which a closing palette may still have

    def on_resize(self) -> None:
        """Check the size once the screen is drawn."""
        self.call_after_refresh(self._check_size)

    def _check_size(self) -> None:
        if self.size.width >= _MIN_WIDTH and self.size.height >= _MIN_HEIGHT:
            return
        from quiz.tui.screens.too_small import TooSmallScreen

        if not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen(_MIN_WIDTH, _MIN_HEIGHT))
