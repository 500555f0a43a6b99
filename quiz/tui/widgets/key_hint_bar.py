"""Show the keys that do something now."""

from collections.abc import Iterable, Mapping

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from quiz.tui.keys import KeyHint, list_key_hints


class KeyHintBar(Widget):
    """The line at the foot of a screen; each of its words can be clicked."""

    DEFAULT_CSS = """
    KeyHintBar { height: 1; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    ALLOW_SELECT = False

    def __init__(self, words: Mapping[str, str] | None = None) -> None:
        """Take other words than the usual ones for some actions."""
        super().__init__(id="hints")
        self._words = words or {}
        self._parts: list[Content] = []
        self._lines: tuple[KeyHint, ...] = ()

    def on_mount(self) -> None:
        self.update_hints()

    def update_hints(self) -> None:
        """Look anew at what can be done."""
        if not self.is_attached:
            return
        active = self.screen.active_bindings.values()
        lines = list_key_hints(one.binding for one in active if one.enabled)
        if lines != self._lines:
            self._lines = lines
            self._parts = [_drawn(line, self._words.get(line.action, line.word)) for line in lines]
            self.refresh()

    def render(self) -> Content:
        """Draw all that fit; where they don't all fit, the way to help stays, for it lists the others."""
        room = self.size.width
        wide = Content("  ").join(self._parts)
        if wide.cell_length <= room:
            return wide
        kept = list(zip(self._lines, self._parts, strict=True))
        while len(kept) > 1 and _joined(kept).cell_length > room:
            last = next(index for index in reversed(range(len(kept))) if kept[index][0].action != "help")
            del kept[last]
        return _joined(kept)


def _joined(parts: Iterable[tuple[KeyHint, Content]]) -> Content:
    return Content(" ").join(part for _, part in parts)


def _drawn(line: KeyHint, word: str) -> Content:
    part = Content.assemble((line.keys, "bold $primary"), f" {word}")
    if "-" in line.keys:
        return part
    action = line.action if line.action.startswith("app.") else f"screen.{line.action}"
    return part.stylize(Style.from_meta({"@click": action}))
