"""Recognition of formats: the content decides, not the name of the file."""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

from quiz.importers.bank_file import BankError, BankFile
from quiz.importers.formats.json_records import has_question
from quiz.importers.formats.opentdb import describe_empty_answer
from quiz.importers.json_stream import BrokenJsonError, iter_json_records

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


_RULES: tuple[Callable[[BankFile], Detection | None], ...] = (_detect_json,)
"""The rules in order; the first that applies decides."""
