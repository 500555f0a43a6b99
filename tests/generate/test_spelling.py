"""Codes, whose letters may reveal them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.generate.question_maker import QuestionMaker
from quiz.generate.spelling import (
    Balance,
    SpellingRule,
    find_balance,
    measure_fit,
    measure_shared_letters,
)
from quiz.model.pack import Fact, Kind
from quiz.model.question import Question
from tests.generate.factories import fact, pack

LETTERS = st.text(alphabet="abcdeé", max_size=5)


@pytest.mark.parametrize(
    ("text", "name", "fit"),
    [
        ("Br", "bromine", 3.5),
        ("Bk", "berkelium", 2.75),
        ("Na", "sodium", 0),
        ("Si", "silver", 3.5),
        (".pe", "Peru", 3.5),
        (".gm", "the Gambia", 2.75),
        ("bromine", "Br", 3.5),
        ("Ag", "Ångström", 2.75),
        ("Georgetown", "Guyana", 1),
        ("", "Guyana", 0),
        ("?", "!", 0),
    ],
)
def test_fit_is_that_of_first_letter_order_and_beginning(text: str, name: str, fit: float) -> None:
    assert measure_fit(text, [name]) == fit


@given(LETTERS, LETTERS)
def test_fit_is_symmetric_and_bounded(first: str, second: str) -> None:
    assert measure_fit(first, [second]) == measure_fit(second, [first])
    assert 0 <= measure_fit(first, [second]) <= 3.5


def test_fit_to_several_names_is_the_best_one() -> None:
    assert measure_fit("Br", ["iodine", "bromine"]) == 3.5
    assert measure_fit("Br", []) == 0


@pytest.mark.parametrize(
    ("comparisons", "balance"),
    [
        ((0, 0, 0), Balance.TIED),
        ((1, 0, -1), Balance.BETWEEN),
        ((1, 0, 0), Balance.WORST),
        ((-1, 0), Balance.BEST),
    ],
)
def test_balance_is_the_place_of_the_key(comparisons: tuple[int, ...], balance: Balance) -> None:
    assert find_balance(comparisons) is balance


@pytest.mark.parametrize(
    ("draw", "comparisons", "first"),
    [
        (0.1, (1, 0, -1), Balance.WORST),
        (0.5, (1, 0, -1), Balance.BETWEEN),
        (0.9, (1, 0, -1), Balance.BEST),
        (0.1, (1, 0, 0), Balance.WORST),
        (0.9, (1, 0, 0), Balance.TIED),
        (0.9, (0, 0, 0, 0, -1), Balance.TIED),
    ],
)
def test_key_is_the_best_one_as_often_as_by_chance(
    draw: float, comparisons: tuple[int, ...], first: Balance
) -> None:
    assert SpellingRule((), 1.0, draw).list_balances(comparisons)[0] is first


def test_best_key_has_no_fair_options() -> None:
    assert SpellingRule((), 1.0, 0.5).list_balances((0, 0, 0, -1, -1)) == ()


def code_rows(codes: dict[str, str]) -> tuple[Fact, ...]:
    """Build the rows of a table of names and codes."""
    return tuple(fact(f"The code of <name={name}> is <code={code}>.") for name, code in codes.items())


def make_all(codes: dict[str, str], kind: Kind, seeds: int = 40) -> list[Question]:
    """Make the questions for the codes with several seeds."""
    maker = QuestionMaker(pack(*code_rows(codes)))
    made = (question for seed in range(seeds) for question in maker.iter_questions(seed, kind=kind))
    return [question for question in made if question.target_id.endswith(".code")]


OBVIOUS = {"Brock": "Br", "Delta": "De", "Fargo": "Fa", "Gamut": "Ga", "Hotel": "Ho", "Joker": "Jo"}
SHARED = {"Baker": "Bk", "Baron": "Br", "Basil": "Bs", "Bacon": "Bn", "Bagel": "Bg", "Batik": "Bt"}
HIDDEN = {**OBVIOUS, **SHARED, "Ba": "Xx", "Banana": "Ba"}


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.TRUEFALSE])
def test_codes_that_letters_reveal_are_not_asked(kind: Kind) -> None:
    maker = QuestionMaker(pack(*code_rows(OBVIOUS)))
    target = next(target for target in maker.list_targets() if target.label == "code")

    assert make_all(OBVIOUS, kind) == []
    assert getattr(maker.make(target, kind, 0), "code", None) == "spelled-out"


def test_key_has_the_best_letters_as_often_as_by_chance() -> None:
    questions = [question for question in make_all(HIDDEN, Kind.CHOICE) if question.answer in SHARED.values()]
    names = {code: name for name, code in HIDDEN.items()}
    best = 0.0
    for question in questions:
        fits = [measure_fit(option, [names[question.answer]]) for option in question.options]
        best += (max(fits) == fits[question.key]) / fits.count(max(fits))

    assert len(questions) > 100
    assert best / len(questions) < 0.3


PLACES = {"Poland": "polonium", "France": "francium", "Europe": "europium", "Dubna": "dubnium"}
DECOYS = {"Ytterby": "polandine", "Cadiz": "francene", "Copenhagen": "europene", "Holmia": "dubnane"}


def test_names_are_asked_even_if_letters_reveal_them() -> None:
    facts = (fact(f"The element <element={e}> is named after <place={p}>.") for p, e in PLACES.items())
    more = fact("The element <element=holmium> is named after <place=Lund>.")
    maker = QuestionMaker(pack(*facts, more))

    assert set(PLACES.values()) <= {question.answer for question in maker.iter_questions(0, kind=Kind.CHOICE)}


def test_key_shares_most_letters_as_often_as_by_chance() -> None:
    names = {**PLACES, **DECOYS}
    maker = QuestionMaker(
        pack(*(fact(f"The element <element={e}> is named after <place={p}>.") for p, e in names.items()))
    )
    place_of = {element: place for place, element in names.items()}
    best = count = 0.0
    for seed in range(60):
        for question in maker.iter_questions(seed, kind=Kind.CHOICE):
            if question.target_id.endswith(".element") and question.answer in PLACES.values():
                shares = [
                    measure_shared_letters(text, [place_of[question.answer]]) for text in question.options
                ]
                best += (max(shares) == shares[question.key]) / shares.count(max(shares))
                count += 1

    assert count > 50
    assert best / count < 0.35  # 0.9 with options drawn by likeness alone


def test_false_statement_has_no_worse_letters() -> None:
    names = {code: name for name, code in HIDDEN.items()}
    false = [question for question in make_all(HIDDEN, Kind.TRUEFALSE) if question.key == 1]

    assert false
    for question in false:
        shown = question.proofs[0].value
        assert shown is not None
        name = names[question.answer]
        assert measure_fit(shown, [name]) >= measure_fit(question.answer, [name])


def test_few_rows_are_not_taken_for_codes() -> None:
    few = dict(list(OBVIOUS.items())[:4])

    assert {question.answer for question in make_all(few, Kind.CHOICE, 4)} == set(few.values())


def test_names_are_not_taken_for_codes() -> None:
    cities = {"Peru": "Lima", "Chile": "Santiago", "Cuba": "Havana", "Spain": "Madrid", "Italy": "Rome"}

    assert {question.answer for question in make_all(cities, Kind.CHOICE, 4)} == set(cities.values())
