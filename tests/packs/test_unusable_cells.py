"""Cells of tables that are not values, and the texts of packs with HTML."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.pack import Pack
from quiz.packs.read.entities import find_entity
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.read.result import ReadResult
from quiz.packs.read.unusable_cells import find_unusable_cells

TOWNS = ["Vienna", "Oslo", "Nairobi", "Lima", "Accra", "Tokyo"]
NUMBERS = ["1,156", "1,048", "953", "723", "1,877", "1,519"]


def fault_of(cell: str, others: list[str]) -> tuple[str, str] | None:
    """Return the rule and the sign of the fault of a cell in a column."""
    faults = find_unusable_cells([*others, cell])
    assert faults.keys() <= {len(others)}
    fault = faults.get(len(others))
    return None if fault is None else (fault.rule.code, fault.sign)


@pytest.mark.parametrize(
    "cell",
    [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#ERROR!",
        "#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#VALEUR!", "#NOM?", "#¡REF!", "#¿NOMBRE?", "#N/D", "#Н/Д",
        "#ССЫЛКА!", "#ДЕЛ/0!", "#####", "Err:502", "=SUM(A1:A3)", "=B2&C2", "\\N", "<NA>", "Loading...",
        "-", "–", "—", "---", "?", "??", "...", "…", "/", "*", "∅", "(?)",
        "N/A", "n/a", "NA", "na", "N.A.", "n. a.", "n/d", "n.d.", "k. A.", "k.A.", "s/d", "TBA", "tbd", "NaN",
        "unknown", "Unknown", "(unknown)", "UNKNOWN", "not available", "Not applicable", "no data",
        "unbekannt", "keine Angabe", "inconnu", "desconocido", "sconosciuto", "onbekend", "okänd", "nieznany",
        "неизвестно", "нет данных", "н/д", "невідомо", "άγνωστο", "bilinmiyor", "غير معروف", "לא ידוע",
        "अज्ञात", "ไม่ทราบ", "không rõ", "不明", "未知", "未詳", "なし", "미상", "알 수 없음",
    ],
)  # fmt: skip
@pytest.mark.parametrize("others", [TOWNS, NUMBERS], ids=["towns", "numbers"])
def test_sign_for_an_unknown_value_is_not_a_value(cell: str, others: list[str]) -> None:
    assert fault_of(cell, others) == ("placeholder-cell", cell)


@pytest.mark.parametrize(
    "cell", ["none", "nil", "null", "NULL", "missing", "keine", "aucun", "-999", "0", "0.0"]
)
def test_ambiguous_sign_is_not_a_value_among_numbers(cell: str) -> None:
    assert fault_of(cell, NUMBERS) == ("placeholder-cell", cell)


@pytest.mark.parametrize(
    ("cell", "others"),
    [
        ("NA", ["EU", "AS", "AF", "SA", "OC"]),
        ("Na", ["He", "Li", "Be", "Ne", "K"]),
        ("None", TOWNS),
        ("Nil", TOWNS),
        ("nd", ["at", "of", "in", "on"]),
        ("0", ["1", "2", "5", "63", "79"]),
        ("0", ["12", "35"]),
        ("-", ["+", "×", "÷", "=", "minus"]),
        ("?", ["!", ".", ",", ";"]),
        ("`-`", TOWNS),
        ("`None`", TOWNS),
        ("#MeToo", TOWNS),
        ("#SELFIE", TOWNS),
        ("Error!", TOWNS),
        ("-999", ["-12", "-40", "12", "35", "16"]),
        ("The Unknown Soldier", TOWNS),
        ("No", ["Yes", "Maybe"]),
        ("$", ["€", "£", "¥"]),
    ],
)
def test_value_of_the_shape_of_its_column_stays(cell: str, others: list[str]) -> None:
    assert fault_of(cell, others) is None


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("Quell[a]", "[a]"),
        ("Mirrow[1]", "[1]"),
        ("Mirrow [12]", "[12]"),
        ("Lima[note 2]", "[note 2]"),
        ("Lima[citation needed]", "[citation needed]"),
        ("Lima†", "†"),
        ("Lima ‡", "‡"),
        ("Lima*", "*"),
        ("Lima *", "*"),
        ("Lima **", "**"),
        ("Lima**", "**"),
        ("1957*", "*"),
        ("Lima¹", "¹"),
        ("1957²", "²"),
        ("東京[1]", "[1]"),
        ("東京［注］", "［注］"),
        ("東京【1】", "【1】"),
        ("東京¹", "¹"),
        ("Москва[2]", "[2]"),
        ("Москва¹", "¹"),
        ("Lima ¹", "¹"),
        ("8,849¹", "¹"),
        ("8,849[2]", "[2]"),
        ("8*", "*"),
        ("Lima^1", "^1"),
        ("Lima§", "§"),
        ("* Lima", "*"),
    ],
)
def test_footnote_mark_is_found(cell: str, mark: str) -> None:
    assert fault_of(cell, TOWNS) == ("footnote-mark", mark)


@pytest.mark.parametrize(
    "cell",
    [
        "505 km²",
        "10⁶",
        "x²",
        "12 feet²",
        "3 км²",
        "Sgr A*",
        "M*A*S*H",
        "[a]",
        "`a[1]`",
        "`int*`",
        "[sic]",
        "²H",
        "Cu²⁺",
        "x^2",
        "= 5",
        "a=b",
    ],
)
def test_code_unit_or_name_has_no_footnote_mark(cell: str) -> None:
    assert fault_of(cell, TOWNS) is None


@pytest.mark.parametrize(
    ("cell", "sign"),
    [
        ("Salt &amp; Sand", "&amp;"),
        ("Rock &#39;n&#39; Rain", "&#39;"),
        ("Caf&#xE9;", "&#xE9;"),
        ("Caf&eacute;", "&eacute;"),
        ("Salt &amp Sand", "&amp"),
        ("Salt &AMP; Sand", "&AMP;"),
        ("1 &lt; 2", "&lt;"),
        ("Lima&nbsp;", "&nbsp;"),
        ("Lima<br>Callao", "<br>"),
        ("H<sub>2</sub>O", "<sub>"),
    ],
)
def test_html_in_a_cell_is_found(cell: str, sign: str) -> None:
    assert fault_of(cell, TOWNS) == ("html-entity", sign)


@pytest.mark.parametrize("text", ["AT&T; R&D;", "a & b; c", "`&amp;`", "x < b > y", "&nosuchname;"])
def test_plain_ampersand_is_not_html(text: str) -> None:
    assert find_entity(text) is None
    assert fault_of(text, TOWNS) is None


@given(st.lists(st.text(max_size=12), max_size=12))
def test_faults_are_of_cells_with_text(cells: list[str]) -> None:
    assert all(cells[index].strip() for index in find_unusable_cells(cells))


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
      b:
        fact: In <a> one finds <b>.
        ask: What does one find in <a>?
"""


