"""The questions of a column about several rows: which of them has the largest number, for example.

length: {type: number, ask-most: Which of these rivers is the longest?}
"""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.model.pack import Kind, PairQuestion, RowQuestions
from quiz.model.rules import Rule
from quiz.model.value_types import COMPARED_TYPES
from quiz.packs.format.marks import MarkedSentence, fill_sentence
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.rows import TableRow
from quiz.text.safe import Text

_KINDS = {"ask-most": Kind.COMPARE, "ask-least": Kind.COMPARE, "ask-both": Kind.BOTH, "ask-not": Kind.ODDONE}
ROW_FIELDS = tuple(_KINDS)
"""The fields with such questions, in the order of `RowQuestionTemplates`."""
_SECOND = "-2"
_COMPARING_FIELDS = ("ask-most", "ask-least")


class RowQuestionTemplates(NamedTuple):
    """The questions about several rows, whose marks are columns of the table."""

    most: MarkedSentence | None = None
    least: MarkedSentence | None = None
    both: MarkedSentence | None = None
    outside: MarkedSentence | None = None

    @property
    def sentences(self) -> tuple[MarkedSentence, ...]:
        """The questions that the author wrote."""
        return tuple(each for each in self if each is not None)


def fill_row_questions(templates: RowQuestionTemplates, row: TableRow) -> RowQuestions | None:
    """Fill the questions with the cells of a row; return `None` if it lacks the cells for each of them."""
    filled = RowQuestions(
        _fill(templates.most, row),
        _fill(templates.least, row),
        _fill_pair(templates.both, row),
        _fill(templates.outside, row),
    )
    return filled if any(filled) else None


def check_compared_type(column: CheckedMapping, name: str) -> None:
    """Report a question that compares values that have no size."""
    type_ = column.text("type") or name
    field = next((each for each in _COMPARING_FIELDS if column.has(each)), None)
    if field is not None and type_ not in COMPARED_TYPES:
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


def name_second(name: str) -> str:
    """Return how a question about two rows names a column of the second one: `country-2`."""
    return f"{name}{_SECOND}"


def check_pair_question(column: CheckedMapping, question: MarkedSentence, subjects: Sequence[str]) -> None:
    """Report a question about two rows that doesn't name both."""
    labels = {mark.label for mark in question.marks}
    if not any({subject, name_second(subject)} <= labels for subject in subjects):
        subject = next(iter(subjects), "country")
        message = "`ask-both` must name both rows"
        advice = f"Write `<{subject}>` for the first one and `<{name_second(subject)}>` for the second one."
        column.report_field("ask-both", Rule.BAD_MARK, message, advice)


def check_not_question(column: CheckedMapping, question: MarkedSentence, subjects: Sequence[str]) -> None:
    """Report a question for the odd one that leaves out a part of the sentence."""
    labels = {mark.label for mark in question.marks}
    missing = next((subject for subject in subjects if subject not in labels), None)
    if missing is not None:
        message = f"`ask-not` says less than the sentence, which has `<{missing}>` too"
        column.report_field("ask-not", Rule.BAD_MARK, message, f"Add `<{missing}>` to the question.")


def _fill_pair(template: MarkedSentence | None, row: TableRow) -> PairQuestion | None:
    """Fill a question about two rows with the cells of the first one."""
    if template is None:
        return None
    texts, labels, start = [""], [], 0
    for mark in template.marks:
        texts[-1] += template.sentence[start : mark.start]
        start = mark.end
        name = mark.label or ""
        cell = row.cell(name)
        if cell:
            texts[-1] += cell[0]
        elif name.endswith(_SECOND):
            labels.append(name.removesuffix(_SECOND))
            texts.append("")
        else:
            return None
    texts[-1] += template.sentence[start:]
    return PairQuestion(tuple(map(Text, texts)), tuple(labels))


def _fill(template: MarkedSentence | None, row: TableRow) -> Text | None:
    if template is None:
        return None
    cells = [row.cell(mark.label or "") for mark in template.marks]
    return fill_sentence(template, [cell[0] for cell in cells]) if all(cells) else None
