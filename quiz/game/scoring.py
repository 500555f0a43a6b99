"""Points for an answer, by Kahoot's published rule."""

POINTS = 1000
GRACE = 0.5
"""Time in seconds within which an answer earns all points."""
STREAK_BONUS = 100
STREAK_STEPS = 5


def compute_points(seconds: float, limit: float | None, streak: int, *, bonus: bool = True) -> int:
    """Return the points of a right answer after `seconds` of `limit`, the `streak`th right one in a row.

    An answer within `GRACE` or without a limit earns `POINTS`; later ones earn less, down to half at the
    limit. From the second right answer in a row, each adds `STREAK_BONUS`, at most `STREAK_STEPS` times.
    """
    speed = 1.0 if limit is None or seconds <= GRACE else 1 - seconds / (2 * limit)
    return round(POINTS * speed) + (STREAK_BONUS * min(max(streak - 1, 0), STREAK_STEPS) if bonus else 0)
