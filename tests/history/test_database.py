"""Damaged, newer, older, locked and unreachable history files."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quiz.history.database import migrate, read_version
from quiz.history.errors import StoreError
from quiz.history.schema import HISTORY_SCHEMA
from quiz.history.statistics import compute_statistics
from quiz.history.store import HistoryCounts, HistoryStore
from tests.history.factories import FakeClock, answer, start_round


def save_answers_in(folder: Path, answers: int = 1, vfs: str | None = None) -> HistoryStore:
    """Return a closed store with some answers in its file."""
    store = HistoryStore(folder / "history.sqlite3", FakeClock(), vfs=vfs)
    store.save_answers([answer(start_round(), number, "word" * 50) for number in range(1, answers + 1)])
    store.close()
    return store


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize(
    "content",
    [b"x", b"not a history " * 9, b"not a history " * 999, b"SQLite format 3\x00" + b"\xff" * 5000],
    ids=len,
)
def test_foreign_file_is_quarantined(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").write_bytes(content)
    store = HistoryStore(tmp_path / "history.sqlite3", FakeClock())
    store.open()
    store.save_answers([answer(start_round())])

    quarantined = tmp_path / "history-damaged-2026-11-21.sqlite3"
    assert quarantined.read_bytes() == content
    assert store.take_notice() == (
        f"{store.path} was damaged and is now {quarantined.name}; new answers go into a new file"
    )
    assert store.take_notice() is None
    assert store.count_contents().answer_count == 1


def test_second_quarantined_file_of_a_day_has_another_name(tmp_path: Path) -> None:
    for damage in (b"one" * 200, b"two" * 200):
        (tmp_path / "history.sqlite3").write_bytes(damage)
        store = HistoryStore(tmp_path / "history.sqlite3", FakeClock())
        store.open()
        store.close()

    assert (tmp_path / "history-damaged-2026-11-21.sqlite3").read_bytes() == b"one" * 200
    assert (tmp_path / "history-damaged-2026-11-21-2.sqlite3").read_bytes() == b"two" * 200


def test_database_of_another_program_is_quarantined(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name)")
        connection.execute(f"PRAGMA user_version = {HISTORY_SCHEMA.version}")
        connection.commit()
    store = HistoryStore(path, FakeClock())
    store.save_answers([answer(start_round())])

    with closing(sqlite3.connect(tmp_path / "history-damaged-2026-11-21.sqlite3")) as connection:
        assert connection.execute("SELECT count(*) FROM recipes").fetchone() == (0,)


def overwrite_tables(path: Path) -> int:
    """Damage all but the first page, which has the version and the tables; return the size of the file."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x55" * (size - 4096))
    return size


def test_damage_is_found_before_the_first_answer_is_saved(tmp_path: Path) -> None:
    store = save_answers_in(tmp_path, answers=200)
    size = overwrite_tables(store.path)
    store.save_answers([answer(start_round(2))])

    quarantined = tmp_path / "history-damaged-2026-11-21.sqlite3"
    assert quarantined.name in str(store.take_notice())
    assert quarantined.stat().st_size == size
    assert store.count_contents() == HistoryCounts(1, 1, 0)


def test_damage_found_in_use_quarantines_the_file_and_the_next_answer_is_saved(tmp_path: Path) -> None:
    store = save_answers_in(tmp_path, answers=200)
    store.open()
    with store.read_connection() as connection:
        assert connection is not None
        connection.execute("PRAGMA shrink_memory")  # so that SQLite reads the file again
    size = overwrite_tables(store.path)
    with pytest.raises(StoreError, match=r"history-damaged-2026-11-21\.sqlite3"):
        store.save_answers([answer(start_round(2))])
    store.save_answers([answer(start_round(2))])

    assert (tmp_path / "history-damaged-2026-11-21.sqlite3").stat().st_size == size
    assert store.count_contents() == HistoryCounts(1, 1, 0)


