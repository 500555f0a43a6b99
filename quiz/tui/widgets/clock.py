"""Show the time that is left, without shouting."""

import math

from textual.content import Content
from textual.widget import Widget

_LATE = 5.0
"""Seconds before the end from which the clock changes its colour."""


class Clock(Widget):
    """A thin bar that empties, and the seconds left."""

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="clock")
        self._full, self._half, self._empty = "=-." if ascii_only else "━╸─"
        self._drawn = (0, 0)
        self._left = 0.0
        self._limit = 1.0

    def show(self, left: float, limit: float) -> None:
        """Show that `left` of `limit` seconds are left."""
        self._left, self._limit = left, limit
        if self._drawn != (drawn := self._halves()):
            self._drawn = drawn
            self.set_class(0 < left <= min(_LATE, limit / 2), "-late")
            self.refresh()

    def render(self) -> Content:
        halves, seconds = self._halves()
        full, half = divmod(halves, 2)
        room = self._room()
        return Content.assemble(
            self._full * full + self._half * half,
            (self._empty * (room - full - half), "$faint"),
            f"{seconds:>5}",
        )

    def _room(self) -> int:
        return max(0, self.size.width - 5)

    def _halves(self) -> tuple[int, int]:
        """Give what is drawn: the bar in half cells, and the seconds begun."""
        share = self._left / self._limit if self._limit else 0.0
        return math.ceil(2 * self._room() * share), math.ceil(self._left)
