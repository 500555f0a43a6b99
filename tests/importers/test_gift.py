"""GIFT, Moodle’s text format."""

from pathlib import Path

import pytest

from quiz.model.pack import HandwrittenQuestion, Kind
from tests.importers.harness import Imported, import_text, list_errors


def read(folder: Path, text: str) -> Imported:
    imported = import_text(folder, text, name="test.gift")
    assert list_errors(imported) == []
    return imported


def only_question(imported: Imported) -> HandwrittenQuestion:
    assert imported.pack is not None
    (question,) = imported.pack.questions
    return question


@pytest.mark.parametrize(
    ("text", "stem", "right", "wrong"),
    [
        ("Who wrote Emma?{=Austen ~Eliot ~Scott}", "Who wrote Emma?", "Austen", ("Eliot", "Scott")),
        ("Who wrote Emma?{\n~Eliot\n~=Austen\n}", "Who wrote Emma?", "Austen", ("Eliot",)),
        ("Who wrote Emma?{~Eliot~Scott=Austen}", "Who wrote Emma?", "Austen", ("Eliot", "Scott")),
        ("Emma is by {=Austen ~Eliot} of Bath.", "Emma is by _____ of Bath.", "Austen", ("Eliot",)),
        ("Which?{=%100%right one ~%-50%wrong one}", "Which?", "right one", ("wrong one",)),
        ("Which?{=a -> b ~c -> d}", "Which?", "a -> b", ("c -> d",)),
        (r"A\: b \= \{c\} \#1\~?{=1 \= 2 ~3 \# 4}", "A: b = {c} #1~?", "1 = 2", ("3 # 4",)),
        ("Which tag?{={% csrf %} ~{{ csrf }}}", "Which tag?", "{% csrf %}", ("{{ csrf }}",)),
        ("Which tag?{=<a> ~<li>}", "Which tag?", "<a>", ("<li>",)),
        ("[html]<p>Which&nbsp;<b>town</b>?</p>{=Lima ~Quito}", "Which town?", "Lima", ("Quito",)),
        ("[markdown]A _town_ on **it**?{=Lyon ~Lille}", "A town on it?", "Lyon", ("Lille",)),
        ("Which?{\n// a remark\n=a) one\n~b) two\n}", "Which?", "one", ("two",)),
    ],
)  # fmt: skip
def test_choices(text: str, stem: str, right: str, wrong: tuple[str, ...], tmp_path: Path) -> None:
    question = only_question(read(tmp_path, text))

    assert (question.stem, question.right, question.wrong) == (stem, right, wrong)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("{T}", "True"), ("{false}", "False"), ("{TRUE#no#It is so, as all know.}", "True")],
)
def test_statements(answer: str, verdict: str, tmp_path: Path) -> None:
    question = only_question(read(tmp_path, f"The Nile flows north.{answer}"))

    assert (question.kind, question.right) == (Kind.TRUEFALSE, verdict)
    assert question.explanation == ("It is so, as all know." if "#" in answer else "")


def test_category_name_and_explanation(tmp_path: Path) -> None:
    text = (
        "$CATEGORY: $course$/top/Rivers, big\n"
        "::Q one::Which is longest?{=Volga#Yes! ~Rhine####The Volga is 3,500 kilometres long.}\n"
        "::Q one::Which is shortest?{=Pader ~Rhine}\n"
        "::Q two::Which is widest?{=Ob#It is an arm of the sea there. ~Po}\n"
    )
    imported = read(tmp_path, text)

    assert imported.pack is not None
    assert [category.title for category in imported.pack.categories] == ["Rivers, big"]
    first, second, third = imported.pack.questions
    assert [first.explanation, second.explanation] == ["The Volga is 3,500 kilometres long.", ""]
    assert third.explanation == "It is an arm of the sea there."
    assert third.id == "q-two"
    assert first.id.startswith("q")
    assert len(first.id) == 13


def test_numbers_become_facts_and_ranges_are_typed(tmp_path: Path) -> None:
    text = (
        "In which year did it open?{#1869}\n\nHow many legs has a spider?{#=8:0 =%50%8:2}\n\n"
        "How long is it?{#777:10}\n\nName a number.{#1..5}\n\nHow long is the Nile?{#\n=6650:5#about\n}\n"
    )
    imported = read(tmp_path, text)

    assert imported.counts == {"typed": 3, "number": 2}
    assert imported.pack is not None
    year, legs = imported.pack.facts
    assert year.sentence == "The answer to “In which year did it open?” is 1869."
    assert (year.values[0].type, year.values[0].ask) == ("year", "In which year did it open?")
    assert legs.values[0].type == "number"
    typed = [(entry.right, entry.tolerance) for entry in imported.pack.questions]
    assert typed == [("777", 10), ("3", 2), ("6650", 5)]


def test_pairs_become_a_table(tmp_path: Path) -> None:
    text = "Match them.{\n=Chile -> Santiago\n=Peru -> Lima\n=Cuba -> Havana; Old Town\n=-> Quito\n}"
    imported = read(tmp_path, text)

    assert imported.counts == {"table": 1}
    assert imported.pack is not None
    assert [fact.values[1].text for fact in imported.pack.facts] == ["Santiago", "Lima", "Havana; Old Town"]
    assert imported.pack.facts[0].sentence == "“Chile” belongs to “Santiago”."
    assert imported.pack.facts[0].values[1].wrong == ("Quito",)


def test_typed_answers_have_spellings(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "Water boils at 100 degrees {=Celsius =centigrade|C} here.\n\nName it.{=%100%neon =%50%iron}",
    )

    assert imported.counts == {"typed": 2}
    assert "right: Celsius\n    accept:\n      - centigrade\n      - C\n" in imported.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Describe it.{}", "essay"),
        ("I have {~=any ~no} time and {=hope ~fear}.", "cloze"),
        ("The sun {1:MC:~=rises~sets}.", "cloze"),
        ("[html]<p>Which?<img src='a.png'></p>{=Elbe ~Oder}", "media"),
        ("{=a ~b}", "no-question"),
        ("Which?{~a ~b}", "no-answer"),
        ("Which?{=Correct answer ~Wrong answer}", "placeholder"),
        ("Which?{~%50%neon ~%50%argon ~%-100%iron}", "several-right"),
        ("Which?{=hydrogen ~%50%helium ~iron}", "part-credit"),
        (r"Solve \(x^2\=4\).{=2 ~3}", "formula"),
        ("Which?{=Nile ~nile ~NILE}", "few-options"),
        ("Match.{=a -> b =c -> d}", "few-pairs"),
        ("Never closed {=a ~b", "broken"),
        (f"Long?{{=a ~{'b' * 5_000}}}", "too-long"),
    ],
)
def test_one_reason_each(text: str, reason: str, tmp_path: Path) -> None:
    imported = import_text(tmp_path, f"{text}\n\nWho wrote Emma?{{=Austen ~Eliot}}\n")

    assert imported.left_out == {reason: [1]}
    assert imported.counts == {"choice": 1}
