"""Rows of cells, from lines with `|` and from CSV files."""

import csv as standard
import io
import os
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.model.location import Location
from quiz.model.problems import ProblemCollector
from quiz.packs.read import csv_reader
from quiz.packs.read.csv_reader import CellGrid, to_column_name
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.read.result import ReadResult
from quiz.packs.syntax.nodes import ScalarNode, TextFile
from quiz.text.safe import Text
from tests.work import count_calls

PACK = """\
format: 1
name: p
title: P
sources: {s: {title: S}}
tables:
  - id: t
    rows: t.csv
    cite: s 1
    columns:
      capital:
        fact: The capital of <country> is <capital>.
"""


def parse(text: str) -> CellGrid:
    return csv_reader.parse_csv(TextFile(Text("t.csv"), text))


def cell_texts(text: str) -> list[list[str]]:
    grid = parse(text)
    assert grid.findings == []
    return [[cell.strip() for cell in row.cells] for row in grid.rows]


def read_with_csv(folder: Path, data: bytes, pack: str = PACK) -> ReadResult:
    (folder / "t.csv").write_bytes(data)
    (folder / "p.yaml").write_text(pack, encoding="utf-8")
    return read_pack(folder / "p.yaml")


def text_at(text: str, location: Location) -> str:
    assert location.line == location.end_line
    return text.split("\n")[location.line - 1][location.column - 1 : location.end_column - 1]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_detected_in_first_line(separator: str) -> None:
    text = f'"a,b;c,,;;\t\t"{separator}b\nx{separator}"y{separator}z"\n'
    grid = parse(text)

    assert list(grid.columns.values()) == [0, 1]
    assert cell_texts(text) == [["x", f"y{separator}z"]]


def test_quoted_cell_can_contain_separators_line_ends_and_marks() -> None:
    text = 'a,b\r\n"1,\r\n2", "5"" disk" \r\n3,"4"'

    assert cell_texts(text) == [["1,\r\n2", '5" disk'], ["3", "4"]]


def test_quotation_mark_inside_cell_is_a_plain_character() -> None:
    assert cell_texts('a,b\n5" disk,x "y" z\n') == [['5" disk', 'x "y" z']]


def test_cell_has_its_location() -> None:
    text = 'name,note,year\nA, bc ,1\n"D\n""E""",f,"  2 "\n'
    grid = parse(text)
    plain, quoted = grid.rows

    assert text_at(text, grid.location_of_cell(plain, "note")) == "bc"
    assert text_at(text, grid.location_of_cell(plain, "year")) == "1"
    assert text_at(text, grid.location_of_cell(quoted, "note")) == "f"
    assert text_at(text, grid.location_of_cell(quoted, "year")) == '"  2 "'
    name = grid.location_of_cell(quoted, "name")
    assert (name.line, name.column, name.end_line, name.end_column) == (3, 1, 4, 7)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_are_read(end: str) -> None:
    assert cell_texts(end.join(["a,b", "1,2", "", ",", "3,4"])) == [["1", "2"], ["3", "4"]]


def test_bad_row_leaves_out_its_own_line_only() -> None:
    text = 'a,b\n1,2\n"3,4\n5,"6"x\n7\n8,\x07\n9,"0"\n'
    grid = parse(text)

    assert [row.cells for row in grid.rows] == [["1", "2"], ["9", "0"]]
    assert [
        (finding.rule.code, text_at(text, grid.file.location_of_span(finding.span)))
        for finding in grid.findings
    ] == [
        ("bad-quotes", '"'),
        ("bad-quotes", '"'),
        ("wrong-cells", "7"),
        ("control-character", "\x07"),
    ]


def test_row_with_too_long_cell_is_left_out() -> None:
    grid = parse(f'a,b\n1,{"x" * 4001}\n2,"{"y" + chr(10) * 200}"\n3,{"z" * 4000}\n')

    assert [row.cells[0] for row in grid.rows] == ["3"]
    assert [finding.rule.code for finding in grid.findings] == ["text-too-long", "text-too-long"]


def test_bad_rows_after_the_first_hundred_are_counted() -> None:
    grid = parse("a,b\n1,2\n" + "1\n" * 150)

    assert len(grid.findings) == 101
    assert grid.findings[-1].message == "50 more rows from here on can’t be read"


