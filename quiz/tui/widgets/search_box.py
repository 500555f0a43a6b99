"""Input of a search."""

from textual import on
from textual.widgets import Input

from quiz.tui.messages import SearchChanged


class SearchBox(Input):
    """A line to type the words of a search in; keys that it doesn't need reach the screen."""

    DEFAULT_CSS = """
    SearchBox { border: none; height: 1; padding: 0 1; background: $surface; }
    SearchBox:focus { border: none; background-tint: $foreground 0%; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="Type to search, or paste a challenge", id="search", max_length=200)

    @on(Input.Changed)
    def _report_change(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(SearchChanged(event.value))

    @on(Input.Submitted)
    async def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        await self.run_action("screen.play")
