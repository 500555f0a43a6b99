"""The yardstick: a bare Textual app that shows one line and echoes keys."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Bare(App[None]):
    """One line, and another one after a key."""

    def compose(self) -> ComposeResult:
        yield Static("bare app is ready")

    def on_key(self, event: Key) -> None:
        self.query_one(Static).update(f"bare app got {event.key}")


if __name__ == "__main__":
    Bare().run()
