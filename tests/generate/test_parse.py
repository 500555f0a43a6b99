"""Tests of parsed values and their neighbours."""

import re
from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.generate.values import parse, scale
from quiz.model.rng import RandomStream
from quiz.text.normalize import fold

CRITICAL_AT_ONE_IN_A_THOUSAND = 16.27
"""Upper critical value of chi-square with three degrees of freedom, for p = 0.001."""
SUSPICIOUSLY_EVEN = 0.024
"""Lower critical value of chi-square with three degrees of freedom, for p = 0.001."""


def drawn(text: str, type_: str, seed: int = 0, latest: int | None = None) -> list[str]:
    form = parse.parse_value(text, type_)
    assert form is not None
    if type_ == "year":
        form = parse.cap_year(form, latest)
    found = parse.draw_nearby_values(form, RandomStream(text, seed), lambda other: True, latest=latest)
    assert found is not None
    return list(found)


def rank(text: str, type_: str, others: list[str]) -> int:
    own = parse.parse_magnitude(text, type_)
    sizes = [parse.parse_magnitude(other, type_) for other in others]
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
        ("44 BC", "year", r"\d+ BC"),
        ("2560 BC", "year", r"\d+[1-9]0 BC"),
        ("AD 79", "year", r"AD \d+"),
        ("476 CE", "year", r"\d{3} CE"),
        ("the 1920s", "year", r"the \d{3}0s"),
        ("19th century", "year", r"\d\d(st|nd|rd|th) century"),
        ("the nineteenth century", "year", r"the [a-z-]+ century"),
        ("5th century BC", "year", r"\d{1,2}(st|nd|rd|th) century BC"),
        ("1914–1918", "year", r"\d{4}–\d{4}"),
        ("1914–18", "year", r"\d{4}–\d\d"),
        ("1914 to 1915", "year", r"\d{4} to \d{4}"),
        ("10–12 km", "range", r"\d+–\d+ km"),
        ("1,200 to 3,400", "number", r"[\d,]+00 to [\d,]+00"),
        ("$3 million to $9 million", "money", r"\$\d+ million to \$\d+ million"),
        ("−38.8 °C", "number", r"−\d+\.\d °C"),
        ("-40", "number", r"-\d+"),
        ("−$40", "money", r"−\$\d+"),
        ("−268.9 °C", "number", r"−\d+\.\d °C"),
        ("1.5 × 10⁹ km", "number", r"[1-9]\.\d × 10⁹ km"),
        ("6.02e23", "number", r"[1-9]\.\d\de23"),
        ("£1.2bn", "money", r"£\d+\.\dbn"),
        ("€850k", "money", r"€\d+0k"),
        ("5 days 22 hours", "duration", r"\d+ days? \d+ hours?"),
        ("2 hours and 30 minutes", "duration", r"\d+ hours? and \d0 minutes"),
        ("1 h 53 min", "duration", r"\d+ h \d+ min"),
        ("3m20s", "duration", r"\d+m\d0s"),
        ("2 years, 3 months and 4 days", "duration", r"\d+ years?, \d+ months? and \d+ days?"),
        ("3–2", "score", r"\d+–\d+"),
        ("0:1", "score", r"\d+:\d+"),
        ("1-1", "score", r"(\d+)-\1"),
        ("102–98", "score", r"\d+–\d+"),
    ],
)
def test_neighbours_have_form_of_value(text: str, type_: str, pattern: str) -> None:
    for seed in range(40):
        others = drawn(text, type_, seed)
        assert len({fold(other) for other in (text, *others)}) == 4
        assert all(re.fullmatch(pattern, other) for other in others), others


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("soon", "year"),
        ("2003–2001", "year"),
        ("2001–2003–2005", "year"),
        ("19th centurie", "year"),
        ("0 BC", "year"),
        ("1.2.3", "number"),
        ("12,34", "number"),
        ("between 3 and 5", "number"),
        ("A-40", "number"),
        ("− 40", "number"),
        ("12.5 × 10⁹", "number"),
        ("0 × 10⁹", "number"),
        ("0e5", "count"),
        ("9" * 400, "number"),
        ("9" * 400 + ".5 trillion", "count"),
        ("9" * 400 + "–" + "9" * 400, "range"),
        ("4 days 30 hours", "duration"),
        ("4 days 0 hours", "duration"),
        ("22 hours 4 days", "duration"),
        ("3–", "score"),
        ("5 to 3", "range"),
        ("5", "range"),
        ("a dozen", "count"),
        ("4:75", "duration"),
        ("31 February 2001", "date"),
        ("early 2001", "date"),
        ("2001", "director"),
    ],
)
def test_unknown_form_is_not_guessed(text: str, type_: str) -> None:
    assert parse.parse_value(text, type_) is None


def test_number_words_are_parsed_in_english_only() -> None:
    assert parse.parse_value("six", "count") is not None
    assert parse.parse_value("six", "count", english=False) is None


