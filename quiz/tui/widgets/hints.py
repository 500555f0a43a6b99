"""Show the keys that do something now."""

from collections.abc import Mapping

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from quiz.tui.keys import Line, hints


class Hints(Widget):
    """The line at the foot of a screen; each of its words can be clicked."""

    DEFAULT_CSS = """
    Hints { height: 1; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    ALLOW_SELECT = False

    def __init__(self, words: Mapping[str, str] | None = None) -> None:
        """Take other words than the usual ones for some actions."""
        super().__init__(id="hints")
        self._words = words or {}
        self._parts: list[Content] = []
        self._lines: tuple[Line, ...] = ()

    def on_mount(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Look anew at what can be done."""
        if not self.is_attached:
            return
        active = self.screen.active_bindings.values()
        lines = hints(one.binding for one in active if one.enabled)
        if lines != self._lines:
            self._lines = lines
            self._parts = [_drawn(line, self._words.get(line.action, line.word)) for line in lines]
            self.refresh()

    def render(self) -> Content:
        wide = Content("  ").join(self._parts)
        return wide if wide.cell_length <= self.size.width else Content(" ").join(self._parts)


def _drawn(line: Line, word: str) -> Content:
    part = Content.assemble((line.keys, "bold $primary"), f" {word}")
    if "-" in line.keys:
        return part
    action = line.action if line.action.startswith("app.") else f"screen.{line.action}"
    return part.stylize(Style.from_meta({"@click": action}))
