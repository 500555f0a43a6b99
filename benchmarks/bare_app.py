"""The yardstick: a bare Textual app that shows one line and echoes keys."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class BareApp(App[None]):
    """An app with one line, which changes after a key."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("bare app is ready")

    def on_key(self, event: Key) -> None:
        """Show the name of the key."""
        self.query_one(Static).update(f"bare app got {event.key}")


if __name__ == "__main__":
    BareApp().run()
