"""Inserting answers, with their rounds and totals."""

from typing import TYPE_CHECKING, NamedTuple

from quiz.game.modes import DAILY
from quiz.game.outcome import Outcome, Verdict
from quiz.game.recorder import StartedRound
from quiz.model.question import Question

if TYPE_CHECKING:
    import sqlite3


class SavedAnswer(NamedTuple):
    """One outcome of a round, and its time."""

    round: StartedRound
    number: int
    """From 1."""
    outcome: Outcome
    answered_at: str


SPEC_COLUMNS = (
    "mode, category, kind, length, seed, limit_seconds, players, generator_version, rival_score, streak_bonus"
)
"""The columns of a `RoundSpec`."""


def insert_answer(connection: "sqlite3.Connection", answer: SavedAnswer) -> None:
    """Insert an answer and add it to the totals; one that was saved before stays unchanged."""
    outcome, question = answer.outcome, answer.outcome.question
    round_id, is_scored = _insert_round(connection, answer.round)
    inserted = connection.execute(
        "INSERT INTO answers (round, number, question, target_id, kind, category, option, verdict, seconds,"
        " points, streak, player, helped, answered_at, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
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
            outcome.answer and outcome.answer.text,
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
    is_scored = not (spec.mode == DAILY.name and has_round(connection, spec.mode, spec.seed))
    connection.execute(
        f"INSERT INTO rounds ({SPEC_COLUMNS}, started, pid, total, digest, is_scored)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
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


def has_round(connection: "sqlite3.Connection", mode: str, seed: int | None) -> bool:
    """Return whether a round of that mode and seed was started before."""
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
