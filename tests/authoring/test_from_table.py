"""Drafts of packs for tables in a file."""

from pathlib import Path

import pytest

from quiz.authoring import from_table
from quiz.checks.runner import check_packs
from quiz.cli.main import main
from quiz.generate.question_maker import QuestionMaker
from quiz.model.errors import UsageError
from quiz.model.pack import Kind
from quiz.model.rules import Severity
from quiz.packs.read.pack_reader import read_pack

ELEMENTS = """\
Element,Symbol,Atomic Number,Discovered,Mass,Share,Price,Remark
Hydrogen,H,1,1766,1.008,75%,$1.40,"The first of all, and in nearly everything that there is to be found"
Helium,He,2,1868,4.0026,23%,$24,
Lithium,Li,3,1817,6.94,0.1%,$81,
Carbon,C,6,,12.011,0.5%,$0.12,
Iron,Fe,26,,55.845,0.11%,$0.42,https://example.org
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write_draft(rows: str, name: str = "table.csv") -> Path:
    """Write a table and the draft of its pack; return the path of the draft."""
    Path(name).write_text(rows, encoding="utf-8")
    return from_table.write_pack_from_table("made", Path(name))


def test_draft_has_no_problem_and_asks_for_each_column(capsys: pytest.CaptureFixture[str]) -> None:
    Path("elements.csv").write_text(ELEMENTS, encoding="utf-8")
    assert main(["new", "elements", "--from", "elements.csv"]) == 0
    assert main(["check", "--strict", "elements.yaml"]) == 0

    pack = read_pack(Path("elements.yaml")).pack
    assert pack is not None
    asked_facts = {question.fact for question in QuestionMaker(pack).iter_questions(0, kind=Kind.CHOICE)}
    assert {
        f"elements-iron-{name}" for name in ("symbol", "atomic-number", "mass", "share", "price")
    } < asked_facts
    assert "elements-helium-discovered" in asked_facts
    assert not {fact for fact in asked_facts if "remark" in fact}
    helium = {fact.id.removeprefix("elements-helium-"): fact for fact in pack.facts if "helium" in fact.id}
    assert {
        name: next(value.type for value in fact.values if value.asked) for name, fact in helium.items()
    } == {
        "symbol": "symbol",
        "atomic-number": "count",
        "discovered": "year",
        "mass": "number",
        "share": "percent",
        "price": "money",
    }


def test_each_sentence_and_question_has_a_todo() -> None:
    text = write_draft(ELEMENTS).read_text(encoding="utf-8")

    assert text.count("fact: ") == text.count(" ask: ") == text.count("# TODO: a sentence") == 6
    assert "\n        # ask-back: Which element has the symbol <symbol>?\n" in text
    assert text.startswith("# yaml-language-server: $schema=")


def test_suggested_ask_back_has_no_problem() -> None:
    path = write_draft(ELEMENTS)
    path.write_text(path.read_text(encoding="utf-8").replace("# ask-back", "ask-back"), encoding="utf-8")

    assert [
        problem for problem in check_packs([path]).problems if problem.severity is not Severity.HINT
    ] == []


def test_leading_numbers_are_not_the_subject() -> None:
    text = write_draft("Rank;City;Country\n1;Tokyo;Japan\n2;Delhi;India\n3;Shanghai;China\n").read_text(
        "utf-8"
    )

    assert "fact: The country of <city> is <country>." in text
    assert "fact: The rank of <city> is <rank>." in text
    assert "ask-back" not in text  # because it would ask for the rank


def test_cited_sources_are_declared() -> None:
    path = write_draft('A,B,cite\nx,1,wiki 3\ny,2,\nz,3,"atlas 7, wiki 8"\n')

    pack = read_pack(path).pack
    assert pack is not None
    assert [source.id for source in pack.sources] == ["wiki", "atlas"]


@pytest.mark.parametrize(
    "rows",
    [
        "date,when\n20/07/1969,x y\n1/2/1970,y z\n3/4/1971,z\n",
        "no,on: off\ntrue,a\nfalse,b\nnull,c\n",
        "Größe,<b>\nä,<\nö,>\nü,=\n",
        'key,"a ""b"" #c"\nx,1\ny,2\n',
        "key\tvalue\nx\t\ny\t3 km\n",
        "key,value\nx,1; 2\ny,3\nz,4\n",
    ],
)
def test_draft_of_an_odd_table_has_no_error(rows: str) -> None:
    path = write_draft(rows, "Odd # 1: table.csv" if rows.startswith("no") else "odd.tsv")

    assert [str(problem) for problem in read_pack(path).problems if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        (["1999", "2001"], "year"),
        (["999", "2001"], "number"),
        (["20 July 1969", "1969-07-21"], "date"),
        (["3rd", "first"], "ordinal"),
        (["4:24", "1:02:03"], "duration"),
        (["€ 3", "$5"], "money"),
        (["45%", "3.5 %"], "percent"),
        (["12", "7"], "count"),
        (["12", "7.5"], "number"),
        (["1,200 km", "3 km"], "number"),
        (["12", "many"], None),
        ([], None),
    ],
)
def test_type_of_a_column_fits_all_its_values(values: list[str], type_: str | None) -> None:
    assert from_table.infer_type(values) == type_


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("", "table.csv: this table is empty"),
        ("a,b\n", "table.csv: there are no rows below the first line"),
        ("a,id\nx,1\n", "table.csv: a table needs at least two columns"),
        (
            "year,film\n1999,A\n1999,B\n",
            "“year” has an empty or a repeated one. Move the column “film” to the front",
        ),
        ("a,b\nx,https://example.org\n", "no column has short values that could be answers"),
    ],
)
def test_unusable_table_is_refused(rows: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        write_draft(rows)
    assert not Path("made.yaml").exists()


def test_table_in_another_folder_or_format_is_refused() -> None:
    Path("sub").mkdir()
    Path("sub/rows.csv").write_text(ELEMENTS, encoding="utf-8")

    with pytest.raises(UsageError, match=r"quiz new sub/made --from sub/rows\.csv"):
        from_table.write_pack_from_table("made", Path("sub/rows.csv"))
    with pytest.raises(UsageError, match=r"ends with \.csv or \.tsv \(got “rows\.xlsx”\)"):
        from_table.write_pack_from_table("made", Path("rows.xlsx"))
    with pytest.raises(UsageError, match="no such file"):
        from_table.write_pack_from_table("made", Path("rows.csv"))