def test_file_of_a_newer_version_stays_unchanged(tmp_path: Path) -> None:
    store = save_answers_in(tmp_path)
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(f"PRAGMA user_version = {HISTORY_SCHEMA.version + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = read_files(tmp_path)

    for action in (store.open, store.count_contents, lambda: store.save_answers([answer(start_round(2))])):
        with pytest.raises(StoreError, match="was written by a newer version of quiz"):
            action()
    assert read_files(tmp_path) == before


def test_folder_that_cannot_be_created_is_reported(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    store = HistoryStore(tmp_path / "data" / "history.sqlite3", FakeClock())

    with pytest.raises(StoreError, match="data: not a folder"):
        store.save_answers([answer(start_round())])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc can't be written to")
def test_unwritable_folder_is_reported() -> None:
    with pytest.raises(StoreError, match="/proc/quiz"):
        HistoryStore(Path("/proc/quiz/history.sqlite3"), FakeClock()).save_answers([answer(start_round())])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_unwritable_file_is_reported(tmp_path: Path) -> None:
    store = save_answers_in(tmp_path)
    store.path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="can't be written"):
            store.save_answers([answer(start_round(2))])
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.slow
def test_locked_file_is_reported_and_the_answer_can_be_saved_later(
    tmp_path: Path,
) -> None:
    store = save_answers_in(tmp_path)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is using"):
            store.save_answers([answer(start_round(2))])
    store.save_answers([answer(start_round(2))])

    assert store.count_contents().round_count == 2


@pytest.mark.skipif(os.name != "posix", reason="the unix-dotfile VFS needs POSIX")
def test_file_system_without_write_ahead_log_uses_the_rollback_journal(tmp_path: Path) -> None:
    store = save_answers_in(tmp_path, vfs="unix-dotfile")
    with store.write_transaction() as connection:
        mode = connection.execute("PRAGMA journal_mode").fetchone()
        synchronous = connection.execute("PRAGMA synchronous").fetchone()

    assert (mode, synchronous) == (("delete",), (2,))
    assert store.count_contents().answer_count == 1


def test_commit_survives_without_close(tmp_path: Path) -> None:
    store = HistoryStore(tmp_path / "history.sqlite3", FakeClock())
    store.save_answers([answer(start_round())])
    with store.read_connection() as connection:
        assert connection is not None
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)

    assert HistoryStore(store.path, FakeClock()).count_contents().answer_count == 1


def test_each_migration_runs_once_and_keeps_the_rows(tmp_path: Path) -> None:
    migrations = (
        ("CREATE TABLE things (name TEXT)", "INSERT INTO things VALUES ('old')"),
        ("ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 1",),
    )
    with closing(sqlite3.connect(tmp_path / "file", isolation_level=None)) as connection:
        migrate(connection, migrations[:1])
        migrate(connection, migrations)
        migrate(connection, migrations)

        assert read_version(connection) == 2
        assert connection.execute("SELECT * FROM things").fetchall() == [("old", 1)]


@pytest.mark.parametrize("version", range(1, HISTORY_SCHEMA.version))
def test_round_of_an_older_version_counts(version: int, tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, HISTORY_SCHEMA.migrations[:version])
        pid, seconds = ("process", "seconds") if version < 3 else ("pid", "limit_seconds")
        connection.execute(
            f"INSERT INTO rounds (started, {pid}, mode, length, {seconds}, players, total, digest, ended,"
            " score, best_streak) VALUES ('a', 1, 'classic', 10, 20, 1, 10, '', '2026-01-01', 900, 3)"
        )
    statistics = compute_statistics(HistoryStore(path, FakeClock()))

    assert (statistics.round_count, statistics.best_streak, [best.score for best in statistics.best]) == (
        1,
        3,
        [900],
    )
    assert HistoryStore(path, FakeClock()).find_unfinished_round() is None


def test_failed_migration_changes_nothing(tmp_path: Path) -> None:
    migrations = (("CREATE TABLE things (name TEXT)",), ("ALTER TABLE things ADD COLUMN size", "NONSENSE"))
    with closing(sqlite3.connect(tmp_path / "file", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, migrations)

        assert read_version(connection) == 1
        assert connection.execute("PRAGMA table_info(things)").fetchall()[1:] == []
