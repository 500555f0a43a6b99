"""Numbers and dates have neighbours in their own form, and no rank among them tells the key."""

import re
from collections import Counter
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core.chance import Chance
from quiz.generate import forms
from quiz.text.fold import fold

CRITICAL_AT_ONE_IN_A_THOUSAND = 16.27
"""Of chi-square with three degrees of freedom."""
SUSPICIOUSLY_EVEN = 0.024
"""What chi-square with three degrees of freedom falls below once in a thousand times."""


def drawn(text: str, type_: str, seed: int = 0, latest: int | None = None) -> list[str]:
    form = forms.read(text, type_)
    assert form is not None
    if type_ == "year":
        form = forms.until(form, latest)
    found = forms.neighbours(form, Chance(text, seed), lambda other: True, latest=latest)
    assert found is not None
    return list(found)


def rank(text: str, type_: str, others: list[str]) -> int:
    own = forms.size(text, type_)
    sizes = [forms.size(other, type_) for other in others]
    assert own is not None
    return sum(size is not None and size < own for size in sizes)


def chi_square(counts: Counter[int], cells: int) -> float:
    expected = sum(counts.values()) / cells
    return sum((counts[cell] - expected) ** 2 / expected for cell in range(cells))


@pytest.mark.parametrize(
    ("text", "type_", "pattern"),
    [
        ("2001", "year", r"\d{4}"),
        ("1990s", "year", r"\d{3}0s"),
        ("836,500", "number", r"[\d,]+[1-9]00"),
        ("415 million", "number", r"\d+ million"),
        ("8 million", "number", r"\d+ million"),
        ("1.5 million", "number", r"\d+\.\d million"),
        ("$2,300", "money", r"\$[\d,]+00"),
        ("37%", "percent", r"\d+%"),
        ("9 km", "number", r"\d+ km"),
        ("fifteen", "count", r"[a-z-]+"),
        ("Fifteen", "count", r"[A-Z][a-z-]+"),
        ("fifteen weeks", "count", r"[a-z-]+ weeks"),
        ("number nine", "position", r"number [a-z]+"),
        ("17th", "ordinal", r"\d+(st|nd|rd|th)"),
        ("17th place", "ordinal", r"\d+(st|nd|rd|th) place"),
        ("seventh", "ordinal", r"[a-z-]+"),
        ("4:24", "duration", r"\d:[0-5]\d"),
        ("04:24", "duration", r"0\d:[0-5]\d"),
        ("1:04:24", "duration", r"\d:[0-5]\d:[0-5]\d"),
        ("90 minutes", "duration", r"\d+ minutes"),
        ("3 September 2001", "date", r"\d{1,2} [A-Z][a-z]+ \d{4}"),
        ("September 3, 2001", "date", r"[A-Z][a-z]+ \d{1,2}, \d{4}"),
        ("June 2002", "date", r"[A-Z][a-z]+ \d{4}"),
        ("January 2002", "date", r"[A-Z][a-z]+ \d{4}"),
        ("2001-09-03", "date", r"\d{4}-\d\d-\d\d"),
        ("9 May", "date", r"\d{1,2} [A-Z][a-z]+"),
        ("2001", "date", r"\d{4}"),
    ],
)
def test_neighbours_have_the_form_of_the_value(text: str, type_: str, pattern: str) -> None:
    for seed in range(40):
        others = drawn(text, type_, seed)
        assert len({fold(other) for other in (text, *others)}) == 4
        assert all(re.fullmatch(pattern, other) for other in others), others


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("soon", "year"),
        ("2001–2003", "year"),
        ("1.2.3", "number"),
        ("12,34", "number"),
        ("between 3 and 5", "number"),
        ("-40", "number"),
        ("a dozen", "count"),
        ("4:75", "duration"),
        ("31 February 2001", "date"),
        ("early 2001", "date"),
        ("2001", "director"),
    ],
)
def test_a_form_that_is_not_known_is_not_guessed(text: str, type_: str) -> None:
    assert forms.read(text, type_) is None


def test_number_words_are_read_in_english_only() -> None:
    assert forms.read("six", "count") is not None
    assert forms.read("six", "count", english=False) is None


