"""Keep answers, rounds and flags in the history, and give them back."""

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

# What opens the file is imported where it is opened: a game is on the screen by then.
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


class SavedAnswer(NamedTuple):
    """One outcome of a round, and when it came."""

    round: StartedRound
    number: int
    """From 1."""
    outcome: Outcome
    answered_at: str


class Flag(NamedTuple):
    """A question that the player marked as wrong or bad."""

    target_id: str
    question: Mapping[str, Any]
    """Its published fields, as they were when it was marked."""
    flagged_at: str


class HistoryCounts(NamedTuple):
    """How much is kept."""

    round_count: int
    answer_count: int
    flag_count: int


class HistoryStore:
    """The history in one file. It is opened when something is first wanted, and made when something is kept.

    Every method raises `StoreError`, whose text is a sentence, where the file can't be read or written; what
    was to be written is then not written at all.
    """

    def __init__(self, path: Path, now: Callable[[], datetime], *, vfs: str | None = None) -> None:
        self.path = path
        self.now = now
        self._vfs = vfs
        self._connection: sqlite3.Connection | None = None
        self._notice: Text | None = None

    @property
    def take_notice(self) -> Text | None:
        """Give, once, what a player should know of the file: that a damaged one was set aside."""
        notice, self._notice = self._notice, None
        return notice

    @property
    def exists(self) -> bool:
        """Whether there is a file yet."""
        return self._connection is not None or self.path.exists()

    def open(self) -> None:
        """Open the file if there is one."""
        from quiz.history import database  # noqa: F401 - it takes its time when nobody waits

        if self.exists:
            self._open()

    def save_answers(self, answers: Sequence[SavedAnswer]) -> None:
        """Keep answers, all or none of them; one that is kept already stays as it is."""
        with self.write_transaction() as connection:
            for answer in answers:
                _insert(connection, answer)

    def finish_round(self, begun: StartedRound, score: int | None) -> None:
        """Keep how a round ended; without a score it was given up."""
        with self.write_transaction() as connection:
            connection.execute(
                "UPDATE rounds SET ended = ?, score = ? WHERE started = ? AND process = ?",
                (self.timestamp(), score, begun.started_at, begun.pid),
            )

    def find_unfinished_round(self) -> UnfinishedRound | None:
        """Give the latest round that was begun and not ended, if it can be dealt again."""
        with self.read_connection() as connection:
            if connection is None:
                return None
            row = connection.execute(
                "SELECT id, mode, category, kind, length, seed, seconds, players, total, digest, started,"
                " process, counts FROM rounds WHERE ended IS NULL AND seed IS NOT NULL AND players = 1"
                " ORDER BY id DESC LIMIT 1"
            ).fetchone()
            if row is None:
                return None
            answers = connection.execute(
                "SELECT verdict, option, seconds, helped, base, answered FROM answers"
                " WHERE round = ? ORDER BY number",
                row[:1],
            ).fetchall()
        begun = StartedRound(_deal(row[1:8]), *row[8:-1])
        given = tuple(
            PastAnswer(
                Verdict(verdict),
                None if option is None else Answer(option),
                seconds,
                tuple(Lifeline[name] for name in helped.split()),
            )
            for verdict, option, seconds, helped, *_ in answers
        )
        if len(given) == begun.total:
            return None
        return UnfinishedRound(
            begun, given, tuple(row[-2] for row in answers), answers[-1][-1], bool(row[-1])
        )

    def claim_round(self, left: UnfinishedRound, process: int) -> StartedRound | None:
        """Go on with a round that was left, as `process`; `None` where it is ended or taken up already.

        Whoever else still plays it goes on under its old name, which is then another round.
        """
        begun = left.started
        with self.write_transaction() as connection:
            taken = connection.execute(
                "UPDATE rounds SET process = ? WHERE started = ? AND process = ? AND ended IS NULL",
                (process, begun.started_at, begun.pid),
            )
            return begun._replace(pid=process) if taken.rowcount else None

    def has_round(self, mode: str, seed: int) -> bool:
        """Say whether a round of that mode and seed was begun before."""
        with self.read_connection() as connection:
            return connection is not None and _is_again(connection, mode, seed)

    def best_score(self, deal: RoundSpec, total: int) -> int | None:
        """Give the best score among the rounds of a mode, with a clock or without, and of that length."""
        with self.read_connection() as connection:
            if connection is None:
                return None
            (score,) = connection.execute(
                "SELECT max(score) FROM rounds WHERE mode = ? AND (seconds IS NULL) = ? AND total = ?"
                " AND score IS NOT NULL AND players = 1 AND counts",
                (deal.mode, deal.limit_seconds is None, total),
            ).fetchone()
            return None if score is None else int(score)

    def load_seen_counts(self) -> dict[str, int]:
        """Give how often each base was asked."""
        with self.read_connection() as connection:
            return {} if connection is None else dict(connection.execute("SELECT base, seen FROM facts"))

    def flag(self, question: Question) -> None:
        """Mark a question as wrong or bad: what it asks is not asked again until it is unmarked."""
        from quiz.model import json_records

        fields = json.dumps(json_records.question_fields(question))
        with self.write_transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO flags VALUES (?, ?, ?)",
                (question.target_id, fields, self.timestamp()),
            )

    def unflag(self, name: str) -> bool:
        """Unmark what a base or a question's id names; say whether it was marked."""
        head = name.partition("@")[0]
        with self.write_transaction() as connection:
            gone = connection.execute(
                "DELETE FROM flags WHERE base IN (?, ?)", (head, head.rpartition("/")[0])
            )
            return gone.rowcount > 0

    def list_flags(self) -> tuple[Flag, ...]:
        """Give what is marked, the oldest first."""
        with self.read_connection() as connection:
            rows = (
                [] if connection is None else connection.execute("SELECT * FROM flags ORDER BY flagged, base")
            )
            return tuple(Flag(base, json.loads(fields), flagged) for base, fields, flagged in rows)

    def count_contents(self) -> HistoryCounts:
        """Count what is kept."""
        with self.read_connection() as connection:
            if connection is None:
                return HistoryCounts(0, 0, 0)
            counts = (
                connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                for name in ("rounds", "answers", "flags")
            )
            return HistoryCounts(*counts)

    def clear(self) -> None:
        """Forget everything; the file stays, for another game may hold it, and nothing old is left in it."""
        if not self.exists:
            return
        self._open().execute("PRAGMA secure_delete = ON")  # what is deleted is written over
        with self.write_transaction() as connection:
            for name in ("answers", "rounds", "facts", "days", "flags", "cards"):
                connection.execute(f"DELETE FROM {name}")
        with suppress(QuizError), self.read_connection() as opened:
            if opened is not None:
                opened.execute("VACUUM")  # which waits until no other game has the file
                opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def timestamp(self) -> str:
        """Give the present moment as it is written down."""
        return format_timestamp(self.now())

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def read_connection(self) -> "Iterator[sqlite3.Connection | None]":
        """Give the file to read from; `None` while there is none."""
        if not self.exists:
            yield None
            return
        with self._guarded() as connection:
            yield connection

    @contextmanager
    def write_transaction(self) -> "Iterator[sqlite3.Connection]":
        """Give the file for changes of which all are kept, or none."""
        with self._guarded() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _guarded(self) -> "Iterator[sqlite3.Connection]":
        connection = self._open()
        import sqlite3

        from quiz.history import database

        try:
            yield connection
        except (sqlite3.Error, OSError) as error:
            # Whatever went wrong, the next attempt begins with a fresh look at the file.
            self.close()
            if isinstance(error, sqlite3.Error) and database.is_damage(error):
                database.quarantine_if_damaged(self.path, self.now().date())
            raise database.StoreError(database.describe_error(error, self.path)) from error

    def _open(self) -> "sqlite3.Connection":
        if self._connection is None:
            from quiz.history import database

            self._connection, notice = database.open_database(self.path, self.now().date(), vfs=self._vfs)
            self._notice = notice or self._notice
        return self._connection


