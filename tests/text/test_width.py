"""Text is measured as a terminal shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.text.safe import Text
from quiz.text.width import truncate, width, wrap


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("[/]", 3), ("list[int]", 9), ("日本", 4), ("e\u0301", 1), ("a" * 300, 300)],
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(Text(text)) == cells


def test_fitting_text_is_not_cut() -> None:
    assert truncate(Text("日本"), 4) == "日本"


def test_wide_character_is_not_split() -> None:
    assert truncate(Text("日本語"), 4) == "日…"


def test_cut_text_has_no_space_before_ellipsis() -> None:
    assert truncate(Text("one two"), 5) == "one…"


def test_truncation_joins_lines() -> None:
    assert truncate(Text("one\ntwo"), 20) == "one two"


@given(st.text(), st.integers(min_value=1, max_value=12))
def test_cut_text_fits(raw: str, cells: int) -> None:
    assert width(truncate(Text(raw), cells)) <= cells


@pytest.mark.parametrize(
    ("text", "cells", "parts"),
    [
        ("one two three", 7, ("one two", "three")),
        ("", 7, ("",)),
        ("it has 1,000 points", 12, ("it has", "1,000 points")),
        ("it took 20 seconds", 10, ("it took", "20 seconds")),
        ("it took 20 seconds", 9, ("it took", "20", "seconds")),
        ("abcdefgh", 3, ("abc", "def", "gh")),
        ("日本語", 4, ("日本", "語")),
    ],
)
def test_line_is_broken_between_words_but_not_after_a_number(
    text: str, cells: int, parts: tuple[str, ...]
) -> None:
    assert wrap(text, cells) == parts


def test_later_parts_are_indented() -> None:
    assert wrap("1) one two", 7, 3) == ("1) one", "   two")


@given(st.text("ab1, 日\u0301-"), st.integers(4, 30), st.integers(0, 2))
def test_broken_line_fits_and_keeps_every_word(text: str, cells: int, indent: int) -> None:
    parts = wrap(text, cells, indent)

    assert all(width(part) <= cells for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
