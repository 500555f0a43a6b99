"""A pack of a made-up football league, written by the manual alone, makes sound questions."""

import csv
import re
from functools import cache
from itertools import combinations, product
from pathlib import Path

import pytest

from quiz.core.flaws import option_flaws, stem_flaws
from quiz.core.model import Fact, Kind, Pack, Question, Value
from quiz.generate.items import Maker
from quiz.generate.rounds import draw
from quiz.packs.reader import read
from quiz.text.fold import contains, fold

LEAGUE = Path(__file__).parents[1] / "packs" / "data" / "league"
SEEDS = (0, 1)


@cache
def league() -> Pack:
    pack = read(LEAGUE).pack
    assert pack is not None
    return pack


@cache
def maker() -> Maker:
    return Maker(league())


@cache
def questions() -> tuple[Question, ...]:
    return tuple(question for seed in SEEDS for question in maker().questions(seed))


def asked(question: Question) -> tuple[Fact, Value]:
    """Find the fact that a question is made of, and the value it asks for."""
    fact = next(fact for fact in league().facts if fact.id == question.fact)
    label = question.base.partition(".")[2] or None
    return fact, next(value for value in fact.values if value.label == label)


def said(fact: Fact, texts: dict[Value, str]) -> str:
    """Write out a fact with other texts for some of its values, folded."""
    sentence, end = "", 0
    for value in fact.values:
        sentence += fact.sentence[end : value.start] + texts.get(value, value.text)
        end = value.end
    return fold(sentence + fact.sentence[end:])


@cache
def truths() -> frozenset[str]:
    """Write out every sentence that the pack holds for true, with every right value."""
    return frozenset(
        said(fact, dict(zip(fact.values, texts, strict=True)))
        for fact in league().facts
        for texts in product(*((value.text, *value.also, *value.accept) for value in fact.values))
    )


def test_the_pack_is_read_whole() -> None:
    problems = read(LEAGUE).problems
    assert [problem for problem in problems if problem.severity == "error"] == []
    with (LEAGUE / "clubs.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    told = [fact for fact in league().facts if fact.id.startswith("clubs-")]
    assert len(told) == sum(bool(cell) for row in rows for name, cell in row.items() if name != "Club")


def test_no_option_is_true_by_the_tables_and_each_has_a_reason() -> None:
    assert len(questions()) > 1900
    for question in questions():
        if question.origin != "fact":
            continue
        fact, value = asked(question)
        if question.kind is Kind.CHOICE:
            wrong = [option for n, option in enumerate(question.options) if n != question.key]
            assert fold(question.options[question.key]) == fold(value.text)
            assert len(question.proofs) == len(wrong) == len({fold(option) for option in wrong})
        else:
            wrong = [proof.value for proof in question.proofs if proof.value is not None]
            assert (question.key == 1) == bool(wrong)
        assert not [option for option in wrong if said(fact, {value: option}) in truths()], question


@pytest.mark.parametrize("name", ["Town", "Ground", "Capacity", "Founded", "Nickname", "Colours"])
def test_no_club_is_offered_that_the_sheet_says_is_right(name: str) -> None:
    with (LEAGUE / "clubs.csv").open(newline="", encoding="utf-8") as file:
        sheet = {row["Club"]: [fold(cell) for cell in row[name].split("; ")] for row in csv.DictReader(file)}
    column = name.casefold()
    made = [
        question
        for question in questions()
        if re.fullmatch(rf"league/clubs-.*-{column}(\.club)?", question.base) and question.kind is Kind.CHOICE
    ]
    assert made
    for question in made:
        clubs = [club for club in sheet if contains(question.explanation, club)]
        club = max(clubs, key=len)
        for number, option in enumerate(question.options):
            is_right = option == club if question.base.endswith(".club") else fold(option) in sheet[club]
            assert is_right == (number == question.key), question


def test_no_question_has_a_flaw() -> None:
    for question in questions():
        assert not stem_flaws(question, english=True), question
        assert question.kind is Kind.TRUEFALSE or not option_flaws(question, english=True), question
        text = f"{question.stem} {question.explanation}"
        assert not re.search(r"(?i)  |\b(a|an|the|in|of) \1\b|(?<![-\w])one \w+s\b| [.,?]|[.?]{2}", text), (
            question
        )
        assert question.stem[0].isupper() or not question.stem[0].isalpha()
        assert question.stem[-1] in ".?"


def test_a_statement_does_not_refute_itself() -> None:
    for question in questions():
        if question.kind is Kind.TRUEFALSE and question.key == 1 and "-day" in question.fact:
            years = re.findall(r"\b\d{4}\b", question.stem)
            assert len(set(years)) == 1, question
        assert not re.fullmatch(r"(.+) play in the town of \1\.", question.stem)


def test_points_and_goals_are_such_as_a_league_has() -> None:
    sizes = {"points": (50, 126), "goals": (8, 90)}
    for question in questions():
        low, high = sizes.get(question.fact.rpartition("-")[2], (0, 10**9))
        if question.kind is Kind.CHOICE and question.fact.startswith("seasons-"):
            numbers = [int(option) for option in question.options if option.isdigit()]
            assert all(low <= number <= high for number in numbers), question


@pytest.mark.parametrize("seed", range(20))
def test_nothing_in_a_round_tells_a_later_answer(seed: int) -> None:
    round_ = draw([maker()], category=None, kind=None, length=10, seed=seed)
    assert len(round_) == 10
    assert len({question.fact for question in round_}) == 10
    for earlier, later in combinations(round_, 2):
        options = earlier.options if earlier.kind is Kind.CHOICE else ()
        shown = " | ".join((earlier.stem, *options, earlier.explanation))
        if later.kind is Kind.CHOICE:
            assert not contains(shown, later.answer), (earlier, later)