def format_timestamp(moment: datetime) -> str:
    """Write a moment so that an earlier one is a smaller text."""
    return moment.isoformat(timespec="microseconds")


def _insert(connection: "sqlite3.Connection", answer: SavedAnswer) -> None:
    begun, outcome = answer.round, answer.outcome
    deal, question = begun.spec, outcome.question
    name = (begun.started_at, begun.pid)
    is_again = deal.mode == DAILY.name and _is_again(connection, deal.mode, deal.seed)
    connection.execute(
        "INSERT INTO rounds (started, process, mode, category, kind, length, seed, seconds, players,"
        " total, digest, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (*name, *deal[:2], deal.kind and deal.kind.value, *deal[3:], begun.total, begun.digest, not is_again),
    )
    round_, counts = connection.execute(
        "SELECT id, counts FROM rounds WHERE started = ? AND process = ?", name
    ).fetchone()
    category = f"{question.pack}/{question.category}"
    inserted = connection.execute(
        "INSERT INTO answers (round, number, question, base, kind, category, option, verdict, seconds,"
        " points, streak, player, helped, answered) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (
            round_,
            answer.number,
            question.id,
            question.target_id,
            question.kind.value,
            category,
            outcome.answer and outcome.answer.option,
            outcome.verdict.value,
            outcome.seconds,
            outcome.points,
            outcome.streak,
            outcome.player,
            " ".join(one.name for one in outcome.used_lifelines),
            answer.answered_at,
        ),
    )
    if inserted.rowcount:
        connection.execute(
            "UPDATE rounds SET best_streak = max(ifnull(best_streak, 0), ?) WHERE id = ?",
            (outcome.streak, round_),
        )
        is_own = bool(counts) and deal.player_count == 1
        _add_up(connection, answer, question.target_id, category, is_own=is_own)


def _is_again(connection: "sqlite3.Connection", mode: str, seed: int | None) -> bool:
    found = connection.execute("SELECT 1 FROM rounds WHERE mode = ? AND seed = ? LIMIT 1", (mode, seed))
    return found.fetchone() is not None


def _add_up(
    connection: "sqlite3.Connection", answer: SavedAnswer, base: str, category: str, *, is_own: bool
) -> None:
    """Add an answer to the sums; what friends answer, or is played for fun, was seen and says no more."""
    verdict = answer.outcome.verdict
    is_right = is_own and verdict is Verdict.RIGHT
    connection.execute(
        "INSERT INTO facts VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT DO UPDATE SET category = excluded.category,"
        " seen = seen + 1, asked = asked + excluded.asked, right = right + excluded.right,"
        " last = excluded.last",
        (base, category, is_own, is_right, answer.answered_at),
    )
    if is_own:
        is_answered = verdict in (Verdict.RIGHT, Verdict.WRONG)
        connection.execute(
            "INSERT INTO days VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT DO UPDATE SET asked = asked + 1,"
            " right = right + excluded.right, answered = answered + excluded.answered,"
            " seconds = seconds + excluded.seconds",
            (answer.answered_at[:10], category, is_right, is_answered, answer.outcome.seconds * is_answered),
        )


def _deal(row: Sequence[Any]) -> RoundSpec:
    mode, category, kind, length, seed, seconds, players = row
    return RoundSpec(mode, category, None if kind is None else Kind(kind), length, seed, seconds, players)