def test_other_languages_keep_their_marks_in_numbers() -> None:
    form = forms.read("12.345", "number", english=False)
    assert form is not None
    found = forms.neighbours(form, Chance("marks"), lambda other: True)

    assert found is not None
    assert all(re.fullmatch(r"\d{1,3}\.\d{3}", other) for other in found)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("2001", "year"),
        ("415 million", "number"),
        ("836,500", "number"),
        ("8 million", "number"),
        ("12", "count"),
        ("4:24", "duration"),
        ("17th", "ordinal"),
        ("14 September 2001", "date"),
        ("1 January 2002", "date"),
        ("June 2002", "date"),
        ("January 2002", "date"),
    ],
)
def test_the_rank_of_the_value_tells_nothing(text: str, type_: str) -> None:
    ranks = Counter(rank(text, type_, drawn(text, type_, seed, latest=2024)) for seed in range(800))

    assert SUSPICIOUSLY_EVEN < chi_square(ranks, 4) < CRITICAL_AT_ONE_IN_A_THOUSAND


def test_a_forbidden_neighbour_does_not_move_the_rank() -> None:
    form = forms.read("12", "count")
    assert form is not None
    ranks: Counter[int] = Counter()
    for seed in range(800):
        others = forms.neighbours(form, Chance("forbidden", seed), lambda other: other not in ("13", "14"))
        assert others is not None
        assert not {"13", "14"} & set(others)
        ranks[rank("12", "count", list(others))] += 1

    assert chi_square(ranks, 4) < CRITICAL_AT_ONE_IN_A_THOUSAND


def test_near_the_end_of_a_scale_every_value_has_the_same_options() -> None:
    sets = {tuple(sorted([text, *drawn(text, "position")])) for text in ("1", "2", "3", "4")}

    assert sets == {("1", "2", "3", "4")}


def test_no_year_lies_after_the_last_one_known() -> None:
    for seed in range(200):
        assert all(int(year) <= 2010 for year in drawn("2004", "year", seed, latest=2010))
        assert all(int(day[-4:]) <= 2004 for day in drawn("12 May 2004", "date", seed, latest=2004))


def test_recent_years_stand_close_together() -> None:
    for seed in range(300):
        years = [2001, *map(int, drawn("2001", "year", seed, latest=2024))]
        assert max(years) - min(years) <= 12


def test_no_option_is_many_times_as_large_as_another() -> None:
    for seed in range(300):
        copies = [836_500, *(int(text.replace(",", "")) for text in drawn("836,500", "number", seed))]
        assert max(copies) <= 4 * min(copies)


def test_a_percentage_stays_below_a_hundred() -> None:
    for text in ("83%", "99.1%"):
        for seed in range(100):
            assert all(float(other[:-1]) <= 100 for other in drawn(text, "percent", seed))


def test_two_parts_of_a_date_vary_in_all_four_ways() -> None:
    for seed in range(60):
        days = [
            datetime.strptime(text, "%d %B %Y")
            for text in ("14 June 2001", *drawn("14 June 2001", "date", seed))
        ]
        for part in ("day", "month", "year"):
            counts = sorted(Counter(getattr(day, part) for day in days).values())
            assert counts in ([2, 2], [4])


@given(st.integers(min_value=5, max_value=10**9), st.integers(min_value=0, max_value=9))
def test_a_number_keeps_its_marks_and_its_roundness(number: int, seed: int) -> None:
    text = f"{number:,}"
    for other in drawn(text, "number", seed):
        value = int(other.replace(",", ""))
        assert other == f"{value:,}"
        if number > 20:
            assert len(str(value)) - len(str(value).rstrip("0")) == len(text.replace(",", "")) - len(
                text.replace(",", "").rstrip("0")
            )


@given(st.dates(), st.integers(min_value=0, max_value=3))
def test_every_neighbour_of_a_date_is_a_date(day: datetime, seed: int) -> None:
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"
    for other in drawn(text, "date", seed):
        datetime.strptime(other, "%Y-%m-%d")


@given(st.integers(min_value=20, max_value=5999), st.integers(min_value=0, max_value=3))
def test_no_minute_has_sixty_seconds(seconds: int, seed: int) -> None:
    text = f"{seconds // 60}:{seconds % 60:02}"
    for other in drawn(text, "duration", seed):
        assert re.fullmatch(r"\d+:[0-5]\d", other)


def test_a_vague_number_has_no_near_neighbours() -> None:
    form = forms.read("400", "number")
    assert form is not None
    for seed in range(100):
        found = forms.neighbours(forms.vague(form), Chance("vague", seed), lambda other: True)
        sizes = sorted([400, *map(int, found or ())])
        assert all(high >= 1.2 * low for low, high in pairwise(sizes))
