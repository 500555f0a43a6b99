"""The player's history at a glance."""

from datetime import timedelta
from pathlib import Path

from quiz.game.modes import DAILY
from quiz.game.outcome import Verdict
from quiz.game.overview import (
    BestScoreKey,
    CategoryRecord,
    CategorySize,
    DailyRecord,
    PlayerOverview,
    add_records,
    format_accuracy,
    format_daily,
    format_wait,
    iter_best_scores,
    iter_rises,
)
from quiz.game.recorder import LastChoice, StartedRound
from quiz.history.overview import load_overview
from quiz.history.round_news import count_new_targets
from quiz.history.scheduler import load_card_states
from quiz.history.store import HistoryStore
from quiz.text.safe import Text
from tests.history.factories import NOON, FakeClock, answer, start_round

HALF_A_DAY = 12 * 60 * 60


def make_store(folder: Path) -> HistoryStore:
    return HistoryStore(folder / "history.sqlite3", FakeClock())


def play_daily(store: HistoryStore, days_ago: int, *, is_finished: bool = True) -> None:
    """Save the daily round of a day with one right answer and one wrong one."""
    day = NOON - timedelta(days=days_ago)
    seed = int(f"{day:%Y%m%d}")
    started = start_round(seed, total=2)
    spec = started.spec._replace(mode=DAILY.name)
    round_ = StartedRound(spec, 2, f"digest-{seed}", f"{day:%Y-%m-%d}T12:00:00.000000+00:00", 1000)
    store.save_answers([answer(round_, 1, moment=day)])
    store.save_answers([answer(round_, 2, "album", Verdict.WRONG, moment=day)])
    if is_finished:
        store.finish_round(round_, 900)


def test_empty_history_has_an_empty_overview_and_creates_nothing(tmp_path: Path) -> None:
    assert load_overview(make_store(tmp_path)) == PlayerOverview(DailyRecord(seconds_to_next=HALF_A_DAY))
    assert list(tmp_path.iterdir()) == []


def test_daily_rounds_count_once_they_are_finished(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for days_ago in (4, 2, 1):
        play_daily(store, days_ago)
    play_daily(store, 0, is_finished=False)
    assert load_overview(store).daily == DailyRecord(None, 0, 2, HALF_A_DAY)

    other = make_store(tmp_path / "other")
    for days_ago in (1, 0):
        play_daily(other, days_ago)
    assert load_overview(other).daily == DailyRecord(1, 2, 2, HALF_A_DAY)


def test_due_count_agrees_with_the_schedule_before_and_after_it_reviews_the_answers(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    play_daily(store, 0)
    clock = store.now
    assert isinstance(clock, FakeClock)
    clock.advance(minutes=2)
    assert load_overview(store).due_count == 1

    due = [card.target_id for card in load_card_states(store) if card.due_at <= clock.now]
    assert load_overview(store).due_count == len(due) == 1

    store.save_answers([answer(start_round(9), 1, "album", moment=clock.now)])  # now it is right
    assert load_overview(store).due_count == 0


def test_records_of_categories_and_best_scores(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for seed, score in ((1, 900), (2, 1900)):
        round_ = start_round(seed)
        store.save_answers([answer(round_, 1), answer(round_, 2, "album", Verdict.WRONG)])
        store.finish_round(round_, score)
    overview = load_overview(store)

    assert overview.categories == {"pack/film": CategoryRecord(2, 4, 2)}
    assert overview.best_scores == {BestScoreKey("classic", True, 10): 1900}
    assert [(str(label), str(score)) for label, score in iter_best_scores(overview)] == [
        ("Classic, 10 questions", "1,900")
    ]


def test_last_choice_ignores_daily_rounds(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    assert store.find_last_choice() is None

    store.save_answers([answer(start_round(3))])
    play_daily(store, 0)
    assert store.find_last_choice() == LastChoice("classic", "film")


def test_records_add_up_and_few_answers_have_no_share() -> None:
    overview = PlayerOverview(categories={"a/b": CategoryRecord(3, 4, 2), "a/c": CategoryRecord(1, 1, 1)})

    assert add_records(overview, ("a/b", "a/c", "a/d")) == CategoryRecord(4, 5, 3)
    assert format_accuracy(CategoryRecord(4, 5, 3)) == "60% right"
    assert format_accuracy(CategoryRecord(3, 4, 2)) == ""


def test_daily_line_names_the_result_the_streak_and_the_time_to_the_next() -> None:
    assert format_daily(DailyRecord()) == "not played yet"
    assert format_daily(DailyRecord(days_in_a_row=3)) == "not played yet · 3 days in a row"
    done = DailyRecord(8, 10, 4, 5 * 3600 + 11 * 60 + 1)
    assert format_daily(done) == "8 of 10 right · 4 days in a row · next in 5 h 12 min"
    assert format_wait(0) == "1 min"
    assert format_wait(3600) == "1 h 0 min"


def test_new_targets_are_those_that_only_the_last_round_asked(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    assert count_new_targets(store) == {}
    store.save_answers([answer(start_round(1), 1, "film"), answer(start_round(1), 2, "song")])
    assert count_new_targets(store) == {"pack/film": 2}
    again, new = answer(start_round(2), 1, "song"), answer(start_round(2), 2, "poem", Verdict.SKIPPED)
    store.save_answers([again, new])
    assert count_new_targets(store) == {"pack/film": 1}
    store.save_answers([answer(start_round(1), 3, "title")])  # the first round was resumed
    assert count_new_targets(store) == {"pack/film": 2}


def test_rises_name_few_categories_and_the_days_of_a_scored_daily_round() -> None:
    sizes = [CategorySize(name, Text(name.title()), 20) for name in "abcd"]
    overview = PlayerOverview(DailyRecord(8, 10, 3), categories={"a": CategoryRecord(7)})

    assert list(iter_rises(overview, {"a": 2, "z": 9}, sizes, is_scored_daily=True)) == [
        "Today's quiz: 3 days in a row",
        "A: 7 of 20 seen (+2)",
    ]
    counts = dict.fromkeys("abcd", 2)
    assert list(iter_rises(overview, counts, sizes, is_scored_daily=False)) == [
        "8 new questions seen, in 4 categories"
    ]
    assert list(iter_rises(PlayerOverview(), {}, sizes, is_scored_daily=True)) == []