def test_headings_become_column_names() -> None:
    assert to_column_name(" Atomic Number ") == "atomic-number"
    assert to_column_name("gold_medals") == "gold_medals"
    assert to_column_name("2019") == "c2019"
    assert to_column_name(" ") is None
    names = {to_column_name("Страна"), to_column_name("Столица"), to_column_name("Größe")}
    assert len(names) == 3
    assert None not in names


def test_repeated_column_name_is_reported_once() -> None:
    grid = parse("Year,a,year,YEAR\n1,2,3,4\n")

    assert grid.repeated_columns == {"year"}
    assert len(grid.rows) == 1
    assert [finding.rule.code for finding in grid.findings] == ["duplicate-label"]


def test_rows_beyond_maximum_are_left_out() -> None:
    grid = csv_reader.parse_csv(TextFile(Text("t.csv"), "a\n1\n2\n3\n4\n"), max_rows=2)

    assert [row.cells for row in grid.rows] == [["1"], ["2"]]
    assert [finding.rule.code for finding in grid.findings] == ["too-many-facts"]


SIGNS = st.text(st.sampled_from('ab ;,\t"\n\r\\é𝄞'), max_size=8)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(SIGNS, min_size=3, max_size=3), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_output_of_standard_csv_writer_is_read(rows: list[list[str]], separator: str, end: str) -> None:
    written = io.StringIO(newline="")
    writer = standard.writer(written, delimiter=separator, lineterminator=end)
    writer.writerows([["x", "y", "z"], *rows])
    # The library doesn't quote cells with white space at their ends, which is not part of a cell here.
    expected = [[cell.strip() for cell in row] for row in rows if any(map(str.strip, row))]

    assert cell_texts(written.getvalue()) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from('ab1 ,;\t|"\n\r\x00é\u202e'), max_size=80))
def test_each_line_is_a_row_or_a_finding(text: str) -> None:
    grid = parse(text)

    for line in grid.rows:
        assert len(line.cells) == len(grid.rows[0].cells) > max(grid.columns.values(), default=-1)
        for column in grid.columns:
            location = grid.location_of_cell(line, column)
            assert 1 <= location.line <= location.end_line <= grid.file.text.count("\n") + 1


BYTES = st.one_of(
    st.binary(max_size=200),
    st.binary(max_size=60).map(lambda data: b"country,capital\n" + data),
    st.text(st.sampled_from('ab,"\n\x00;\t\r'), max_size=200).map(
        lambda text: b"country,capital\n" + text.encode()
    ),
    st.text(max_size=50).map(lambda text: f"country,capital\n{text}".encode("utf-16")),
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=BYTES)
def test_random_bytes_yield_facts_or_problems(data: bytes, tmp_path: Path) -> None:
    reading = read_with_csv(tmp_path, data)

    assert reading.pack is not None or reading.problems
    for fact in reading.pack.facts if reading.pack is not None else ():
        assert fact.location.path.endswith("t.csv")
        assert 1 <= fact.location.line <= data.count(b"\n") + data.count(b"\r") + 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ['"', '"a\n', 'a,"\n', '""",\n', '"""\n', '","\n', 'a,"b""\n', "\r", ",", '"\n"']
)
def test_hostile_files_take_work_in_proportion_to_their_size(piece: str) -> None:
    small, large = (count_calls(partial(parse, "a,b\n" + piece * count)) for count in (3_000, 12_000))

    assert large <= 4**1.2 * small + 1_000


def test_byte_order_mark_is_not_part_of_first_heading(tmp_path: Path) -> None:
    reading = read_with_csv(tmp_path, "\ufeffCountry;Capital\nPérou;Lima\n".encode())

    assert reading.problems == ()
    assert reading.pack is not None
    (fact,) = reading.pack.facts
    assert fact.sentence == "The capital of Pérou is Lima."
    assert (fact.location.line, fact.location.column, fact.location.end_column) == (2, 7, 11)


@pytest.mark.parametrize(
    "data",
    ["country,capital\nPérou,Lima\n".encode("latin-1"), "country,capital\nPeru,Lima\n".encode("utf-16")],
    ids=["latin-1", "utf-16"],
)
def test_other_encoding_is_refused_with_advice(data: bytes, tmp_path: Path) -> None:
    problem = read_with_csv(tmp_path, data).problems[0]

    assert problem.rule.code == "not-utf-8"
    assert problem.help is not None
    assert "CSV UTF-8" in problem.help


