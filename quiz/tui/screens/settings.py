"""Settings."""

from collections.abc import Callable
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz.config.settings import SOUNDS, THEMES, Settings
from quiz.text.english import format_number
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.base import MenuScreen
from quiz.tui.theme import format_theme
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import Row

_INDENT = 4
_ON_OFF = (True, False)


class _Setting(NamedTuple):
    """A setting with its name in the file, its title and the values to choose from."""

    name: str
    title: str
    values: tuple[object, ...]


SETTINGS = (
    _Setting("theme", "Theme", THEMES),
    _Setting("time", "Seconds per question", (10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 0.0)),
    _Setting("questions", "Questions per round", (5, 10, 15, 20, 30)),
    _Setting("confirm-first", "Confirm answers with Enter", _ON_OFF),
    _Setting("streak-bonus", "Streak bonus", _ON_OFF),
    _Setting("pause-on-blur", "Pause when the window loses focus", _ON_OFF),
    _Setting("animation", "Animation", _ON_OFF),
    _Setting("sound", "Sound", SOUNDS),
)


def setting_value(settings: Settings, name: str) -> object:
    """Return a setting by its name in the file."""
    value: object = getattr(settings, name.replace("-", "_"))
    return value


def format_setting_value(name: str, value: object) -> str:
    """Format a value of a setting."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, int | float):
        return "no clock" if name == "time" and not value else format_number(value)
    return format_theme(str(value))


class SettingRow(Row):
    """A setting and its value."""

    value = ""

    def update_value(self, value: str) -> None:
        """Show another value."""
        self.value = value
        self.refresh()

    def render(self) -> HangingIndent:
        before, after = ("<", ">") if self._ascii_only else ("‹", "›")
        before, after = (f"{before} ", f" {after}") if self.has_class("-marked") else ("", "  ")
        value = Content.assemble((before, "$primary"), (self.value, "bold"), (after, "$primary"))
        title = Content(SETTINGS[self.index].title)
        return HangingIndent(Content(f" {self.pointer} "), title, value, indent=_INDENT)


class SettingsScreen(MenuScreen):
    """A row per setting; a change takes effect at once."""

    DEFAULT_CSS = """
    SettingsScreen {
        SettingRow { height: auto; }
        SettingRow:hover { background: $surface; }
        SettingRow.-marked { background: $panel; }
        #file { color: $quiet; margin-top: 1; }
        &.-short #file { display: none; }
    }
    """
    BINDINGS = keys.SETTINGS

    def __init__(
        self,
        settings: Callable[[], Settings],
        change: Callable[[str, object], Text | None],
        *,
        first_settings: Settings,
        file: Text | None,
        ascii_only: bool,
    ) -> None:
        """Create the screen.

        Args:
            settings: Returns the current settings.
            change: Applies and saves a value, and returns why it can't be saved.
            first_settings: The settings at the start of the game, whose values can be chosen again.
            file: The file of the settings.
            ascii_only: Whether the terminal shows only ASCII.
        """
        super().__init__(ascii_only=ascii_only)
        self._current_settings = settings
        self._first_settings = first_settings
        self._change = change
        self._file = file or "settings.toml"

    def compose_header(self) -> ComposeResult:
        yield Static("Settings", classes="title")

    def compose_body(self) -> ComposeResult:
        for index in range(len(SETTINGS)):
            yield SettingRow(index, ascii_only=self._ascii_only)
        hint = f'To change keys, edit {self._file} and add  skip = "x"  under [keys].'
        yield Static(Content(hint), id="file")

    def on_mount(self) -> None:
        self.watch(self.app, "theme", self._update_rows)  # a key may change it here too
        self.mark(0)

    def action_change(self, step: int) -> None:
        """Choose the next value, or the previous one if `step` is -1."""
        setting = SETTINGS[self.marked_index]
        current = setting_value(self._current_settings(), setting.name)
        own_values = (current, setting_value(self._first_settings, setting.name))
        values = [
            *dict.fromkeys(value for value in own_values if value not in setting.values),
            *setting.values,
        ]
        value = values[(values.index(current) + step) % len(values)]
        trouble = self._change(setting.name, value)
        self.show_notice(Text(f"Changed for this game, but not saved: {trouble}.") if trouble else None)
        self._update_row(self.query(SettingRow)[self.marked_index])

    @on(SettingRow.Clicked)
    def _select_or_change(self, event: SettingRow.Clicked) -> None:
        if event.index == self.marked_index:
            self.action_change(1)
        self.mark(event.index)

    def _update_rows(self) -> None:
        for row in self.query(SettingRow):
            self._update_row(row)

    def _update_row(self, row: SettingRow) -> None:
        name = SETTINGS[row.index].name
        row.update_value(format_setting_value(name, setting_value(self._current_settings(), name)))
