"""Turn an answer and its time into points, by Kahoot's published rule."""

POINTS = 1000
GRACE = 0.5
"""Seconds within which nobody is slower than anybody else."""
STREAK_BONUS = 100
STREAK_STEPS = 5


def points(seconds: float, limit: float | None, streak: int, *, bonus: bool = True) -> int:
    """Give the points of a right answer after `seconds` of `limit`, the `streak`th right one in a row.

    All 1000 within half a second or without a limit, falling evenly to 500 at the limit; from the
    second right answer in a row 100 more for each, up to 500. A streak of 0 earns no bonus.
    """
    speed = 1.0 if limit is None or seconds <= GRACE else 1 - seconds / (2 * limit)
    return round(POINTS * speed) + (STREAK_BONUS * min(max(streak - 1, 0), STREAK_STEPS) if bonus else 0)