def test_other_languages_keep_their_separators() -> None:
    form = parse.parse_value("12.345", "number", english=False)
    assert form is not None
    found = parse.draw_nearby_values(form, RandomStream("marks"), lambda other: True)

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
        ("44 BC", "year"),
        ("2560 BC", "year"),
        ("12th century", "year"),
        ("1914–1918", "year"),
        ("1914–1915", "year"),
        ("1,200 to 3,400", "number"),
        ("−38.8 °C", "number"),
        ("3.5 × 10⁹", "number"),
        ("5 days 22 hours", "duration"),
        ("2 hours 30 minutes", "duration"),
        ("4–2", "score"),
        ("2–4", "score"),
    ],
)
def test_rank_of_value_is_uniform(text: str, type_: str) -> None:
    ranks = Counter(rank(text, type_, drawn(text, type_, seed, latest=2024)) for seed in range(800))

    assert SUSPICIOUSLY_EVEN < chi_square(ranks, 4) < CRITICAL_AT_ONE_IN_A_THOUSAND


def test_forbidden_neighbour_keeps_rank_uniform() -> None:
    form = parse.parse_value("12", "count")
    assert form is not None
    ranks: Counter[int] = Counter()
    for seed in range(800):
        others = parse.draw_nearby_values(
            form, RandomStream("forbidden", seed), lambda other: other not in ("13", "14")
        )
        assert others is not None
        assert not {"13", "14"} & set(others)
        ranks[rank("12", "count", list(others))] += 1

    assert chi_square(ranks, 4) < CRITICAL_AT_ONE_IN_A_THOUSAND


def test_values_near_end_of_scale_share_options() -> None:
    sets = {tuple(sorted([text, *drawn(text, "position")])) for text in ("1", "2", "3", "4")}

    assert sets == {("1", "2", "3", "4")}


def test_neighbours_end_with_latest_year() -> None:
    for seed in range(200):
        assert all(int(year) <= 2010 for year in drawn("2004", "year", seed, latest=2010))
        assert all(int(day[-4:]) <= 2004 for day in drawn("12 May 2004", "date", seed, latest=2004))


def test_recent_years_have_close_neighbours() -> None:
    for seed in range(300):
        years = [2001, *map(int, drawn("2001", "year", seed, latest=2024))]
        assert max(years) - min(years) <= 12


def test_ratio_of_options_is_bounded() -> None:
    for seed in range(300):
        copies = [836_500, *(int(text.replace(",", "")) for text in drawn("836,500", "number", seed))]
        assert max(copies) <= 4 * min(copies)


def test_percentage_is_at_most_one_hundred() -> None:
    for text in ("83%", "99.1%"):
        for seed in range(100):
            assert all(float(other[:-1]) <= 100 for other in drawn(text, "percent", seed))


def test_two_parts_of_date_vary() -> None:
    for seed in range(60):
        days = [
            datetime.strptime(text, "%d %B %Y")
            for text in ("14 June 2001", *drawn("14 June 2001", "date", seed))
        ]
        for part in ("day", "month", "year"):
            counts = sorted(Counter(getattr(day, part) for day in days).values())
            assert counts in ([2, 2], [4])


@given(st.integers(min_value=5, max_value=10**9), st.integers(min_value=0, max_value=9))
def test_number_keeps_separators_and_rounding(number: int, seed: int) -> None:
    text = f"{number:,}"
    for other in drawn(text, "number", seed):
        value = int(other.replace(",", ""))
        assert other == f"{value:,}"
        if number > 20:
            assert len(str(value)) - len(str(value).rstrip("0")) == len(text.replace(",", "")) - len(
                text.replace(",", "").rstrip("0")
            )


@given(st.dates(), st.integers(min_value=0, max_value=3))
def test_neighbours_of_date_are_dates(day: datetime, seed: int) -> None:
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"
    for other in drawn(text, "date", seed):
        datetime.strptime(other, "%Y-%m-%d")


@given(st.integers(min_value=20, max_value=5999), st.integers(min_value=0, max_value=3))
def test_seconds_stay_below_sixty(seconds: int, seed: int) -> None:
    text = f"{seconds // 60}:{seconds % 60:02}"
    for other in drawn(text, "duration", seed):
        assert re.fullmatch(r"\d+:[0-5]\d", other)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 5))
def test_neighbours_of_score_have_its_outcome(own: int, other: int, seed: int) -> None:
    for text in drawn(f"{own}–{other}", "score", seed):
        one, two = map(int, text.split("–"))
        assert (one > two, one < two) == (own > other, own < other)


@given(st.integers(0, 99), st.integers(0, 99))
def test_equal_magnitudes_belong_to_equal_scores(own: int, other: int) -> None:
    form = parse.parse_value(f"{own}–{other}", "score")

    assert isinstance(form, scale.Scale)
    assert form.write(form.point) == f"{own}–{other}"
    assert parse.parse_magnitude(f"{own}–{other}", "score") != parse.parse_magnitude(
        f"{own + 1}–{other}", "score"
    )
    assert parse.parse_magnitude(f"{own}–{other}", "score") != parse.parse_magnitude(
        f"{other}–{own + 100}", "score"
    )


