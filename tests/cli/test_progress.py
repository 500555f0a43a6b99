"""The progress message of slow operations."""

import io
from threading import Event
from typing import TextIO, cast

import pyte
import pytest

from quiz.cli.progress import show_progress
from quiz.cli.streams import SanitizingStream


class Screen(io.StringIO):
    """A terminal of 80 columns."""

    def __init__(self) -> None:
        super().__init__()
        self.was_written = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        count = super().write(text)
        self.was_written.set()
        return count

    @property
    def line(self) -> str:
        """The text on the current line."""
        screen = pyte.Screen(80, 3)
        pyte.Stream(screen).feed(self.getvalue())
        assert screen.cursor.y == 0
        return screen.display[0].rstrip()


@pytest.mark.parametrize("sentence", ["Reading a pack ...", "Reading 漢字 ...", f"Reading {'x' * 200} ..."])
def test_slow_operation_shows_one_line_and_clears_it(sentence: str) -> None:
    screen = Screen()

    with show_progress(sentence, cast(TextIO, SanitizingStream(screen)), delay_seconds=0):
        assert screen.was_written.wait(10)
        assert screen.line.rstrip("…") in sentence
        assert screen.line.startswith("Reading")

    assert screen.line == ""


def test_message_is_cleared_after_error() -> None:
    screen = Screen()

    def interrupted() -> None:
        with show_progress("Reading ...", screen, delay_seconds=0):
            assert screen.was_written.wait(10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert screen.line == ""


def test_fast_operation_shows_nothing() -> None:
    screen = Screen()

    with show_progress("Reading ...", screen, delay_seconds=3600):
        pass

    assert screen.getvalue() == ""


def test_pipe_shows_nothing() -> None:
    class Pipe(Screen):
        def isatty(self) -> bool:
            return False

    pipe = Pipe()

    with show_progress("Reading ...", pipe, delay_seconds=0):
        assert not pipe.was_written.wait(0.05)

    assert pipe.getvalue() == ""
