"""The form in which typed answers are compared."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.text.answers import fold_answer, parse_typed_number

WORDS = "a the an and two hundred first second st 5 1,000 - . ' ’ ` & $ ½ ß Ø İ Æ million % x".split()


@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)))
@example("the the the x")
def test_folding_again_changes_nothing(text: str) -> None:
    folded = fold_answer(text)

    assert fold_answer(folded) == folded


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Reykjavík", "reykjavik"),
        ("The Hague", "hague"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Ørsted", "orsted"),
        ("Łódź", "Lodz"),
        ("Straße", "strasse"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("ＫＹＩＶ", "Kyiv"),
        ("St. Lucia", "st lucia"),
        ("1,969", "1969"),
    ],
)
def test_accents_case_articles_and_punctuation_make_no_difference(first: str, second: str) -> None:
    assert fold_answer(first) == fold_answer(second)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1894", 1894),
        ("1,894", 1894),
        ("10 000", 10_000),
        ("1.5 million", 1_500_000),
        ("twelve", 12),
        ("-5", -5),
        ("１２", 12),
        ("1 0000", None),
        ("12 km", None),
        ("1e5", None),
        ("nan", None),
        ("inf", None),
        ("9" * 400, None),
        ("", None),
    ],
)
def test_number_is_read_in_digits_or_words(text: str, number: float | None) -> None:
    assert parse_typed_number(text) == number