def test_utf_16_without_byte_order_mark_is_refused(tmp_path: Path) -> None:
    reading = read_with_csv(tmp_path, "country,capital\nPeru,Lima\n".encode("utf-16-le"))

    assert [problem.rule.code for problem in reading.problems] == ["not-utf-8", "nothing-to-ask"]


@pytest.mark.parametrize("name", ["../t.csv", "in/t.csv", "..\\t.csv"])
def test_file_in_another_folder_is_not_read(name: str, tmp_path: Path) -> None:
    reading = read_with_csv(tmp_path, b"country,capital\nPeru,Lima\n", PACK.replace("t.csv", name))

    assert reading.pack is None
    assert reading.problems[0].rule.code == "outside-pack"
    assert reading.problems[0].location.line == 7


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_link_out_of_pack_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "out.csv").write_text("country,capital\nPeru,Lima\n", encoding="utf-8")
    (tmp_path / "pack" / "t.csv").symlink_to(tmp_path / "out.csv")
    (tmp_path / "pack" / "p.yaml").write_text(PACK, encoding="utf-8")
    reading = read_pack(tmp_path / "pack" / "p.yaml")

    assert reading.pack is None
    assert reading.problems[0].rule.code == "outside-pack"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
def test_fifo_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "t.csv")
    (tmp_path / "p.yaml").write_text(PACK, encoding="utf-8")
    reading = read_pack(tmp_path / "p.yaml")

    assert reading.problems[0].rule.code == "unreadable-file"


def test_missing_file_is_reported_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "tt.csv").write_text("", encoding="utf-8")
    (tmp_path / "p.yaml").write_text(PACK, encoding="utf-8")
    problem = read_pack(tmp_path / "p.yaml").problems[0]

    assert (problem.rule.code, problem.location.line, problem.help) == (
        "unreadable-file",
        7,
        "Did you mean “tt.csv”?",
    )


def test_csv_file_of_two_tables_is_read_once(tmp_path: Path) -> None:
    second = (
        PACK[PACK.index("  - id: t") :].replace("id: t", "id: u").replace("The capital", "The first town")
    )
    reading = read_with_csv(tmp_path, b"country,capital\nPeru,Lima\nChile\n", PACK + second)

    assert [problem.rule.code for problem in reading.problems] == ["wrong-cells"]
    assert reading.problems[0].location.line == 3
    assert reading.pack is not None
    assert [fact.id for fact in reading.pack.facts] == ["t-peru-capital", "u-peru-capital"]


def test_findings_of_csv_file_are_reported_once() -> None:
    problems = ProblemCollector()
    csv_reader.read_csv(
        Path(__file__).parent / "data" / "absent.csv", problems, within=Path(__file__).parent / "data"
    )

    assert [problem.rule.code for problem in problems] == ["unreadable-file"]


LAYOUT_HEAD = "Land,Town,Founded\n"
LAYOUT_ROWS = "Peru,Lima,1535\nCuba,Havana,1519\nKenya,Nairobi,1899\n"


def parse_block(lines: str) -> CellGrid:
    text = f"rows: |\n{lines}"
    return csv_reader.parse_inline_rows(
        TextFile(Text("p.yaml"), text), ScalarNode(lines, text.index("|"), len(text), "|")
    )


def summarize(grid: CellGrid) -> tuple[list[str], int, list[tuple[str, int]]]:
    """Return the columns, the number of rows, and the rule and the line of each finding."""
    findings = [
        (finding.rule.code, grid.file.location_of_span(finding.span).line) for finding in grid.findings
    ]
    return list(grid.columns), len(grid.rows), findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("sep=,\n", []),
        ('"sep=,"\n', []),
        ("Sep=,\r\n", []),
        ("# saved on 1 May 2020\n", []),
        ("# saved, in May, 2020\n", [("not-a-row", 1)]),
        ("// saved\n#\n", []),
        ("Table 1. Towns\n", [("not-a-row", 1)]),
        ("Towns,,\n,,\n", [("not-a-row", 1)]),
        ("Towns\nas of 2020\n\n", [("not-a-row", 1), ("not-a-row", 2)]),
    ],
)
def test_lines_above_headings_are_not_headings(text: str, findings: list[tuple[str, int]]) -> None:
    grid = parse(text + LAYOUT_HEAD + LAYOUT_ROWS)

    assert summarize(grid) == (["land", "town", "founded"], 3, findings)


