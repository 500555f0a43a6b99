"""Countdown of a question."""

import math

from textual.content import Content
from textual.widget import Widget

_URGENT_SECONDS = 5.0
"""Time left at which the bar changes its colour."""


class CountdownBar(Widget):
    """A bar with the time left; after the answer, the verdict.

    The verdict replaces the bar, so nothing else moves and it appears at once.
    """

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="clock")
        self._full, self._half, self._empty = "=-." if ascii_only else "━╸─"
        self._remaining = 0.0
        self._limit: float | None = None
        self._verdict: Content | None = None
        self._drawn: tuple[int, int] | None = None

    def show_time(self, remaining: float | None, limit: float | None) -> None:
        """Show the remaining seconds, or nothing without a limit."""
        self._verdict = None
        self._remaining, self._limit = remaining or 0.0, limit
        if self._drawn != (drawn := self._measure()):
            self._drawn = drawn
            self.refresh()

    def show_verdict(self, verdict: Content) -> None:
        """Show the verdict instead of the time."""
        self._verdict, self._drawn = verdict, None
        self.refresh()

    def render(self) -> Content:
        if self._verdict is not None:
            return self._verdict
        if self._limit is None:
            return Content()
        half_cells, seconds = self._measure()
        full, half = divmod(half_cells, 2)
        bar = self._full * full + self._half * half
        rest = self._empty * (self._bar_width - len(bar))
        is_urgent = self._remaining <= min(_URGENT_SECONDS, self._limit / 2)
        colour = "$error" if is_urgent else "$primary"
        return Content.assemble((bar, colour), (rest, "$faint"), (f"{seconds:>5}", colour))

    @property
    def _bar_width(self) -> int:
        return max(0, self.size.width - 5)

    def _measure(self) -> tuple[int, int]:
        """Return the length of the bar in half cells and the seconds, both rounded up."""
        if self._limit is None:
            return 0, 0
        return math.ceil(2 * self._bar_width * self._remaining / self._limit), math.ceil(self._remaining)
