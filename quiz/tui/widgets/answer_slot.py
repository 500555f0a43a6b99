"""Place of the line in which a player types an answer."""

from textual.widget import Widget
from textual.widgets import Static


class AnswerSlot(Widget):
    """An empty place below the question, which gets a line to type in when a question needs one."""

    DEFAULT_CSS = """
    AnswerSlot {
        height: auto; display: none; layout: horizontal;
        Static { width: 3; color: $primary; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="slot")

    def set_open(self, is_open: bool) -> None:
        """Show an empty line, which takes the keys, or hide it."""
        if not is_open:
            if self.display:
                self.display = False
                self.screen.set_focus(None)
            return
        from quiz.tui.widgets.answer_input import (
            AnswerInput,
        )  # takes longer to load than a game needs to start

        self.display = True
        line = next(iter(self.query(AnswerInput)), None)
        if line is None:
            line = AnswerInput()
            self.mount(Static(" >"), line)
        line.ask()
