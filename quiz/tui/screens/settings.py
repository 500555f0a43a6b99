"""Change the settings."""

from collections.abc import Callable
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from quiz.config.settings import SOUNDS, THEMES, Settings, replace_setting
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.screens.base import BaseScreen, Body
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.key_hint_bar import KeyHintBar
from quiz.tui.widgets.option_row import pointer

_INDENT = 3
_KEYS = '[keys], then a line such as  skip = "x".'


class _Setting(NamedTuple):
    """A setting, what it is called, and the values to choose from, in order."""

    name: str
    title: str
    values: tuple[object, ...]


_YES_NO = (True, False)
SETTINGS = (
    _Setting("theme", "Colours", THEMES),
    _Setting("time", "Seconds for a question", (10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 0.0)),
    _Setting("questions", "Questions in a round", (5, 10, 15, 20, 30)),
    _Setting("confirm-first", "Choose first, then confirm", _YES_NO),
    _Setting("streak-bonus", "Points for streaks", _YES_NO),
    _Setting("pause-on-blur", "Wait while another window is in use", _YES_NO),
    _Setting("animation", "Animation", _YES_NO),
    _Setting("sound", "Sound", SOUNDS),
)


def setting_value(settings: Settings, name: str) -> object:
    """Give a setting by its name in the file."""
    found: object = getattr(settings, name.replace("-", "_"))
    return found


def format_setting_value(name: str, value: object) -> str:
    """Write a value as a player reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "time":
        return f"{value:g}" if value else "no clock"
    return "as suits the terminal" if value is None else str(value)


class SettingRow(Widget):
    """A setting and its value."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """A player clicked the row of that index."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, index: int, *, ascii_only: bool) -> None:
        super().__init__()
        self.index = index
        self._ascii_only = ascii_only
        self._value = ""

    def update_value(self, value: str, *, here: bool) -> None:
        """Show a value, and the bar on this row or not."""
        self._value = value
        self.set_class(here, "-marked")
        self.refresh()

    def render(self) -> HangingIndent:
        is_here = self.has_class("-marked")
        mark = pointer(ascii_only=self._ascii_only) if is_here else " "
        before, after = ("<", ">") if self._ascii_only else ("‹", "›")
        value = Content.assemble(
            (f"{before} " if is_here else "", "$primary"),
            (self._value, "bold"),
            (f" {after}" if is_here else "  ", "$primary"),
        )
        return HangingIndent(Content(f" {mark} "), Content(SETTINGS[self.index].title), value, indent=_INDENT)

    def on_click(self, event: Click) -> None:
        event.stop()
        if event.button == keys.LEFT_BUTTON:
            self.post_message(self.Clicked(self.index))


class SettingsScreen(BaseScreen):
    """Each setting on a line; arrows choose it and change it, and it holds at once."""

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
        settings: Settings,
        change: Callable[[str, object], Text | None],
        *,
        file: Text | None,
        ascii_only: bool,
    ) -> None:
        """Show settings of a file; `change` makes one hold, and gives a reason where it could not be kept."""
        super().__init__()
        self._settings = settings
        self._change = change
        self._file = file
        self._ascii_only = ascii_only
        self._marked = 0

    def compose(self) -> ComposeResult:
        with Widget(id="page"):
            yield Static("Settings", classes="title")
            with Body():
                for index in range(len(SETTINGS)):
                    yield SettingRow(index, ascii_only=self._ascii_only)
                place = "the file" if self._file is None else self._file
                yield Static(Content(f"Keys are changed in {place}: {_KEYS}"), id="file")
            yield Static(id="notice")
            yield KeyHintBar()

    def on_mount(self) -> None:
        self.show_notice(None)
        self._paint()

    def action_move(self, step: int) -> None:
        self._marked = (self._marked + step) % len(SETTINGS)
        self._paint()

    def action_change(self, step: int) -> None:
        """Take the next value, or the one before."""
        setting = SETTINGS[self._marked]
        now = setting_value(self._settings, setting.name)
        known = [*setting.values] if now in setting.values else [now, *setting.values]
        value = known[(known.index(now) + step) % len(known)]
        self._settings = replace_setting(self._settings, setting.name, value)
        trouble = self._change(setting.name, value)
        self.show_notice(Text(f"It holds for now but is not saved: {trouble}.") if trouble else None)
        self._paint()

    @on(SettingRow.Clicked)
    def _clicked(self, event: SettingRow.Clicked) -> None:
        is_same = event.index == self._marked
        self._marked = event.index
        if is_same:
            self.action_change(1)
        self._paint()

    def _paint(self) -> None:
        for row in self.query(SettingRow):
            setting = SETTINGS[row.index]
            row.update_value(
                format_setting_value(setting.name, setting_value(self._settings, setting.name)),
                here=row.index == self._marked,
            )
            if row.index == self._marked:
                row.scroll_visible(animate=False)
