"""Rows that make no sense, in every column of every table."""

import math
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quiz.game.outcome import Verdict
from quiz.history import rows
from quiz.history.export import export_csv, export_json
from quiz.history.insertion import SavedAnswer
from quiz.history.rows import RowDecoder
from quiz.history.scheduler import load_card_states
from quiz.history.schema import HISTORY_SCHEMA
from quiz.history.statistics import compute_statistics
from quiz.history.store import HistoryStore
from quiz.reports.flags import format_flags
from quiz.reports.stats import TextLayout, format_stats, stats_to_json
from tests.factories import question
from tests.history.factories import FakeClock, answer, start_round

VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(max_size=40),
    st.binary(max_size=20),
    st.sampled_from(
        ["never", "2026-13-45", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59+00:00", "[" * 9999]
    ),
)


def fill(path: Path) -> list[SavedAnswer]:
    """Save finished rounds, an unfinished one, a flag and cards; return the answers of a game after that."""
    with closing(HistoryStore(path, FakeClock())) as store:
        for seed in (1, 2, 3):
            store.save_answers(
                [answer(start_round(seed), number, f"fact-{number}", Verdict.WRONG) for number in (1, 2, 3)]
            )
        store.finish_round(start_round(1), 900)
        store.finish_round(start_round(2), 800)
        store.flag(question())
        load_card_states(store)
        later = [answer(start_round(9), number, f"fact-{number}") for number in (1, 2)]
        store.save_answers(later)
    return later


def list_columns() -> list[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for migration in HISTORY_SCHEMA.migrations:
            for statement in migration:
                connection.execute(statement)
        return [
            (table, row[1])
            for table in sorted(HISTORY_SCHEMA.tables)
            for row in connection.execute(f"PRAGMA table_info({table})")
        ]


def write_value(path: Path, table: str, column: str, value: object) -> None:
    """Write a value in all rows of a column or, if a constraint forbids that, in one row or none."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        one_row = f"WHERE {column} = (SELECT max({column}) FROM {table})"
        for condition in ("", one_row):
            try:
                connection.execute(f"UPDATE {table} SET {column} = ? {condition}", (value,))
            except (sqlite3.IntegrityError, sqlite3.DataError):
                continue
            return


def read_everything(store: HistoryStore) -> list[str]:
    """Return all that the commands print about a history."""
    statistics = compute_statistics(store)
    return [
        *format_stats(statistics, (), TextLayout(80, ascii_only=False)),
        stats_to_json(statistics, ()),
        *export_json(store),
        *export_csv(store),
        *format_flags(store.list_flags(), as_json=False),
        *format_flags(store.list_flags(), as_json=True),
    ]


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(list_columns()), value=VALUES)
@example(place=("rounds", "best_streak"), value=b"\x00")
@example(place=("rounds", "score"), value="many")
def test_no_value_of_a_column_stops_a_reader_or_a_game(
    place: tuple[str, str], value: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("history") / "history.sqlite3"
    later = fill(path)
    write_value(path, *place, value)
    for is_read_only in (True, False):
        with closing(HistoryStore(path, FakeClock(), is_read_only=is_read_only)) as store:
            printed = "\n".join(read_everything(store))
            assert "Infinity" not in printed
            assert "NaN" not in printed
            store.find_unfinished_round()
            store.best_score(start_round(1).spec, 10)
            store.list_flagged_ids()
    with closing(HistoryStore(path, FakeClock())) as store:
        new = start_round(50)
        store.save_answers([saved._replace(round=new) for saved in later])
        store.finish_round(new, 700)
        exported = [line for line in export_json(store) if '"seed": 50' in line]
        assert len(exported) == 2


def test_rows_that_make_no_sense_are_left_out_and_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE answers SET answered_at = 'never' WHERE number = 1")
        connection.execute("INSERT INTO flags VALUES ('harbours/h', '{\"id\": \"har', '2026-01-02')")
    with closing(HistoryStore(path, FakeClock())) as store:
        exported = list(export_json(store))
        flags = store.list_flags()
        assert store.list_flags() == flags

        assert len(exported) == 11 - 4
        assert [flag.target_id for flag in flags] == [question().target_id]
        assert store.decoder.take_notice() == "5 rows of the history make no sense and are left out"
        assert store.decoder.take_notice() is None
        assert store.list_flagged_ids() == {question().target_id, "harbours/h"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE answers SET verdict = 'zz' WHERE round = (SELECT id FROM rounds WHERE seed = 3)",
        "UPDATE answers SET option = NULL WHERE round = (SELECT id FROM rounds WHERE seed = 3)",
        "UPDATE answers SET number = 7 WHERE round = (SELECT id FROM rounds WHERE seed = 3) AND number = 3",
        "UPDATE rounds SET digest = x'00' WHERE seed = 3",
        "UPDATE rounds SET limit_seconds = 9e999 WHERE seed = 3",
        "DELETE FROM answers WHERE round = (SELECT id FROM rounds WHERE seed = 3)",
    ],
)
def test_unfinished_round_that_makes_no_sense_is_not_found(change: str, tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE rounds SET ended = '2026-11-21' WHERE seed = 9")
    with closing(HistoryStore(path, FakeClock())) as store:
        assert store.find_unfinished_round() is not None
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(change)
    with closing(HistoryStore(path, FakeClock())) as store:
        assert store.find_unfinished_round() is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reviewed SET answer = 'x'",
        "UPDATE reviewed SET answer = 99999",
        "UPDATE reviewed SET answer = -1",
        "DELETE FROM reviewed",
        "INSERT INTO reviewed VALUES (1)",
    ],
)
def test_reviews_are_computed_again_if_the_last_reviewed_answer_is_unknown(
    change: str, tmp_path: Path
) -> None:
    path = tmp_path / "history.sqlite3"
    fill(path)
    with closing(HistoryStore(path, FakeClock())) as store:
        expected = load_card_states(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(change)
    with closing(HistoryStore(path, FakeClock())) as store:
        assert load_card_states(store) == expected


def test_review_ends_after_an_answer_with_a_huge_id(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"UPDATE answers SET id = {2**62} WHERE id = (SELECT max(id) FROM answers)")
    with closing(HistoryStore(path, FakeClock())) as store:
        assert len(load_card_states(store)) == 3
        assert len(load_card_states(store)) == 3


@pytest.mark.parametrize(
    ("decode", "value"),
    [
        (rows.text, b"bytes"),
        (rows.whole, -1),
        (rows.whole, 2**40),
        (rows.whole, 1.0),
        (rows.truth, 2),
        (rows.number_of_seconds, math.inf),
        (rows.number_of_seconds, math.nan),
        (rows.number_of_seconds, "1"),
        (rows.lifelines, "fifty nonsense"),
        (rows.day, "20261121"),
        (rows.day, "2026-11-21T00:00"),
        (rows.moment, "2026-11-21T12:00:00"),
        (rows.moment, "2026-11-21T12:00:00+01:00"),
        (rows.moment, "9999-11-21T12:00:00+00:00"),
    ],
)
def test_value_of_another_form_is_refused(decode: Any, value: object) -> None:
    decoder = RowDecoder()

    assert list(decoder.decode("table", [(value,)], decode)) == []
    assert decoder.take_notice() == "1 row of the history makes no sense and is left out"
