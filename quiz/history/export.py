"""Saved answers as JSON and CSV."""

from collections.abc import Iterator, Mapping

from quiz.history.store import HistoryStore
from quiz.model import json_records
from quiz.text.safe import Text

_COLUMNS = {
    "answered": "answers.answered_at",
    "question": "answers.question",
    "base": "answers.target_id",
    "kind": "answers.kind",
    "category": "answers.category",
    "option": "answers.option",
    "verdict": "answers.verdict",
    "seconds": "answers.seconds",
    "points": "answers.points",
    "streak": "answers.streak",
    "player": "answers.player",
    "helped": "answers.helped",
    "number": "answers.number",
    "started": "rounds.started",
    "mode": "rounds.mode",
    "total": "rounds.total",
    "seed": "rounds.seed",
    "limit": "rounds.limit_seconds",
    "players": "rounds.players",
    "ended": "rounds.ended",
    "score": "rounds.score",
    "counts": "rounds.is_scored",
}
"""Published fields in their order, and the columns that contain them. Fields are added, never renamed."""


def export_json(store: HistoryStore) -> Iterator[Text]:
    """Yield each answer with its round as one JSON object per line."""
    for row in _iter_rows(store):
        yield json_records.to_json_line(row)


def export_csv(store: HistoryStore) -> Iterator[Text]:
    """Yield a line of column names, then each answer with its round as a line of CSV."""
    import csv
    import io

    for number, row in enumerate(_iter_rows(store)):
        line = io.StringIO()
        writer = csv.writer(line, lineterminator="")
        if number == 0:
            writer.writerow(row)
            yield Text(line.getvalue())
            line.seek(line.truncate(0))
        writer.writerow(["" if value is None else value for value in row.values()])
        yield Text(line.getvalue())


def _iter_rows(store: HistoryStore) -> Iterator[Mapping[str, object]]:
    with store.read_connection() as connection:
        if connection is None:
            return
        columns = ", ".join(_COLUMNS.values())
        query = f"SELECT {columns} FROM answers JOIN rounds ON rounds.id = round ORDER BY answers.id"
        for row in connection.execute(query):
            yield dict(zip(_COLUMNS, row, strict=True))
