"""Saved answers, rounds and flags in SQLite."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from quiz.game.recorder import LastChoice, RoundSpec, StartedRound, UnfinishedRound
from quiz.history import rows
from quiz.history.errors import DamagedError, StoreError, UnwritableError
from quiz.history.insertion import SPEC_COLUMNS, SavedAnswer, has_round, insert_answer
from quiz.history.rows import FactTotals, Flag, RowDecoder
from quiz.model.errors import QuizError
from quiz.model.question import Question
from quiz.text.safe import Text

# SQLite is imported when the file is opened, which happens after the first question is shown.
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

Result = TypeVar("Result")


class HistoryCounts(NamedTuple):
    """The size of the history."""

    round_count: int
    answer_count: int
    flag_count: int


class HistoryStore:
    """The history in one file, opened on first use and created on the first write.

    Every method raises `StoreError`, whose text is a sentence, if the file can't be read or written. A write
    that fails changes nothing. A damaged file gets another name, which `take_notice` reports.
    """

    def __init__(
        self, path: Path, now: Callable[[], datetime], *, vfs: str | None = None, is_read_only: bool = False
    ) -> None:
        """Keep the path for later.

        Args:
            path: The file.
            now: Returns the current time in UTC.
            vfs: The name of the SQLite module that accesses the file system, if not the default.
            is_read_only: Whether to work on a copy in memory, which is lost at the end.
        """
        self.path = path
        self.now = now
        self.decoder = RowDecoder()
        self._vfs = vfs
        self._is_read_only = is_read_only
        self._connection: sqlite3.Connection | None = None
        self._is_checked = is_read_only
        self._notice: Text | None = None

    def take_notice(self) -> Text | None:
        """Return, once, a sentence for the player if a damaged file was quarantined."""
        notice, self._notice = self._notice, None
        return notice

    @property
    def exists(self) -> bool:
        """Whether there is a file, or may be one in a folder that can't be read."""
        try:
            return self._connection is not None or self.path.exists()
        except OSError:
            return True

    def open(self) -> None:
        """Import SQLite; open the file if there is one, and check all of it."""
        with _translated_import_error():
            from quiz.history import database  # noqa: F401 - it saves time before the first answer

        if self.exists:
            self._open_checked()

    def read(self, action: Callable[["HistoryStore"], Result]) -> Result:
        """Call a function that reads this store or, if the file can't be written, a copy of it."""
        try:
            return action(self)
        except UnwritableError:
            with closing(HistoryStore(self.path, self.now, vfs=self._vfs, is_read_only=True)) as copy:
                return action(copy)

    def save_answers(self, answers: Sequence[SavedAnswer]) -> None:
        """Save all answers or none; an answer that was saved before stays unchanged."""
        with self.write_transaction() as connection:
            for answer in answers:
                insert_answer(connection, answer)

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
            unfinished = connection.execute(
                f"SELECT id, {SPEC_COLUMNS}, total, digest, started, pid, is_scored FROM rounds"
                " WHERE ended IS NULL AND seed IS NOT NULL AND players = 1 ORDER BY id DESC"
            )
            for saved in self.decoder.decode("rounds", unfinished, rows.decode_round):
                answers = connection.execute(
                    "SELECT number, verdict, option, text, seconds, helped, target_id FROM answers"
                    " WHERE round = ? ORDER BY number",
                    (saved.id,),
                ).fetchall()
                if len(answers) == saved.started.total:
                    return None
                past = list(self.decoder.decode("answers", answers, rows.decode_past_answer))
                if past and [answer.number for answer in past] == list(range(1, len(answers) + 1)):
                    return UnfinishedRound(
                        saved.started,
                        tuple(answer.answer for answer in past),
                        tuple(answer.target_id for answer in past),
                        saved.is_scored,
                    )
        return None

    def find_last_finished(self) -> tuple[StartedRound, int] | None:
        """Return the latest finished round of one player that has a seed, with its score."""
        with self.read_connection() as connection:
            if connection is None:
                return None
            finished = connection.execute(
                f"SELECT id, {SPEC_COLUMNS}, total, digest, started, pid, is_scored, score FROM rounds"
                " WHERE score IS NOT NULL AND seed IS NOT NULL AND players = 1 ORDER BY id DESC LIMIT 1"
            )
            return next(self.decoder.decode("rounds", finished, rows.decode_finished), None)

    def find_last_choice(self) -> LastChoice | None:
        """Return what the latest round was drawn from, unless it was the daily one or a replay of misses."""
        with self.read_connection() as connection:
            if connection is None:
                return None
            choices = connection.execute(
                "SELECT mode, category FROM rounds WHERE mode != 'daily'"
                " AND (seed IS NOT NULL OR mode = 'practice') ORDER BY id DESC LIMIT 1"
            )
            return next(self.decoder.decode("rounds", choices, rows.decode_choice), None)

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
            return connection is not None and has_round(connection, mode, seed)

    def best_score(self, spec: RoundSpec, total: int) -> int | None:
        """Return the best score of rounds with the same mode and length that agree in having a clock."""
        with self.read_connection() as connection:
            if connection is None:
                return None
            scores = connection.execute(
                "SELECT score FROM rounds WHERE mode = ? AND (limit_seconds IS NULL) = ? AND total = ?"
                " AND score IS NOT NULL AND players = 1 AND is_scored ORDER BY score DESC",
                (spec.mode, spec.limit_seconds is None, total),
            )
            return next(self.decoder.decode("rounds", scores, rows.whole), None)

    def count_seen(self) -> dict[str, int]:
        """Return how often each target was asked."""
        return {fact.target_id: fact.seen_count for fact in self.list_facts()}

    def list_facts(self) -> tuple[FactTotals, ...]:
        """Return the totals of each target that was asked."""
        with self.read_connection() as connection:
            if connection is None:
                return ()
            facts = connection.execute("SELECT target_id, seen, asked, right, category FROM facts")
            return tuple(self.decoder.decode("facts", facts, rows.decode_fact))

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
            flags = connection.execute(
                "SELECT target_id, question, flagged FROM flags ORDER BY flagged, target_id"
            )
            return tuple(self.decoder.decode("flags", flags, rows.decode_flag))

    def list_flagged_ids(self) -> frozenset[str]:
        """Return the targets that must not be asked, even if their flags can't be shown."""
        with self.read_connection() as connection:
            if connection is None:
                return frozenset()
            return frozenset(
                self.decoder.decode("flags", connection.execute("SELECT target_id FROM flags"), rows.text)
            )

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

    def list_quarantined(self) -> tuple[Path, ...]:
        """List the damaged files that got another name."""
        from quiz.history.quarantine import list_quarantined

        return list_quarantined(self.path)

    def timestamp(self) -> str:
        """Return the current time as it is saved."""
        return format_timestamp(self.now())

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._is_checked = self._is_read_only

    @contextmanager
    def read_connection(self) -> "Iterator[sqlite3.Connection | None]":
        """Provide a connection for reading, or `None` if the file doesn't exist."""
        if not self.exists:
            yield None
            return
        with self._translated_errors(self._open()) as connection:
            yield connection

    @contextmanager
    def write_transaction(self) -> "Iterator[sqlite3.Connection]":
        """Provide a connection for changes that are saved together or not at all."""
        with self._translated_errors(self._open_checked()) as connection:
            from quiz.history.database import roll_back

            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                roll_back(connection)
                raise

    @contextmanager
    def _translated_errors(self, connection: "sqlite3.Connection") -> "Iterator[sqlite3.Connection]":
        import sqlite3

        try:
            yield connection
        except (sqlite3.Error, OSError, DamagedError) as error:
            self.close()  # the next attempt opens and checks the file again
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> StoreError:
        """Return an error for the player; quarantine the file if it is damaged."""
        from quiz.history.database import is_damage, quarantine_if_damaged, to_store_error
        from quiz.history.schema import HISTORY_SCHEMA

        if is_damage(error):
            with suppress(OSError):  # a damaged file in a folder that can't be written stays
                notice = quarantine_if_damaged(self.path, HISTORY_SCHEMA, self.now().date())
                if notice is not None:
                    self._notice = notice
                    return StoreError(notice)
        return to_store_error(error, self.path)

    def _open(self) -> "sqlite3.Connection":
        if self._connection is None:
            with _translated_import_error():
                from quiz.history.database import copy_database, open_database
                from quiz.history.schema import HISTORY_SCHEMA

            if self._is_read_only:
                try:
                    self._connection = copy_database(self.path, HISTORY_SCHEMA, vfs=self._vfs)
                except DamagedError as error:
                    raise self._explain(error) from error
            else:
                today = self.now().date()
                self._connection, notice = open_database(self.path, HISTORY_SCHEMA, today, vfs=self._vfs)
                self._notice = notice or self._notice
        return self._connection

    def _open_checked(self) -> "sqlite3.Connection":
        """Open the file and read all of it once, so that no answer is saved in a damaged one."""
        connection = self._open()
        if not self._is_checked:
            from quiz.history.database import check_content

            earlier_notice = self._notice
            try:
                with self._translated_errors(connection):
                    check_content(connection)
            except StoreError:
                if self._notice is earlier_notice:  # the damaged file could not be renamed
                    raise
            connection = self._open()  # a new file if the old one was damaged
            self._is_checked = True
        return connection


@contextmanager
def _translated_import_error() -> "Iterator[None]":
    try:
        yield
    except ImportError as error:
        raise StoreError(f"this Python can't use SQLite ({error})") from error


def format_timestamp(moment: datetime) -> str:
    """Return a moment as a string; earlier moments sort first."""
    return moment.isoformat(timespec="microseconds")
