"""Numbers, lists and dates are written as people say them."""

import pytest

from quiz.text import english


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "zero"),
        (7, "seven"),
        (13, "thirteen"),
        (40, "forty"),
        (99, "ninety-nine"),
        (100, "100"),
        (-3, "-3"),
    ],
)
def test_small_cardinal_is_a_word(number: int, word: str) -> None:
    assert english.cardinal(number) == word


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (101, "101st"),
        (111, "111th"),
        (112, "112th"),
        (1000, "1000th"),
    ],
)
def test_ordinal_has_its_ending(number: int, written: str) -> None:
    assert english.ordinal(number) == written


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "first"),
        (5, "fifth"),
        (8, "eighth"),
        (12, "twelfth"),
        (20, "twentieth"),
        (21, "twenty-first"),
        (32, "thirty-second"),
        (90, "ninetieth"),
        (100, "100th"),
    ],
)
def test_ordinal_is_a_word(number: int, word: str) -> None:
    assert english.ordinal_word(number) == word


def test_count_of_one_is_singular() -> None:
    assert [english.plural(noun) for noun in ("row", "entry", "essay", "box", "branch")] == [
        "rows",
        "entries",
        "essays",
        "boxes",
        "branches",
    ]
    assert english.format_count(1, "question") == "1 question"
    assert english.format_count(0, "question") == "0 questions"
    assert english.format_count(1200, "category", "categories") == "1,200 categories"


def test_items_with_commas_are_joined_by_semicolons() -> None:
    parts = ["Henry IV, Part 1", "Henry IV, Part 2", "Macbeth"]

    assert english.join_words(parts, "or") == "Henry IV, Part 1; Henry IV, Part 2; or Macbeth"
    assert english.join_words(parts[1:], "or") == "Henry IV, Part 2 or Macbeth"


def test_list_ends_with_and() -> None:
    assert english.join_words([]) == ""
    assert english.join_words(["a"]) == "a"
    assert english.join_words(["a", "b"]) == "a and b"
    assert english.join_words(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2021", "2021"),
        ("2021-07", "July 2021"),
        ("2021-07-31", "31 July 2021"),
        ("2021-07-01", "1 July 2021"),
        ("2021-13", "2021-13"),
        ("long ago", "long ago"),
    ],
)
def test_date_is_formatted_to_its_precision(iso: str, said: str) -> None:
    assert english.format_date(iso) == said


@pytest.mark.parametrize(
    "text", ["apple", "hour", "8-minute video", "11", "18th", "MTV award", "FBI agent", "Ému"]
)
def test_an_precedes_a_vowel_sound(text: str) -> None:
    assert english.takes_an(text)


@pytest.mark.parametrize(
    "text",
    [
        "unicorn",
        "university",
        "one-man show",
        "European",
        "UK hit",
        "US state",
        "1",
        "80"[1:],
        "hero",
        "",
        "“Hero”",
    ],
)
def test_a_precedes_a_consonant_sound(text: str) -> None:
    assert not english.takes_an(text)


@pytest.mark.parametrize(
    "text", ["umbrella", "uncle", "uninteresting", "orange", "Amboy", "Irish song", "80", "Umlaut"]
)
def test_vowel_sound_takes_an(text: str) -> None:
    assert english.takes_an(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rain falls", "Rain falls"),
        ("the UK", "The UK"),
        ("a hill", "A hill"),
        ("x-ray", "X-ray"),
        ("école", "École"),
        ("iPhone", "iPhone"),
        ("e is less", "e is less"),
        ("π", "π"),
        ("`main`", "`main`"),
        ("3 hills", "3 hills"),
        ("", ""),
    ],
)
def test_sentence_start_is_capitalized_except_names_and_signs(text: str, sentence: str) -> None:
    assert english.capitalize_start(text) == sentence


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (1000, "1,000"), (1_000_000, "1,000,000"), (2.5, "2.5"), (20.0, "20")],
)
def test_number_has_commas_from_a_thousand_on(number: float, text: str) -> None:
    assert english.format_number(number) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("capitals", "“capitals”"),
        ("a\nb", "“a b”"),
        ("9" * 40, f"“{'9' * 40}”"),
        ("9" * 41, f"“{'9' * 39}…”"),
    ],
)
def test_quote_is_one_line_and_cut(raw: str, text: str) -> None:
    assert english.quote(raw) == text
