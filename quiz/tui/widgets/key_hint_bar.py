"""Line of key hints at the bottom of a screen."""

from collections.abc import Mapping

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from quiz.tui.keys import KeyHint, is_typed, list_key_hints

_GAPS = ("   ", "  ", " ")
_ALWAYS_SHOWN = ("leave", "end", "close", "home", "app.quit", "close(True)", "close(False)")
"""The ways out of a screen, and the answers to a question."""
_LAST_DROPPED = ("choose_marked", "help", "help(True)")


class KeyHintBar(Widget):
    """The keys that do something now; each can be clicked."""

    DEFAULT_CSS = """
    KeyHintBar { height: 1; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    ALLOW_SELECT = False

    def __init__(self, labels: Mapping[str, str] | None = None) -> None:
        """Create the bar; `labels` replace the usual ones, by action."""
        super().__init__(id="hints")
        self._labels = labels or {}
        self._hints: tuple[KeyHint, ...] = ()

    def on_mount(self) -> None:
        self.update_hints()

    def update_hints(self) -> None:
        """Show the actions that are enabled now."""
        if not self.is_attached:
            return
        is_typing = self.screen.focused is not None
        bindings = [
            active.binding
            for active in self.screen.active_bindings.values()
            if active.enabled and not (is_typing and is_typed(active.binding.key))
        ]
        hints = list_key_hints(bindings, self.screen.BINDINGS, ascii_only=self.app.has_class("-ascii"))
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def render(self) -> Content:
        """Return the hints in as much space as there is; those that don't fit are in the help."""
        hints = list(self._hints)
        while True:
            parts = [self._format_hint(hint) for hint in hints]
            for gap in _GAPS:
                line = Content(gap).join(parts)
                if line.cell_length <= self.size.width:
                    return line
            optional = [hint for hint in hints if hint.action not in _ALWAYS_SHOWN]
            if not optional:
                return line
            others = [hint for hint in optional if hint.action not in _LAST_DROPPED]
            hints.remove((others or optional)[-1])

    def _format_hint(self, hint: KeyHint) -> Content:
        label = self._labels.get(hint.action, hint.label)
        content = Content.assemble((hint.keys, "bold $primary"), f" {label}")
        if not hint.is_clickable:
            return content
        action = hint.action if hint.action.startswith("app.") else f"screen.{hint.action}"
        return content.stylize(Style.from_meta({"@click": action}))
