"""Saved answers as JSON and CSV."""

from collections.abc import Iterator, Mapping

from quiz.history.store import HistoryStore
from quiz.model import json_records
from quiz.text.safe import Text

_EXPORTED = (
    "answered question base kind category option verdict seconds points streak player helped number".split()
)
_OF_ROUND = "started mode total seed limit players ended score counts".split()
_COLUMNS = {"limit": "seconds"}


def export_json(store: HistoryStore) -> Iterator[Text]:
    """Give every answer as one object a line, with its round."""
    for row in _rows(store):
        yield json_records.to_json_line(row)


def export_csv(store: HistoryStore) -> Iterator[Text]:
    """Give every answer as a line of CSV, the names of the columns first."""
    import csv
    import io

    for number, row in enumerate(_rows(store)):
        line = io.StringIO()
        writer = csv.writer(line, lineterminator="")
        if number == 0:
            writer.writerow(row)
            yield Text(line.getvalue())
            line.seek(line.truncate(0))
        writer.writerow(["" if value is None else value for value in row.values()])
        yield Text(line.getvalue())


def _rows(store: HistoryStore) -> Iterator[Mapping[str, object]]:
    columns = ", ".join(
        [
            *(f"answers.{name}" for name in _EXPORTED),
            *(f"rounds.{_COLUMNS.get(name, name)}" for name in _OF_ROUND),
        ]
    )
    with store.read_connection() as connection:
        if connection is None:
            return
        query = f"SELECT {columns} FROM answers JOIN rounds ON rounds.id = round ORDER BY answers.id"
        for row in connection.execute(query):
            yield dict(zip([*_EXPORTED, *_OF_ROUND], row, strict=True))
