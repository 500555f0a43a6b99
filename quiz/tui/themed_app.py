"""Base class of the app: its settings, its theme and links."""

from textual import constants

from quiz.config.settings import replace_setting
from quiz.text.safe import Text
from quiz.tui import theme
from quiz.tui.screens.base import ScrollableScreen
from quiz.tui.services import AppServices
from quiz.tui.terminal_app import TerminalApp

_NOT_OPENED = Text("No browser with a window opened it. Copy the link instead.")


class ThemedApp(TerminalApp, inherit_css=False):
    """An app with the player's settings, which applies and saves changes of them."""

    _has_theme = False

    def __init__(self, services: AppServices) -> None:
        super().__init__()
        self._services = services
        self.settings = services.settings
        self._is_styled = False

    def apply_settings(self) -> None:
        """Apply changed settings to future rounds."""

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme; nothing before there is one, while Textual creates the app.

        With `refresh_css` this saves 4 of 50 ms before the first frame.
        """
        return super().get_css_variables() if self._has_theme else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours that only our own themes define."""
        if self.current_theme.ansi:
            return {"quiet": "ansi_default", "faint": "ansi_default"}
        return {"quiet": "#8a8f9a", "faint": "#6a6f7a"}

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the style sheets again, except before the first screen: that is styled with our theme."""
        if self.is_running and self._is_styled:
            super().refresh_css(animate=animate)
        self._is_styled = True

    def action_next_theme(self) -> None:
        label = theme.LABELS.get(self.theme)
        self.choose_theme("dark" if label is None else theme.NEXT[label])

    def change_setting(self, name: str, value: object) -> Text | None:
        """Apply and save a setting; return the reason if it can't be saved."""
        self.settings = replace_setting(self.settings, name, value)
        self.apply_settings()
        self.animation_level = constants.TEXTUAL_ANIMATIONS if self.settings.animation else "none"
        if name == "theme":
            self.theme = self._find_theme()
        return self._services.save_setting(name, value)

    def choose_theme(self, label: str) -> None:
        """Apply and save a theme, and name it."""
        trouble = self.change_setting("theme", label)
        screen = self.screen
        if isinstance(screen, ScrollableScreen):
            name = f"Theme: {theme.format_theme(label)}"
            screen.show_notice(Text(f"{name}. It is not saved: {trouble}." if trouble else name))

    def _find_theme(self) -> str:
        return theme.find_theme(self.settings.theme, self.console.color_system)

    def set_first_theme(self) -> None:
        for own_theme in theme.THEMES:
            self.register_theme(own_theme)
        self.theme = self._find_theme()
        self._has_theme = True
        self.stylesheet.set_variables(self.get_css_variables())

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a link without waiting for the browser; in a browser, the page opens it."""
        if self.is_web:
            super().open_url(url, new_tab=new_tab)
        else:
            self.run_worker(self._open_link(url), exclusive=True, exit_on_error=False)

    async def _open_link(self, url: str) -> None:
        from quiz.tui.screens.source import SourceScreen

        is_open = await self._services.open_address(url)
        if isinstance(self.screen, SourceScreen):
            self.screen.show_notice(Text("Opened in your browser.") if is_open else _NOT_OPENED)
