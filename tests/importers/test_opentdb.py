"""OpenTDB’s JSON and that of the Trivia API."""

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest

from quiz.importers.bank_file import BankError
from quiz.model.pack import Kind
from tests.importers.harness import import_text, list_errors

QUESTIONS = [
    {
        "type": "multiple",
        "difficulty": "easy",
        "category": "Science &amp; Nature",
        "question": "Which metal is &quot;quick silver&quot;?",
        "correct_answer": "Mercury",
        "incorrect_answers": ["Zinc", "Gallium", "Tin"],
    },
    {
        "type": "boolean",
        "difficulty": "hard",
        "category": "Geography",
        "question": "The Nile flows  into the Black Sea.",
        "correct_answer": "False",
        "incorrect_answers": ["True"],
    },
]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(QUESTIONS),
        json.dumps({"response_code": 0, "results": QUESTIONS}),
        json.dumps({"results": QUESTIONS}, indent=2),
    ],
)
def test_opentdb_becomes_questions_and_statements(text: str, tmp_path: Path) -> None:
    imported = import_text(tmp_path, text)

    assert imported.counts == {"choice": 1, "truefalse": 1}
    assert imported.problems == ()
    assert imported.pack is not None
    choice, statement = imported.pack.questions
    assert choice.stem == 'Which metal is "quick silver"?'
    assert (choice.right, choice.wrong) == ("Mercury", ("Zinc", "Gallium", "Tin"))
    assert (choice.difficulty, choice.explanation) == (0.2, "")
    assert [category.title for category in imported.pack.categories] == ["Science & Nature", "Geography"]
    assert (statement.kind, statement.right) == (Kind.TRUEFALSE, "False")
    assert statement.stem == "The Nile flows into the Black Sea."
    assert imported.pack.licence == "CC BY-SA 4.0"
    assert [citation.locator for citation in statement.citations] == ["question 2"]


@pytest.mark.parametrize("encode", [lambda text: base64.b64encode(text.encode()).decode(), quote])
def test_encoded_texts_are_decoded(encode, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    encoded = [
        {
            name: [encode(each) for each in value] if isinstance(value, list) else encode(value)
            for name, value in question.items()
        }
        for question in QUESTIONS
    ]
    imported = import_text(tmp_path, json.dumps(encoded))

    assert imported.pack is not None
    assert [entry.stem for entry in imported.pack.questions] == [
        'Which metal is "quick silver"?',
        "The Nile flows into the Black Sea.",
    ]


def test_answer_without_questions_is_explained(tmp_path: Path) -> None:
    with pytest.raises(BankError, match=r"is an answer without questions \(code 5: asked too often\)"):
        import_text(tmp_path, '{"response_code": 5, "results": []}')


def test_duplicates_and_contradictions_are_left_out(tmp_path: Path) -> None:
    same = QUESTIONS[0] | {"question": "which metal is &quot;Quick Silver&quot;"}
    other = QUESTIONS[0] | {"correct_answer": "Zinc", "incorrect_answers": ["Tin", "Mercury"]}
    true = QUESTIONS[1] | {"correct_answer": "True", "incorrect_answers": ["False"]}
    repeated = [QUESTIONS[0], QUESTIONS[1], QUESTIONS[1], same, other, true, true]
    imported = import_text(tmp_path, json.dumps(repeated))

    assert imported.counts == {"choice": 2}
    assert imported.left_out == {"duplicate": [4], "contradicts": [2, 3, 6, 7]}
    assert imported.result.collector.conflicting == [5]
    assert list_errors(imported) == []


def test_broken_json_keeps_what_is_before_it(tmp_path: Path) -> None:
    text = json.dumps(QUESTIONS)
    imported = import_text(tmp_path, text[: text.index("The Nile")])

    assert imported.counts == {"choice": 1}
    assert imported.left_out == {"broken": [2]}


def test_deep_json_ends_in_a_sentence(tmp_path: Path) -> None:
    imported = import_text(tmp_path, f"{json.dumps(QUESTIONS)[:-1]}, {'[' * 100_000}")

    assert imported.counts == {"choice": 1, "truefalse": 1}
    assert imported.left_out == {"broken": [3]}


def test_trivia_api_in_both_versions(tmp_path: Path) -> None:
    first = {"id": "a1", "question": "Which river is in Rome?", "correctAnswer": "Tiber"}
    second = {"id": "b2", "question": {"text": "Who wrote Emma?"}, "correctAnswer": "Austen"}
    picture = {"id": "c3", "question": {"text": "Which flag?"}, "correctAnswer": [{"url": "a.png"}]}
    typed = {"id": "d4", "question": {"text": "Who wrote Ulysses?"}, "correctAnswer": "Joyce"}
    items = [
        first | {"incorrectAnswers": ["Po", "Arno"], "category": "geography", "isNiche": True},
        second | {"incorrectAnswers": ["Eliot"], "category": "arts_and_literature", "difficulty": "easy"},
        picture | {"incorrectAnswers": [], "type": "image_choice"},
        typed | {"incorrectAnswers": [], "type": "text_input"},
    ]
    imported = import_text(tmp_path, json.dumps(items))

    assert imported.counts == {"choice": 2, "typed": 1}
    assert imported.left_out == {"media": [3]}
    assert imported.pack is not None
    assert [(entry.id, entry.difficulty) for entry in imported.pack.questions] == [
        ("a1", 0.8),
        ("b2", 0.2),
        ("d4", None),
    ]
    assert [category.name for category in imported.pack.categories][:2] == [
        "geography",
        "arts-and-literature",
    ]


def test_endless_titles_are_dropped(tmp_path: Path) -> None:
    long = QUESTIONS[0] | {"category": "a" * 5_000}
    imported = import_text(tmp_path, json.dumps([long, QUESTIONS[1]]))

    assert imported.problems == ()
    assert imported.pack is not None
    assert [entry.category for entry in imported.pack.questions] == ["made", "geography"]
    assert imported.result.changes["titles of categories that are too long"] == 1
