"""Lists of questions in JSON, whose field names say what they mean."""

import json
from pathlib import Path
from typing import Any

import pytest

from quiz.importers.bank_file import BankError
from tests.importers.harness import import_text, list_errors

OPTIONS = ["Rhine", "Volga", "Elbe"]


@pytest.mark.parametrize(
    "fields",
    [
        {"options": OPTIONS, "answer": "Volga"},
        {"options": OPTIONS, "answer": 1},
        {"choices": OPTIONS, "correctAnswer": "B"},
        {"options": [{"id": 7 + n, "option": text} for n, text in enumerate(OPTIONS)], "answer": 8},
        {"options": [{"key": "ABC"[n], "text": text} for n, text in enumerate(OPTIONS)], "correct": "B"},
        {"options": dict(zip("abc", OPTIONS, strict=True)), "answer": "b"},
        {"answers": [{"text": text, "isCorrect": text == "Volga"} for text in OPTIONS]},
        {"correct_option": "Volga", "incorrect": ["Rhine", "Elbe"]},
        {"answer": 1, "answers": OPTIONS},
        {"answers": OPTIONS, "answer": 1},
    ],
)
def test_right_answer_is_found(fields: dict[str, Any], tmp_path: Path) -> None:
    imported = import_text(tmp_path, json.dumps([{"question": "Which river is longest?", **fields}]))

    assert imported.pack is not None
    (question,) = imported.pack.questions
    assert (question.right, question.wrong) == ("Volga", ("Rhine", "Elbe"))
    assert list_errors(imported) == []


def ask(number: int) -> dict[str, Any]:
    return {"question": f"Who wrote book {number}?", "answer": f"Ada {number}", "wrong": [f"Bob {number}"]}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([ask(1), ask(2)]),
        json.dumps({"title": "Books", "data": {"path": "x"}, "questions": [ask(1), ask(2)]}),
        json.dumps({"data": {"count": 2, "results": [ask(1), ask(2)]}}),
        json.dumps({"novels": [ask(1)], "poems": [ask(2)], "version": 3}),
        "\n".join(json.dumps(ask(number)) for number in (1, 2)),
        "\ufeff" + json.dumps([ask(1), ask(2)], indent=4),
    ],
)
def test_list_is_found_where_it_is(text: str, tmp_path: Path) -> None:
    imported = import_text(tmp_path, text)

    assert imported.counts == {"choice": 2}
    assert imported.left_out == {}


def test_typed_clues_lose_the_quotation_marks_around_them(tmp_path: Path) -> None:
    items = [
        {
            "question": "'It flows through Vienna'",
            "answer": "<i>Danube</i>",
            "category": "RIVERS",
            "value": None,
        },
        {"question": '"Entre nous" means _____."', "answers": ["Between us"], "answer": 0, "category": 3},
        {"question": "'<a href=\"http://a.org/b.jpg\">This</a> one'", "answer": "Tiber"},
    ]
    imported = import_text(tmp_path, json.dumps(items))

    assert imported.left_out == {"media": [3]}
    assert imported.pack is not None
    assert [(entry.stem, entry.right) for entry in imported.pack.questions] == [
        ("It flows through Vienna", "Danube"),
        ('"Entre nous" means _____.', "Between us"),
    ]
    assert [category.title for category in imported.pack.categories] == ["RIVERS", "Category 3"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            [{"name": "Peru", "code": "PE"}],
            "is a table of facts, not of questions. Use: quiz new NAME --from bank",
        ),
        ({"a": 1}, "is JSON without a list of questions"),
        ({"results": []}, "is an answer without questions"),
    ],
)
def test_json_without_questions_is_refused(value: object, message: str, tmp_path: Path) -> None:
    with pytest.raises(BankError) as caught:
        import_text(tmp_path, json.dumps(value))
    assert message in str(caught.value)


def test_many_small_and_one_large_value_are_read_once(tmp_path: Path) -> None:
    items = [ask(number) for number in range(3_000)]
    items[1_500]["explanation"] = "It is so. " * 20_000
    imported = import_text(tmp_path, json.dumps(items))

    assert imported.counts == {"choice": 3_000}
