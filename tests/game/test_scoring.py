"""Points by the published rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.scoring import compute_points


@pytest.mark.parametrize(
    ("seconds", "limit", "streak", "earned"),
    [
        (0.0, 20.0, 1, 1000),
        (0.5, 20.0, 1, 1000),  # the grace period
        (2.0, 20.0, 1, 950),
        (20.0, 20.0, 1, 500),
        (5.0, 10.0, 1, 750),
        (500.0, None, 1, 1000),
        (0.0, 20.0, 2, 1100),
        (0.0, 20.0, 6, 1500),
        (0.0, 20.0, 60, 1500),
        (0.0, 20.0, 0, 1000),
    ],
)
def test_points_depend_on_time_and_streak(
    seconds: float, limit: float | None, streak: int, earned: int
) -> None:
    assert compute_points(seconds, limit, streak) == earned


def test_streak_bonus_can_be_switched_off() -> None:
    assert compute_points(0.0, 20.0, 6, bonus=False) == 1000


@given(limit=st.floats(0.5, 600), part=st.floats(0, 1), later=st.floats(0, 1))
def test_slower_answer_earns_no_more_and_at_least_half(limit: float, part: float, later: float) -> None:
    quick, slow = sorted((part * limit, later * limit))

    assert 500 <= compute_points(slow, limit, 1) <= compute_points(quick, limit, 1) <= 1000
