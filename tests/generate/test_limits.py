"""Limits and forms of drawn numbers, years, dates and durations."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.generate.question_maker import QuestionMaker
from quiz.generate.values import parse
from quiz.model.pack import Kind, Pack
from quiz.model.question import Question
from tests.generate.factories import fact, pack


def column(
    type_: str,
    texts: Sequence[str],
    *,
    sentence: str = "The sign of {} is",
    language: str = "en",
    between: tuple[str, ...] = (),
) -> Pack:
    """Build a pack with one column of values."""
    names = [f"Land {chr(65 + number % 26)}{'x' * (number // 26)}" for number in range(len(texts))]
    return pack(
        *(
            fact(
                f"{sentence.format(f'<land={name}>')} <value={text}>.",
                values={
                    "land": {"asked": False},
                    "value": {"type": type_, "ask": f"What has {name}?", "between": between},
                },
            )
            for name, text in zip(names, texts, strict=True)
        ),
        language=language,
    )


def drawn(made: Pack, seeds: int = 4) -> list[tuple[str, list[str]]]:
    """List the key of each choice with its wrong options."""
    maker = QuestionMaker(made)
    questions = [
        question for seed in range(seeds) for question in maker.iter_questions(seed, kind=Kind.CHOICE)
    ]
    return [
        (
            question.options[question.key],
            [text for index, text in enumerate(question.options) if index != question.key],
        )
        for question in questions
    ]


def wrong_magnitudes(made: Pack, type_: str, seeds: int = 4) -> list[float]:
    asked = drawn(made, seeds)
    assert asked
    found = [parse.parse_magnitude(text, type_) for _, wrong in asked for text in wrong]
    assert None not in found
    return [each for each in found if each is not None]


NUMBERS = st.lists(st.integers(1, 20_000), min_size=5, max_size=12, unique=True)
SLOW = settings(max_examples=40, deadline=None)


def with_commas(numbers: Sequence[int]) -> list[str]:
    return [f"{number:,}" for number in numbers]


@pytest.mark.slow
@SLOW
@given(NUMBERS, st.booleans(), st.sampled_from(["number", "count", "money"]))
def test_drawn_numbers_have_the_range_and_the_separators_of_their_column(
    numbers: list[int], has_commas: bool, type_: str
) -> None:
    texts = with_commas(numbers) if has_commas else list(map(str, numbers))
    ordered = sorted(numbers)
    gaps = sorted(high - low for low, high in pairwise(ordered))
    gap = (gaps[len(gaps) // 2] + gaps[(len(gaps) - 1) // 2]) / 2
    for _, wrong in drawn(column(type_, texts), 2):
        for text in wrong:
            number = int(text.replace(",", ""))
            assert ordered[0] - gap <= number <= ordered[-1] + gap
            assert "," not in text or has_commas
            if number > 999 and has_commas:
                assert "," in text
            assert number <= 999 or ordered[-1] > 999


@SLOW
@given(st.integers(1, 4_000), st.sampled_from(["{}", "{:,}", "{} km", "{:,} km", "{}.50"]))
def test_options_of_a_single_fact_are_on_one_side_of_a_thousand(number: int, form: str) -> None:
    key = form.format(number)
    made = pack(fact(f"The way is <{key}> long.", "number", ask="How long is the way?"))
    for question in QuestionMaker(made).iter_questions(0, kind=Kind.CHOICE):
        sides = {float(re.sub(r"[^\d.]", "", text)) >= 1_000 for text in question.options}
        assert len(sides) == 1
        assert len({"," in text for text in question.options}) == 1


@pytest.mark.slow
@SLOW
@given(st.lists(st.integers(1, 99_999), min_size=5, max_size=10, unique=True), st.integers(1, 3))
def test_drawn_numbers_have_the_decimals_of_the_key(points: list[int], count: int) -> None:
    texts = [f"{point / 10**count:.{count}f}" for point in points]
    for key, wrong in drawn(column("number", texts), 1):
        assert {len(text.partition(".")[2]) for text in wrong} == {len(key.partition(".")[2])}


def test_numbers_without_zeros_at_the_end_get_none() -> None:
    texts = ["12.5", "13.25", "14.75", "11.5", "15.25", "12.75", "16.5", "13"]
    assert not [
        text
        for _, wrong in drawn(column("number", texts), 20)
        for text in wrong
        if "." in text and text.endswith("0")
    ]


def test_prices_that_end_in_zeros_get_others_that_do() -> None:
    texts = ["$12.50", "$9.90", "$14.20", "$7.70", "$11.30", "$16.60"]
    assert all(text.endswith("0") for _, wrong in drawn(column("money", texts), 20) for text in wrong)


@pytest.mark.parametrize(
    ("sentence", "texts", "low", "high"),
    [
        ("The longitude of {} is", ["144.968", "-172.5", "151.2"], -180, 180),
        ("The latitude of {} is", ["88.1", "-89.2", "12.5"], -90, 90),
        ("The bearing of {} is", ["350°", "355°", "12°"], 0, 360),
        ("The atomic number of {} is", ["117", "2", "115"], 1, 118),
        ("The age of {} was", ["114", "3", "98"], 0, 115),
        ("The pH of {} is", ["13.8", "0.4", "7.2"], 0, 14),
        ("The share of {} is", ["98.5%", "99%", "97%"], 0, 100),
    ],
)
def test_options_stay_within_known_bounds(sentence: str, texts: list[str], low: float, high: float) -> None:
    for magnitude in wrong_magnitudes(column("number", texts, sentence=sentence), "number", 20):
        assert low <= magnitude <= high


def test_known_bounds_do_not_hold_for_a_column_that_exceeds_them() -> None:
    made = column("number", ["118", "4,500", "2,300"], sentence="The age of {} is")

    assert max(wrong_magnitudes(made, "number", 20)) > 118


@pytest.mark.parametrize(
    ("type_", "texts", "between", "low", "high"),
    [
        ("number", ["99", "3", "57"], ("1", "100"), 1, 100),
        ("number", ["-88.5", "12.5"], ("-90", "90"), -90, 90),
        ("year", ["1999", "1991"], ("1990", "2000"), 1990, 2000),
        ("percent", ["52%", "55%"], ("50", "60"), 50, 60),
    ],
)
def test_options_stay_between_the_author_s_ends(
    type_: str, texts: list[str], between: tuple[str, ...], low: float, high: float
) -> None:
    made = column(type_, texts, between=between)

    assert all(low <= each <= high for each in wrong_magnitudes(made, type_, 20))


@pytest.mark.parametrize(
    "between", [("1990", "1992"), ("January 1990", "December 1992"), ("1 January 1990", "31 December 1992")]
)
def test_dates_stay_between_the_author_s_ends(between: tuple[str, ...]) -> None:
    made = column("date", ["3 March 1990", "30 December 1992", "14 June 1991"], between=between)
    asked = drawn(made, 20)

    assert len(asked) > 40
    assert {int(text[-4:]) for _, wrong in asked for text in wrong} <= {1990, 1991, 1992}


CONTESTS = [str(year) for year in range(1956, 2020) if year not in (1960, 1999)]


@pytest.mark.parametrize(
    ("type_", "texts"),
    [("year", CONTESTS), ("number", [str(number) for number in range(1, 119)]), ("count", list("0123465"))],
)
def test_dense_column_offers_only_numbers_that_it_holds(type_: str, texts: list[str]) -> None:
    for _, wrong in drawn(column(type_, texts), 3):
        assert set(wrong) <= set(texts)


def test_years_stay_near_those_of_the_column() -> None:
    texts = ["1901", "1903", "1908", "1910", "1921", "1929"]
    magnitudes = wrong_magnitudes(column("year", texts), "year", 20)

    assert min(magnitudes) >= 1896
    assert max(magnitudes) <= 1934


DATES = ["12 April 1961", "20 July 1969", "14 December 1972", "3 May 1975", "12 April 1981", "9 June 1990"]


def test_dates_of_a_column_are_each_other_s_options() -> None:
    asked = drawn(column("date", DATES), 10)

    assert len(asked) == 10 * len(DATES)
    assert {text for _, wrong in asked for text in wrong} <= set(DATES)


def test_key_is_at_each_place_among_the_dates_of_a_column() -> None:
    places = {
        sorted([key, *wrong], key=lambda text: parse.parse_magnitude(text, "date") or 0).index(key)
        for key, wrong in drawn(column("date", DATES), 30)
    }

    assert places == {0, 1, 2, 3}


def test_date_in_another_form_is_not_an_option() -> None:
    asked = drawn(column("date", [*DATES, "1999-12-31"]), 10)

    assert all("-" not in text for key, wrong in asked for text in wrong if key in DATES)


def test_durations_stay_near_those_of_the_column() -> None:
    texts = ["2:58", "3:07", "3:15", "3:29", "4:01", "4:24"]
    magnitudes = wrong_magnitudes(column("duration", texts), "duration", 20)

    assert min(magnitudes) >= 178 - 15
    assert max(magnitudes) <= 264 + 15


def test_least_and_greatest_of_a_column_are_asked() -> None:
    texts = with_commas([120, 3_400, 15_600, 98_500, 640_100, 9_984_670])
    keys = {key for key, _ in drawn(column("number", texts), 3)}

    assert keys == set(texts)


def test_options_of_the_greatest_number_are_not_nearly_equal() -> None:
    texts = with_commas([120, 3_400, 15_600, 98_500, 640_100, 9_984_670])
    for key, wrong in drawn(column("number", texts), 20):
        if key == texts[-1]:
            assert all(abs(int(text.replace(",", "")) / 9_984_670 - 1) > 0.02 for text in wrong)


@pytest.mark.parametrize(
    "text",
    ["twelve", "3rd", "third", "10–12 km", "1.5 × 10⁹", "2–1", "44 BC", "the 1960s", "5 days 22 hours"],
)
def test_other_forms_still_have_options(text: str) -> None:
    types = {
        "3rd": "ordinal",
        "third": "ordinal",
        "2–1": "score",
        "44 BC": "year",
        "the 1960s": "year",
        "5 days 22 hours": "duration",
    }
    type_ = types.get(text, "number")
    made = pack(fact(f"It has <{text}> of them.", type_, ask="How many has it?"))
    (question,) = QuestionMaker(made).iter_questions(0, kind=Kind.CHOICE)

    assert isinstance(question, Question)
    assert len(question.options) == 4
