"""Making of the questions of a round while the player reads the first one."""

from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from quiz.game.round import Round

_PAUSE_SECONDS = 1 / 100
"""Pause between two questions."""


class RoundMaker:
    """Makes the missing questions of a round one by one, so that a key waits for one of them at most."""

    def __init__(self, screen: Screen[None], on_end: Callable[[], None]) -> None:
        """Keep the screen whose timer is used; `on_end` is called when all questions are made."""
        self._screen = screen
        self._on_end = on_end
        self._timer: Timer | None = None

    def start(self, round_: Round) -> None:
        """Begin with a round, instead of an earlier one."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_interval(_PAUSE_SECONDS, lambda: self._make_question(round_))

    def _make_question(self, round_: Round) -> None:
        if not round_.make_next_question() and self._timer is not None:
            self._timer.stop()
            self._timer = None
            self._on_end()
