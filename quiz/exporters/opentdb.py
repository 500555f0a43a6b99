"""The JSON of the Open Trivia Database, which many quiz programs read."""

import json
from collections import Counter
from collections.abc import Sequence
from html import escape

from quiz.exporters.layout import (
    WITHOUT_OPTIONS,
    Exported,
    ExportLayout,
    find_level,
    find_title,
    list_wrong_options,
)
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.english import capitalize_start
from quiz.text.safe import one_line

_WRONG_COUNT = 3
_TOO_FEW = f"fewer than {_WRONG_COUNT} wrong answers"
_TRUE, _FALSE = "True", "False"


def write_opentdb(questions: Sequence[Question], layout: ExportLayout) -> Exported:
    """Write the questions as an answer of the database; a choice has three wrong answers there."""
    left_out: Counter[str] = Counter()
    results = []
    for question in questions:
        if not question.options:
            left_out[WITHOUT_OPTIONS] += 1
            continue
        if question.kind is Kind.TRUEFALSE:
            right, wrong = (_TRUE, [_FALSE]) if question.key == 0 else (_FALSE, [_TRUE])
        else:
            right = question.options[question.key]
            wrong = list(list_wrong_options(question)[:_WRONG_COUNT])
            if len(wrong) < _WRONG_COUNT:
                left_out[_TOO_FEW] += 1
                continue
        results.append(
            {
                "type": "boolean" if question.kind is Kind.TRUEFALSE else "multiple",
                "difficulty": find_level(question),
                "category": _encode(capitalize_start(find_title(question, layout))),
                "question": _encode(question.stem),
                "correct_answer": _encode(right),
                "incorrect_answers": [_encode(option) for option in wrong],
            }
        )
    text = json.dumps({"response_code": 0, "results": results}, ensure_ascii=False, indent=1)
    return Exported((f"{text}\n".encode(),), left_out, has_licences=False)


def _encode(text: str) -> str:
    """Encode a text as the database does, with HTML entities."""
    return escape(one_line(text), quote=True).replace("&#x27;", "&#039;")
