"""Text is measured as a terminal shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.text.safe import Text
from quiz.text.width import truncate, width


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
