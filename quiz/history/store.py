"""Saved answers, rounds and flags in SQLite."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quiz.game.ladder import Lifeline
from quiz.game.modes import DAILY
from quiz.game.outcome import Answer, Outcome, PastAnswer, Verdict
from quiz.game.recorder import RoundSpec, StartedRound, UnfinishedRound
from quiz.model.errors import QuizError
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text

# SQLite is imported when the file is opened, which happens after the first question is shown.
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


class SavedAnswer(NamedTuple):
    """One outcome of a round, and its time."""

    round: StartedRound
    number: int
    """From 1."""
    outcome: Outcome
    answered_at: str


class Flag(NamedTuple):
    """A question that the player flagged as wrong or bad."""

    target_id: str
    question: Mapping[str, Any]
    """Its published fields when it was flagged."""
    flagged_at: str


class HistoryCounts(NamedTuple):
    """The size of the history."""

    round_count: int
    answer_count: int
    flag_count: int


class HistoryStore:
    """The history in one file, opened on first use and created on the first write.

    Every method raises `StoreError`, whose text is a sentence, if the file can't be read or written. A write
    that fails changes nothing.
    """

    def __init__(self, path: Path, now: Callable[[], datetime], *, vfs: str | None = None) -> None:
        self.path = path
        self.now = now
        self._vfs = vfs
        self._connection: sqlite3.Connection | None = None
        self._notice: Text | None = None

    def take_notice(self) -> Text | None:
        """Return, once, a sentence for the player if a damaged file was quarantined."""
        notice, self._notice = self._notice, None
        return notice

    @property
    def exists(self) -> bool:
        """Whether there is a file."""
        return self._connection is not None or self.path.exists()

    def open(self) -> None:
        """Import SQLite, and open the file if there is one."""
        from quiz.history import database  # noqa: F401 - it saves time before the first answer

        if self.exists:
            self._open()

    def save_answers(self, answers: Sequence[SavedAnswer]) -> None:
        """Save all answers or none; an answer that was saved before stays unchanged."""
        with self.write_transaction() as connection:
            for answer in answers:
                _insert_answer(connection, answer)

    def finish_round(self, started: StartedRound, score: int | None) -> None:
        """Save the end of a round, with the score unless it was abandoned."""
        with self.write_transaction() as connection:
            connection.execute(
                "UPDATE rounds SET ended = ?, score = ? WHERE started = ? AND pid = ?",
                (self.timestamp(), score, started.started_at, started.pid),
            )

    def find_unfinished_round(self) -> UnfinishedRound | None:
        """Return the latest round without an end, unless it has no seed or several players."""
        with self.read_connection() as connection:
            if connection is None:
                return None
            row = connection.execute(
                f"SELECT id, {_SPEC_COLUMNS}, total, digest, started, pid, is_scored FROM rounds"
                " WHERE ended IS NULL AND seed IS NOT NULL AND players = 1 ORDER BY id DESC LIMIT 1"
            ).fetchone()
            if row is None:
                return None
            answers = connection.execute(
                "SELECT verdict, option, seconds, helped, target_id, answered_at FROM answers"
                " WHERE round = ? ORDER BY number",
                row[:1],
            ).fetchall()
        started = StartedRound(_to_spec(row[1:9]), *row[9:13])
        if len(answers) == started.total:
            return None
        return UnfinishedRound(
            started,
            tuple(_to_past_answer(*answer[:4]) for answer in answers),
            tuple(answer[4] for answer in answers),
            answers[-1][5],
            bool(row[13]),
        )

    def claim_round(self, unfinished: UnfinishedRound, pid: int) -> StartedRound | None:
        """Resume a round as process `pid`; return `None` if it has ended or was claimed before.

        A game that still plays the round continues under its old name, which then is another round.
        """
        started = unfinished.started
        with self.write_transaction() as connection:
            updated = connection.execute(
                "UPDATE rounds SET pid = ? WHERE started = ? AND pid = ? AND ended IS NULL",
                (pid, started.started_at, started.pid),
            )
            return started._replace(pid=pid) if updated.rowcount else None

    def has_round(self, mode: str, seed: int) -> bool:
        """Return whether a round of that mode and seed was started before."""
        with self.read_connection() as connection:
            return connection is not None and _has_round(connection, mode, seed)

    def best_score(self, spec: RoundSpec, total: int) -> int | None:
        """Return the best score of rounds with the same mode and length that agree in having a clock."""
        with self.read_connection() as connection:
            if connection is None:
                return None
            (score,) = connection.execute(
                "SELECT max(score) FROM rounds WHERE mode = ? AND (limit_seconds IS NULL) = ? AND total = ?"
                " AND score IS NOT NULL AND players = 1 AND is_scored",
                (spec.mode, spec.limit_seconds is None, total),
            ).fetchone()
            return None if score is None else int(score)

    def count_seen(self) -> dict[str, int]:
        """Return how often each target was asked."""
        with self.read_connection() as connection:
            if connection is None:
                return {}
            return dict(connection.execute("SELECT target_id, seen FROM facts"))

    def flag(self, question: Question) -> None:
        """Flag a question as wrong or bad, so that its target is not asked again."""
        from quiz.model import json_records

        fields = json.dumps(json_records.question_fields(question))
        with self.write_transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO flags VALUES (?, ?, ?)",
                (question.target_id, fields, self.timestamp()),
            )

    def unflag(self, name: str) -> bool:
        """Remove the flag of a target or question id; return whether there was one."""
        head = name.partition("@")[0]
        with self.write_transaction() as connection:
            deleted = connection.execute(
                "DELETE FROM flags WHERE target_id IN (?, ?)", (head, head.rpartition("/")[0])
            )
            return deleted.rowcount > 0

    def list_flags(self) -> tuple[Flag, ...]:
        """Return the flags, the oldest first."""
        with self.read_connection() as connection:
            if connection is None:
                return ()
            rows = connection.execute(
                "SELECT target_id, question, flagged FROM flags ORDER BY flagged, target_id"
            )
            return tuple(Flag(target_id, json.loads(fields), flagged) for target_id, fields, flagged in rows)

    def count_contents(self) -> HistoryCounts:
        """Count the saved rounds, answers and flags."""
        with self.read_connection() as connection:
            if connection is None:
                return HistoryCounts(0, 0, 0)
            counts = (
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("rounds", "answers", "flags")
            )
            return HistoryCounts(*counts)

    def clear(self) -> None:
        """Delete everything. The file stays, since another game may use it, but no old data stays in it."""
        if not self.exists:
            return
        self._open().execute("PRAGMA secure_delete = ON")  # deleted content is overwritten
        with self.write_transaction() as connection:
            for table in ("answers", "rounds", "facts", "days", "flags", "cards"):
                connection.execute(f"DELETE FROM {table}")
        with suppress(QuizError), self.read_connection() as connection:
            if connection is not None:
                connection.execute("VACUUM")  # fails while another game uses the file
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def timestamp(self) -> str:
        """Return the current time as it is saved."""
        return format_timestamp(self.now())

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def read_connection(self) -> "Iterator[sqlite3.Connection | None]":
        """Provide a connection for reading, or `None` if the file doesn't exist."""
        if not self.exists:
            yield None
            return
        with self._translated_errors() as connection:
            yield connection

    @contextmanager
    def write_transaction(self) -> "Iterator[sqlite3.Connection]":
        """Provide a connection for changes that are saved together or not at all."""
        with self._translated_errors() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _translated_errors(self) -> "Iterator[sqlite3.Connection]":
        connection = self._open()
        import sqlite3

        from quiz.history import database

        try:
            yield connection
        except (sqlite3.Error, OSError) as error:
            self.close()  # the next attempt opens and checks the file again
            if isinstance(error, sqlite3.Error) and database.is_damage(error):
                database.quarantine_if_damaged(self.path, self.now().date())
            raise database.StoreError(database.describe_error(error, self.path)) from error

    def _open(self) -> "sqlite3.Connection":
        if self._connection is None:
            from quiz.history.database import open_database
            from quiz.history.schema import HISTORY_SCHEMA

            today = self.now().date()
            self._connection, notice = open_database(self.path, HISTORY_SCHEMA, today, vfs=self._vfs)
            self._notice = notice or self._notice
        return self._connection


