"""Countdown of a question."""

import math

from textual.content import Content
from textual.widget import Widget

_URGENT_SECONDS = 5.0
"""Time left at which the bar changes its colour."""
_BLINK_SECONDS = 0.5
"""The part of each urgent second in which the figure is not lit."""


def has_ladder_column(screen: Widget) -> bool:
    """Return whether the screen has room for a ladder next to the question."""
    return not any(map(screen.has_class, ("-narrow", "-middle", "-short")))


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
        self._ladder_line: Content | None = None
        self._is_still = False
        self._drawn: tuple[int, int, bool] | None = None

    def show_time(self, remaining: float | None, limit: float | None, *, is_still: bool = False) -> None:
        """Show the remaining seconds, or nothing without a limit; the last ones blink unless `is_still`."""
        self._verdict, self._is_still = None, is_still
        self._remaining, self._limit = remaining or 0.0, limit
        if self._drawn != (drawn := self._measure()):
            self._drawn = drawn
            self.refresh()

    def show_verdict(self, verdict: Content) -> None:
        """Show the verdict instead of the time."""
        self._verdict, self._drawn = verdict, None
        self.refresh()

    def show_ladder(self, line: Content | None) -> None:
        """Show the ladder in this line where it has no column; nothing in other modes."""
        self._ladder_line = line
        self.refresh()

    def render(self) -> Content:
        ladder_line = None if has_ladder_column(self.screen) else self._ladder_line
        if self._verdict is not None:
            return self._verdict if ladder_line is None else Content("   ").join([self._verdict, ladder_line])
        if self._limit is None:
            return ladder_line or Content()
        half_cells, seconds, is_lit = self._measure()
        full, half = divmod(half_cells, 2)
        bar = self._full * full + self._half * half
        rest = self._empty * (self._bar_width - len(bar))
        if not self._is_urgent:
            return Content.assemble((bar, "$primary"), (rest, "$faint"), (f"{seconds:>5}", "$primary"))
        figure = Content.styled(f" {seconds} ", f"bold{' reverse' if is_lit else ''} $error")
        return Content.assemble((bar, "$error"), (rest, "$faint"), " " * (5 - figure.cell_length), figure)

    @property
    def _is_urgent(self) -> bool:
        return self._limit is not None and self._remaining <= min(_URGENT_SECONDS, self._limit / 2)

    @property
    def _bar_width(self) -> int:
        return max(0, self.size.width - 5)

    def _measure(self) -> tuple[int, int, bool]:
        """Return the half cells of the bar and the seconds, both rounded up, and whether these light."""
        if self._limit is None:
            return 0, 0, False
        half_cells = math.ceil(2 * self._bar_width * self._remaining / self._limit)
        is_lit = self._is_urgent and (self._is_still or self._remaining % 1 > _BLINK_SECONDS)
        return half_cells, math.ceil(self._remaining), is_lit
