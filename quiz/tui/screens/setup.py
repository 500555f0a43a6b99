"""Screen that sets up a round."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from quiz.game.dealer import MenuItem
from quiz.game.menu import EntryType, list_entries, list_packs
from quiz.game.modes import Mode, RoundOption
from quiz.game.round import EVERYTHING, RoundRequest
from quiz.game.round_setup import (
    LENGTHS,
    MAX_NAMES_LENGTH,
    MAX_SEED_DIGITS,
    SECONDS,
    RoundSetup,
    build_request,
    format_kind,
    format_length,
    format_players,
    format_seconds,
    parse_names,
)
from quiz.model.errors import UsageError
from quiz.model.pack import Kind, whole_pack
from quiz.text.english import join_words, to_sentence
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.messages import CustomRoundRequested
from quiz.tui.screens.base import MenuScreen
from quiz.tui.widgets.hanging_indent import HangingIndent
from quiz.tui.widgets.row import Row

Value = TypeVar("Value")

_INDENT = 4
_TITLE_CELLS = 12


class SetupLine(Enum):
    """The lines of the screen, in their order."""

    CATEGORIES = "Categories"
    MODE = "Mode"
    KIND = "Kind"
    LENGTH = "Questions"
    TIME = "Time"
    PLAYERS = "Players"
    SEED = "Seed"


_LINES = tuple(SetupLine)
_OPTIONS = {
    SetupLine.KIND: RoundOption.KIND,
    SetupLine.LENGTH: RoundOption.QUESTIONS,
    SetupLine.TIME: RoundOption.TIME,
    SetupLine.PLAYERS: RoundOption.PLAYERS,
    SetupLine.SEED: RoundOption.SEED,
}
"""The option that a mode must leave to the player for a line."""
_HINTS = {
    SetupLine.PLAYERS: "Two to eight names: Ana, Ben",
    SetupLine.SEED: "A number; none for a new round",
}
"""The hint of each line that is typed."""


class SetupRow(Row):
    """A line with its value."""

    def __init__(self, index: int, *, ascii_only: bool) -> None:
        super().__init__(index, ascii_only=ascii_only)
        self._value = Text()
        self._is_typed = _LINES[index] in _HINTS
        self._is_free = True

    def show_value(self, value: Text, *, is_free: bool) -> None:
        """Show a value; one that isn't free depends on the mode."""
        self._value, self._is_free = value, is_free
        self.refresh(layout=True)

    def render(self) -> HangingIndent:
        before, after = ("< ", " >") if self._ascii_only else ("‹ ", " ›")
        if not self.has_class("-marked") or self._is_typed or not self._is_free:
            before, after = "", ""
        title = f"{_LINES[self.index].value:<{_TITLE_CELLS}}"
        style = "bold" if self._is_free else "$quiet"
        value = Content.assemble((before, "$primary"), (self._value, style), (after, "$primary"))
        return HangingIndent(Content(f" {self.pointer} "), Content.assemble(title, value), indent=_INDENT)


class SetupField(Input):
    """The input of a line that is typed."""

    DEFAULT_CSS = """
    SetupField { border: none; height: 1; padding: 0 1; margin: 0 1 0 3; background: $surface; }
    SetupField:focus { border: none; background-tint: $foreground 0%; }
    """

    def __init__(self, line: SetupLine, value: str) -> None:
        limit = MAX_NAMES_LENGTH if line is SetupLine.PLAYERS else MAX_SEED_DIGITS
        super().__init__(value, placeholder=_HINTS[line], id=line.name.lower(), max_length=limit)
        self.line = line


