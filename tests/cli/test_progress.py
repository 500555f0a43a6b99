"""What is said of work that takes long, while it lasts."""

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
        self.was_told = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        written = super().write(text)
        self.was_told.set()
        return written

    @property
    def line(self) -> str:
        """What stands on it."""
        screen = pyte.Screen(80, 3)
        pyte.Stream(screen).feed(self.getvalue())
        assert screen.cursor.y == 0
        return screen.display[0].rstrip()


@pytest.mark.parametrize("sentence", ["Reading a pack ...", "Reading 漢字 ...", f"Reading {'x' * 200} ..."])
def test_long_work_is_told_in_one_line_that_is_gone_afterwards(sentence: str) -> None:
    screen = Screen()

    with show_progress(sentence, cast(TextIO, SanitizingStream(screen)), delay_seconds=0):
        assert screen.was_told.wait(10)
        assert screen.line.rstrip("…") in sentence
        assert screen.line.startswith("Reading")

    assert screen.line == ""


def test_it_is_gone_too_where_the_work_fails() -> None:
    screen = Screen()

    def interrupted() -> None:
        with show_progress("Reading ...", screen, delay_seconds=0):
            assert screen.was_told.wait(10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert screen.line == ""


def test_of_quick_work_nothing_is_said() -> None:
    screen = Screen()

    with show_progress("Reading ...", screen, delay_seconds=3600):
        pass

    assert screen.getvalue() == ""


def test_where_nobody_looks_on_nothing_is_said() -> None:
    class Pipe(Screen):
        def isatty(self) -> bool:
            return False

    pipe = Pipe()

    with show_progress("Reading ...", pipe, delay_seconds=0):
        assert not pipe.was_told.wait(0.05)

    assert pipe.getvalue() == ""
