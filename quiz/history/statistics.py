"""Statistics of the saved answers, by category, day and mode."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from quiz.history import scheduler
from quiz.history.store import HistoryStore

if TYPE_CHECKING:
    import sqlite3

MAX_BEST_ROUNDS = 5
"""Length of each list of best rounds."""
MAX_MISSED_TARGETS = 10
"""Length of the list of targets that were never answered right."""
_HAS_SCORE = "score > 0 AND players = 1 AND is_scored"
"""The condition for the best rounds: a round without points is none of them."""
_MIN_MISSES = 2
"""Number of times that a target must have been asked to be in that list."""


class AnswerTotals(NamedTuple):
    """Totals of some answers."""

    name: str
    """A category as `hero/video`, or a day as `2026-11-21`."""
    asked_count: int
    right_count: int
    answered_count: int
    """Answers given in time, right or wrong."""
    seconds: float
    """Total time of those answers."""


class BestRound(NamedTuple):
    """One of the best rounds of its mode."""

    mode: str
    has_clock: bool
    score: int
    length: int
    """Number of questions asked; a round may have ended early."""
    best_streak: int
    ended_at: str


class MissedTarget(NamedTuple):
    """A target that was never answered right."""

    target_id: str
    asked_count: int


class Statistics(NamedTuple):
    """All statistics. Days are in UTC."""

    round_count: int
    categories: tuple[AnswerTotals, ...]
    days: tuple[AnswerTotals, ...]
    """Days with answers, in order."""
    best: tuple[BestRound, ...]
    """Best finished rounds of each mode, separately with and without a clock, the best first."""
    best_streak: int
    days_in_a_row: int
    """Length of the run of days with answers that ends today or yesterday."""
    mastered: int
    learning: int
    due: int
    """Number of targets, mastered or not, whose review is due."""
    always_missed: tuple[MissedTarget, ...]
    seen_counts: Mapping[str, int]
    """Number of times that each target was asked, in all rounds."""


def compute_statistics(store: HistoryStore) -> Statistics:
    """Compute all statistics.

    Raises:
        StoreError: The history can't be read or written.
    """
    now = store.now()
    cards = scheduler.load_card_states(store)
    with store.read_connection() as connection:
        if connection is None:
            return Statistics(0, (), (), (), 0, 0, 0, 0, 0, (), {})
        days = _load_totals(connection, "day")
        rounds, streak = connection.execute(
            "SELECT count(*), max(best_streak) FROM rounds WHERE players = 1 AND is_scored"
        ).fetchone()
        missed = connection.execute(
            "SELECT target_id, asked FROM facts WHERE right = 0 AND asked >= ?"
            " ORDER BY asked DESC, target_id LIMIT ?",
            (_MIN_MISSES, MAX_MISSED_TARGETS),
        )
        return Statistics(
            rounds,
            _load_totals(connection, "category"),
            days,
            _load_best_rounds(connection),
            streak or 0,
            _count_days_in_a_row([date.fromisoformat(day.name) for day in days], now.date()),
            mastered=sum(card.is_mastered for card in cards),
            learning=sum(not card.is_mastered for card in cards),
            due=sum(card.due_at <= now for card in cards),
            always_missed=tuple(MissedTarget(*row) for row in missed),
            seen_counts=dict(connection.execute("SELECT target_id, seen FROM facts")),
        )


def _load_totals(connection: "sqlite3.Connection", column: str) -> tuple[AnswerTotals, ...]:
    rows = connection.execute(
        f"SELECT {column}, sum(asked), sum(right), sum(answered_count), sum(seconds) FROM days"
        f" GROUP BY {column} ORDER BY {column}"
    )
    return tuple(AnswerTotals(*row) for row in rows)


def _load_best_rounds(connection: "sqlite3.Connection") -> tuple[BestRound, ...]:
    modes = connection.execute(
        f"SELECT DISTINCT mode, limit_seconds IS NULL FROM rounds WHERE {_HAS_SCORE} ORDER BY 1, 2"
    ).fetchall()
    return tuple(
        BestRound(mode, not untimed, *row)
        for mode, untimed in modes
        for row in connection.execute(
            "SELECT score, (SELECT count(*) FROM answers WHERE round = rounds.id), best_streak, ended"
            " FROM rounds WHERE mode = ? AND (limit_seconds IS NULL) = ?"
            f" AND {_HAS_SCORE} ORDER BY score DESC, ended LIMIT ?",
            (mode, untimed, MAX_BEST_ROUNDS),
        )
    )


def _count_days_in_a_row(days: list[date], today: date) -> int:
    """Count the consecutive days up to the last one, if that is today or yesterday."""
    if not days or days[-1] < today - timedelta(days=1):
        return 0
    count = 1
    while count < len(days) and days[-count] - days[-count - 1] == timedelta(days=1):
        count += 1
    return count