def read(folder: Path, pack: str, rows: str) -> ReadResult:
    (folder / "p.yaml").write_text(pack, encoding="utf-8")
    (folder / "t.csv").write_text(rows, encoding="utf-8")
    return read_pack(folder / "p.yaml")


def values(pack: Pack | None) -> list[str]:
    return [] if pack is None else [value.text for fact in pack.facts for value in fact.values]


def test_unusable_cell_counts_as_empty_and_is_reported_with_its_place(tmp_path: Path) -> None:
    reading = read(
        tmp_path, PACK, "a,b,c\nPeru,#N/A,?\nCuba,Rock &#39;n&#39; Rain,1\nChile,Lima[1],2\nMali,Mopti,3\n"
    )

    assert [(each.rule.code, each.location.line, each.location.column) for each in reading.problems] == [
        ("placeholder-cell", 2, 6),
        ("html-entity", 3, 6),
        ("footnote-mark", 4, 7),
    ]
    assert [each.help for each in reading.problems] == [
        "Leave the cell empty.",
        "Write `'` for `&#39;`.",
        "Delete “[1]”.",
    ]
    assert values(reading.pack) == ["Mali", "Mopti"]


def test_equal_cells_of_a_column_are_reported_once_with_their_number(tmp_path: Path) -> None:
    rows = "".join(f"Land {number},{cell}\n" for number, cell in enumerate(["?"] * 3 + TOWNS))
    (problem,) = read(tmp_path, PACK, f"a,b\n{rows}").problems

    assert problem.message == "“?” is a sign for an unknown value, so 3 cells of this column are left out"


def test_many_faults_of_a_column_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"Land {number},Town {number}x[{number}]\n" for number in range(9))
    problems = read(tmp_path, PACK, f"a,b\n{rows}Peru,Lima\n").problems

    assert len(problems) == 4
    assert problems[-1].message == "6 more cells of this column are left out for such a reason"


def test_cells_of_two_tables_are_reported_once(tmp_path: Path) -> None:
    second = PACK[PACK.index("  - id: t") :].replace("id: t", "id: u").replace("In <a>", "At <a>")
    reading = read(tmp_path, PACK + second, "a,b\nPeru,?\nChile,Arica\n")

    assert [each.rule.code for each in reading.problems] == ["placeholder-cell"]


@pytest.mark.parametrize(
    "field",
    ["fact: Rock &amp; Rain is by <Ann>.", "ask: Who made Rock &amp; Rain?", "wrong: [Bo, Rock &amp; Cy, Di]",
     "wrong: {Bo: he made Salt &amp; Sand, Cy: he did not, Di: no}", "more: See Salt &amp; Sand.",
     "accept: A &amp; N"],
)  # fmt: skip
def test_html_in_a_text_is_reported(field: str, tmp_path: Path) -> None:
    own = "fact: It is by <Ann>.\n    " if not field.startswith("fact") else ""
    (tmp_path / "p.yaml").write_text(
        PACK[: PACK.index("tables")] + f"facts:\n  - id: f\n    {own}{field}\n    type: x\n    cite: s 1\n",
        encoding="utf-8",
    )
    (problem,) = read_pack(tmp_path / "p.yaml").problems
    line = (tmp_path / "p.yaml").read_text(encoding="utf-8").split("\n")[problem.location.line - 1]

    assert (problem.rule.code, problem.help) == ("html-entity", "Write `&` for `&amp;`.")
    assert line[problem.location.column - 1 : problem.location.end_column - 1] == "&amp;"
