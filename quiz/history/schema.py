"""The tables of the history."""

from quiz.history.database import Schema

_VERSION_1 = (
    # One row per round, inserted with its first answer. `started` and `process` identify the round, so an
    # answer that is sent twice is saved once. `digest` is that of the questions, `seconds` the time limit.
    """CREATE TABLE rounds (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        started TEXT NOT NULL, process INTEGER NOT NULL,
        mode TEXT NOT NULL, category TEXT, kind TEXT, length INTEGER NOT NULL, seed INTEGER,
        seconds REAL, players INTEGER NOT NULL, total INTEGER NOT NULL, digest TEXT NOT NULL,
        ended TEXT, score INTEGER, best_streak INTEGER,
        UNIQUE (started, process))""",
    "CREATE INDEX best_rounds ON rounds (mode, seconds IS NULL, score) WHERE score IS NOT NULL",
    # `base` is the id of the target: PACK/FACT[.LABEL].
    """CREATE TABLE answers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        round INTEGER NOT NULL REFERENCES rounds (id), number INTEGER NOT NULL,
        question TEXT NOT NULL, base TEXT NOT NULL, kind TEXT NOT NULL, category TEXT NOT NULL,
        option INTEGER, verdict TEXT NOT NULL, seconds REAL NOT NULL, points INTEGER NOT NULL,
        streak INTEGER NOT NULL, player INTEGER NOT NULL, helped TEXT NOT NULL, answered TEXT NOT NULL,
        UNIQUE (round, number))""",
    # Totals of the answers, updated with each of them: reading them takes the same time after a year.
    """CREATE TABLE facts (
        base TEXT PRIMARY KEY, category TEXT NOT NULL, seen INTEGER NOT NULL,
        asked INTEGER NOT NULL, right INTEGER NOT NULL, last TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE days (
        day TEXT NOT NULL, category TEXT NOT NULL, asked INTEGER NOT NULL, right INTEGER NOT NULL,
        answered INTEGER NOT NULL, seconds REAL NOT NULL, PRIMARY KEY (day, category)) WITHOUT ROWID""",
    """CREATE TABLE flags (
        base TEXT PRIMARY KEY, question TEXT NOT NULL, flagged TEXT NOT NULL) WITHOUT ROWID""",
    # The review schedule after the answers up to the one in `reviewed`.
    """CREATE TABLE cards (
        base TEXT PRIMARY KEY, state INTEGER NOT NULL, step INTEGER, stability REAL, difficulty REAL,
        due TEXT NOT NULL, last TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE reviewed (answer INTEGER NOT NULL)",
    "INSERT INTO reviewed VALUES (0)",
)
_VERSION_2 = (
    # False for a daily round that was played again: it is saved but counts in no statistics.
    "ALTER TABLE rounds ADD COLUMN counts INTEGER NOT NULL DEFAULT 1",
)
_VERSION_3 = (
    "ALTER TABLE answers RENAME COLUMN base TO target_id",
    "ALTER TABLE facts RENAME COLUMN base TO target_id",
    "ALTER TABLE flags RENAME COLUMN base TO target_id",
    "ALTER TABLE cards RENAME COLUMN base TO target_id",
    "ALTER TABLE rounds RENAME COLUMN process TO pid",
    "ALTER TABLE rounds RENAME COLUMN seconds TO limit_seconds",
    "ALTER TABLE rounds RENAME COLUMN counts TO is_scored",
    "ALTER TABLE answers RENAME COLUMN answered TO answered_at",
    "ALTER TABLE days RENAME COLUMN answered TO answered_count",
    # The rounds of earlier versions were drawn by generator 1.
    "ALTER TABLE rounds ADD COLUMN generator_version INTEGER NOT NULL DEFAULT 1",
)
_VERSION_4 = (
    # What the player typed, for a question without options.
    "ALTER TABLE answers ADD COLUMN text TEXT",
)
_VERSION_5 = (
    # The score to beat in a challenge, and the rule that a resumed round must keep.
    "ALTER TABLE rounds ADD COLUMN rival_score INTEGER",
    "ALTER TABLE rounds ADD COLUMN streak_bonus INTEGER",
)

HISTORY_SCHEMA = Schema(
    (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4, _VERSION_5),
    frozenset(("rounds", "answers", "facts", "days", "flags", "cards", "reviewed")),
)
