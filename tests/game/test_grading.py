"""Grading of answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.game.grading import closeness, grade_answer, measure_distance, parse_guess
from quiz.game.outcome import Answer, Verdict
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.factories import closest_question, question, typed_question


@pytest.mark.parametrize(
    ("option", "verdict"),
    [(2, Verdict.RIGHT), (0, Verdict.WRONG), (3, Verdict.WRONG), (4, None), (-1, None), (None, None)],
)
def test_an_option_is_right_only_if_it_is_the_key(option: int | None, verdict: Verdict | None) -> None:
    assert grade_answer(question(key=2), Answer(option)) is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Kyiv", Verdict.RIGHT),
        ("kiev", Verdict.RIGHT),
        ("Minsk", Verdict.WRONG),
        ("", None),
    ],
)
def test_a_typed_answer_is_compared_with_each_spelling(text: str, verdict: Verdict | None) -> None:
    assert grade_answer(typed_question(), Answer(text=Text(text))) is verdict


@pytest.mark.parametrize("other", [question(), typed_question(), closest_question()])
def test_an_answer_of_another_kind_is_none(other: Question) -> None:
    answer = Answer(text=Text("Kyiv")) if other.options else Answer(0)

    assert grade_answer(other, answer) is None
    assert grade_answer(other, Answer()) is None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("1894", Verdict.RIGHT), ("1,896", Verdict.RIGHT), ("1891", Verdict.WRONG), ("soon", None), ("", None)],
)
def test_a_year_within_two_years_is_right(text: str, verdict: Verdict | None) -> None:
    assert grade_answer(closest_question(), Answer(text=Text(text))) is verdict


@pytest.mark.parametrize(
    ("unit", "text", "number"),
    [
        ("_____ kilometres", "1,012", 1012),
        ("_____ kilometres", "1012 Kilometres", 1012),
        ("_____ kilometres", "1012 miles", None),
        ("$_____", "$1,012", 1012),
        ("_____ %", "45%", 45),
        ("", "1.5 million", 1_500_000),
    ],
)
def test_a_guess_may_have_the_unit_of_the_answer(unit: str, text: str, number: float | None) -> None:
    guessed = closest_question(value=1000.0, type_="number", unit=unit).guessed

    assert guessed is not None
    assert parse_guess(guessed, text) == number


@given(
    st.sampled_from(["year", "number"]),
    st.floats(1, 1e6),
    st.lists(st.floats(0, 1e7), min_size=2, max_size=2),
)
def test_a_nearer_guess_never_earns_less(type_: str, value: float, guesses: list[float]) -> None:
    asked = closest_question(value=value, type_=type_)
    assert asked.guessed is not None
    distances = [measure_distance(asked.guessed, guess) for guess in guesses]
    shares = [closeness(asked, Answer(text=Text(f"{guess:.6f}"))) for guess in guesses]

    assert all(0 <= share <= 1 for share in shares)
    if distances[0] + 1e-5 < distances[1]:
        assert shares[0] >= shares[1]


def test_the_number_itself_earns_everything_and_a_far_one_nothing() -> None:
    assert closeness(closest_question(), Answer(text=Text("1894"))) == 1
    assert closeness(closest_question(), Answer(text=Text("1919"))) == 0
    assert closeness(closest_question(), None) == 0
    assert closeness(closest_question(value=100.0, type_="number"), Answer(text=Text("0"))) == 0
