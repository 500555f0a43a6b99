"""Saved answers as JSON and CSV."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from quiz.game.outcome import Verdict
from quiz.history import rows
from quiz.history.store import HistoryStore
from quiz.model import json_records
from quiz.model.pack import Kind
from quiz.text.safe import Text


class _Field(NamedTuple):
    """A published field: the column that contains it, and the decoder that its values must pass."""

    column: str
    decode: Callable[[Any], object]
    is_optional: bool = False

    def check(self, value: Any) -> None:
        """Raise `ValueError` for a value that the program does not write."""
        if value is not None or not self.is_optional:
            self.decode(value)


_FIELDS = {
    "answered": _Field("answers.answered_at", rows.moment),
    "question": _Field("answers.question", rows.text),
    "base": _Field("answers.target_id", rows.text),
    "kind": _Field("answers.kind", Kind),
    "category": _Field("answers.category", rows.text),
    "option": _Field("answers.option", rows.option_index, is_optional=True),
    "verdict": _Field("answers.verdict", Verdict),
    "seconds": _Field("answers.seconds", rows.number_of_seconds),
    "points": _Field("answers.points", rows.whole),
    "streak": _Field("answers.streak", rows.whole),
    "player": _Field("answers.player", rows.whole),
    "helped": _Field("answers.helped", rows.lifelines),
    "number": _Field("answers.number", rows.whole),
    "started": _Field("rounds.started", rows.text),
    "mode": _Field("rounds.mode", rows.text),
    "total": _Field("rounds.total", rows.whole),
    "seed": _Field("rounds.seed", rows.integer, is_optional=True),
    "limit": _Field("rounds.limit_seconds", rows.number_of_seconds, is_optional=True),
    "players": _Field("rounds.players", rows.whole),
    "ended": _Field("rounds.ended", rows.text, is_optional=True),
    "score": _Field("rounds.score", rows.whole, is_optional=True),
    "counts": _Field("rounds.is_scored", rows.truth),
    "text": _Field("answers.text", rows.typed_text, is_optional=True),
}
"""Published fields in their order. Fields are added, never renamed."""


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
        columns = ", ".join(field.column for field in _FIELDS.values())
        query = f"SELECT {columns} FROM answers JOIN rounds ON rounds.id = round ORDER BY answers.id"
        yield from store.decoder.decode("answers", connection.execute(query), _decode)


def _decode(*values: Any) -> Mapping[str, object]:
    for field, value in zip(_FIELDS.values(), values, strict=True):
        field.check(value)
    return dict(zip(_FIELDS, values, strict=True))
