"""The tables of the history, and the steps by which an older file becomes a present one."""

import sqlite3
from collections.abc import Sequence

STEPS: tuple[tuple[str, ...], ...] = (
    (
        # One row a round, begun with its first answer. `started` and `process` name it, so that what is
        # sent twice is kept once; `digest` is that of its questions, `seconds` the limit, null without one.
        """CREATE TABLE rounds (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            started TEXT NOT NULL, process INTEGER NOT NULL,
            mode TEXT NOT NULL, category TEXT, kind TEXT, length INTEGER NOT NULL, seed INTEGER,
            seconds REAL, players INTEGER NOT NULL, total INTEGER NOT NULL, digest TEXT NOT NULL,
            ended TEXT, score INTEGER, best_streak INTEGER,
            UNIQUE (started, process))""",
        "CREATE INDEX best_rounds ON rounds (mode, seconds IS NULL, score) WHERE score IS NOT NULL",
        # `base` is the permanent name of what was asked: PACK/FACT[.LABEL].
        """CREATE TABLE answers (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            round INTEGER NOT NULL REFERENCES rounds (id), number INTEGER NOT NULL,
            question TEXT NOT NULL, base TEXT NOT NULL, kind TEXT NOT NULL, category TEXT NOT NULL,
            option INTEGER, verdict TEXT NOT NULL, seconds REAL NOT NULL, points INTEGER NOT NULL,
            streak INTEGER NOT NULL, player INTEGER NOT NULL, helped TEXT NOT NULL, answered TEXT NOT NULL,
            UNIQUE (round, number))""",
        # Sums of the above, kept with each answer: with a year of answers they are read as fast as with none.
        """CREATE TABLE facts (
            base TEXT PRIMARY KEY, category TEXT NOT NULL, seen INTEGER NOT NULL,
            asked INTEGER NOT NULL, right INTEGER NOT NULL, last TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE days (
            day TEXT NOT NULL, category TEXT NOT NULL, asked INTEGER NOT NULL, right INTEGER NOT NULL,
            answered INTEGER NOT NULL, seconds REAL NOT NULL, PRIMARY KEY (day, category)) WITHOUT ROWID""",
        """CREATE TABLE flags (
            base TEXT PRIMARY KEY, question TEXT NOT NULL, flagged TEXT NOT NULL) WITHOUT ROWID""",
        # What practice has made of the answers up to the one that `reviewed` names.
        """CREATE TABLE cards (
            base TEXT PRIMARY KEY, state INTEGER NOT NULL, step INTEGER, stability REAL, difficulty REAL,
            due TEXT NOT NULL, last TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE TABLE reviewed (answer INTEGER NOT NULL)",
        "INSERT INTO reviewed VALUES (0)",
    ),
    # A round that was played for fun, a daily one for the second time, is kept and counts nowhere.
    ("ALTER TABLE rounds ADD COLUMN counts INTEGER NOT NULL DEFAULT 1",),
)
VERSION = len(STEPS)
TABLES = frozenset(("rounds", "answers", "facts", "days", "flags", "cards", "reviewed"))


def version(connection: sqlite3.Connection) -> int:
    """Give the version of a file; a new one has 0."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)


def migrate(connection: sqlite3.Connection, steps: Sequence[Sequence[str]] = STEPS) -> None:
    """Take the steps that a file has not taken yet, each wholly or not at all, whoever else tries it too."""
    while version(connection) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        try:
            taken = version(connection)
            if taken < len(steps):
                for statement in steps[taken]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {taken + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
