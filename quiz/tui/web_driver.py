"""The driver for a browser: Textual's own, safe against lost connections and impossible sizes."""

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

MAX_COLUMNS, MAX_ROWS = 500, 200


class QuizWebDriver(WebDriver):
    """A web driver that ends the game when the connection is lost."""

    def run_input_thread(self) -> None:
        """Read input until the game ends, and end the game when the input ends."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.send_message(ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Handle information from the server, except a size that no window has."""
        if packet_type == "resize":
            width, height = payload.get("width"), payload.get("height")
            if not (_is_between(width, MAX_COLUMNS) and _is_between(height, MAX_ROWS)):
                return
        super().on_meta(packet_type, payload)


def _is_between(value: object, maximum: int) -> bool:
    return isinstance(value, int) and 1 <= value <= maximum
