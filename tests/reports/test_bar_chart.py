"""Bars of any width."""

import re

from hypothesis import given
from hypothesis import strategies as st

from quiz.reports.bar_chart import MIN_COLUMNS, Bar, format_bars
from quiz.text.safe import Text
from quiz.text.width import width

BARS = st.builds(
    Bar,
    st.text(st.characters(exclude_characters="━─"), max_size=50).map(Text),
    st.floats(0, 1),
    st.integers(0, 10**6).map(lambda number: Text(f"{number} of {number}")),
)


def test_bar_length_is_its_share() -> None:
    rows = [Bar(Text("all"), 1.0, Text("2 of 2")), Bar(Text("half"), 0.5, Text("1 of 2"))]

    assert list(format_bars(rows, 34)) == [f"all   {'━' * 20}  2 of 2", f"half  {'━' * 10}{'─' * 10}  1 of 2"]
    assert list(format_bars(rows[1:], 34, ascii_only=True)) == ["half  ##########..........  1 of 2"]


@given(st.lists(BARS, max_size=5), st.integers(1, 200))
def test_lines_fit_and_bars_are_full_or_empty_only_at_the_ends(rows: list[Bar], columns: int) -> None:
    lines = list(format_bars(rows, columns))

    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        assert width(line) <= max(columns, MIN_COLUMNS)
        assert line.endswith(row.figure)
        found = re.search(r"  ([━─]{5,})  ", line[: -len(row.figure)])
        assert found is not None
        assert ("━" in found[1], "─" in found[1]) == (row.share > 0, row.share < 1)
