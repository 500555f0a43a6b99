"""Imports of small banks in tests."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from quiz.cli.main import main
from quiz.importers.bank_file import open_bank_file
from quiz.importers.importer import ImportRequest, ImportResult, import_files, list_imported, write_pack
from quiz.model.pack import Pack
from quiz.model.problems import Problem
from quiz.model.rules import Severity
from quiz.packs.read.pack_reader import read_pack


class Imported(NamedTuple):
    """The counts of an import, and its pack."""

    counts: dict[str, int]
    left_out: dict[str, list[int]]
    result: ImportResult
    pack: Pack | None
    problems: tuple[Problem, ...]
    text: str


def import_text(
    folder: Path, text: str | bytes, request: ImportRequest | None = None, name: str = "bank.txt"
) -> Imported:
    """Import a bank, and read the pack."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    request = request or ImportRequest()
    with closing(open_bank_file(path)) as bank:
        result = import_files([bank], request)
    left_out = {
        reason.value: sorted(places) for reason, places in result.collector.left_out.items() if places
    }
    counts = list_imported(result)
    assert result.read_count == result.imported_count + sum(map(len, left_out.values()))
    target = folder / "made.yaml"
    with closing(result.collector.store), target.open("wb") as file:
        write_pack(file, result, name="made", title="Made", today="2026-12-01", version="1")
    reading = read_pack(target)
    return Imported(
        counts, left_out, result, reading.pack, reading.problems, target.read_text(encoding="utf-8")
    )


def list_errors(imported: Imported) -> list[str]:
    """Return the errors of the pack."""
    return [problem.message for problem in imported.problems if problem.severity is Severity.ERROR]


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Run `quiz import --json`, which must succeed, and return its summary."""
    assert main(["import", "--json", *words]) == 0
    fields: dict[str, Any] = json.loads(capsys.readouterr().out)
    return fields
