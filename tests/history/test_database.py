"""A file that is damaged, newer, older, locked or out of reach never stops a game and never is lost."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quiz.history.database import StoreError, migrate, read_version
from quiz.history.schema import HISTORY_SCHEMA
from quiz.history.statistics import compute_statistics
from quiz.history.store import HistoryCounts, HistoryStore
from tests.history.factories import Calendar, answer, begun


def kept(folder: Path, answers: int = 1, **how: str) -> HistoryStore:
    """Give a store with some answers in its file."""
    store = HistoryStore(folder / "history.sqlite3", Calendar(), **how)
    store.save_answers([answer(begun(), number, "word" * 50) for number in range(1, answers + 1)])
    store.close()
    return store


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    "bytes_",
    [b"x", b"no history " * 9, b"no history " * 999, b"SQLite format 3\x00" + b"\xff" * 5000],
    ids=len,
)
def test_a_file_that_is_no_history_is_set_aside_and_a_new_one_begun(bytes_: bytes, tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").write_bytes(bytes_)
    store = HistoryStore(tmp_path / "history.sqlite3", Calendar())
    store.open()
    store.save_answers([answer(begun())])

    aside = tmp_path / "history-damaged-2026-11-21.sqlite3"
    assert aside.read_bytes() == bytes_
    assert store.take_notice() == (
        f"{store.path} was damaged and is now {aside.name}; a new file was started"
    )
    assert store.take_notice() is None
    assert store.count_contents().answer_count == 1


def test_a_second_damaged_file_of_a_day_does_not_overwrite_the_first(tmp_path: Path) -> None:
    for damage in (b"one" * 200, b"two" * 200):
        (tmp_path / "history.sqlite3").write_bytes(damage)
        store = HistoryStore(tmp_path / "history.sqlite3", Calendar())
        store.open()
        store.close()

    assert (tmp_path / "history-damaged-2026-11-21.sqlite3").read_bytes() == b"one" * 200
    assert (tmp_path / "history-damaged-2026-11-21-2.sqlite3").read_bytes() == b"two" * 200


def test_another_program_s_tables_are_set_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name)")
        connection.execute(f"PRAGMA user_version = {HISTORY_SCHEMA.version}")
        connection.commit()
    store = HistoryStore(path, Calendar())
    store.save_answers([answer(begun())])

    with closing(sqlite3.connect(tmp_path / "history-damaged-2026-11-21.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM recipes").fetchone() == (0,)


def test_damage_that_is_met_in_use_sets_the_file_aside_and_the_next_answer_is_kept(tmp_path: Path) -> None:
    store = kept(tmp_path, answers=200)
    size = store.path.stat().st_size
    with store.path.open("r+b") as file:  # all but the first page, which tells the version and the tables
        file.seek(4096)
        file.write(b"\x55" * (size - 4096))
    with pytest.raises(StoreError):
        store.save_answers([answer(begun(2))])
    store.save_answers([answer(begun(2))])

    assert (tmp_path / "history-damaged-2026-11-21.sqlite3").stat().st_size == size
    assert store.count_contents() == HistoryCounts(1, 1, 0)


def test_a_file_of_a_newer_version_is_left_untouched(tmp_path: Path) -> None:
    store = kept(tmp_path)
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(f"PRAGMA user_version = {HISTORY_SCHEMA.version + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = files(tmp_path)

    for deed in (store.open, store.count_contents, lambda: store.save_answers([answer(begun(2))])):
        with pytest.raises(StoreError, match="was written by a newer version of quiz"):
            deed()
    assert files(tmp_path) == before


def test_a_folder_that_can_t_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    store = HistoryStore(tmp_path / "data" / "history.sqlite3", Calendar())

    with pytest.raises(StoreError, match=r"data: (File exists|Not a directory)|history\.sqlite3"):
        store.save_answers([answer(begun())])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc is a folder that nobody can write to")
def test_a_folder_that_can_t_be_written_to_is_a_sentence() -> None:
    with pytest.raises(StoreError, match="/proc/quiz"):
        HistoryStore(Path("/proc/quiz/history.sqlite3"), Calendar()).save_answers([answer(begun())])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_can_t_be_written_to_is_a_sentence(tmp_path: Path) -> None:
    store = kept(tmp_path)
    store.path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="can't be written"):
            store.save_answers([answer(begun(2))])
    finally:
        tmp_path.chmod(0o700)


def test_another_program_that_holds_the_file_is_a_sentence_and_the_answer_can_be_saved_later(
    tmp_path: Path,
) -> None:
    store = kept(tmp_path)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is using"):
            store.save_answers([answer(begun(2))])
    store.save_answers([answer(begun(2))])

    assert store.count_contents().round_count == 2


@pytest.mark.skipif(os.name != "posix", reason="this way of SQLite’s to meet a file system is POSIX’s")
def test_where_the_file_system_has_no_write_ahead_log_another_way_is_taken(tmp_path: Path) -> None:
    store = kept(tmp_path, vfs="unix-dotfile")
    with store.write_transaction() as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()
        synchronous = connection.execute("PRAGMA synchronous").fetchone()

    assert (mode, synchronous) == (("delete",), (2,))
    assert store.count_contents().answer_count == 1


def test_a_commit_survives_without_the_file_being_closed(tmp_path: Path) -> None:
    store = HistoryStore(tmp_path / "history.sqlite3", Calendar())
    store.save_answers([answer(begun())])
    with store.read_connection() as connection:
        assert connection is not None
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)

    assert HistoryStore(store.path, Calendar()).count_contents().answer_count == 1


def test_each_step_is_taken_once_and_an_older_file_keeps_what_it_holds(tmp_path: Path) -> None:
    steps = (
        ("CREATE TABLE things (name TEXT)", "INSERT INTO things VALUES ('old')"),
        ("ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 1",),
    )
    with closing(sqlite3.connect(tmp_path / "file", isolation_level=None)) as connection:
        migrate(connection, steps[:1])
        migrate(connection, steps)
        migrate(connection, steps)

        assert read_version(connection) == 2
        assert connection.execute("SELECT * FROM things").fetchall() == [("old", 1)]


@pytest.mark.parametrize("version", range(1, HISTORY_SCHEMA.version))
def test_what_an_older_version_kept_is_told_and_counts(version: int, tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, HISTORY_SCHEMA.migrations[:version])
        connection.execute(
            "INSERT INTO rounds (started, process, mode, length, seconds, players, total, digest, ended,"
            " score, best_streak) VALUES ('a', 1, 'classic', 10, 20, 1, 10, '', '2026-01-01', 900, 3)"
        )
    found = compute_statistics(HistoryStore(path, Calendar()))

    assert (found.round_count, found.best_streak, [one.score for one in found.best]) == (1, 3, [900])
    assert HistoryStore(path, Calendar()).find_unfinished_round() is None


def test_a_step_that_fails_is_not_taken_at_all(tmp_path: Path) -> None:
    steps = (("CREATE TABLE things (name TEXT)",), ("ALTER TABLE things ADD COLUMN size", "NONSENSE"))
    with closing(sqlite3.connect(tmp_path / "file", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, steps)

        assert read_version(connection) == 1
        assert connection.execute("PRAGMA table_info(things)").fetchall()[1:] == []
