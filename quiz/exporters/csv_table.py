"""A CSV table with all that a question has, which `quiz import` reads back."""

import csv
import io
from collections.abc import Iterator, Sequence

from quiz.exporters.layout import (
    Exported,
    ExportLayout,
    find_export_id,
    find_level,
    list_spellings,
    list_wrong_options,
)
from quiz.game.feedback import format_answer
from quiz.model.question import Question
from quiz.text.safe import one_line
from quiz.text.table_cells import protect_cell

_MAX_WRONG = 5
_HEADINGS = (
    "id", "kind", "question", "right", *(f"wrong {number}" for number in range(1, _MAX_WRONG + 1)),
    "accept", "because", "source", "locator", "url", "category", "difficulty",
)  # fmt: skip


def write_csv(questions: Sequence[Question], layout: ExportLayout) -> Exported:
    """Write the questions as a table."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_HEADINGS)
    writer.writerows([protect_cell(cell) for cell in _iter_cells(question)] for question in questions)
    return Exported((table.getvalue().encode(),), has_licences=False)


def _iter_cells(question: Question) -> Iterator[str]:
    wrong = list_wrong_options(question)
    yield find_export_id(question)
    yield question.kind
    yield one_line(question.stem)
    yield one_line(format_answer(question))
    yield from (one_line(option) for option in wrong)
    yield from [""] * (_MAX_WRONG - len(wrong))
    yield _join(iter(list_spellings(question)[1:]))
    yield one_line(question.explanation)
    yield _join(each.source.title for each in question.citations)
    yield _join(each.locator for each in question.citations)
    yield _join(each.source.url or "" for each in question.citations)
    yield question.category
    yield find_level(question)


def _join(texts: Iterator[str]) -> str:
    return one_line("; ".join(dict.fromkeys(text for text in texts if text)))
