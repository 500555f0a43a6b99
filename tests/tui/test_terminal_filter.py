"""What somebody forgot to make safe, on its way to the screen."""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from quiz.tui.app import QuizApp
from quiz.tui.terminal_filter import TerminalFilter
from tests.factories import game

BLACK = Color(0, 0, 0)
RED = Style(color="red")


def test_what_acts_is_taken_out_and_the_rest_stays_as_it_is() -> None:
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


def test_every_line_of_the_game_passes_it_last() -> None:
    filters = QuizApp(game(), None, clock=lambda: 0.0).get_line_filters()

    assert isinstance(filters[-1], TerminalFilter)
