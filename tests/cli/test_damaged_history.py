"""Commands and games with a history that is damaged, can't be written, or can't be read at all."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quiz.history.store import HistoryStore
from tests.cli.harness import ROOT, play, run_each, run_failing, run_ok, run_quiz, run_without_rights
from tests.cli.pack_files import planets
from tests.factories import question
from tests.history.factories import FakeClock, answer, start_round
from tests.shipped.builtin import fill_pack_cache

ROUND = ("--plain", "--category", "symbols", "--seed", "1", "--questions", "2")
COMMANDS = (" ".join(ROUND), "list", "stats", "flags", "history export", "history clear")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set a new home for each test."""
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def write_history(home: Path, *, is_damaged: bool = False) -> Path:
    """Save three answers and a flag; a damaged file has only zero bytes."""
    path = home / "history.sqlite3"
    with closing(HistoryStore(path, FakeClock())) as store:
        store.save_answers([answer(start_round(), number, f"fact-{number}") for number in (1, 2, 3)])
        store.flag(question())
    if is_damaged:
        path.write_bytes(bytes(8192))
    return path


def list_quarantined(home: Path) -> list[str]:
    return sorted(file.name for file in home.glob("history-damaged-*"))


def damage_page(path: Path, table: str) -> None:
    """Change the first byte of the root page of a table or index."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = connection.execute(query, (table,)).fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [["stats"], ["stats", "--json"], ["flags"], ["history", "export"]], ids=" ".join
)
def test_command_that_reads_a_damaged_history_names_the_renamed_file(
    words: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_history(home, is_damaged=True)
    message = run_failing(words, capsys)

    (name,) = list_quarantined(home)
    assert message == f"{path} was damaged and is now {name}; new answers go into a new file"
    run_ok(capsys, *words)


def test_clear_deletes_damaged_files_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_history(home, is_damaged=True)
    (home / "history-damaged-2026-01-02.sqlite3").write_bytes(b"old")
    (home / "history-damaged-2026-01-02.sqlite3-wal").write_bytes(b"old")
    (home / "history-damaged-by-me.sqlite3").write_bytes(b"not a file of the program")
    run = run_quiz("history", "clear", "--yes")

    assert "was damaged and is now history-damaged-" in run.stderr
    assert "Deleted: the damaged file history-damaged-2026-01-02.sqlite3.\n" in run.stdout
    assert list_quarantined(home) == ["history-damaged-by-me.sqlite3"]
    assert run_ok(capsys, "history", "export") == []


@pytest.mark.slow
@pytest.mark.parametrize("table", ["facts", "rounds", "best_rounds", "sqlite_autoindex_answers_1"])
def test_game_names_the_renamed_file_and_saves_its_answers_in_the_new_one(table: str, home: Path) -> None:
    damage_page(write_history(home), table)
    run = run_quiz(*ROUND, stdin="1\n1\n")

    (name,) = list_quarantined(home)
    assert run.stderr.count(name) == 1
    assert "Not saved" not in run.stdout
    assert play("history", "export", "--json").count('"seed": 1,') == 2


@pytest.mark.slow
def test_history_that_cannot_be_written_can_be_read(home: Path, tmp_path: Path) -> None:
    path = write_history(home)
    expected = {words: run_quiz(*words).stdout for words in (("flags",), ("history", "export"))}
    path.chmod(0o400)
    home.chmod(0o500)
    try:
        before = sorted(home.iterdir())
        for words, stdout in expected.items():
            run = run_without_rights(*words)
            assert (run.returncode, run.stdout, run.stderr) == (0, stdout, "")
        stats = run_without_rights("stats", "--pack", planets(tmp_path))
        assert "3 answers in 1 round" in stats.stdout
        game = run_without_rights(*ROUND, stdin="1\n1\n")
        assert game.returncode == 0
        assert game.stdout.count("Not saved: ") == 2
        assert sorted(home.iterdir()) == before
    finally:
        home.chmod(0o700)


@pytest.mark.slow
def test_log_next_to_a_history_that_cannot_be_written_is_read(home: Path) -> None:
    path = write_history(home)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM flags")
        copies = {suffix: Path(f"{path}{suffix}").read_bytes() for suffix in ("", "-wal")}
    for suffix, data in copies.items():
        Path(f"{path}{suffix}").write_bytes(data)
    Path(f"{path}-shm").unlink(missing_ok=True)
    home.chmod(0o500)
    try:
        run = run_without_rights("flags")
        assert (run.returncode, run.stdout[:20]) == (0, "No flagged questions")
    finally:
        home.chmod(0o700)


@pytest.mark.slow
def test_python_without_sqlite_plays_and_says_that_nothing_is_saved(tmp_path: Path) -> None:
    (tmp_path / "_sqlite3.py").write_text("raise ImportError('built without SQLite')\n", encoding="utf-8")
    run = run_quiz(*ROUND, stdin="1\n1\n", PYTHONPATH=str(tmp_path))

    assert "Nothing can be saved: this Python can't use SQLite (built without SQLite)." in run.stderr
    for words in (["stats"], ["flags"], ["history", "export"], ["history", "clear", "--yes"]):
        (tmp_path / "home").mkdir(exist_ok=True)
        (tmp_path / "home" / "history.sqlite3").touch()
        failed = subprocess.run(
            [sys.executable, "-m", "quiz", *words],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
        )
        assert (failed.returncode, failed.stderr) == (
            2,
            "quiz: this Python can't use SQLite (built without SQLite)\n",
        )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("", 0o000),
        ("", 0o500),
        ("history.sqlite3", 0o000),
        ("settings.toml", 0o000),
        ("cache", 0o000),
        ("cache/seen.json", 0o000),
        ("packs", 0o000),
        ("packs", 0o400),
        ("packs/shut", 0o000),
    ],
)
def test_game_and_commands_work_without_a_file_or_folder_of_the_home(
    name: str, mode: int, home: Path
) -> None:
    fill_pack_cache(home)
    play(*ROUND, stdin="1\n1\n")
    (home / "settings.toml").write_text("questions = 2\n", encoding="utf-8")
    (home / "packs" / "shut").mkdir(parents=True)
    path = home / name
    path.chmod(mode)
    try:
        results = run_each(COMMANDS, is_privileged=False)
        for words, code, errors in results:
            assert "internal error" not in errors
            assert code in ((0,) if words in COMMANDS[:2] else (0, 2)), errors
            assert code == 0 or errors
    finally:
        path.chmod(0o700)


@pytest.mark.slow
@pytest.mark.parametrize("umask", [0o000, 0o777])
def test_only_the_owner_can_use_what_the_program_creates(umask: int, tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    commands = [
        list(ROUND),
        ["add", planets(tmp_path)],
        ["--plain", "--questions", "1"],
    ]
    for words in commands:
        subprocess.run(
            [sys.executable, "-m", "quiz", *words],
            umask=umask,
            input="1\n1\n",
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "QUIZ_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    created = [home.parent, home, *home.rglob("*")]
    modes = {path.relative_to(tmp_path).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in created}

    assert {name: oct(mode) for name, mode in modes.items()} == {
        path.relative_to(tmp_path).as_posix(): oct(0o700 if path.is_dir() else 0o600) for path in created
    }
