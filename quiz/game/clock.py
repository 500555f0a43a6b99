"""The clock of a game."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

MAX_GAP_SECONDS = 1.0
"""Longest time between two readings that counts."""
_READING_SECONDS = 0.25


class PlayClock:
    """A clock that stops while the program can't run: while it is stopped, or the computer sleeps.

    It must be read regularly while a player thinks. It may be read by several threads.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Create the clock from one that always runs, in seconds."""
        self._clock = clock
        self._lock = Lock()
        self._last_reading = self._time = clock()

    def __call__(self) -> float:
        """Return the time in seconds, without the gaps."""
        with self._lock:
            now = self._clock()
            gap = now - self._last_reading
            if gap <= MAX_GAP_SECONDS:
                self._time += gap
            self._last_reading = now
            return self._time


@contextmanager
def regular_readings(clock: PlayClock) -> Iterator[None]:
    """Read the clock regularly inside the block, also while the program waits for a line."""
    is_over = Event()

    def read() -> None:
        while not is_over.wait(_READING_SECONDS):
            clock()

    Thread(target=read, name="clock", daemon=True).start()
    try:
        yield
    finally:
        is_over.set()
