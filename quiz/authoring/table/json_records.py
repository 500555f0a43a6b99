"""Tables in JSON: a list of records, or an object that contains one."""

import json
from collections.abc import Iterator, Mapping

from quiz.authoring.table.source_table import SourceRow, SourceTable
from quiz.model.errors import UsageError
from quiz.packs.read.csv_reader import MAX_COLUMNS, MAX_ROWS
from quiz.text.english import quote

_ADVICE = "It needs a list of records, as in [{“name”: “Loire”, “length”: 1012}, …]."

_MAX_DEPTH = 2
_NESTED = "[…]"
"""The cell of a value that can't be an answer: it is nested too deeply."""


def is_json(text: str) -> bool:
    """Return whether a text begins like a list or an object in JSON."""
    start = text.lstrip()[:200].lstrip("[ \n\t")
    return text.lstrip()[:1] in ("[", "{") and start[:1] in ("{", "[", "")


def read_records(text: str, name: str) -> SourceTable:
    """Read a list of records; nested objects become columns such as `name.common`.

    Raises:
        UsageError: The text is not JSON, or has no list of records.
    """
    records = _find_records(_parse(text, name), name)
    if len(records) > MAX_ROWS:
        raise UsageError(f"{name} has {len(records):,} records, at most {MAX_ROWS:,} are allowed")
    flat = [dict(_flatten(record)) for record in records]
    headings = list(dict.fromkeys(heading for record in flat for heading in record))
    if len(headings) > MAX_COLUMNS:
        raise UsageError(f"{name} has {len(headings):,} fields, at most {MAX_COLUMNS:,} are allowed")
    rows = [
        SourceRow(number, [record.get(heading, "") for heading in headings])
        for number, record in enumerate(flat, 1)
    ]
    return SourceTable(headings, rows)


def _parse(text: str, name: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise UsageError(f"{name} is nested too deeply. {_ADVICE}") from None
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line) for line in lines]  # one record on each line
        except (ValueError, RecursionError):
            raise UsageError(f"{name} is not valid JSON: {error}") from None


def _find_records(root: object, name: str) -> list[Mapping[str, object]]:
    lists = [root, *root.values()] if isinstance(root, dict) else [root]
    for candidate in lists:
        if isinstance(candidate, list) and candidate and all(isinstance(each, dict) for each in candidate):
            return candidate
    if isinstance(root, dict) and len(root) > 1 and all(isinstance(each, dict) for each in root.values()):
        return [{"name": key, **record} for key, record in root.items()]
    raise UsageError(f"{quote(name)} has no list of records. {_ADVICE}")


def _flatten(record: Mapping[str, object], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        heading = f"{prefix}{key}"
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            yield from _flatten(value, f"{heading}.", depth + 1)
        elif isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
            yield heading, "; ".join(map(_to_cell, value))
        elif isinstance(value, dict | list):
            yield heading, _NESTED
        else:
            yield heading, _to_cell(value)


def _to_cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return " ".join(str(value).split())