@pytest.mark.parametrize(
    ("line", "findings"),
    [
        ("---,---,---\n", []),
        ("-,-,-\n", []),
        ("=====\n", []),
        ("# to do\n", []),
        ("# Chile,Santiago,1541\n", [("not-a-row", 2)]),
        ("Land,Town,Founded\n", [("not-a-row", 2)]),
        ("Chile,Santiago,1541,,\n", []),
        ("Source: a book\n", [("wrong-cells", 2)]),
    ],
)
def test_lines_between_rows_are_left_out_or_reported(line: str, findings: list[tuple[str, int]]) -> None:
    columns, count, found = summarize(parse(LAYOUT_HEAD + line + LAYOUT_ROWS))

    assert (columns, found) == (["land", "town", "founded"], findings)
    assert count == 3 + line.startswith("Chile")


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n",
        "a | b\n--|--\n1 | 2\n3 | 4\n",
        "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+\n",
        "| a | b\n| :-- | --:\n| 1 | 2\n| 3 | 4\n",
        "a | b\n| 1 | 2 |\n3 | 4\n",
    ],
)
def test_table_with_bars_and_rules_is_read(text: str) -> None:
    for grid in (parse(text), parse_block("".join(f"  {line}\n" for line in text.splitlines()))):
        assert summarize(grid) == (["a", "b"], 2, [])
        assert [[cell.strip() for cell in row.cells] for row in grid.rows] == [["1", "2"], ["3", "4"]]


def test_number_sign_can_be_a_heading_and_begin_a_cell() -> None:
    grid = parse("#,Song\n1,#thatPOWER\n2,Neap\n")

    assert len(grid.columns) == 2
    assert len(grid.rows) == 2


@pytest.mark.parametrize("sign", [":", "~", "^", "/", "   "])
def test_other_separator_is_named_once(sign: str) -> None:
    grid = parse(LAYOUT_HEAD.replace(",", sign) + LAYOUT_ROWS.replace(",", sign))

    assert summarize(grid) == ([], 0, [("wrong-cells", 1)])
    assert "separated by" in grid.findings[0].message


def test_commas_instead_of_bars_are_named_once() -> None:
    grid = parse_block("  land, town\n  Peru, Lima\n  Cuba, Havana\n")

    assert summarize(grid) == ([], 0, [("wrong-cells", 2)])
    assert grid.findings[0].help == "Write `|` between the cells."


def test_decimal_comma_does_not_separate_cells() -> None:
    assert cell_texts("Land;Area, km\nPeru;1,2\nCuba;3,4\n") == [["Peru", "1,2"], ["Cuba", "3,4"]]


def test_headings_that_fit_no_row_are_reported_once() -> None:
    grid = parse("Land,Town\n" + LAYOUT_ROWS)

    assert summarize(grid) == ([], 0, [("wrong-cells", 1)])


@pytest.mark.parametrize(
    ("row", "advice"),
    [
        (
            "Peru,Lima, the capital,1535",
            'If a comma belongs to a cell, put the cell in quotation marks: `"Lima, the capital"`.',
        ),
        ("Peru,Lima,1,535", 'If a comma belongs to a cell, put the cell in quotation marks: `"1,535"`.'),
        ("Peru,Lima,x,1535", "If a comma belongs to a cell, put the cell in quotation marks."),
        ("Peru;Lima;1535", "This row has `;` between its cells. Use a comma, as in the first line."),
        ("Peru,Lima", "Leave unknown cells empty, but write a comma between all cells."),
        ("Peru", "If this is a note, delete it. If a cell has a line break, put it in quotation marks."),
    ],
)
def test_row_with_wrong_number_of_cells_gets_advice_for_its_likely_cause(row: str, advice: str) -> None:
    (finding,) = parse(f"{LAYOUT_HEAD}{row}\n{LAYOUT_ROWS}").findings

    assert finding.help == advice


def test_bar_in_a_cell_gets_its_own_advice() -> None:
    (finding,) = parse_block("  a | b\n  1 | 2\n  1 | 2 | 3\n").findings

    assert finding.message == "3 cells in this row, 2 columns"
    assert finding.help == r"Write `\|` for a bar that belongs to a cell, or delete the extra cell."


def test_line_break_in_a_cell_is_named_once() -> None:
    grid = parse(f"{LAYOUT_HEAD}Peru,Li\nma,1535\n{LAYOUT_ROWS}")

    assert summarize(grid) == (["land", "town", "founded"], 3, [("wrong-cells", 2)])
    assert "line break" in grid.findings[0].message
