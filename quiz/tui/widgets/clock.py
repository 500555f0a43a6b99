"""Show the time that is left, without shouting, and then the verdict in its place."""

import math

from textual.content import Content
from textual.widget import Widget

_LATE = 5.0
"""Seconds before the end from which the clock changes its colour."""


class CountdownBar(Widget):
    """A thin bar that empties, and the seconds left.

    The verdict stands in the same line: nothing else moves when it comes, so it is there at once.
    """

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="clock")
        self._full, self._half, self._empty = "=-." if ascii_only else "━╸─"
        self._left = 0.0
        self._limit: float | None = None
        self._verdict: Content | None = None
        self._drawn: tuple[int, int] | None = None

    def show_time(self, left: float | None, limit: float | None) -> None:
        """Show that `left` of `limit` seconds are left, or nothing where there is no limit."""
        self._verdict = None
        self._left, self._limit = left or 0.0, limit
        if self._drawn != (drawn := self._halves()):
            self._drawn = drawn
            self.refresh()

    def show_verdict(self, verdict: Content) -> None:
        """Show the verdict in place of the time."""
        self._verdict, self._drawn = verdict, None
        self.refresh()

    def render(self) -> Content:
        if self._verdict is not None:
            return self._verdict
        if self._limit is None:
            return Content()
        halves, seconds = self._halves()
        full, half = divmod(halves, 2)
        bar = self._full * full + self._half * half
        rest = self._empty * (self._room() - len(bar))
        colour = "$error" if self._left <= min(_LATE, self._limit / 2) else "$primary"
        return Content.assemble((bar, colour), (rest, "$faint"), (f"{seconds:>5}", colour))

    def _room(self) -> int:
        return max(0, self.size.width - 5)

    def _halves(self) -> tuple[int, int]:
        """Give what is drawn: the bar in half cells, and the seconds begun."""
        if self._limit is None:
            return 0, 0
        return math.ceil(2 * self._room() * self._left / self._limit), math.ceil(self._left)
