"""The player's overview, read with a few short queries."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from quiz.game.modes import DAILY
from quiz.game.overview import BestScoreKey, CategoryRecord, DailyRecord, PlayerOverview
from quiz.history import rows, scheduler
from quiz.history.statistics import count_days_in_a_row
from quiz.history.store import HistoryStore

if TYPE_CHECKING:
    import sqlite3

_MAX_LENGTHS = 50
"""Maximum number of kinds of rounds whose best scores are listed."""


def load_overview(store: HistoryStore) -> PlayerOverview:
    """Load the overview.

    Raises:
        StoreError: The history can't be read.
    """
    now = store.now()
    due_count = scheduler.count_due(store)
    with store.read_connection() as connection:
        if connection is None:
            return PlayerOverview(DailyRecord(seconds_to_next=_seconds_to_midnight(now)))
        return PlayerOverview(
            _load_daily(store, connection, now),
            due_count,
            _load_categories(store, connection),
            _load_best_scores(store, connection),
        )


def _seconds_to_midnight(now: datetime) -> int:
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((midnight - now).total_seconds())


def _load_daily(store: HistoryStore, connection: "sqlite3.Connection", now: datetime) -> DailyRecord:
    finished = connection.execute(
        "SELECT seed FROM rounds WHERE mode = ? AND is_scored AND score IS NOT NULL", (DAILY.name,)
    )
    today = now.date()
    days = sorted({day for day in store.decoder.decode("rounds", finished, rows.day_of_seed) if day <= today})
    right_count, total = None, 0
    if days and days[-1] == today:
        right_count, total = connection.execute(
            "SELECT count(*) FILTER (WHERE verdict = 'right'), count(*) FROM answers"
            " WHERE round = (SELECT id FROM rounds WHERE mode = ? AND seed = ? AND is_scored"
            " AND score IS NOT NULL LIMIT 1)",
            (DAILY.name, _seed_of(today)),
        ).fetchone()
    return DailyRecord(right_count, total, count_days_in_a_row(days, today), _seconds_to_midnight(now))


def _seed_of(day: date) -> int:
    return int(day.isoformat().replace("-", ""))


def _load_categories(store: HistoryStore, connection: "sqlite3.Connection") -> dict[str, CategoryRecord]:
    seen = connection.execute(
        "SELECT category, count(*), sum(asked), sum(right) FROM facts WHERE seen > 0 GROUP BY category"
    )
    return dict(store.decoder.decode("facts", seen, _decode_record))


def _decode_record(category: Any, seen: Any, asked: Any, right: Any) -> tuple[str, CategoryRecord]:
    return rows.text(category), CategoryRecord(rows.whole(seen), rows.whole(asked), rows.whole(right))


def _load_best_scores(store: HistoryStore, connection: "sqlite3.Connection") -> dict[BestScoreKey, int]:
    best = connection.execute(
        "SELECT mode, limit_seconds IS NOT NULL, total, max(score) FROM rounds WHERE score > 0"
        " AND players = 1 AND is_scored AND seed IS NOT NULL GROUP BY 1, 2, 3 LIMIT ?",
        (_MAX_LENGTHS,),
    )
    return dict(store.decoder.decode("rounds", best, _decode_best))


def _decode_best(mode: Any, has_clock: Any, total: Any, score: Any) -> tuple[BestScoreKey, int]:
    return BestScoreKey(rows.text(mode), bool(has_clock), rows.whole(total)), rows.whole(score)
