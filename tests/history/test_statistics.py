"""Statistics computed from saved answers."""

from datetime import timedelta
from pathlib import Path

from quiz.game.outcome import Verdict
from quiz.history.statistics import AnswerTotals, BestRound, MissedTarget, compute_statistics
from quiz.history.store import HistoryStore
from tests.factories import question
from tests.history.factories import NOON, FakeClock, answer, start_round


def make_store(folder: Path) -> HistoryStore:
    return HistoryStore(folder / "history.sqlite3", FakeClock())


def test_empty_history_has_empty_statistics(tmp_path: Path) -> None:
    statistics = compute_statistics(make_store(tmp_path))

    assert (statistics.round_count, statistics.categories, statistics.best, statistics.due) == (0, (), (), 0)
    assert list(tmp_path.iterdir()) == []


def test_totals_by_category_and_day(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_answers(
        [
            answer(start_round(1), 1, seconds=2.0),
            answer(start_round(1), 2, verdict=Verdict.WRONG, seconds=5.0),
            answer(start_round(1), 3, verdict=Verdict.LATE, seconds=20.0),
            answer(start_round(2), 1, verdict=Verdict.SKIPPED, seconds=9.0, moment=NOON + timedelta(days=1)),
        ]
    )
    statistics = compute_statistics(store)

    assert statistics.round_count == 2
    assert statistics.categories == (AnswerTotals("pack/film", 4, 1, 2, 7.0),)
    assert statistics.days == (
        AnswerTotals("2026-11-21", 3, 1, 2, 7.0),
        AnswerTotals("2026-11-22", 1, 0, 0, 0.0),
    )


def test_best_rounds_are_finished_and_separate_with_and_without_a_clock(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for name, limit, score in ((1, 20.0, 900), (2, 20.0, 1900), (3, None, 5000), (4, 20.0, None)):
        round_ = start_round(name, limit=limit)
        store.save_answers([answer(round_, streak=name)])
        if score is not None:
            store.finish_round(round_, score)
    store.save_answers([answer(start_round(5))])
    ended_at = store.timestamp()

    assert compute_statistics(store).best == (
        BestRound("classic", True, 1900, 1, 2, ended_at),
        BestRound("classic", True, 900, 1, 1, ended_at),
        BestRound("classic", False, 5000, 1, 3, ended_at),
    )
    assert compute_statistics(store).best_streak == 4


def test_best_round_counts_the_questions_asked_and_has_points(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for name, asked, score in ((1, 3, 900), (2, 1, 0)):
        round_ = start_round(name)
        store.save_answers([answer(round_, number) for number in range(1, asked + 1)])
        store.finish_round(round_, score)

    assert [(best.score, best.length) for best in compute_statistics(store).best] == [(900, 3)]


def test_days_in_a_row_end_today_or_yesterday(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for number, back in enumerate((5, 3, 2, 1), 1):
        store.save_answers([answer(start_round(number), moment=NOON - timedelta(days=back))])
    clock = store.now
    assert isinstance(clock, FakeClock)

    assert compute_statistics(store).days_in_a_row == 3
    clock.advance(days=1)
    assert compute_statistics(store).days_in_a_row == 0


def test_always_missed_targets_were_never_right(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    wrong = Verdict.WRONG
    store.save_answers(
        [
            *(answer(start_round(), number, "hard", wrong) for number in (1, 2, 3)),
            *(answer(start_round(), number, "harder", wrong) for number in (4, 5)),
            answer(start_round(), 6, "once", wrong),
            *(
                answer(start_round(), number, "mixed", verdict)
                for number, verdict in ((7, wrong), (8, Verdict.RIGHT))
            ),
        ]
    )

    assert compute_statistics(store).always_missed == (
        MissedTarget("pack/hard", 3),
        MissedTarget("pack/harder", 2),
        MissedTarget("pack/once", 1),
    )


def test_statistics_of_some_categories(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    film, song = answer(start_round(1), 1, "film", Verdict.WRONG), answer(start_round(2), 1, "song")
    song = song._replace(outcome=song.outcome._replace(question=question("song")._replace(category="song")))
    seen_only = answer(start_round(3, players=2), 1, "other")
    store.save_answers([film, song, seen_only])
    store.finish_round(start_round(1), 900)

    of_films = compute_statistics(store, ["pack/film"])

    assert [totals.name for totals in of_films.categories] == ["pack/film"]
    assert of_films.list_missed_ids() == ("pack/film",)
    assert dict(of_films.seen_counts) == {"pack/film": 1, "pack/other": 1}
    assert (of_films.round_count, of_films.best, of_films.learning) == (1, (), 1)
    assert compute_statistics(store, ["pack/song"]).list_missed_ids() == ()
    assert compute_statistics(store, ["pack/poem"]).round_count == 0
    assert compute_statistics(store).round_count == 2
