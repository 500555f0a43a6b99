"""Recognition of formats: the content decides, not the name of the file."""

import io
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from quiz.importers.archives import Archive, is_zip
from quiz.importers.bank_file import BankError, BankFile
from quiz.importers.formats.aiken import is_aiken, looks_like_aiken
from quiz.importers.formats.anki_text import is_anki_header
from quiz.importers.formats.apkg import is_apkg
from quiz.importers.formats.gift import is_gift
from quiz.importers.formats.json_records import has_question
from quiz.importers.formats.mkdocs_quiz import is_mkdocs_quiz
from quiz.importers.formats.moodle_xml import find_root
from quiz.importers.formats.opentdb import describe_empty_answer
from quiz.importers.formats.opentriviaqa import is_opentriviaqa
from quiz.importers.formats.quizdown import is_quizdown
from quiz.importers.formats.quizmd import is_quizmd
from quiz.importers.formats.red import is_red
from quiz.importers.formats.text2qti import is_text2qti
from quiz.importers.json_stream import BrokenJsonError, iter_json_records
from quiz.importers.rows import find_header, find_separator, has_one_width, iter_csv_rows
from quiz.importers.xml_events import XmlError

_SAMPLED_RECORDS = 20
_EXAMINED = 10_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1e\x7f]")  # some programs separate cells by \x1f
_MAX_CONTROL_SHARE = 0.02
"""Share of control characters above which a file is not a text."""
_STARTS_AS_MARKDOWN = re.compile(r"\s*<quiz>[ \t]*\n(?!\s*<)")
_TEXT_FORMATS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("aiken", is_aiken),
    ("mkdocs-quiz", is_mkdocs_quiz),
    ("quizmd", is_quizmd),
    ("quizdown", is_quizdown),
    ("opentriviaqa", is_opentriviaqa),
    ("text2qti", is_text2qti),
    ("gift", is_gift),
    ("red", is_red),
)
"""The formats of plain text, and how each is recognised."""
_ZIPPED_FORMATS = ("apkg", "csv")
"""The formats whose reader opens zips: decks and spreadsheets."""
_STRONGER = (
    ("mkdocs-quiz", "quizdown"),
    ("mkdocs-quiz", "quizmd"),
    ("opentriviaqa", "aiken"),
    ("text2qti", "aiken"),
    *(
        (name, "gift")
        for name in ("opentriviaqa", "mkdocs-quiz", "text2qti", "quizmd", "quizdown", "aiken", "red")
    ),
)
"""Pairs of formats: if the signs of both appear, the first wins."""


class Detection(NamedTuple):
    """The formats that fit a file, by name, and the reason if none does."""

    names: tuple[str, ...]
    advice: str = ""


def detect_format(file: BankFile) -> str:
    """Return the name of the format of a file.

    Raises:
        BankError: None fits, or several do; the text describes the file.
    """
    if not file.first_bytes:
        raise BankError("is empty")
    for find in _RULES:
        detection = find(file)
        if detection is None:
            continue
        if len(detection.names) == 1:
            return detection.names[0]
        if detection.names:
            names = " or ".join(detection.names)
            raise BankError(f"may be {names}. Name one with --as, as in --as {detection.names[0]}")
        raise BankError(detection.advice)
    if looks_like_aiken(file.head):
        raise BankError("looks like Aiken, but has no line such as ANSWER: B")
    raise BankError("has no format that quiz import knows: no list in JSON, no table, no marked answers")


def check_format(file: BankFile, name: str) -> str:
    """Return the format that the user names, if the file can have it.

    Raises:
        BankError: The file is not a text, and the format is one; the text describes the file.
    """
    if is_zip(file.first_bytes):
        if name in _ZIPPED_FORMATS:
            return name
        raise BankError("is a zip, not a text")
    detection = _detect_binary(file)
    if detection is not None:
        raise BankError(detection.advice)
    return name


def _detect_zip(file: BankFile) -> Detection | None:
    if not is_zip(file.first_bytes):
        return None
    names = Archive(file.open_bytes()).names
    if "xl/workbook.xml" in names:
        return Detection(("csv",))
    if is_apkg(names):
        return Detection(("apkg",))
    return Detection((), "is a zip, not a question bank. If it is a pack, use: quiz add")


def _detect_binary(file: BankFile) -> Detection | None:
    """Detect a picture, a program or the like, in which any format may seem to be."""
    start = file.head[:_EXAMINED]
    if len(_CONTROL.findall(start)) <= _MAX_CONTROL_SHARE * len(start):
        return None
    return Detection((), "is not a text. For one in UTF-16 without a mark, use --encoding utf-16-le")


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
        if not items and not fields:
            return None
    return _choose_json(file, items, fields)


def _choose_json(file: BankFile, items: list[Any], fields: dict[str, Any]) -> Detection | None:
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


def _detect_xml(file: BankFile) -> Detection | None:
    if not file.head.lstrip("\ufeff \t\r\n").startswith("<") or _STARTS_AS_MARKDOWN.match(file.head):
        return None
    try:
        root = find_root(file)
    except XmlError:
        return None
    if root == "quiz":
        return Detection(("moodle-xml",))
    return Detection((), f"is XML with the root <{root}>, not <quiz> as Moodle XML has")


def _detect_header(file: BankFile) -> Detection | None:
    """Detect a table whose first line has headings; its cells may look like another format."""
    first = next((line for line in file.head.splitlines() if line.strip()), "")
    separator = find_separator(first)
    if separator is None or find_header(iter_csv_rows([first], separator)) is None:
        return None
    return Detection(("csv",))


def _detect_text(file: BankFile) -> Detection | None:
    first = next((line for line in file.head.splitlines() if line.strip()), "")
    if is_anki_header(first):
        return Detection(("anki",))
    names = [name for name, is_format in _TEXT_FORMATS if is_format(file.head)]
    for stronger, weaker in _STRONGER:
        if stronger in names and weaker in names:
            names.remove(weaker)
    return Detection(tuple(names)) if names else None


def _detect_table(file: BankFile) -> Detection | None:
    separator = find_separator(file.head)
    if separator is None:
        return None
    if find_header(iter_csv_rows(file.head.splitlines(keepends=True), separator)) is not None:
        return Detection(("csv",))
    return Detection(("csv",)) if has_one_width(file.head) else None


_RULES: tuple[Callable[[BankFile], Detection | None], ...] = (
    _detect_zip,
    _detect_binary,
    _detect_json,
    _detect_xml,
    _detect_header,
    _detect_text,
    _detect_table,
)
"""The rules in order; the first that applies decides."""
