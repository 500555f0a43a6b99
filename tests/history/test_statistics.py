"""All that is told of the past is what the answers say."""

from datetime import timedelta
from pathlib import Path

from quiz.game.outcome import Verdict
from quiz.history.statistics import AnswerTotals, BestRound, MissedTarget, compute_statistics
from quiz.history.store import HistoryStore
from tests.history.factories import NOON, Calendar, answer, begun


def store(folder: Path) -> HistoryStore:
    return HistoryStore(folder / "history.sqlite3", Calendar())


def test_nothing_is_told_of_nothing(tmp_path: Path) -> None:
    found = compute_statistics(store(tmp_path))

    assert (found.round_count, found.categories, found.best, found.due) == (0, (), (), 0)
    assert list(tmp_path.iterdir()) == []


def test_answers_are_added_up_by_category_and_by_day(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.save_answers(
        [
            answer(begun(1), 1, seconds=2.0),
            answer(begun(1), 2, verdict=Verdict.WRONG, seconds=5.0),
            answer(begun(1), 3, verdict=Verdict.LATE, seconds=20.0),
            answer(begun(2), 1, verdict=Verdict.SKIPPED, seconds=9.0, moment=NOON + timedelta(days=1)),
        ]
    )
    found = compute_statistics(kept)

    assert found.round_count == 2
    assert found.categories == (AnswerTotals("pack/film", 4, 1, 2, 7.0),)
    assert found.days == (AnswerTotals("2026-11-21", 3, 1, 2, 7.0), AnswerTotals("2026-11-22", 1, 0, 0, 0.0))


def test_the_best_rounds_stand_apart_with_and_without_a_clock_and_only_if_they_ended(tmp_path: Path) -> None:
    kept = store(tmp_path)
    for name, limit, score in ((1, 20.0, 900), (2, 20.0, 1900), (3, None, 5000), (4, 20.0, None)):
        round_ = begun(name, limit=limit)
        kept.save_answers([answer(round_, streak=name)])
        if score is not None:
            kept.finish_round(round_, score)
    kept.save_answers([answer(begun(5))])
    ended = kept.timestamp()

    assert compute_statistics(kept).best == (
        BestRound("classic", True, 1900, 10, 2, ended),
        BestRound("classic", True, 900, 10, 1, ended),
        BestRound("classic", False, 5000, 10, 3, ended),
    )
    assert compute_statistics(kept).best_streak == 4


def test_days_in_a_row_count_up_to_today_or_yesterday(tmp_path: Path) -> None:
    kept = store(tmp_path)
    for number, back in enumerate((5, 3, 2, 1), 1):
        kept.save_answers([answer(begun(number), moment=NOON - timedelta(days=back))])
    calendar = kept.now
    assert isinstance(calendar, Calendar)

    assert compute_statistics(kept).days_in_a_row == 3
    calendar.later(days=1)
    assert compute_statistics(kept).days_in_a_row == 0


def test_what_was_never_right_and_asked_more_than_once_is_always_missed(tmp_path: Path) -> None:
    kept = store(tmp_path)
    wrong = Verdict.WRONG
    kept.save_answers(
        [
            *(answer(begun(), number, "hard", wrong) for number in (1, 2, 3)),
            *(answer(begun(), number, "harder", wrong) for number in (4, 5)),
            answer(begun(), 6, "once", wrong),
            *(
                answer(begun(), number, "mixed", verdict)
                for number, verdict in ((7, wrong), (8, Verdict.RIGHT))
            ),
        ]
    )

    assert compute_statistics(kept).always_missed == (
        MissedTarget("pack/hard", 3),
        MissedTarget("pack/harder", 2),
    )
