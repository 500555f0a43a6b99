"""Traces of the document that a text was pasted from."""

from pathlib import Path

import pytest

from quiz.packs.read.pack_reader import read_pack

HEAD = "format: 1\nname: p\ntitle: T\nsources: {s: {title: S}}\n"
FACT = "{{fact: '{fact}', type: t, ask: '{ask}', wrong: {wrong}, cite: s 1}}"
QUESTION = "{{question: '{question}', right: '{right}', wrong: {wrong}, because: '{because}', cite: s 1}}"


def found(folder: Path, entries: str) -> list[str]:
    path = folder / "p.yaml"
    path.write_text(f"{HEAD}{entries}\n", encoding="utf-8")
    return [f"{problem.rule.code}: {problem.message}" for problem in read_pack(path).problems]


def fact(fact: str = "It is <so>.", ask: str = "Is it so?", wrong: str = "[ho, lo]") -> str:
    return "facts: [" + FACT.format(fact=fact, ask=ask, wrong=wrong) + "]"


def question(
    question: str = "Who is it?", right: str = "Ada", wrong: str = "[Max, Kim]", because: str = "It is so."
) -> str:
    return (
        "questions: [" + QUESTION.format(question=question, right=right, wrong=wrong, because=because) + "]"
    )


@pytest.mark.parametrize(
    ("entries", "label"),
    [
        (question(right="A) Ada", wrong="[B) Max, C) Kim]"), "A)"),
        (question(right="b. Ada", wrong="[a. Max, c. Kim]"), "b."),
        (question(right="(c) Ada", wrong="[(a) Max, (b) Kim]"), "(c)"),
        (question(right="2. Ada", wrong="[1. Max, 3. Kim]"), "2."),
        (question(right="1) Ada", wrong="['2) Max', '3) Kim']"), "1)"),
        (question(right="C: Ada", wrong="['A: Max', 'B: Kim']"), "C:"),
        (question(right="Answer: Ada"), "Answer:"),
        (question(right="Correct answer: Ada"), "Correct answer:"),
        (question(question="Q3. Who is it?"), "Q3."),
        (question(question="Question 12: Who is it?"), "Question 12:"),
        (question(question="7) Who is it?"), "7)"),
        (question(question="7. Who is it?"), "7."),
        (question(question="(b) Who is it?"), "(b)"),
        (question(question="Who is it? (Answer: Ada)"), "(Answer: Ada)"),
        (question(because="Explanation: It is so."), "Explanation:"),
        (fact(wrong="[B) ho, C) lo]"), "B)"),
        (fact(ask="Q3. Is it so?"), "Q3."),
        (fact(fact="3) It is <so>."), "3)"),
        (
            "lists: [{fact: It is <so>., each: [1. ho, 2. lo, 3. ro], type: t, wrong: [go, mo], cite: s 1}]",
            "1.",
        ),
        ("pools: {t: [A) ho, B) lo]}\n" + fact(), "A)"),
        ("lists: [{fact: It is <so>., each: [a) ho, b) lo], type: t, wrong: [go, mo], cite: s 1}]", "a)"),
    ],
)
def test_label_is_reported(entries: str, label: str, tmp_path: Path) -> None:
    (problem,) = [each for each in found(tmp_path, entries) if each.startswith("pasted-label")]

    assert f"“{label}”" in problem


@pytest.mark.parametrize(
    "entries",
    [
        question(right="A. Milne", wrong="[B. Traven, J. Austen]"),
        question(right="A Day", wrong="[B Day, C Day]"),
        question(right="Plan B", wrong="[Plan A, Plan C]"),
        question(right="3.5", wrong="['1.5', '2.5']"),
        question(question="1. FC Köln won which cup?"),
        question(question="3 June was which day?"),
        question(question="A town in France is called what?"),
        question(question="The answer to which question is 42?"),
        question(question="Which answer did Deep Thought give (in the book)?"),
        question(because="The answer is simple: it is so."),
        fact(fact="The answer is <so>."),
    ],
)
def test_text_that_only_looks_like_a_label_is_not_reported(entries: str, tmp_path: Path) -> None:
    assert found(tmp_path, entries) == []


@pytest.mark.parametrize(
    "text", ["“It is <so>.”", '"It is <so>."', "„It is <so>.“", "«It is <so>.»", "“It is <so>”."]
)
def test_quotation_marks_around_a_sentence_are_reported(text: str, tmp_path: Path) -> None:
    expected = ["quoted-sentence: quotation marks around the whole sentence are shown to players"]

    assert found(tmp_path, fact(fact=text)) == (expected if not text.endswith(".") else [])


@pytest.mark.parametrize("text", ["“It” is <so>.", "“It” is <so>, or “not”.", "“It is,” he said, “<so>.”"])
def test_quotation_marks_in_a_sentence_are_not_reported(text: str, tmp_path: Path) -> None:
    assert found(tmp_path, fact(fact=text)) == []


@pytest.mark.parametrize(
    "ask", ["Is it so?.", "Is it so??", "Is it so!.", "Is it so?,", "It is so..", "Is it open.?"]
)
def test_two_end_marks_are_reported(ask: str, tmp_path: Path) -> None:
    (problem,) = found(tmp_path, fact(ask=ask))

    assert problem.startswith("double-end-mark: the sentence ends with ")


@pytest.mark.parametrize(
    "ask",
    [
        "Is it in the U.S.?",
        "Was it at 3 a.m.?",
        "And so on …?",
        "And then...",
        "Is it “What?”?",
        "So?!",
        "Is it Inc.?",
    ],
)
def test_end_mark_after_an_abbreviation_is_not_reported(ask: str, tmp_path: Path) -> None:
    assert found(tmp_path, fact(ask=ask)) == []


def test_label_has_its_place_in_a_column(tmp_path: Path) -> None:
    table = (
        "tables:\n  - fact: The <river> is <long>.\n    cite: s 1\n    columns:\n      long:\n"
        "        ask: Q1. How long is the <river>?.\n    rows: |\n      river | long\n      Rhine | 3\n"
    )
    path = tmp_path / "p.yaml"
    path.write_text(HEAD + table, encoding="utf-8")

    assert [
        (problem.rule.code, problem.location.line, problem.location.column)
        for problem in read_pack(path).problems
    ] == [
        ("pasted-label", 10, 14),
        ("double-end-mark", 10, 41),
    ]


def test_a_text_of_an_unknown_field_is_not_looked_at(tmp_path: Path) -> None:
    for text in ("''", "Q3. Who is it"):
        entries = question().replace(", cite: s 1}", f", fact: {text}, cite: s 1}}")
        assert found(tmp_path, entries)[0] == "unknown-field: unknown field “fact”"
        assert len(found(tmp_path, entries)) == 2  # and there is nothing to ask
