"""Texts that say the same fold to one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.text.normalize import contains, fold, overlaps, same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Déjà Vu", "“Déja vu”"),
        ("1,000", "one thousand"),
        ("836,500", "836500"),
        ("415 million", "415,000,000"),
        ("1.5 million", "1500000"),
        ("the UK", "UK"),
        ("3rd", "third"),
        ("twenty-one", "21"),
        ("two hundred and five", "205"),
        ("Rock & Roll", "rock and roll"),
        ("50%", "50 percent"),
        ("Joseph Kahn’s", "Joseph Kahn"),
        ("Don’t", "Don't"),
        ("`main`", "main"),
        ("`print()`", "print"),
        ("`--dry-run`", "dry run"),
        ("_Hero_", "Hero"),
        ("either/or", "either or"),
        ("Rock `n' Roll & Blues", "Rock ’n’ Roll and Blues"),
        ("Hero - the song", "Hero: the song"),
        ("“-40 °C”", '"-40 °C"'),
    ],
)
def test_equivalent_texts_have_one_key(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C#"),
        ("C", "C++"),
        ("-40", "40"),
        ("4:24", "424"),
        ("1.5", "15"),
        ("third", "three"),
        ("2001", "2002"),
        ("The Who", "Who Are You"),
        ("$5", "£5"),
        ("twenty one pilots", "one pilot"),
        ("`:=`", "`!=`"),
        ("->", "=>"),
        ("`7 / 2` gives", "`7 // 2` gives"),
        ("`7 // 2` gives", "`-7 // 2` gives"),
        ("the operator `|` gives", "the operator `/` gives"),
        ("`&`", "`and`"),
        ("`$?`", "`$!`"),
        ("`$#`", "`$@`"),
        ("`Ctrl+[`", "`Ctrl+\\`"),
        ("`2>&1`", "`2>1`"),
        ("`__init__`", "`init`"),
        ("__init__", "_init_"),
    ],
)
def test_different_texts_have_different_keys(one: str, other: str) -> None:
    assert not same(one, other)


@given(
    st.lists(st.sampled_from("a the one two third 3rd 14 007 1750 million hundred and march C 4th".split()))
)
def test_plain_words_fold_like_quoted_words(words: list[str]) -> None:
    text = " ".join(words)

    assert fold(text) == fold(f"“{text}”") or not words


def test_contains_matches_whole_words() -> None:
    assert contains("Amboy, California", "california")
    assert contains("in the desert", "the Desert")
    assert not contains("Californian", "California")
    assert not contains("in 2001", "200")


def test_date_overlaps_its_month_and_year() -> None:
    assert overlaps("3 September 2001", "September 2001")
    assert overlaps("2001", "3 September 2001")
    assert not overlaps("3 September 2001", "13 September 2001")


def test_single_article_is_kept() -> None:
    assert fold("The The") == "the"
    assert fold("A") == "a"


def test_punctuation_alone_folds_to_itself() -> None:
    assert fold("?!") == "?!"


def test_dash_of_range_is_not_a_minus_sign() -> None:
    assert fold("1990-1995") == "1990 1995"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_surrounding_space_is_ignored_and_key_is_not_empty(text: str) -> None:
    assert fold(f" {text}\n") == fold(text)
    assert fold(text) or not text.strip()


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_case_is_ignored(text: str) -> None:
    assert same(text.upper(), text.lower()) or not any(character.isalnum() for character in text)


@given(st.integers(min_value=0, max_value=10**9))
def test_group_separators_are_ignored(number: int) -> None:
    assert same(f"{number:,}", str(number))


def test_huge_number_folds_to_itself() -> None:
    assert fold("9" * 400 + " million") == "9" * 400 + " million"


def test_repeated_hundred_ends_number() -> None:
    assert fold("1.5 " + "hundred " * 200) == "150 " + " ".join(["hundred"] * 199)
