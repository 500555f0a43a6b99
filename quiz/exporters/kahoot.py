"""The spreadsheet that Kahoot imports: the questions from row 9 of its template on."""

import io
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from quiz.exporters.layout import WITHOUT_OPTIONS, Exported, ExportLayout, list_wrong_options
from quiz.model.errors import QuizError
from quiz.model.question import Question
from quiz.text.safe import one_line

_MAX_QUESTION, _MAX_ANSWER, _MAX_OPTIONS, _MAX_ROWS = 120, 75, 4, 100
_HEADER_ROW = 7
_SECONDS = 20
_HEADINGS = (
    "Question - max 120 characters",
    *(f"Answer {number} - max 75 characters" for number in range(1, _MAX_OPTIONS + 1)),
    "Time limit (sec) - 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)
_TOO_LONG = f"a question over {_MAX_QUESTION} or an answer over {_MAX_ANSWER} characters (--cut cuts them)"
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The time in the file, so that the same questions make the same file."""
_WORKBOOK_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _GridRow(NamedTuple):
    """A row of the template."""

    question: str
    answers: tuple[str, ...]
    right: int
    """The number of the right answer, from 1."""


def write_kahoot(questions: Sequence[Question], layout: ExportLayout) -> Exported:
    """Write the questions as workbooks of at most 100 questions.

    Raises:
        QuizError: The library for workbooks is not installed.
    """
    left_out: Counter[str] = Counter()
    rows = []
    for question in questions:
        if not question.options:
            left_out[WITHOUT_OPTIONS] += 1
            continue
        row = _build_row(question)
        if layout.is_cut:
            answers = tuple(_cut(answer, _MAX_ANSWER) for answer in row.answers)
            row = row._replace(question=_cut(row.question, _MAX_QUESTION), answers=answers)
        if len(row.question) > _MAX_QUESTION or any(len(answer) > _MAX_ANSWER for answer in row.answers):
            left_out[_TOO_LONG] += 1
        else:
            rows.append(row)
    files = [_write_workbook(rows[start : start + _MAX_ROWS]) for start in range(0, len(rows), _MAX_ROWS)]
    return Exported(tuple(files), left_out, has_licences=False)


def _build_row(question: Question) -> _GridRow:
    """Build a row; of more than four options the first wrong ones stay."""
    right = question.options[question.key]
    kept = {*list_wrong_options(question)[: _MAX_OPTIONS - 1], right}
    answers = tuple(one_line(option) for option in question.options if option in kept)
    return _GridRow(one_line(question.stem), answers, answers.index(one_line(right)) + 1)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _write_workbook(rows: Sequence[_GridRow]) -> bytes:
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise QuizError("this needs a library. Install it with: pip install xlsxwriter") from error
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, _WORKBOOK_OPTIONS)
    workbook.set_properties({"created": _CREATED})
    sheet = workbook.add_worksheet("Sheet1")
    sheet.write_row(_HEADER_ROW, 1, _HEADINGS)
    for number, row in enumerate(rows, 1):
        cells = [row.question, *row.answers, *[""] * (_MAX_OPTIONS - len(row.answers)), _SECONDS, row.right]
        sheet.write_row(_HEADER_ROW + number, 0, [number, *cells])
    workbook.close()
    return data.getvalue()
