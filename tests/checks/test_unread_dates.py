"""Dates that are not read: what they mean, and what to write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.checks.unread_dates import read_date
from quiz.generate.values.dates import parse_date
from quiz.text.english import MONTHS


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("9. November 1989", "Write `9 November 1989` or `1989-11-09`."),
        ("1. Juni 1969", "Write `1 June 1969` or `1969-06-01`."),
        ("1er juin 1969", "Write `1 June 1969` or `1969-06-01`."),
        ("1 de junio de 1969", "Write `1 June 1969` or `1969-06-01`."),
        ("1 июня 1969", "Write `1 June 1969` or `1969-06-01`."),
        ("1969年6月1日", "Write `1 June 1969` or `1969-06-01`."),
        ("1969-6-1", "Write `1 June 1969` or `1969-06-01`."),
        ("13/06/1969", "Write `13 June 1969` or `1969-06-13`."),
        ("06/13/1969", "Write `13 June 1969` or `1969-06-13`."),
        ("the 1st of June, 1969", "Write `1 June 1969` or `1969-06-01`."),
        ("Sunday, 1 June 1969", "Write `1 June 1969` or `1969-06-01`."),
        ("Jun. 1, 1969", "Write `1 June 1969` or `1969-06-01`."),
        ("1 june 1969", "Write `1 June 1969` or `1969-06-01`."),
    ],
)
def test_other_form_of_date_is_written_as_one_that_is_read(text: str, advice: str) -> None:
    reading = read_date(text)

    assert reading is not None
    assert (reading.reason, reading.advice) == ("it can’t be read as a date", advice)
    assert not reading.is_doubtful


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31 June 1969", "there is no 31 June 1969, because June has 30 days"),
        ("June 31, 1969", "there is no 31 June 1969, because June has 30 days"),
        ("1969-06-31", "there is no 31 June 1969, because June has 30 days"),
        ("31. Juni 1969", "there is no 31 June 1969, because June has 30 days"),
        ("29 February 1970", "there is no 29 February 1970, because 1970 was not a leap year"),
        ("29 February 1900", "there is no 29 February 1900, because 1900 was not a leap year"),
        ("30 February 1972", "there is no 30 February 1972, because February has 29 days"),
        ("1969-13-01", "there is no month 13"),
        ("13/13/1969", "there is no month 13"),
        ("01/06/1969", "it may be 1 June 1969 or 6 January 1969"),
        ("1.6.1969", "it may be 1 June 1969 or 6 January 1969"),
    ],
)
def test_impossible_or_ambiguous_date_is_doubtful(text: str, reason: str) -> None:
    reading = read_date(text)

    assert reading is not None
    assert reading.reason == reason
    assert reading.is_doubtful


def test_misspelled_month_is_named() -> None:
    reading = read_date("4 Febuary 1871")

    assert reading is not None
    assert reading.reason == "there is no month “Febuary”"
    assert reading.advice == "Write `4 February 1871` or `1871-02-04`."


@pytest.mark.parametrize(
    "text", ["soon", "the summer of 1969", "9 November 1989", "June 1969", "1969-06", "12"]
)
def test_date_that_is_read_and_other_text_have_no_reading(text: str) -> None:
    assert read_date(text) is None


@given(
    st.dates(),
    st.sampled_from(
        ["{0.day}. {1} {0.year:04}", "{1} {0.day}th {0.year:04}", "{0.year:04}.{0.month}.{0.day}"]
    ),
)
def test_advice_is_a_date_that_is_read(date: date, form: str) -> None:
    month = MONTHS[date.month - 1]
    reading = read_date(form.format(date, month))

    assert reading is not None
    iso = reading.advice.split("`")[3]
    assert iso == str(date)
    assert parse_date(iso) is not None