@given(st.integers(1, 40), st.integers(1, 23), st.integers(1, 59), st.integers(0, 3))
def test_duration_keeps_units_and_plurals(days: int, hours: int, minutes: int, seed: int) -> None:
    text = (
        f"{days} day{'s' * (days > 1)}, {hours} hour{'s' * (hours > 1)} "
        f"and {minutes} minute{'s' * (minutes > 1)}"
    )
    form = parse.parse_value(text, "duration")
    assert isinstance(form, scale.Scale)
    assert form.write(form.point) == text
    assert form.magnitude == (days * 24 + hours) * 60 + minutes
    worth = [form.magnitude]
    for other in drawn(text, "duration", seed):
        match = re.fullmatch(r"(\d+) days?, (\d+) hours? and (\d+) minutes?", other)
        assert match is not None
        parts = [int(part) for part in match.groups()]
        assert parts[0] >= 1
        assert 1 <= parts[1] <= 23
        assert 1 <= parts[2] <= 59
        assert not re.search(r"\b1 \w+s\b|\b(?:[02-9]|\d\d) (?:day|hour|minute)\b", other)
        worth.append((parts[0] * 24 + parts[1]) * 60 + parts[2])
    assert sorted(worth) == sorted(
        parse.parse_magnitude(other, "duration") or 0 for other in (text, *drawn(text, "duration", seed))
    )


@given(st.integers(1000, 1990), st.integers(1, 200), st.integers(0, 5))
def test_range_of_years_ends_after_its_start(first: int, length: int, seed: int) -> None:
    for text in drawn(f"{first}–{first + length}", "year", seed, latest=2300):
        one, other = map(int, text.split("–"))
        assert one < other <= 2300


def test_each_end_of_range_occurs_twice() -> None:
    for seed in range(60):
        pairs = [text.split("–") for text in ("1914–1918", *drawn("1914–1918", "year", seed))]
        for end in zip(*pairs, strict=True):
            assert sorted(Counter(end).values()) == [2, 2]


def test_temperature_stays_above_absolute_zero() -> None:
    for seed in range(100):
        for text in drawn("−268.9 °C", "number", seed):
            assert float(text[1:-3]) <= 273.15
        for text in drawn("-400 °F", "number", seed):
            assert int(text[1:-3]) <= 459


def test_years_bc_sort_before_years_ad() -> None:
    assert (parse.parse_magnitude("44 BC", "year") or 0) > (parse.parse_magnitude("100 BC", "year") or 0)
    assert (parse.parse_magnitude("AD 14", "year") or 0) > (parse.parse_magnitude("27 BC", "year") or 0)
    assert (parse.parse_magnitude("1st century", "year") or 0) > (
        parse.parse_magnitude("1st century BC", "year") or 0
    )


def test_years_bc_have_neighbours_bc() -> None:
    form = parse.parse_value("2560 BC", "year")
    assert form is not None

    assert parse.cap_year(form, 2024) == form


def test_centuries_end_with_current_one() -> None:
    for seed in range(100):
        for text in drawn("20th century", "year", seed, latest=2024):
            assert int(re.match(r"\d+", text)[0]) <= 21  # type: ignore[index]


@pytest.mark.parametrize(
    ("approximate", "type_", "near", "far"),
    [
        ("400", "number", ("330", "490"), ("320", "500")),
        ("12", "number", ("10", "14"), ("9", "15")),
        ("90%", "percent", ("81%", "98%"), ("80%", "100%")),
        ("1840", "year", ("1821", "1859"), ("1820", "1860")),
        ("1600 BC", "year", ("1550 BC",), ("1500 BC", "1700 BC")),
    ],
)
def test_vague_number_has_distant_neighbours(
    approximate: str, type_: str, near: tuple[str, ...], far: tuple[str, ...]
) -> None:
    assert not any(parse.is_apart(text, approximate, type_, english=True) for text in near)
    assert all(parse.is_apart(text, approximate, type_, english=True) for text in far)


def test_vague_numbers_are_drawn_at_a_distance() -> None:
    for text, type_ in (("400", "number"), ("12", "number"), ("1840", "year"), ("1865", "year")):
        form = parse.parse_value(text, type_)
        assert form is not None
        for seed in range(100):
            found = parse.draw_nearby_values(
                parse.spread_apart(form, type_),
                RandomStream("vague", seed),
                lambda other, text=text, type_=type_: parse.is_apart(other, text, type_, english=True),  # type: ignore[misc]
            )
            assert found is not None, (text, seed)


def test_year_has_no_zero_in_front() -> None:
    form = parse.parse_value("1010", "year")
    assert isinstance(form, scale.Scale)

    assert form.write(985) == "985"
