"""Tests of a third-party pack about an invented football league."""

import csv
import re

import pytest

from quiz.model.pack import Kind
from quiz.text.normalize import contains, fold
from tests.generate.third_party import folder, pack, questions

pytestmark = pytest.mark.slow

CLUBS = folder("league") / "clubs.csv"


def test_each_cell_is_a_fact() -> None:
    with CLUBS.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    told = [fact for fact in pack("league").facts if fact.id.startswith("clubs-")]
    assert len(told) == sum(bool(cell) for row in rows for name, cell in row.items() if name != "Club")


@pytest.mark.parametrize("name", ["Town", "Ground", "Capacity", "Founded", "Nickname", "Colours"])
def test_distractors_are_wrong_by_the_table(name: str) -> None:
    with CLUBS.open(newline="", encoding="utf-8") as file:
        sheet = {row["Club"]: [fold(cell) for cell in row[name].split("; ")] for row in csv.DictReader(file)}
    column = name.casefold()
    made = [
        question
        for question in questions("league")
        if re.fullmatch(rf"league/clubs-.*-{column}(\.club)?", question.target_id)
        and question.kind is Kind.CHOICE
    ]
    assert made
    for question in made:
        clubs = [club for club in sheet if contains(question.explanation, club)]
        club = max(clubs, key=len)
        for number, option in enumerate(question.options):
            is_right = option == club if question.target_id.endswith(".club") else fold(option) in sheet[club]
            assert is_right == (number == question.key), question


def test_statement_does_not_refute_itself() -> None:
    for question in questions("league"):
        if question.kind is Kind.TRUEFALSE and question.key == 1 and "-day" in question.fact:
            years = re.findall(r"\b\d{4}\b", question.stem)
            assert len(set(years)) == 1, question
        assert not re.fullmatch(r"(.+) play in the town of \1\.", question.stem)


def test_points_and_goals_are_plausible() -> None:
    sizes = {"points": (50, 126), "goals": (8, 90)}
    for question in questions("league"):
        low, high = sizes.get(question.fact.rpartition("-")[2], (0, 10**9))
        if question.kind is Kind.CHOICE and question.fact.startswith("seasons-"):
            numbers = [int(option) for option in question.options if option.isdigit()]
            assert all(low <= number <= high for number in numbers), question