def format_timestamp(moment: datetime) -> str:
    """Return a moment as a string; earlier moments sort first."""
    return moment.isoformat(timespec="microseconds")


_SPEC_COLUMNS = "mode, category, kind, length, seed, limit_seconds, players, generator_version"


def _insert_answer(connection: "sqlite3.Connection", answer: SavedAnswer) -> None:
    outcome, question = answer.outcome, answer.outcome.question
    round_id, is_scored = _insert_round(connection, answer.round)
    inserted = connection.execute(
        "INSERT INTO answers (round, number, question, target_id, kind, category, option, verdict, seconds,"
        " points, streak, player, helped, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (
            round_id,
            answer.number,
            question.id,
            question.target_id,
            question.kind.value,
            _category_id(question),
            outcome.answer and outcome.answer.option,
            outcome.verdict.value,
            outcome.seconds,
            outcome.points,
            outcome.streak,
            outcome.player,
            " ".join(lifeline.name for lifeline in outcome.used_lifelines),
            answer.answered_at,
        ),
    )
    if inserted.rowcount:
        connection.execute(
            "UPDATE rounds SET best_streak = max(ifnull(best_streak, 0), ?) WHERE id = ?",
            (outcome.streak, round_id),
        )
        _update_totals(connection, answer, is_scored=is_scored and answer.round.spec.player_count == 1)


