r"""GIFT, the text format of Moodle.

Example:
    $CATEGORY: Capitals

    ::countries/capitals-peru-capital/choice@0::What is the capital of Peru? {
    =Lima
    ~Quito
    ~Bogotá
    ####Lima has a port. [Source\: The World Factbook\: Peru, profile 138]
    }
"""

import math
import re
from collections.abc import Iterator, Sequence

from quiz.exporters.layout import (
    Exported,
    ExportLayout,
    describe_sources,
    find_export_id,
    find_title,
    list_licences,
    list_spellings,
    list_wrong_options,
)
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.answers import parse_typed_number
from quiz.text.safe import one_line

_SPECIAL = re.compile(r"[~=#{}:\\]")


def write_gift(questions: Sequence[Question], layout: ExportLayout) -> Exported:
    """Write the questions in GIFT."""
    lines = [f"// {line}" for line in list_licences(questions)]
    category = None
    for question in questions:
        title = find_title(question, layout)
        if title != category:
            category = title
            lines += ["", f"$CATEGORY: {one_line(title)}"]
        lines += ["", *_iter_lines(question)]
    return Exported(("\n".join([*lines, ""]).encode(),))


def _iter_lines(question: Question) -> Iterator[str]:
    stem = f"::{_escape(find_export_id(question))}::{_escape_start(question.stem)}"
    feedback = f"####{_escape(_write_feedback(question))}"
    if question.kind is Kind.TRUEFALSE:
        yield f"{stem} {{{'TRUE' if question.key == 0 else 'FALSE'}{feedback}}}"
        return
    yield f"{stem} {{"
    number = _format_number(question)
    if number:
        yield number
    else:
        yield from (f"={_escape_answer(text, 100)}" for text in list_spellings(question))
    for option in list_wrong_options(question):
        yield f"~{_escape_answer(option, 0)}"
    yield feedback
    yield "}"


def _format_number(question: Question) -> str:
    """Return a number with the greatest distance at which an answer is right; empty if text is the answer."""
    if question.guessed is not None:
        guessed = question.guessed
        distance = guessed.value * -math.expm1(-guessed.full) if guessed.is_ratio else guessed.full
        return f"#{guessed.value:.15g}:{abs(distance):.6g}"
    if question.accepted is not None and question.accepted.tolerance:
        number = parse_typed_number(question.accepted.texts[0])
        return "" if number is None else f"#{number:.15g}:{question.accepted.tolerance:.6g}"
    return ""


def _write_feedback(question: Question) -> str:
    source = f"[Source: {describe_sources(question)}]"
    return f"{question.explanation} {source}" if question.explanation else source


def _escape(text: str) -> str:
    """Escape the signs that have a meaning in GIFT; a text has one line."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def _escape_start(text: str) -> str:
    """Escape a text that would begin with the name of a format: `[html]`."""
    return f"[plain]{_escape(text)}" if text.startswith("[") else _escape(text)


def _escape_answer(text: str, weight: int) -> str:
    """Escape an answer that would begin with a weight: `%50%`."""
    return f"%{weight}%{_escape(text)}" if text.startswith("%") else _escape_start(text)
