"""Add up how it went: by category, by day, by mode, and what is known by now."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from quiz.history import scheduler
from quiz.history.store import HistoryStore

if TYPE_CHECKING:
    import sqlite3

MAX_BEST_ROUNDS = 5
"""Rounds in a list of the best."""
MAX_MISSED_TARGETS = 10
"""Entries in the list of what is always missed."""
_OFTEN = 2
"""How often something must have been asked to be always missed."""


class AnswerTotals(NamedTuple):
    """Answers added up."""

    name: str
    """A category as `hero/video`, or a day as `2026-11-21`."""
    asked_count: int
    right_count: int
    answered_count: int
    """Those that were answered in time, right or wrong."""
    seconds: float
    """What those took together."""


class BestRound(NamedTuple):
    """A round among the best of its list."""

    mode: str
    has_clock: bool
    score: int
    length: int
    best_streak: int
    ended_at: str


class MissedTarget(NamedTuple):
    """Something that was never answered right."""

    target_id: str
    asked_count: int


class Statistics(NamedTuple):
    """All that is to be told of the past. Times are in seconds, days are those of UTC."""

    round_count: int
    categories: tuple[AnswerTotals, ...]
    days: tuple[AnswerTotals, ...]
    """Those on which anything was asked, in order."""
    best: tuple[BestRound, ...]
    """The best rounds played to their end, for each mode with and without a clock, the best first."""
    best_streak: int
    days_in_a_row: int
    """The days of play that follow each other up to today or yesterday."""
    learnt: int
    learning: int
    due: int
    """How many of those learnt or being learnt are to be asked again now."""
    always_missed: tuple[MissedTarget, ...]
    seen_counts: Mapping[str, int]
    """How often each base was asked, whoever played."""


def compute_statistics(store: HistoryStore) -> Statistics:
    """Add up; raises `StoreError` where the history can't be read."""
    now = store.now()
    standings = scheduler.load_card_states(store)
    with store.read_connection() as connection:
        if connection is None:
            return Statistics(0, (), (), (), 0, 0, 0, 0, 0, (), {})
        days = _sums(connection, "day")
        rounds, streak = connection.execute(
            "SELECT count(*), max(best_streak) FROM rounds WHERE players = 1 AND counts"
        ).fetchone()
        missed = connection.execute(
            "SELECT base, asked FROM facts WHERE right = 0 AND asked >= ? ORDER BY asked DESC, base LIMIT ?",
            (_OFTEN, MAX_MISSED_TARGETS),
        )
        return Statistics(
            rounds,
            _sums(connection, "category"),
            days,
            _best(connection),
            streak or 0,
            _in_a_row([date.fromisoformat(day.name) for day in days], now.date()),
            learnt=sum(one.is_learnt for one in standings),
            learning=sum(not one.is_learnt for one in standings),
            due=sum(one.due_at <= now for one in standings),
            always_missed=tuple(MissedTarget(*row) for row in missed),
            seen_counts=dict(connection.execute("SELECT base, seen FROM facts")),
        )


def _sums(connection: "sqlite3.Connection", by: str) -> tuple[AnswerTotals, ...]:
    rows = connection.execute(
        f"SELECT {by}, sum(asked), sum(right), sum(answered), sum(seconds) FROM days"
        f" GROUP BY {by} ORDER BY {by}"
    )
    return tuple(AnswerTotals(*row) for row in rows)


def _best(connection: "sqlite3.Connection") -> tuple[BestRound, ...]:
    lists = connection.execute(
        "SELECT DISTINCT mode, seconds IS NULL FROM rounds"
        " WHERE score IS NOT NULL AND players = 1 AND counts ORDER BY 1, 2"
    ).fetchall()
    return tuple(
        BestRound(mode, not untimed, *row)
        for mode, untimed in lists
        for row in connection.execute(
            "SELECT score, total, best_streak, ended FROM rounds"
            " WHERE mode = ? AND (seconds IS NULL) = ? AND score IS NOT NULL AND players = 1 AND counts"
            " ORDER BY score DESC, ended LIMIT ?",
            (mode, untimed, MAX_BEST_ROUNDS),
        )
    )


def _in_a_row(days: list[date], today: date) -> int:
    """Count the days up to the last one, if that is today or yesterday."""
    if not days or days[-1] < today - timedelta(days=1):
        return 0
    row = 1
    while row < len(days) and days[-row] - days[-row - 1] == timedelta(days=1):
        row += 1
    return row
