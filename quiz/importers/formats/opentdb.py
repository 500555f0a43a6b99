"""The JSON of the Open Trivia Database, and of the Trivia API."""

import base64
import binascii
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from quiz.importers.bank_file import BankError, BankFile
from quiz.importers.json_stream import BrokenJsonError, iter_json_records
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import BankInfo, Reason, Record

_OPENTDB = BankInfo(title="Open Trivia Database", url="https://opentdb.com", licence="CC BY-SA 4.0")
_TRIVIA_API = BankInfo(title="The Trivia API", url="https://the-trivia-api.com", licence="CC BY-NC 4.0")
_FIELDS = ("question", "category", "difficulty", "correct_answer")
_CODES = {
    1: "no results",
    2: "an invalid parameter",
    3: "an unknown token",
    4: "the token has returned all questions",
    5: "asked too often",
}


def read_opentdb(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the records of OpenTDB’s JSON; its texts may be in base64 or percent-encoded."""
    notes.info = _OPENTDB
    fields: dict[str, Any] = {}
    decode: Callable[[str], str] | None = None
    place = 0
    try:
        for place, item in enumerate(_iter_items(file, fields), 1):
            if place == 1:
                decode = _find_encoding(item)
            yield _read_opentdb_item(place, item, decode)
    except BrokenJsonError:
        yield Record(place + 1, reason=Reason.BROKEN)
    if not place:
        raise BankError(describe_empty_answer(fields))


def describe_empty_answer(fields: dict[str, Any]) -> str:
    """Describe an envelope of OpenTDB without questions."""
    code = fields.get("response_code")
    meaning = f" (code {code}: {_CODES[code]})" if isinstance(code, int) and code in _CODES else ""
    return f"is an answer without questions{meaning}"


def read_trivia_api(file: BankFile, notes: Notes, _options: ReadOptions) -> Iterator[Record]:
    """Yield the records of the Trivia API’s JSON, in its first or second version."""
    notes.info = _TRIVIA_API
    place = 0
    try:
        for place, item in enumerate(_iter_items(file, {}), 1):
            yield _read_trivia_item(place, item)
    except BrokenJsonError:
        yield Record(place + 1, reason=Reason.BROKEN)


def _iter_items(file: BankFile, fields: dict[str, Any]) -> Iterator[Any]:
    with file.open_text() as text:
        yield from iter_json_records(text, fields)


def _read_opentdb_item(place: int, item: Any, decode: Callable[[str], str] | None) -> Record:
    if not isinstance(item, dict):
        return Record(place, reason=Reason.BROKEN)
    wrong = item.get("incorrect_answers")
    values = [item.get(name) for name in _FIELDS]
    values += wrong if isinstance(wrong, list) else ()
    texts = [value if isinstance(value, str) else _to_text(value) for value in values]
    if decode is not None:
        try:
            texts = list(map(decode, texts))
        except (ValueError, binascii.Error):
            return Record(place, reason=Reason.BROKEN)
    question, category, difficulty, *options = texts
    return Record(place, question, tuple(options), (0,), category=category, difficulty=difficulty)


def _read_trivia_item(place: int, item: Any) -> Record:
    if not isinstance(item, dict):
        return Record(place, reason=Reason.BROKEN)
    question = item.get("question")
    if isinstance(question, dict):
        question = question.get("text")
    right, wrong = item.get("correctAnswer"), item.get("incorrectAnswers")
    reason = Reason.MEDIA if "image" in str(item.get("type", "")).lower() else None
    difficulty = _to_text(item.get("difficulty")) or ("hard" if item.get("isNiche") is True else "")
    record = Record(
        place,
        _to_text(question),
        category=_to_text(item.get("category")).replace("_", " "),
        difficulty=difficulty,
        id=_to_text(item.get("id")),
        reason=reason,
    )
    if reason is not None:
        return record
    if item.get("type") == "text_input" or not wrong:
        spellings = right if isinstance(right, list) else [right]
        return record._replace(answers=tuple(map(_to_text, spellings)))
    others = tuple(map(_to_text, wrong)) if isinstance(wrong, list) else ()
    return record._replace(options=(_to_text(right), *others), right=(0,))


def _to_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) else ""


def _find_encoding(item: Any) -> Callable[[str], str] | None:
    """Return how the texts of a file are decoded, by its first record."""
    if not isinstance(item, dict):
        return None
    kind, question = _to_text(item.get("type")), _to_text(item.get("question"))
    if kind in ("bXVsdGlwbGU=", "Ym9vbGVhbg=="):
        return _decode_base64
    return unquote if "%20" in question and " " not in question else None


def _decode_base64(text: str) -> str:
    return base64.b64decode(text, validate=True).decode("utf-8")
