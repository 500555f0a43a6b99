"""Anki's text format: one note a line, with its fields separated by tabs.

A card shows the question with its options, and on its back the answer, the explanation and the sources.
"""

from collections.abc import Iterator, Sequence
from html import escape

from quiz.exporters.layout import (
    Exported,
    ExportLayout,
    describe_sources,
    find_export_id,
    find_level,
    format_stem,
    letter_options,
)
from quiz.game.feedback import format_answer
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.packs.format.ids import slug
from quiz.text.safe import one_line

_HEADER = ("#separator:tab", "#html:true", "#guid column:1", "#tags column:4")


def write_anki(questions: Sequence[Question], layout: ExportLayout) -> Exported:
    """Write the questions as notes with the columns guid, front, back and tags."""
    notes = ["\t".join(_iter_fields(question, layout)) for question in questions]
    return Exported(("\n".join([*_HEADER, *notes, ""]).encode(),), has_licences=False)


def _iter_fields(question: Question, layout: ExportLayout) -> Iterator[str]:
    options = "".join(f"<li>{_escape(option)}</li>" for _, option in letter_options(question))
    answer = _escape(format_answer(question))
    yield find_export_id(question)
    has_options = layout.has_options and bool(question.options) and question.kind is not Kind.TRUEFALSE
    yield f"{_escape(format_stem(question))}{f'<ol type=A>{options}</ol>' if has_options else ''}"
    if layout.has_options:
        explanation = f"<p>{_escape(question.explanation)}</p>" if question.explanation else ""
        yield f"<b>{answer}</b>{explanation}<p><small>{_escape(describe_sources(question))}</small></p>"
    else:
        yield answer
    yield f"{slug(question.category)} {find_level(question)}"


def _escape(text: str) -> str:
    """Escape a text for HTML in a field; a quotation mark at its start would quote the field."""
    return escape(one_line(text), quote=True)
