"""Questions that were copied from another fact and not changed."""

from pathlib import Path

import pytest

from quiz.checks.runner import check_packs
from quiz.generate.question_maker import QuestionMaker
from quiz.packs.read.pack_reader import read_pack
from quiz.text.names import find_other_subject

HEAD = "format: 1\nname: p\ntitle: P\nsources: {s: {title: S}}\nfacts:\n"


def write(folder: Path, *facts: tuple[str, str]) -> Path:
    """Write a pack of sentences and questions."""
    path = folder / "p.yaml"
    path.write_text(
        HEAD
        + "".join(
            f"  - {{id: f{number}, fact: '{sentence}', type: person, ask: '{ask}', "
            "wrong: [Ines Moor, Paul Rigg], cite: s 1}\n"
            for number, (sentence, ask) in enumerate(facts)
        ),
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("first", "second", "ask"),
    [
        ("The captain of the Heron was <Ada>.", "The captain of the Kite was <Tom>.", "Who led the Kite?"),
        ("Apollo 8 was led by <Ada>.", "Apollo 13 was led by <Tom>.", "Who led Apollo 13?"),
        ("“Low Tide” is by <Ada>.", "“High Tide” is by <Tom>.", "Who wrote “High Tide”?"),
        ("The captain of the heron was <Ada>.", "The captain of the kite was <Tom>.", "Who led the kite?"),
    ],
)
def test_question_about_another_fact_is_not_asked(first: str, second: str, ask: str, tmp_path: Path) -> None:
    path = write(tmp_path, (first, ask), (second, ask))
    reading = read_pack(path)

    assert reading.pack is not None
    assert [problem.rule.code for problem in reading.problems] == ["ask-of-another"]
    assert [fact.values[0].ask for fact in reading.pack.facts] == [None, ask]
    answers = {
        question.fact: question.answer
        for question in QuestionMaker(reading.pack).iter_questions(0)
        if question.stem == ask
    }
    assert answers == {"f1": "Tom"}


@pytest.mark.parametrize(
    ("first", "second", "ask"),
    [
        (
            "The capital of Bolivia is <Sucre>.",
            "Bolivia is governed from <La Paz>.",
            "What rules Bolivia?",
        ),
        ("The captain was <Ada>.", "The Heron was led by <Ada>.", "Who led the Heron?"),
    ],
)
def test_question_of_two_facts_that_it_fits_is_kept(
    first: str, second: str, ask: str, tmp_path: Path
) -> None:
    pack = read_pack(write(tmp_path, (first, ask), (second, ask))).pack

    assert pack is not None
    assert [fact.values[0].ask for fact in pack.facts] == [ask, ask]


def test_question_with_another_name_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path, ("The captain of the Heron was <Ada>.", "Who was the captain of the Kite?"))

    (problem,) = check_packs([path]).problems

    assert problem.rule.code == "ask-of-another"
    assert "“kite”" in problem.message


@pytest.mark.parametrize(
    ("sentence", "ask", "is_reported"),
    [
        ("The oldest cook in Germany is <Ada>.", "Who is the oldest German cook?", False),
        ("The first boat from outside America was led by <Ada>.", "Who ended the American reign?", False),
        ("The first champion from Norway was <Ada>.", "Who was the first Norwegian champion?", False),
        ("The best cook in Japan is <Ada>.", "Who is the best Japanese cook?", False),
        ("The best cook in England is <Ada>.", "Who is the best English cook?", False),
        ("The best cook in Poland is <Ada>.", "Who is the best Irish cook?", True),
        ("The first champion from Norway was <Ada>.", "Who was the first Northern champion?", True),
        ("The first champion from Chile was <Ada>.", "Who was the first Chinese champion?", True),
        ("The first champion from Iran was <Ada>.", "Who was the first champion from Iraq?", True),
    ],
)
def test_adjective_of_a_name_is_not_reported(
    sentence: str, ask: str, is_reported: bool, tmp_path: Path
) -> None:
    problems = check_packs([write(tmp_path, (sentence, ask))]).problems

    assert ("ask-of-another" in [problem.rule.code for problem in problems]) == is_reported


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who was the captain of the Heron?", "The captain of the Heron was _____."),
        ("Which Beatle wrote “Help!”?", "“Help!” was written by _____."),
        ("Who sang with Enrique Iglesias?", "_____ sang with Iglesias in Lima."),
        ("What is Côte d’Ivoire’s capital?", "The capital of Côte d’Ivoire is _____."),
        ("What does Ctrl+A do?", "Ctrl+A _____."),
    ],
)
def test_question_about_its_sentence_is_not_reported(question: str, sentence: str) -> None:
    assert find_other_subject(question, sentence, english=True) is None


def test_name_from_a_title_is_not_another_subject(tmp_path: Path) -> None:
    text = (
        "format: 1\nname: moon\ntitle: To the Moon\nsources: {s: {title: S}}\nfacts:\n"
        "  - fact: The crew of Apollo 11 landed on <20 July 1969>.\n    type: date\n"
        "    ask: When did the first people set foot on the Moon?\n    cite: s 1\n"
    )
    (tmp_path / "moon.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "moons.yaml").write_text(text.replace("To the Moon", "To the Moons"), encoding="utf-8")
    (tmp_path / "sky.yaml").write_text(text.replace("To the Moon", "To the sky"), encoding="utf-8")

    reported = [
        "ask-of-another" in [problem.rule.code for problem in check_packs([tmp_path / name]).problems]
        for name in ("moon.yaml", "moons.yaml", "sky.yaml")
    ]

    assert reported == [False, False, True]
