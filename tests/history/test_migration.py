"""Migration of history files that released versions wrote."""

import shutil
from pathlib import Path

import pytest

from quiz.game.outcome import Answer, Verdict
from quiz.history.export import export_csv
from quiz.history.scheduler import load_card_states
from quiz.history.statistics import compute_statistics
from quiz.history.store import HistoryCounts, HistoryStore
from tests.history.factories import FakeClock, answer, start_round

DATA = Path(__file__).parent / "data"


@pytest.fixture
def store(tmp_path: Path) -> HistoryStore:
    """Open a copy of a file that version 0.1.0 wrote."""
    path = tmp_path / "history.sqlite3"
    shutil.copy(DATA / "history-0.1.0.db", path)
    return HistoryStore(path, FakeClock())


def test_file_of_0_1_0_exports_what_0_1_0_exported(store: HistoryStore) -> None:
    lines = (DATA / "history-0.1.0.csv").read_text(encoding="utf-8").splitlines()

    # Since then, a column for typed answers was added.
    assert list(export_csv(store)) == [f"{lines[0]},text", *(f"{line}," for line in lines[1:])]


def test_file_of_0_1_0_keeps_rounds_flags_totals_and_cards(store: HistoryStore) -> None:
    statistics = compute_statistics(store)
    (flag,) = store.list_flags()

    assert store.count_contents() == HistoryCounts(8, 35, 1)
    assert flag.target_id == "countries/domain-u-to-z-zambia.country"
    assert flag.question["stem"] == "The internet domain of Zimbabwe is .zm."
    assert statistics.round_count == 6  # without the friends' round and the repeated daily round
    assert [(day.name, day.asked_count) for day in statistics.days] == [("2026-11-30", 21)]
    # The classic round and the ladder ended without points.
    assert [(best.mode, best.score) for best in statistics.best] == [("daily", 4000)]
    assert sum(store.count_seen().values()) == 35
    assert (len(store.count_seen()), len(load_card_states(store))) == (21, 17)


def test_unfinished_round_of_0_1_0_names_its_generator(store: HistoryStore) -> None:
    unfinished = store.find_unfinished_round()

    assert unfinished is not None
    assert unfinished.started.spec.generator_version == 1
    assert (unfinished.started.spec.seed, unfinished.started.spec.limit_seconds) == (21, 20.0)
    assert [(past.verdict, past.answer) for past in unfinished.answers] == [
        (Verdict.WRONG, Answer(0)),
        (Verdict.WRONG, Answer(1)),
    ]


def test_file_of_0_1_0_takes_new_answers(store: HistoryStore) -> None:
    store.save_answers([answer(start_round())])

    assert store.count_contents() == HistoryCounts(9, 36, 1)
