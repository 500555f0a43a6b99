"""The questions of a column about several rows: which of them has the largest number, for example.

length: {type: number, ask-most: Which of these rivers is the longest?}
"""

from typing import NamedTuple

from quiz.model.pack import Kind, RowQuestions
from quiz.model.rules import Rule
from quiz.packs.format.marks import MarkedSentence, fill_sentence
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.rows import TableRow
from quiz.text.safe import Text

_KINDS = {"ask-most": Kind.COMPARE, "ask-least": Kind.COMPARE}
ROW_FIELDS = tuple(_KINDS)
"""The fields with such questions, in the order of `RowQuestionTemplates`."""
_COMPARING_FIELDS = ("ask-most", "ask-least")
_COMPARED_TYPES = ("number", "count", "year", "date", "money", "percent", "duration", "position")
"""The types whose values can be compared."""


class RowQuestionTemplates(NamedTuple):
    """The questions about several rows, whose marks are columns of the table."""

    most: MarkedSentence | None = None
    least: MarkedSentence | None = None

    @property
    def sentences(self) -> tuple[MarkedSentence, ...]:
        """The questions that the author wrote."""
        return tuple(each for each in self if each is not None)


def fill_row_questions(templates: RowQuestionTemplates, row: TableRow) -> RowQuestions | None:
    """Fill the questions with the cells of a row; return `None` if it lacks the cells for each of them."""
    filled = RowQuestions(_fill(templates.most, row), _fill(templates.least, row))
    return filled if any(filled) else None


def check_compared_type(column: CheckedMapping, name: str) -> None:
    """Report a question that compares values that have no size."""
    type_ = column.text("type") or name
    field = next((each for each in _COMPARING_FIELDS if column.has(each)), None)
    if field is not None and type_ not in _COMPARED_TYPES:
        message = f"`{field}` compares numbers or dates, and the type here is “{type_}”"
        advice = "Write the type of the values, as in `type: number` or `type: year`."
        column.report_at(column.location_of_key(field), Rule.MISPLACED_FIELD, message, advice)


def report_unasked_fields(column: CheckedMapping) -> None:
    """Report a question of a column that nothing asks for."""
    field = next((each for each in ROW_FIELDS if column.has(each)), None)
    if field is not None:
        message = f"`{field}` needs a column that is asked for"
        advice = f"Delete `asked: no`, or write `kind: {_KINDS[field]}` instead of it."
        column.report_at(column.location_of_key(field), Rule.MISPLACED_FIELD, message, advice)


def _fill(template: MarkedSentence | None, row: TableRow) -> Text | None:
    if template is None:
        return None
    cells = [row.cell(mark.label or "") for mark in template.marks]
    return fill_sentence(template, [cell[0] for cell in cells]) if all(cells) else None
