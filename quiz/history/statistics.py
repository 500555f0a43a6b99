"""Statistics of the saved answers, by category, day and mode."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from quiz.history import rows, scheduler
from quiz.history.achievement_counts import AchievementCounts, load_achievement_counts
from quiz.history.rows import DayTotals, FactTotals, RowDecoder
from quiz.history.store import HistoryStore

if TYPE_CHECKING:
    import sqlite3

MAX_BEST_ROUNDS = 5
"""Length of each list of best rounds."""
MAX_MISSED_TARGETS = 10
"""Length of the list of targets that were never answered right."""
_HAS_SCORE = "score > 0 AND players = 1 AND is_scored"
"""The condition for the best rounds: a round without points is none of them."""
MAX_HARDEST = 5
"""Length of the list of the hardest targets."""
_MIN_ASKED = 3
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
    """All statistics, or those of some categories. Days are in UTC."""

    round_count: int
    """Number of rounds; of some categories, those that asked about them."""
    categories: tuple[AnswerTotals, ...]
    days: tuple[AnswerTotals, ...]
    """Days with answers, in order."""
    best: tuple[BestRound, ...]
    """Best finished rounds of each mode, separately with and without a clock, the best first; of all
    categories only, like `best_streak` and `achievement_counts`."""
    best_streak: int
    days_in_a_row: int
    """Length of the run of days with answers that ends today or yesterday."""
    mastered: int
    learning: int
    due: int
    """Number of targets, mastered or not, whose review is due."""
    always_missed: tuple[MissedTarget, ...]
    """Targets that were never answered right, the most asked first."""
    seen_counts: Mapping[str, int]
    """Number of times that each target was asked, in all rounds."""
    hardest: tuple[FactTotals, ...] = ()
    """Targets that were asked often and seldom answered right, the hardest first."""
    achievement_counts: AchievementCounts = AchievementCounts()
    today: date | None = None
    is_complete: bool = True
    """Whether all categories are in it."""

    def list_missed_ids(self) -> tuple[str, ...]:
        """List the targets that are missed most: those never answered right, then the hardest."""
        never_right = (target.target_id for target in self.always_missed)
        return tuple(dict.fromkeys((*never_right, *(fact.target_id for fact in self.hardest))))


def compute_statistics(store: HistoryStore, categories: Collection[str] | None = None) -> Statistics:
    """Compute all statistics, or those of some categories.

    Args:
        store: The history.
        categories: Categories, as `hero/video`; `None` for all.

    Raises:
        StoreError: The history can't be read or written.
    """
    now = store.now()
    cards = scheduler.load_card_states(store)
    with store.read_connection() as connection:
        if connection is None:
            return Statistics(0, (), (), (), 0, 0, 0, 0, 0, (), {})
        day_rows = connection.execute("SELECT day, category, asked, right, answered_count, seconds FROM days")
        totals = list(store.decoder.decode("days", day_rows, rows.decode_day))
        streaks, best = _load_streaks(store, connection), _load_best_rounds(connection, store.decoder)
        round_count = len(streaks) if categories is None else _count_rounds(connection, categories)
    facts = store.list_facts()
    achievement_counts = AchievementCounts()
    if categories is None:
        achievement_counts = load_achievement_counts(store)
    else:
        totals = [row for row in totals if row.category in categories]
        facts = tuple(fact for fact in facts if fact.category in categories)
        target_ids = {fact.target_id for fact in facts}
        cards = tuple(card for card in cards if card.target_id in target_ids)
    days = _add_up((row.day, row) for row in totals)
    return Statistics(
        round_count,
        _add_up((row.category, row) for row in totals),
        days,
        best if categories is None else (),
        max(streaks, default=0) if categories is None else 0,
        count_days_in_a_row([date.fromisoformat(day.name) for day in days], now.date()),
        mastered=sum(card.is_mastered for card in cards),
        learning=sum(not card.is_mastered for card in cards),
        due=sum(card.due_at <= now for card in cards),
        always_missed=_list_always_missed(facts),
        seen_counts={fact.target_id: fact.seen_count for fact in facts},
        hardest=_list_hardest(facts),
        achievement_counts=achievement_counts,
        today=now.date(),
        is_complete=categories is None,
    )


def _load_streaks(store: HistoryStore, connection: "sqlite3.Connection") -> list[int]:
    """Return the best streak of each round that counts."""
    streaks = connection.execute("SELECT id, best_streak FROM rounds WHERE players = 1 AND is_scored")
    return list(store.decoder.decode("rounds", streaks, _decode_streak))


def _count_rounds(connection: "sqlite3.Connection", categories: Collection[str]) -> int:
    """Count the rounds with an answer in one of the categories."""
    marks = ", ".join("?" * len(categories))
    count: int = connection.execute(
        "SELECT count(DISTINCT round) FROM answers JOIN rounds ON rounds.id = round"
        f" WHERE players = 1 AND is_scored AND answers.category IN ({marks})",
        tuple(categories),
    ).fetchone()[0]
    return count


def _decode_streak(_: int, best_streak: Any) -> int:
    return rows.optional(best_streak, rows.whole) or 0


def _list_always_missed(facts: Iterable[FactTotals]) -> tuple[MissedTarget, ...]:
    missed = [
        MissedTarget(fact.target_id, fact.asked_count)
        for fact in facts
        if fact.asked_count and not fact.right_count
    ]
    missed.sort(key=lambda target: (-target.asked_count, target.target_id))
    return tuple(missed[:MAX_MISSED_TARGETS])


def _list_hardest(facts: Iterable[FactTotals]) -> tuple[FactTotals, ...]:
    """Return the targets that are answered right at most every second time, but not never."""
    hard = [
        fact
        for fact in facts
        if fact.asked_count >= _MIN_ASKED and 0 < fact.right_count <= fact.asked_count / 2
    ]
    hard.sort(key=lambda fact: (fact.right_count / fact.asked_count, -fact.asked_count, fact.target_id))
    return tuple(hard[:MAX_HARDEST])


def _add_up(named_totals: Iterable[tuple[str, DayTotals]]) -> tuple[AnswerTotals, ...]:
    """Return the sums of the totals with the same name, in order of the names."""
    sums: dict[str, AnswerTotals] = {}
    for name, day in named_totals:
        before = sums.get(name) or AnswerTotals(name, 0, 0, 0, 0.0)
        sums[name] = AnswerTotals(
            name,
            before.asked_count + day.asked_count,
            before.right_count + day.right_count,
            before.answered_count + day.answered_count,
            before.seconds + day.seconds,
        )
    return tuple(sums[name] for name in sorted(sums))


def _load_best_rounds(connection: "sqlite3.Connection", decoder: RowDecoder) -> tuple[BestRound, ...]:
    modes = connection.execute(
        f"SELECT DISTINCT mode, limit_seconds IS NULL FROM rounds WHERE {_HAS_SCORE} ORDER BY 1, 2"
    ).fetchall()
    return tuple(
        best
        for mode, untimed in modes
        for best in islice(
            decoder.decode(
                "rounds",
                connection.execute(
                    "SELECT mode, limit_seconds, score,"
                    " (SELECT count(*) FROM answers WHERE round = rounds.id), best_streak, ended FROM rounds"
                    f" WHERE mode = ? AND (limit_seconds IS NULL) = ? AND {_HAS_SCORE}"
                    " ORDER BY score DESC, ended",
                    (mode, untimed),
                ),
                _decode_best_round,
            ),
            MAX_BEST_ROUNDS,
        )
    )


def _decode_best_round(
    mode: Any, limit_seconds: Any, score: Any, length: Any, best_streak: Any, ended: Any
) -> BestRound:
    rows.day(rows.text(ended)[:10])
    return BestRound(
        rows.text(mode),
        rows.optional(limit_seconds, rows.number_of_seconds) is not None,
        rows.whole(score),
        rows.whole(length),
        rows.optional(best_streak, rows.whole) or 0,
        ended,
    )


def count_days_in_a_row(days: list[date], today: date) -> int:
    """Count the consecutive days up to the last one, if that is today or yesterday."""
    if not days or days[-1] < today - timedelta(days=1):
        return 0
    count = 1
    while count < len(days) and days[-count] - days[-count - 1] == timedelta(days=1):
        count += 1
    return count
