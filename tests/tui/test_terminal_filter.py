"""Text that reaches the screen without protection."""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from quiz.tui.app import QuizApp
from quiz.tui.terminal_filter import TerminalFilter
from tests.factories import game
from tests.tui.harness import build_services

BLACK = Color(0, 0, 0)
RED = Style(color="red")


def test_filter_removes_only_control_characters() -> None:
    line = [
        Segment("A\x1b]52;c;eA==\x07", RED),
        Segment("مرحبا 👨\u200d👩\u200d👧 \xa0", None),
        Segment("\x9b2J\u202e"),
    ]

    assert TerminalFilter().apply(line, BLACK) == [
        Segment("A]52;c;eA==", RED),
        Segment("مرحبا 👨\u200d👩\u200d👧 \xa0", None),
        Segment("2J"),
    ]
    assert TerminalFilter().apply(line[:0], BLACK) == []


def test_filter_is_the_last_of_the_app() -> None:
    filters = QuizApp(game(), None, clock=lambda: 0.0, services=build_services()).get_line_filters()

    assert isinstance(filters[-1], TerminalFilter)
