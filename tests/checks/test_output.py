"""Problems, shown to people and to programs."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.checks.output import (
    OutputFormat,
    ProblemFormatter,
    format_concise,
    format_full,
    format_github,
    format_json,
)
from quiz.model.location import Location
from quiz.model.problems import Problem
from quiz.model.rules import Rule
from quiz.text.safe import Text
from quiz.text.width import width


def problem(line: int = 1, column: int = 1, end_column: int = 2, *, path: str = "a.yaml") -> Problem:
    place = Location(Text(path), line, column, line, end_column)
    return Problem(
        Rule.UNKNOWN_FIELD, Text("unknown field “ciet”"), place, Text("did you mean “cite”?"), "moon"
    )


def shown(line: str, start: int, end: int) -> tuple[str, str]:
    """Return a shown line and the line below it, without the gutter."""
    lines = format_full(problem(4, start + 1, end + 1), line).split("\n")
    assert lines[2].startswith("4 | ")
    assert lines[3].startswith("  | ")
    return lines[2][4:], lines[3][4:]


def test_full_format_has_location_line_and_help() -> None:
    assert format_full(problem(4, 5, 9), "    ciet: wiki 1").splitlines() == [
        "error unknown-field: unknown field “ciet”",
        "  --> a.yaml:4:5",
        "4 |     ciet: wiki 1",
        "  |     ^^^^",
        "help: did you mean “cite”?",
    ]


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("", "x"),
        ("ascii ", "word"),
        ("日本語 ", "word"),  # two cells each
        ("e\u0301e\u0301 ", "word"),  # two code points, one cell
        ("\t", "word"),  # shown as four blanks
        ("a\tb\t", "日本"),
        ("“Hero” ", "e\u0301a"),
        ("\x1b[31m", "word"),  # an escape is shown as a picture of itself
        ("a\rb\u2028c\x85", "word"),  # ends of lines for others, but not for an editor
    ],
)
def test_carets_are_under_the_location(before: str, meant: str) -> None:
    line, carets = shown(f"{before}{meant} after", len(before), len(before) + len(meant))

    assert carets.index("^") == width(Text(before))
    assert carets.count("^") == width(Text(meant))
    assert line == Text(re.sub("[\r\u2028\x85]", "\ufffd", f"{before}{meant} after"))


def test_caret_can_be_at_the_end_of_a_line() -> None:
    _, carets = shown("fact:", 5, 5)

    assert carets == "     ^"


@pytest.mark.parametrize("before", [0, 30, 60, 74, 75, 76, 100, 150, 300])
@pytest.mark.parametrize("after", [0, 60, 300])
def test_carets_in_a_long_line_are_visible(before: int, after: int) -> None:
    line, carets = shown("a" * before + "xyz" + "b" * after, before, before + 3)

    assert by_cells(line, carets.index("^"), len(carets)) == "xyz"


@given(
    before=st.text(st.sampled_from("ab 日é"), max_size=300),
    meant=st.text(st.sampled_from("xy語"), min_size=1, max_size=200),
    after=st.text(st.sampled_from("ab 日é"), max_size=300),
)
def test_shown_line_fits_and_contains_the_location(before: str, meant: str, after: str) -> None:
    line, carets = shown(before + meant + after, len(before), len(before) + len(meant))

    assert width(Text(line)) <= 79 - 4
    start, count = carets.index("^"), carets.count("^")
    marked = by_cells(line, start, start + count)
    assert meant.startswith(marked.rstrip("…"))
    assert marked.rstrip("…")


def by_cells(line: str, start: int, end: int) -> str:
    """Return the characters of a line in some cells."""
    kept, cell = "", 0
    for character in line:
        if start <= cell < end:
            kept += character
        cell += width(Text(character))
    return kept


def test_location_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    place = Location(Text("a.yaml"), 2, 3, 5, 1)
    lines = format_full(Problem(Rule.SYNTAX, Text("y"), place), "  fact: >-").splitlines()

    assert lines[3] == "  |   ^^^^^^^^"


def test_problem_without_line_has_no_snippet() -> None:
    assert format_full(problem(), None).splitlines() == [
        "error unknown-field: unknown field “ciet”",
        "  --> a.yaml:1:1",
        "help: did you mean “cite”?",
    ]


def test_line_comes_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: a\r\nciet: b\r\nlast")
    show = ProblemFormatter(OutputFormat.FULL, {str(path): path})

    assert "1 | name: a\n" in show(problem(1, path=str(path)))
    assert "2 | ciet: b\n" in show(problem(2, path=str(path)))
    assert "3 | last\n" in show(problem(3, path=str(path)))
    assert " | " not in show(problem(4, path=str(path)))


def test_line_comes_from_file_with_unprintable_name(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.yaml"
    path.write_text("ciet: b\n", encoding="utf-8")
    shown = Text(str(path))

    assert shown != str(path)
    assert "1 | ciet: b\n" in ProblemFormatter(OutputFormat.FULL, {shown: path})(problem(1, path=shown))


def test_line_of_a_file_that_was_not_read_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_text("secret\n", encoding="utf-8")

    assert "secret\n" not in ProblemFormatter(OutputFormat.FULL, {})(problem(1, path="secret"))


def test_missing_file_has_no_line_and_invalid_bytes_are_replaced(tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"name: caf\xe9")
    paths = [latin, tmp_path / "gone.yaml", tmp_path, Path("a\0b")]
    show = ProblemFormatter(OutputFormat.FULL, {str(path): path for path in paths})

    assert "name: caf�" in show(problem(path=str(latin)))
    assert "-->" in show(problem(path=str(tmp_path / "gone.yaml")))
    assert "-->" in show(problem(path=str(tmp_path)))
    assert "-->" in show(problem(path="a\0b"))


def test_concise_format_is_one_line() -> None:
    assert format_concise(problem(4, 5)) == "a.yaml:4:5: error unknown-field: unknown field “ciet”"
    assert format_concise(problem(path="a\n/etc/b.yaml")).startswith("a /etc/b.yaml:1:1: error")
    assert "--> a b.yaml:1:1" in format_full(problem(path="a\nb.yaml"), None)


def test_json_format_has_the_published_fields() -> None:
    line = format_json(problem(4, 5, 9))

    assert line.isascii()
    assert json.loads(line) == {
        "name": "unknown-field",
        "severity": "error",
        "path": "a.yaml",
        "line": 4,
        "column": 5,
        "end_line": 4,
        "end_column": 9,
        "message": "unknown field “ciet”",
        "help": "did you mean “cite”?",
        "fact": "moon",
        "question": None,
    }


def test_github_format_escapes_separators() -> None:
    place = Location(Text("a,b:c.yaml"), 4, 5, 4, 9)
    hint = Problem(Rule.BOUND, Text("100 %\nof: all, this"), place)

    assert format_github(hint) == (
        "::notice file=a%2Cb%3Ac.yaml,line=4,endLine=4,col=5,endColumn=9,title=bound::100 %25%0Aof: all, this"
    )


def test_github_format_has_columns_for_one_line_only() -> None:
    place = Location(Text("a.yaml"), 4, 5, 6, 2)

    assert "line=4,endLine=6,title=bound::" in format_github(Problem(Rule.BOUND, Text("m"), place))


@pytest.mark.parametrize("before", [0, 999, 1_000, 1_001, 500_000])
@pytest.mark.parametrize("after", [0, 999, 1_000, 500_000])
def test_very_long_line_is_cut_around_the_location(before: int, after: int) -> None:
    line, carets = shown("字" * before + "word" + "e\u0301" * after, before, before + 4)

    mark = carets.index("^")
    assert width(Text(line)) <= 75
    assert (line.startswith("…"), line.endswith("…")) == (before > 0, after > 0)
    assert line[line.index("word") - 1 : line.index("word")] == ("字" if before else "")
    assert mark == width(Text(line[: line.index("word")]))
    assert carets.count("^") == 4


def test_line_ends_in_messages_become_spaces() -> None:
    quoted = problem()._replace(message=Text("not “a\nerror b”"), help=Text("write\nhelp: c"))

    assert format_full(quoted, None).splitlines() == [
        "error unknown-field: not “a error b”",
        "  --> a.yaml:1:1",
        "help: write help: c",
    ]
