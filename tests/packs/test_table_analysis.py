"""Analysis of a table's rows, without reading a pack."""

from pathlib import Path

from quiz.model.pack import Category
from quiz.model.problems import ProblemCollector
from quiz.packs.format.fields import TABLE
from quiz.packs.read.checked_mapping import check_mapping
from quiz.packs.read.citations import CitationParser
from quiz.packs.read.columns import read_table_sentences
from quiz.packs.read.rows import TableRow, read_cell_grid
from quiz.packs.read.shared_causes import SharedCauses
from quiz.packs.read.shared_fields import ReadContext, read_shared_fields
from quiz.packs.read.table_analysis import TableAnalysis, analyse_table
from quiz.packs.syntax.nodes import TextFile
from quiz.packs.syntax.parse import parse_yaml
from quiz.text.safe import Text

FIELDS = """\
fact: The <river> is <length> long.
columns: {river: {ask: Which river is <length> long?}, length: {type: number}}
"""


def analyse(fields: str, *lines: str) -> tuple[TableAnalysis, list[TableRow]]:
    """Analyse the first sentence of a table; also return its rows."""
    rows = "".join(f"  {line}\n" for line in lines)
    file = TextFile(Text("t.yaml"), f"{fields}cite: atlas 1\nrows: |\n{rows}")
    collector = ProblemCollector()
    parsed = parse_yaml(file, collector)
    assert parsed is not None
    categories = {"rivers": Category("rivers", Text("Rivers"))}
    context = ReadContext(
        file, collector, CitationParser({}, collector), categories, None, True, Path(), {}, SharedCauses()
    )
    mapping = check_mapping(TABLE, parsed.root, file, collector)
    grid = read_cell_grid(mapping, context)
    assert grid is not None
    table_rows = [TableRow(grid, row) for row in grid.rows]
    sentence, *_ = read_table_sentences(mapping, context, read_shared_fields(mapping, context), grid)
    reported = len(collector)
    analysis = analyse_table(table_rows, sentence)
    assert len(collector) == reported
    return analysis, table_rows


def codes(analysis: TableAnalysis) -> list[tuple[str, int]]:
    return [(finding.rule.code, location.line) for finding, location in analysis.findings]


def test_complete_rows_are_usable() -> None:
    analysis, rows = analyse(FIELDS, "river | length", "Loire | 1,012", "Volga | 3,530", "Rhine | 1,233")

    assert analysis.usable_rows == frozenset(rows)
    assert analysis.findings == ()
    assert analysis.asked_columns == {"river", "length"}
    assert analysis.relation == "river is length long"


def test_contradictory_rows_are_not_usable() -> None:
    analysis, rows = analyse(FIELDS, "river | length", "Loire | 1,012", "Rhine | 1,233", "Rhine | 865")

    assert analysis.usable_rows == {rows[0]}
    assert codes(analysis) == [("contradiction", 8)]
    assert "line 7" in analysis.findings[0].finding.message


def test_incomplete_row_leaves_its_only_value_open() -> None:
    analysis, rows = analyse(FIELDS, "river | length", "Loire | 1,012", "Rhine | 1,233", "Volga |")

    assert analysis.usable_rows == frozenset(rows[:2])
    assert codes(analysis) == [("row-incomplete", 8)]
    (cells,) = analysis.unknown_cells
    assert cells == (analysis.relation, 0, ("Volga",))


def test_question_with_two_answers_is_not_asked() -> None:
    analysis, rows = analyse(
        FIELDS, "river | length", "Loire | 1,012", "Rhine | 1,233", "Tagus | 1,012", "Volga | 3,530"
    )

    assert [analysis.is_asked("river", row) for row in rows] == [False, True, False, True]
    assert all(analysis.is_asked("length", row) for row in rows)
    (hint,) = analysis.findings
    assert hint.finding.message == (
        "lines 6 and 8 have the same length (1,012), so “Which river is 1,012 long?” has two answers"
    )


def test_lopsided_column_is_not_asked() -> None:
    fields = "fact: The <river> flows into the <sea>.\n"
    analysis, _ = analyse(fields, "river | sea", "Loire | Atlantic", "Tagus | Atlantic", "Rhine | North Sea")

    assert analysis.asked_columns == frozenset()
