"""The clock that stops while the program can't run."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.game.clock import MAX_GAP_SECONDS, PlayClock


class RunningClock:
    """A clock that a test moves forward."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_time_between_readings_counts() -> None:
    source = RunningClock()
    clock = PlayClock(source)
    start = clock()
    for _ in range(10):
        source.now += 0.5
        clock()
    assert clock() - start == 5


@given(st.lists(st.floats(MAX_GAP_SECONDS * 1.01, 1e6), max_size=5))
def test_gaps_do_not_count(gaps: list[float]) -> None:
    source = RunningClock()
    clock = PlayClock(source)
    start = clock()
    for gap in gaps:
        source.now += gap
        clock()
        source.now += 0.25
        clock()
    assert abs(clock() - start - 0.25 * len(gaps)) < 1e-6


@given(st.lists(st.floats(0, 1e4), max_size=20))
def test_clock_never_runs_backwards(steps: list[float]) -> None:
    source = RunningClock()
    clock = PlayClock(source)
    readings = []
    for step in steps:
        source.now += step
        readings.append(clock())
    assert readings == sorted(readings)
