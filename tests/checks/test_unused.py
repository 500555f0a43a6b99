"""Unused and misspelled names, near duplicates and answer patterns of whole packs."""

from pathlib import Path

import pytest

from quiz.checks.runner import check_packs
from quiz.text.typos import differs_by_typo

HEAD = """\
format: 1
name: p
title: P
categories: {size: Sizes}
sources: {atlas: {title: An Atlas}}
pools: {planet: [Venus, Uranus, Neptune], moon: [Io, Titan, Dione], town: [Rome, Paris, Oslo]}
"""
PLACED = """\
facts:
  - {fact: The biggest one is called <Mars>., type: planet, cite: atlas 1}
  - {fact: The brightest of its moons is <Rhea>., type: moon, cite: atlas 2}
  - {fact: The capital of Austria is <Vienna>., type: town, cite: atlas 3}
"""


def found(folder: Path, text: str) -> list[tuple[str, int]]:
    path = folder / "p.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return [(problem.rule.code, problem.location.line) for problem in check_packs([path]).problems]


def facts(*entries: tuple[str, str]) -> str:
    return PLACED + "".join(
        f"  - {{id: f{number}, fact: {text}, type: {type_}, cite: atlas 9}}\n"
        for number, (text, type_) in enumerate(entries)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("rivers", "river"), ("Lengths", "lenghts"), ("Sizes", "Sixes"), ("Rhône", "rhone"), ("the sea", "Sea")],
)
def test_typo_is_one_letter_added_lost_changed_or_swapped(one: str, other: str) -> None:
    assert differs_by_typo(one, other)
    assert differs_by_typo(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("river", "town"),
        ("part 1", "part 2"),
        ("1980s", "1990s"),
        ("cat", "car"),
        ("actor", "actress"),
        ("", "a"),
    ],
)
def test_other_differences_are_not_typos(one: str, other: str) -> None:
    assert not differs_by_typo(one, other)
    assert not differs_by_typo(other, one)


def test_clean_pack_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, PLACED) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The longest river of all Germany is the <Rhine>.",
            "The longest river in all Germany is the <Rhine>.",
        ),
        ("The first man to walk there was <Neil>.", "The first man ever to walk there was <Neil>."),
    ],
)
def test_similar_facts_with_one_answer_are_a_hint(one: str, other: str, tmp_path: Path) -> None:
    text = facts((one, "town"), (other, "town"))

    assert found(tmp_path, text) == [("alike-twice", 12)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another answer
        (
            "The longest river of all Germany is the <Rhine>.",
            "The longest river in all Germany is the <Elbe>.",
        ),
        # another name, another year
        ("The town on the <Rhine> with a dome is Cologne.", "The town on the <Rhine> with a dome is Mainz."),
        (
            "The flood on the <Rhine> came in the year 1993.",
            "The flood on the <Rhine> came in the year 1995.",
        ),
        # other words
        ("The longest river of Germany is the <Rhine>.", "Basel lies on the upper course of the <Rhine>."),
    ],
)
def test_different_facts_are_not_duplicates(one: str, other: str, tmp_path: Path) -> None:
    names = {name for name, _ in found(tmp_path, facts((one, "town"), (other, "town")))}

    assert "alike-twice" not in names


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Orléans", "Orleans", True),
        ("three rivers", "3 rivers", True),
        ("the Hague", "The Hague", False),  # as the sentence has it
        ("Hague", "the Hague", False),
        ("“Hero”", "Hero", False),
        ("Bonn", "Mainz", False),
        ("Speyer", "speyer", True),
        ("Speyer", "SPEYER", True),
    ],
)
def test_value_with_two_spellings_is_a_hint(one: str, other: str, expected: bool, tmp_path: Path) -> None:
    text = facts((f"It lies in <{one}>.", "town"), (f"The mint stood at <{other}>.", "town"))

    assert (("two-spellings", 12) in found(tmp_path, text)) is expected


def test_spelling_of_fewest_places_is_reported(tmp_path: Path) -> None:
    places = ("speyer", "Speyer", "Speyer")
    text = facts(
        *((f"The {number}th mint stood at <{place}>.", "town") for number, place in enumerate(places, 4))
    )

    assert ("two-spellings", 11) in found(tmp_path, text)


def test_capital_of_a_sentence_is_not_a_spelling(tmp_path: Path) -> None:
    text = facts(("They saw <rain>.", "weather"), ("<Rain> fell.", "weather"))

    assert "two-spellings" not in {name for name, _ in found(tmp_path, text)}


def test_misspelled_type_with_one_value_is_a_hint(tmp_path: Path) -> None:
    text = facts(("It lies in <Bonn>.", "twon"))

    assert found(tmp_path, text) == [("no-distractors", 11), ("refers-back", 11), ("similar-type", 11)]
    two = facts(("It lies in <Bonn>.", "towns"), ("The mint was in <Mainz>.", "towns"))
    assert {name for name, _ in found(tmp_path, two)} == {"no-distractors", "refers-back"}


def choices(count: int, right: str, wrong: str) -> str:
    subjects = "abcdefghijklmnopqrstuvwxyz"
    return "questions:\n" + "".join(
        f"  - {{question: What is {subjects[n]}?, right: {right}, wrong: {wrong}, because: So., "
        "cite: atlas 1}\n"
        for n in range(count)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (choices(20, "a great river", "[a small sea, a town, a hill]"), {"longest-keys"}),
        (choices(19, "a great river", "[a small sea, a town, a hill]"), set()),
        (choices(24, "a river", "[a small sea, a town, a hill]"), set()),
        (choices(20, "20", "[10, 15, 30]"), {"middle-keys"}),
        (choices(20, "10", "[15, 20, 30]"), set()),
    ],
    ids=["longest", "too few to tell", "not the longest", "in the middle", "the least"],
)
def test_answer_pattern_needs_enough_questions(text: str, expected: set[str], tmp_path: Path) -> None:
    habits = {name for name, _ in found(tmp_path, PLACED + text)} & {"longest-keys", "middle-keys"}

    assert habits == expected


@pytest.mark.parametrize(
    ("true", "false", "expected"), [(10, 0, True), (1, 11, True), (7, 3, False), (9, 0, False), (6, 6, False)]
)
def test_mostly_true_statements_are_reported(true: int, false: int, expected: bool, tmp_path: Path) -> None:
    text = "questions:\n" + "".join(
        f"  - {{statement: It is {number}., true: {verdict}, because: So., cite: atlas 1}}\n"
        for number, verdict in enumerate(["yes"] * true + ["no"] * false)
    )

    assert (("mostly-one-verdict", 12) in found(tmp_path, PLACED + text)) is expected