class SetupScreen(MenuScreen):
    """The categories, mode, kind, length, time, players and seed of a round."""

    DEFAULT_CSS = """
    SetupScreen {
        SetupRow { height: auto; }
        SetupRow:hover { background: $surface; }
        SetupRow.-marked { background: $panel; }
        #summary { color: $quiet; margin-top: 1; }
        &.-short #summary { display: none; }
    }
    """
    BINDINGS = keys.SETUP

    def __init__(
        self,
        setup: RoundSetup,
        *,
        categories: tuple[str, ...],
        menu: Sequence[MenuItem],
        modes: Sequence[Mode],
        request: RoundRequest,
        find_usual_seconds: Callable[[Mode], float | None],
        keep_setup: Callable[[RoundSetup], None],
        ascii_only: bool,
    ) -> None:
        """Create the screen.

        Args:
            setup: The choices to begin with.
            categories: The chosen categories and packs; none for everything.
            menu: Everything and the categories.
            modes: The modes to choose from.
            request: The request to change.
            find_usual_seconds: Returns the usual time limit of a mode.
            keep_setup: Keeps the choices for the next time.
            ascii_only: Whether the terminal shows only ASCII.
        """
        super().__init__(ascii_only=ascii_only)
        entries = list_entries(menu, list_packs(menu))
        self._titles = {
            entry.selection: entry.pack_title if entry.type is EntryType.WHOLE_PACK else entry.title
            for entry in entries
        }
        packs = [(whole_pack(name),) for name in list_packs(menu)]
        self._scopes = list(dict.fromkeys([categories, (), *packs]))
        self._categories = categories
        self._setup = setup
        self._modes = tuple(modes)
        self._request = request
        self._find_usual_seconds = find_usual_seconds
        self._keep_setup = keep_setup

    @property
    def line(self) -> SetupLine:
        """The selected line."""
        return _LINES[self.marked_index]

    def compose_header(self) -> ComposeResult:
        yield Static("Set up a round", classes="title")

    def compose_body(self) -> ComposeResult:
        values = {SetupLine.PLAYERS: self._setup.names, SetupLine.SEED: self._setup.seed}
        for index, line in enumerate(_LINES):
            yield SetupRow(index, ascii_only=self._ascii_only)
            if line in values:
                field = SetupField(line, values[line])
                field.display = False
                yield field
        yield Static(id="summary")

    def on_mount(self) -> None:
        self.mark(0)
        self._show_values()

    def mark(self, index: int) -> None:
        super().mark(index)
        for field in self.query(SetupField):
            field.display = field.line is self.line and self._is_free(field.line)
        shown = [field for field in self.query(SetupField) if field.display]
        self.set_focus(shown[0] if shown else None)

    def get_help_request(self) -> RoundRequest:
        return self._request._replace(mode=self._setup.mode)

    def action_change(self, step: int) -> None:
        """Choose the next value, or the previous one if `step` is -1."""
        setup = self._setup
        if not self._is_free(self.line):
            return
        match self.line:
            case SetupLine.CATEGORIES:
                self._categories = _turn(self._scopes, self._categories, step)
            case SetupLine.MODE:
                self._setup = setup._replace(mode=_turn(self._modes, setup.mode, step))
            case SetupLine.KIND:
                self._setup = setup._replace(kind=_turn((None, *Kind), setup.kind, step))
            case SetupLine.LENGTH:
                lengths = sorted({*LENGTHS, self._request.length})
                self._setup = setup._replace(length=_turn(lengths, setup.length, step))
            case SetupLine.TIME:
                self._setup = setup._replace(seconds=_turn(SECONDS, setup.seconds, step))
        self._show_values()

    def action_start(self) -> None:
        """Play the round; invalid names or an invalid seed are reported."""
        try:
            request = build_request(self._setup, self._categories, self._request)
        except UsageError as error:
            self.show_notice(to_sentence(str(error)))
            return
        self._keep_setup(self._setup)
        self.post_message(CustomRoundRequested(request))

    def action_close(self, result: None = None) -> None:
        """Keep the choices and go back."""
        self._keep_setup(self._setup)
        super().action_close(result)

    @on(SetupRow.Clicked)
    def _select_or_change(self, event: SetupRow.Clicked) -> None:
        was_marked = event.index == self.marked_index
        self.mark(event.index)
        if was_marked:
            self.action_change(1)

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        if isinstance(event.input, SetupField):
            if event.input.line is SetupLine.PLAYERS:
                self._setup = self._setup._replace(names=event.value)
            else:
                self._setup = self._setup._replace(seed=event.value)
            self.show_notice(None)
            self._show_values()

    @on(Input.Submitted)
    def _submit(self) -> None:
        self.action_start()

    def _is_free(self, line: SetupLine) -> bool:
        option = _OPTIONS.get(line)
        return option is None or self._setup.allows(option)

    def _show_values(self) -> None:
        for row, line in zip(self.query(SetupRow), _LINES, strict=True):
            is_free = self._is_free(line)
            row.show_value(self._format_value(line) if is_free else Text("set by the mode"), is_free=is_free)
        self.query_one("#summary", Static).update(Content(self._setup.mode.summary))

    def _format_value(self, line: SetupLine) -> Text:
        setup = self._setup
        names = self._list_names()
        match line:
            case SetupLine.CATEGORIES:
                return (
                    join_words([self._titles.get(name, Text(name)) for name in self._categories])
                    or EVERYTHING
                )
            case SetupLine.MODE:
                return setup.mode.title
            case SetupLine.KIND:
                return format_kind(setup.kind)
            case SetupLine.LENGTH:
                return format_length(setup.length, len(names))
            case SetupLine.TIME:
                return format_seconds(setup.seconds, self._find_usual_seconds(setup.mode))
            case SetupLine.PLAYERS:
                return format_players(names)
            case SetupLine.SEED:
                return Text(setup.seed.strip() or "random")

    def _list_names(self) -> tuple[Text, ...]:
        """Return the names of the players, if they are valid by now."""
        try:
            return parse_names(self._setup.names)
        except UsageError:
            return ()


def _turn(values: Sequence[Value], current: Value, step: int) -> Value:
    return values[(values.index(current) + step) % len(values)]
