"""Recognition of formats: the content decides, not the name of the file."""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

from quiz.importers.archives import Archive, is_zip
from quiz.importers.bank_file import BankError, BankFile
from quiz.importers.formats.anki_text import is_anki_header
from quiz.importers.formats.apkg import is_apkg
from quiz.importers.formats.gift import is_gift
from quiz.importers.formats.json_records import has_question
from quiz.importers.formats.opentdb import describe_empty_answer
from quiz.importers.formats.red import is_red
from quiz.importers.json_stream import BrokenJsonError, iter_json_records
from quiz.importers.rows import find_header, find_separator, has_one_width, iter_csv_rows

_SAMPLED_RECORDS = 20


class Detection(NamedTuple):
    """The formats that fit a file, by name, and what to say if none does."""

    names: tuple[str, ...]
    advice: str = ""


def detect_format(file: BankFile) -> str:
    """Return the name of the format of a file.

    Raises:
        BankError: None fits, or several do; the text says what the file looks like.
    """
    if not file.head.strip() and not file.first_bytes:
        raise BankError("is empty")
    for find in _RULES:
        detection = find(file)
        if detection is None:
            continue
        if len(detection.names) == 1:
            return detection.names[0]
        if detection.names:
            raise BankError(
                f"may be {' or '.join(detection.names)}. Name one with --as, as in --as {detection.names[0]}"
            )
        raise BankError(detection.advice)
    raise BankError(
        "has no format that quiz import knows: no JSON, no table, no Markdown quiz. See docs/import.md"
    )


def _detect_json(file: BankFile) -> Detection | None:
    start = file.head.lstrip("\ufeff \t\r\n")[:1]
    if start not in ("{", "["):
        return None
    fields: dict[str, Any] = {}
    items: list[Any] = []
    try:
        for item in iter_json_records(io.StringIO(file.head), fields):
            items.append(item)
            if len(items) == _SAMPLED_RECORDS:
                break
    except BrokenJsonError:
        if not items and start == "[":
            return None
    names = {name for item in items if isinstance(item, dict) for name in item}
    if "correct_answer" in names:
        return Detection(("opentdb",))
    if "correctAnswer" in names and "incorrectAnswers" in names:
        return Detection(("trivia-api",))
    if any(map(has_question, items)):
        return Detection(("json",))
    if not items and ("response_code" in fields or "results" in fields):
        return Detection((), describe_empty_answer(fields))
    if items and isinstance(items[0], dict):
        advice = f"is a table of facts, not of questions. Use: quiz new NAME --from {file.name}"
        return Detection((), advice)
    if fields:
        return Detection((), "is JSON without a list of questions, under `questions`, `results` or `data`")
    return None


def _detect_zip(file: BankFile) -> Detection | None:
    if not is_zip(file.first_bytes):
        return None
    names = Archive(file.open_bytes()).names
    if "xl/workbook.xml" in names:
        return Detection(("csv",))
    if is_apkg(names):
        return Detection(("apkg",))
    return Detection((), "is a zip, not a question bank. If it is a pack, use: quiz add")


def _detect_anki(file: BankFile) -> Detection | None:
    return Detection(("anki",)) if is_anki_header(file.head.partition("\n")[0]) else None


def _detect_gift(file: BankFile) -> Detection | None:
    return Detection(("gift",)) if is_gift(file.head) else None


def _detect_red(file: BankFile) -> Detection | None:
    return Detection(("red",)) if is_red(file.head) else None


def _detect_table(file: BankFile) -> Detection | None:
    separator = find_separator(file.head)
    if separator is None:
        return None
    if find_header(iter_csv_rows(file.head.splitlines(keepends=True), separator)) is not None:
        return Detection(("csv",))
    return Detection(("csv",)) if has_one_width(file.head) else None


_RULES: tuple[Callable[[BankFile], Detection | None], ...] = (
    _detect_zip,
    _detect_json,
    _detect_anki,
    _detect_gift,
    _detect_red,
    _detect_table,
)
"""The rules in order; the first that applies decides."""
