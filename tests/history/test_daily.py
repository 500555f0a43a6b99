"""The finished daily round of today."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from quiz.game.modes import DAILY
from quiz.game.outcome import Verdict
from quiz.game.recorder import StartedRound
from quiz.game.results import DailyResult
from quiz.history.daily import find_todays_round
from quiz.history.store import HistoryStore
from tests.history.factories import NOON, FakeClock, answer, start_round

TODAY = 20261121


def make_store(folder: Path) -> HistoryStore:
    return HistoryStore(folder / "history.sqlite3", FakeClock())


def play(store: HistoryStore, *verdicts: Verdict, seed: int = TODAY, minutes: int = 0) -> StartedRound:
    """Save the answers of a daily round of three questions."""
    started = start_round(seed, total=3, limit=None)
    began_at = f"{NOON + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%S}.000000+00:00"
    round_ = started._replace(spec=started.spec._replace(mode=DAILY.name, category=None), started_at=began_at)
    for number, verdict in enumerate(verdicts, 1):
        store.save_answers([answer(round_, number, f"fact-{number}", verdict)])
    return round_


def test_todays_round_is_found_with_its_verdicts_once_it_is_finished(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    assert find_todays_round(store) is None
    assert list(tmp_path.iterdir()) == []
    verdicts = (Verdict.RIGHT, Verdict.SKIPPED, Verdict.WRONG)
    store.finish_round(play(store, *verdicts[:1], seed=TODAY - 1, minutes=-1440), 100)
    round_ = play(store, *verdicts)
    assert find_todays_round(store) is None
    store.finish_round(round_, 900)

    found = find_todays_round(store)

    assert found is not None
    assert (found.started, found.score, found.verdicts) == (round_, 900, verdicts)
    assert found.result == DailyResult("2026-11-21", verdicts, has_clock=False)


def test_first_attempt_of_the_day_is_found_after_another(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    for minutes, verdict in enumerate((Verdict.RIGHT, Verdict.WRONG)):
        store.finish_round(play(store, *[verdict] * 3, minutes=minutes), 900)

    found = find_todays_round(store)

    assert found is not None
    assert found.verdicts == (Verdict.RIGHT,) * 3


def test_result_of_another_generator_names_its_version(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    round_ = play(store)
    older = round_._replace(spec=round_.spec._replace(generator_version=2))
    store.save_answers([answer(older, number) for number in (1, 2, 3)])
    store.finish_round(older, 900)

    found = find_todays_round(store)

    assert found is not None
    assert found.result.generator_version == 2


def test_damaged_answer_leaves_no_result(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.finish_round(play(store, *[Verdict.RIGHT] * 3), 900)
    store.close()
    with sqlite3.connect(tmp_path / "history.sqlite3") as connection:
        connection.execute("UPDATE answers SET verdict = 'fine' WHERE number = 2")
    connection.close()

    assert find_todays_round(make_store(tmp_path)) is None
