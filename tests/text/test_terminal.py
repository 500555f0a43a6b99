"""The filter in front of the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quiz.text.safe import Text
from quiz.text.terminal import escape_cells, escape_text

ACTING = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ud800\udfff",
]


@pytest.mark.parametrize("character", ACTING, ids=ascii)
def test_control_characters_are_replaced(character: str) -> None:
    told = escape_text(f"a{character}b")

    assert told == (f"a{character}b" if character in "\t\n" else "a\ufffdb")
    assert escape_cells(f"a{character}b") in ("ab", "a\ufffdb")


@given(st.text())
def test_safe_text_is_unchanged(text: str) -> None:
    safe = Text(text)

    assert escape_text(safe) == safe
    assert escape_cells(safe.replace("\n", "")) == safe.replace("\n", "")


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "Cc", "Cs"]), max_size=20))
def test_escaped_cells_keep_their_width(text: str) -> None:
    assert cell_len(escape_cells(text)) == cell_len(text)
