"""Counts of what the player has achieved."""

from datetime import timedelta
from pathlib import Path

import pytest

from quiz.game.outcome import Verdict
from quiz.history.achievement_counts import AchievementCounts, load_achievement_counts
from quiz.history.store import HistoryStore
from tests.history.factories import NOON, FakeClock, answer, start_round

WRONG = Verdict.WRONG


@pytest.fixture
def store(tmp_path: Path) -> HistoryStore:
    return HistoryStore(tmp_path / "history.sqlite3", FakeClock())


def play(
    store: HistoryStore,
    name: int,
    run: str,
    *,
    mode: str = "classic",
    seed: int | None = None,
    score: int | None = 900,
    players: int = 1,
) -> None:
    """Play a round: `+` for a right answer, `x` for a wrong one, each to another question."""
    started = start_round(name, total=len(run), players=players)
    spec = started.spec._replace(mode=mode, seed=name if seed is None else seed)
    started = started._replace(spec=spec)
    verdicts = [Verdict.RIGHT if sign == "+" else WRONG for sign in run]
    store.save_answers(
        [
            answer(started, number, f"fact-{number}", verdict, streak=number)
            for number, verdict in enumerate(verdicts, 1)
        ]
    )
    if score is not None:
        store.finish_round(started, score)


def test_history_without_rounds_has_no_achievements(store: HistoryStore) -> None:
    assert load_achievement_counts(store) == AchievementCounts()


def test_perfect_rounds_are_finished_long_enough_and_of_one_player(store: HistoryStore) -> None:
    play(store, 1, "+++++")
    play(store, 2, "++++x")
    play(store, 3, "++++")
    play(store, 4, "+++++", players=2)
    play(store, 5, "+++++", score=None)
    play(store, 6, "+++++", mode="ladder")

    assert load_achievement_counts(store).perfect_round_count == 1


def test_longest_run_of_daily_rounds_may_be_over(store: HistoryStore) -> None:
    for name, days in enumerate((20, 12, 11, 10, 9, 2), 1):
        day = (NOON - timedelta(days=days)).strftime("%Y%m%d")
        play(store, name, "x", mode="daily", seed=int(day))

    counts = load_achievement_counts(store)
    assert (counts.daily_count, counts.longest_daily_run) == (6, 4)


def test_modes_prizes_and_regained_questions_are_counted(store: HistoryStore) -> None:
    play(store, 1, "xx+")
    play(store, 2, "+x+", mode="ladder", score=32_000)
    play(store, 3, "++x", mode="sudden-death")

    counts = load_achievement_counts(store)
    assert (
        counts.mode_count,
        counts.best_ladder_prize,
        counts.longest_sudden_death,
    ) == (3, 32_000, 2)
    assert counts.regained_count == 2
    assert counts.right_ids == {"pack/fact-1", "pack/fact-2", "pack/fact-3"}
    assert counts.best_streak == 3


def test_last_round_can_be_left_out(store: HistoryStore) -> None:
    play(store, 1, "x+")
    before = load_achievement_counts(store)
    play(store, 2, "+++++")

    assert load_achievement_counts(store, before_last_round=True) == before
    assert load_achievement_counts(store) != before
