"""Achievements of the player, counted from the saved answers."""

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from quiz.game.modes import DAILY, LADDER_MODE, SUDDEN_DEATH
from quiz.history import rows
from quiz.history.store import HistoryStore

if TYPE_CHECKING:
    import sqlite3

_MIN_PERFECT = 5
"""Number of questions of a perfect round, at least."""
_COUNTED = "players = 1 AND is_scored"
_ALL_ROUNDS = 2**62


class AchievementCounts(NamedTuple):
    """The counts that achievements depend on, of rounds that one player played for a score."""

    perfect_round_count: int = 0
    best_streak: int = 0
    daily_count: int = 0
    longest_daily_run: int = 0
    """The largest number of days in a row with a finished daily round."""
    best_ladder_prize: int = 0
    longest_sudden_death: int = 0
    """The largest number of right answers in one round of sudden death."""
    mode_count: int = 0
    """Number of modes in which a round was finished."""
    regained_count: int = 0
    """Number of targets that were answered right after they had been missed."""
    right_ids: frozenset[str] = frozenset()
    """Targets that were answered right."""


def load_achievement_counts(store: HistoryStore, *, before_last_round: bool = False) -> AchievementCounts:
    """Count for all achievements, also without the round that began last.

    Raises:
        StoreError: The history can't be read.
    """
    with store.read_connection() as connection:
        if connection is None:
            return AchievementCounts()
        end = _ALL_ROUNDS
        if before_last_round:
            end = connection.execute("SELECT ifnull(max(id), 0) FROM rounds").fetchone()[0]
        return _count(store, connection, end)


def _count(store: HistoryStore, connection: "sqlite3.Connection", end: int) -> AchievementCounts:
    def read(query: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] = connection.execute(query.format(counted=_COUNTED), {"end": end}).fetchone()
        return tuple(value or 0 for value in found)

    (perfect,) = read(
        "SELECT count(*) FROM rounds WHERE id < :end AND {counted} AND score IS NOT NULL"
        f" AND mode != '{LADDER_MODE.name}' AND total >= {_MIN_PERFECT} AND total ="
        " (SELECT count(*) FROM answers WHERE round = rounds.id AND verdict = 'right')"
    )
    streak, prize, modes = read(
        f"SELECT max({_write_count('best_streak')}),"
        f" max(CASE WHEN mode = '{LADDER_MODE.name}' THEN {_write_count('score')} END),"
        " count(DISTINCT CASE WHEN score IS NOT NULL THEN mode END)"
        " FROM rounds WHERE id < :end AND {counted}"
    )
    (survived,) = read(
        "SELECT max(number) FROM (SELECT count(*) AS number FROM answers JOIN rounds ON rounds.id = round"
        f" WHERE mode = '{SUDDEN_DEATH.name}' AND verdict = 'right' AND round < :end GROUP BY round)"
    )
    (regained,) = read(
        "SELECT count(*) FROM (SELECT min(CASE WHEN verdict = 'wrong' THEN answers.id END) AS missed,"
        " max(CASE WHEN verdict = 'right' THEN answers.id END) AS known FROM answers"
        " JOIN rounds ON rounds.id = round WHERE round < :end AND {counted} GROUP BY target_id)"
        " WHERE known > missed"
    )
    right = connection.execute(
        "SELECT DISTINCT target_id FROM answers JOIN rounds ON rounds.id = round"
        f" WHERE verdict = 'right' AND round < ? AND {_COUNTED}",
        (end,),
    )
    days = _load_daily_days(store, connection, end)
    return AchievementCounts(
        perfect,
        streak,
        len(days),
        _measure_longest_run(days),
        prize,
        survived,
        modes,
        regained,
        frozenset(store.decoder.decode("answers", right, rows.text)),
    )


def _write_count(column: str) -> str:
    """Write an SQL expression for a count, which is NULL for any other value in the column."""
    is_count = f"typeof({column}) = 'integer' AND {column} BETWEEN 0 AND {rows.MAX_COUNT}"
    return f"CASE WHEN {is_count} THEN {column} END"


def _load_daily_days(store: HistoryStore, connection: "sqlite3.Connection", end: int) -> list[date]:
    seeds = connection.execute(
        "SELECT seed FROM rounds WHERE mode = ? AND is_scored AND score IS NOT NULL AND id < ?",
        (DAILY.name, end),
    )
    return sorted(set(store.decoder.decode("rounds", seeds, rows.day_of_seed)))


def _measure_longest_run(days: list[date]) -> int:
    longest = run = int(bool(days))
    for before, after in pairwise(days):
        run = run + 1 if after - before == timedelta(days=1) else 1
        longest = max(longest, run)
    return longest