def _insert_round(connection: "sqlite3.Connection", started: StartedRound) -> tuple[int, bool]:
    """Insert a round unless it exists; return its row id and whether it is scored."""
    spec, name = started.spec, (started.started_at, started.pid)
    is_scored = not (spec.mode == DAILY.name and _has_round(connection, spec.mode, spec.seed))
    connection.execute(
        f"INSERT INTO rounds ({_SPEC_COLUMNS}, started, pid, total, digest, is_scored)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            *spec[:2],
            spec.kind and spec.kind.value,
            *spec[3:],
            *name,
            started.total,
            started.digest,
            is_scored,
        ),
    )
    round_id, is_scored = connection.execute(
        "SELECT id, is_scored FROM rounds WHERE started = ? AND pid = ?", name
    ).fetchone()
    return round_id, bool(is_scored)


def _has_round(connection: "sqlite3.Connection", mode: str, seed: int | None) -> bool:
    rows = connection.execute("SELECT 1 FROM rounds WHERE mode = ? AND seed = ? LIMIT 1", (mode, seed))
    return rows.fetchone() is not None


def _update_totals(connection: "sqlite3.Connection", answer: SavedAnswer, *, is_scored: bool) -> None:
    """Add an answer to the totals; one of friends or of a repeated daily round only counts as seen."""
    question, verdict = answer.outcome.question, answer.outcome.verdict
    category, is_right = _category_id(question), is_scored and verdict is Verdict.RIGHT
    connection.execute(
        "INSERT INTO facts VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT DO UPDATE SET category = excluded.category,"
        " seen = seen + 1, asked = asked + excluded.asked, right = right + excluded.right,"
        " last = excluded.last",
        (question.target_id, category, is_scored, is_right, answer.answered_at),
    )
    if is_scored:
        is_answered = verdict in (Verdict.RIGHT, Verdict.WRONG)
        connection.execute(
            "INSERT INTO days VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT DO UPDATE SET asked = asked + 1,"
            " right = right + excluded.right, answered_count = answered_count + excluded.answered_count,"
            " seconds = seconds + excluded.seconds",
            (answer.answered_at[:10], category, is_right, is_answered, answer.outcome.seconds * is_answered),
        )


def _category_id(question: Question) -> str:
    return f"{question.pack}/{question.category}"


def _to_spec(row: Sequence[Any]) -> RoundSpec:
    mode, category, kind, *rest = row
    return RoundSpec(mode, category, None if kind is None else Kind(kind), *rest)


def _to_past_answer(verdict: str, option: int | None, seconds: float, lifelines: str) -> PastAnswer:
    answer = None if option is None else Answer(option)
    return PastAnswer(Verdict(verdict), answer, seconds, tuple(Lifeline[name] for name in lifelines.split()))
