"""Drafts of packs for tables in a file."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.authoring import from_table
from quiz.authoring.from_table import Draft, TableOptions, build_draft
from quiz.checks.runner import check_packs
from quiz.cli.main import main
from quiz.generate.question_maker import QuestionMaker
from quiz.model.errors import UsageError
from quiz.model.pack import Kind, Pack
from quiz.model.rules import Severity
from quiz.packs.read.pack_reader import read_pack

ELEMENTS = """\
Element,Symbol,Atomic Number,Discovered,Mass,Share,Price,Remark
Hydrogen,H,1,1766,1.01,75%,$1.40,"The first of all, and in nearly everything that there is to be found"
Helium,He,2,1868,4.0,23%,$24,
Lithium,Li,3,1817,6.94,0.1%,$81,
Carbon,C,6,1790,12.0,0.5%,$0.12,
Iron,Fe,26,,55.8,0.11%,$0.42,https://example.org
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def draft_of(rows: str | bytes, **options: object) -> Draft:
    """Build the draft for a table."""
    data = rows if isinstance(rows, bytes) else rows.encode()
    return build_draft("made", "made.csv", "table.csv", data, TableOptions(**options))  # type: ignore[arg-type]


def pack_of(rows: str | bytes, **options: object) -> Pack:
    """Write the draft for a table, and read its pack, which must have no error."""
    draft = draft_of(rows, **options)
    Path("made.yaml").write_text(draft.pack, encoding="utf-8")
    Path("made.csv").write_text(draft.rows, encoding="utf-8", newline="")
    result = read_pack(Path("made.yaml"))
    assert [str(problem) for problem in result.problems if problem.severity is Severity.ERROR] == []
    assert result.pack is not None
    return result.pack


def values_of(pack: Pack, column: str) -> dict[str, str]:
    """Return the values of a column by the subjects of their rows."""
    pairs = [
        {(value.label or ""): value for value in fact.values}
        for fact in pack.facts
        if fact.id.endswith(f"-{column}")
    ]
    return {
        next(str(v.text) for v in pair.values() if not v.asked): str(
            next(v.text for v in pair.values() if v.asked)
        )
        for pair in pairs
    }


def asks_of(rows: str, **options: object) -> str:
    """Return the sentences and questions of a draft that are not in comments."""
    lines = draft_of(rows, **options).pack.splitlines()
    return "\n".join(line.strip() for line in lines if re.match(r" +(?:fact|ask): ", line))


def test_draft_plays_at_once_and_asks_for_each_column(capsys: pytest.CaptureFixture[str]) -> None:
    Path("elements.csv").write_text(ELEMENTS, encoding="utf-8")
    assert main(["new", "elements", "--from", "elements.csv"]) == 0
    out = capsys.readouterr().out
    assert "Created elements.yaml, elements-rows.csv" in out
    assert "Play it:" in out
    assert "“Remark”" in out
    assert Path("elements.csv").read_text(encoding="utf-8") == ELEMENTS
    assert main(["check", "--strict", "elements.yaml"]) == 0

    pack = read_pack(Path("elements.yaml")).pack
    assert pack is not None
    types = {
        fact.id.removeprefix("elements-helium-"): value.type
        for fact in pack.facts
        for value in fact.values
        if value.asked and "helium" in fact.id
    }
    assert types == {
        "symbol": "symbol",
        "atomic-number": "count",
        "discovered": "year",
        "mass": "number",
    }
    asked = {question.fact for question in QuestionMaker(pack).iter_questions(0, kind=Kind.CHOICE)}
    assert {f"elements-helium-{name}" for name in types if name != "symbol"} <= asked


def test_draft_claims_nothing_and_cites_each_row() -> None:
    draft = draft_of(ELEMENTS)

    assert "\nlicence:" not in draft.pack
    assert "\nauthors:" not in draft.pack
    assert draft.pack.count("# TODO: a sentence") == draft.pack.count("\n        fact: ")
    assert [line.rpartition(",")[2] for line in draft.rows.splitlines()[1:]] == [
        f"table {number}" for number in range(1, 6)
    ]
    assert "licence: CC BY 4.0" in draft_of(ELEMENTS, licence="CC BY 4.0").pack


def test_suggested_lines_have_no_error_without_their_comment_sign() -> None:
    pack = draft_of(ELEMENTS).pack
    everything = re.sub(r"^( +)# (?!TODO|Only|“|The first)", r"\1", pack, flags=re.MULTILINE)
    assert everything.count("fact: ") > pack.count("\n        fact: ")
    Path("made.yaml").write_text(everything, encoding="utf-8")
    Path("made.csv").write_text(draft_of(ELEMENTS).rows, encoding="utf-8")

    problems = check_packs([Path("made.yaml")]).problems
    assert [str(problem) for problem in problems if problem.severity is not Severity.HINT] == []


@pytest.mark.parametrize(
    ("rows", "subject"),
    [
        ("Rank;City;Country\n1;Tokyo;Japan\n2;Delhi;India\n3;Shanghai;China\n", "City"),
        (
            "Term start,Name,Party\n1933-Mar-04,Ada Roe,A\n1945-Apr-12,Tom Doe,B\n1953-Jan-20,Ina Poe,C\n",
            "Name",
        ),
        ("id,slug,Town,Mayor\n7,neuss,Neuss,Ada Roe\n9,trier,Trier,Tom Doe\n4,worms,Worms,Ina Poe\n", "Town"),
        (",Length\nLoire,1012\nRhine,1233\nElbe,1094\n", "name"),
        ("Code,Country,Land\nAT,Austria,Österreich\nDE,Germany,Deutschland\nNO,Norway,Norge\n", "Country"),
        ("First name,Last name,Born\nAda,Roe,1901\nTom,Doe,1903\nAda,Poe,1905\n", "First name+Last name"),
        (
            "Circuit,Race name,Land,Turns\nMonza Ring,Italy,Italy,11\nSpa,Peru,Peru,19\nImola,Iran,Iran,8\n",
            "Circuit",
        ),
    ],
)
def test_subject_is_the_column_of_names(rows: str, subject: str) -> None:
    assert f"“{subject}” is the subject" in draft_of(rows).summary[0]


def test_names_in_small_letters_are_subjects_under_a_heading_of_names() -> None:
    rows = "name,diet,type\nquelladon,plants,biped\ntarnosaurus,meat,biped\nmirrowdon,fish,swimmer\n"

    assert "“name” is the subject" in draft_of(rows).summary[0]


def test_name_of_something_else_keeps_no_forename_from_its_surname() -> None:
    rows = (
        "Firstname,Surname,Club.name\nAda,Roe,Red Club\nTom,Roe,Old Club\nIna,Poe,Red Club\nEve,Doe,Sun Inn\n"
    )
    draft = draft_of(rows)

    assert "“Firstname+Surname” is the subject" in draft.summary[0]
    assert "\nTom Roe,Old Club," in draft.rows


def test_subject_can_be_chosen_and_joined() -> None:
    rows = "Athlete,Year,Sport\nAda Roe,1931,Golf\nTom Doe,1935,Polo\nAda Roe,1939,Chess\nIna Poe,1939,Judo\n"

    assert "“Sport” is the subject" in draft_of(rows, subject="sport").summary[0]
    with pytest.raises(
        UsageError, match=r"Ada Roe \(rows 1, 3\).*“Year” distinguishes most of them: --subject Athlete\+Year"
    ):
        draft_of(rows, subject="Athlete")
    assert "Ada Roe (1931)," in draft_of(rows, subject="Athlete+Year").rows
    with pytest.raises(UsageError, match=r"no column “Age”\. The columns are “Athlete”, “Year” and “Sport”"):
        draft_of(rows, subject="Age")


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("Capital", "Oslo Lima Rome", "What is the capital of <country>?"),
        ("Founded", "1901 1902 1905", "In which year was <country> founded?"),
        ("date_of_birth", "1901-02-03 1902-02-04 1905-11-30", "When was <country> born?"),
        ("deathYear", "1901 1902 1905", "In which year did <country> die?"),
        ("Length (km)", "1012 899 1320", "What is the length of <country>, in km?"),
        ("Population 2020", "1012 899 1320", "What is the population of <country>?"),
        ("Turns", "12 15 19", "What is the number of turns of <country>?"),
        ("Colours", "red blue green", "What are the colours of <country>?"),
        ("discovered_by", "Roe Doe Poe", "By whom was <country> discovered?"),
        ("Ruler of", "Rome Dover Pisa", "What is the entry under “ruler of” for <country>?"),
        ("Term began", "1901 1902 1905", "In which year did the term of <country> begin?"),
        ("Date added", "1901-02-03 1902-02-04 1905-11-30", "When was <country> added?"),
        ("Born.country", "Rome Dover Pisa", "In which country was <country> born?"),
        ("City of death", "Rome Dover Pisa", "In which city did <country> die?"),
        ("Region name", "Rome Dover Pisa", "What is the region of <country>?"),
        ("Elev", "1012 899 1320", "What is the elevation of <country>?"),
        ("region_en", "Rome Dover Pisa", "What is the region of <country>?"),
        ("GDP", "1012 899 1320", "What is the GDP of <country>?"),
    ],
)
def test_questions_are_worded_by_the_heading(heading: str, cells: str, expected: str) -> None:
    lines = zip(("Norway", "Peru", "Italy"), cells.split(), strict=True)
    rows = f"Country,{heading}\n" + "".join(f"{name},{cell}\n" for name, cell in lines)

    assert expected in asks_of(rows)


def test_names_of_several_things_are_asked_for_in_the_plural() -> None:
    rows = "Name,states_name_en\nQuell,Peru\nTarn,Italy\nKessel,Peru\nBrack,Japan\nCorl,Italy\n"

    assert "ask: What are the states of <name>?" in asks_of(rows)


def test_places_are_asked_for_with_in_which() -> None:
    volcanoes = "Volcano,Country\nEtna,Italy\nFuji,Japan\nCotopaxi,Ecuador\n"
    drivers = "Name,Country,Date of birth\nAda Roe,Italy,1901\nTom Doe,Japan,1902\nIna Poe,Peru,1905\n"

    assert "ask: In which country is <volcano>?" in asks_of(volcanoes)
    assert "ask: What is the country of <name>?" in asks_of(drivers)


def test_headings_in_another_alphabet_stay_as_written() -> None:
    rows = "Страна,Столица\nАвстрия,Вена\nПеру,Лима\nКения,Найроби\nНепал,Катманду\n"
    pack = pack_of(rows)

    assert pack.language == "und"
    questions = list(QuestionMaker(pack).iter_questions(0, kind=Kind.CHOICE))
    assert {str(question.stem) for question in questions} == {
        f"{c}: столица?" for c in ("Австрия", "Перу", "Кения", "Непал")
    }
    assert pack_of(rows, language="ru").language == "ru"
    assert "language: und" in draft_of("Land,Hauptstadt\nPeru,Lima\nNepal,Katmandu\nKuba,Havanna\n").pack


CAPITALS = (
    "Peru,Lima\nCuba,Havana\nNepal,Kathmandu\nKenya,Nairobi\nAustria,Vienna\nItaly,Rome\nChile,Santiago\n"
    "Egypt,Cairo\nJapan,Tokyo\nNorway,Oslo\n"
)


@pytest.mark.parametrize(
    ("rows", "has_headings"),
    [
        ("Heron,1948\nKite,1952\nSwan,1957\n", False),
        ("RUS,Russia\nMEX,Mexico\nURU,Uruguay\nFRA,France\nPER,Peru\n", False),
        ("Bird,First seen\nKite,1952\nSwan,1957\n", True),
        ("Town,1990,2000,2010\nNeuss,100,120,130\nTrier,90,91,95\n", True),
        ("Herz,Blut\nKite,long\nSwan,short\nHeron,grey\n", True),
        (CAPITALS, False),
        ("Country,Capital\n" + CAPITALS, True),
    ],
)
def test_first_line_is_a_row_if_it_has_values(rows: str, has_headings: bool) -> None:
    summary = "\n".join(draft_of(rows).summary)

    assert ("The first line has no headings" in summary) is not has_headings
    if not has_headings:
        first = rows.partition(",")[0]
        assert "--header" in summary
        assert first in draft_of(rows).rows
    given = draft_of("Heron,1948\nKite,1952\nSwan,1957\n", headings=("bird", "seen"))
    assert given.rows.startswith("bird,seen,cite\nHeron,1948,table 1\n")


def test_columns_without_headings_are_asked_for_by_their_kind() -> None:
    assert "ask: Which name goes with <name>?" in asks_of(CAPITALS)
    assert "What is the capital of <country>?" in asks_of(CAPITALS, headings=("country", "capital"))


def test_header_with_another_number_of_names_is_refused() -> None:
    with pytest.raises(
        UsageError, match=r"--header has 3 names, and table.csv 2 columns: “Heron” and “1948”"
    ):
        draft_of("Heron,1948\nKite,1952\n", headings=("a", "b", "c"))


RIVERS = (("Loire", "1,012"), ("Rhine", "1,233"), ("Elbe", "1,094"), ("Oder", "866"))


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffRiver,Length\n" + "".join(f'{name},"{length}"\n' for name, length in RIVERS),
        "River;Length\r\n" + "".join(f"{name};{length}\r\n" for name, length in RIVERS),
        "River\tLength\r" + "".join(f"{name}\t{length}\r" for name, length in RIVERS),
        ("River\tLength\n" + "".join(f"{name}\t{length}\n" for name, length in RIVERS)).encode("utf-16"),
        ("River\tLength\n" + "".join(f"{name}\t{length}\n" for name, length in RIVERS)).encode("utf-16-le"),
        "The longest rivers;\n\nRiver;Length\n\n"
        + "".join(f"{name};{length}\n\n" for name, length in RIVERS),
        "River;Length\n" + "".join(f"{name}[a];{length}†\n" for name, length in RIVERS),
        "| River | Length |\n|---|---|\n" + "".join(f"| {name} | {length} |\n" for name, length in RIVERS),
        "sep=;\nRiver;Length\n" + "".join(f"{name};{length}\n" for name, length in RIVERS),
        "River;Length\n"
        + "".join(f"{name};{length.replace(',', '.')}\n" for name, length in RIVERS)
        + "All;1.000.000\n",
        "River;Length\n" + "".join(f"{name};{length.replace(',', chr(39))}\n" for name, length in RIVERS),
        json.dumps([{"River": name, "Length": length} for name, length in RIVERS]),
        json.dumps({"data": [{"River": name, "Length": length} for name, length in RIVERS]}),
        "\n".join(json.dumps({"River": name, "Length": length}) for name, length in RIVERS),
        json.dumps({name: {"Length": length, "x": [1]} for name, length in RIVERS}),
    ],
)
def test_usual_forms_of_tables_are_read(data: str | bytes) -> None:
    lengths = values_of(pack_of(data), "length")
    lengths.pop("All", None)

    assert lengths == dict(RIVERS)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["4/30/1910", "12/1/1911", "1/2/1912"], ["30 April 1910", "1 December 1911", "2 January 1912"]),
        (["30/4/1910", "12/1/1911", "1/2/1912"], ["30 April 1910", "12 January 1911", "1 February 1912"]),
        (["30.4.1910", "2.1.1911", "1.2.1912"], ["30 April 1910", "2 January 1911", "1 February 1912"]),
        (["1946-Jun-14", "1947-Jul-1", "1950-Dec-31"], ["14 June 1946", "1 July 1947", "31 December 1950"]),
        (["2022/03/18", "2021/1/2", "2020/12/1"], ["18 March 2022", "2 January 2021", "1 December 2020"]),
        (
            ["2022-03-18T00:00:00Z", "2021-01-02", "Jun 12 1998"],
            ["18 March 2022", "2 January 2021", "12 June 1998"],
        ),
        (["1,5", "2,25", "3"], ["1.5", "2.25", "3"]),
        (["1.234,5", "2,25", "3"], ["1,234.5", "2.25", "3"]),
        (["1.0", "4.0", "3.0"], ["1", "4", "3"]),
        (["$1.5", "$2", "$0.5"], ["$1.5", "$2", "$0.5"]),
        (["a &amp; b", "<b>c d</b>", "e f"], ["a & b", "c d", "e f"]),
        (["red|blue", "pink | green", "grey"], ["red", "pink", "grey"]),
    ],
)
def test_values_are_rewritten(cells: list[str], expected: list[str]) -> None:
    names = ["Neuss", "Trier", "Worms"]
    rows = "Town\tEntry\n" + "".join(f"{name}\t{cell}\n" for name, cell in zip(names, cells, strict=True))

    assert values_of(pack_of(rows), "entry") == dict(zip(names, expected, strict=True))


def test_cells_that_are_not_values_are_counted() -> None:
    towns = "".join(f"Town {chr(65 + n)}x,{1901 + n},{200 + n}\n" for n in range(12))
    draft = draft_of("Town,Founded,Size\n" + towns + "Neuss,N/A,0\nTrier,in May,220\nWorms,\\N,221\n")

    assert "3 cells of “Founded” left empty: “N/A” (1), “\\N” (1) and “in May” (1)." in draft.summary
    assert "1 cell of “Size” left empty: “0” (1)." in draft.summary
    assert "\nTrier,,220,table 14\n" in draft.rows


def test_columns_that_are_not_worth_asking_have_a_reason() -> None:
    headings = (
        "Film,Year,imdb_id,Poster,Plot,Seen,Rating,Genre,Genre.1,Code,Q1,Q2,Q3,Q4,Q5,Ratio,Budget,,Film 2"
    )
    genres = ("Drama", "Comedy", "Horror", "War") * 5
    rows = [
        f"Film {chr(65 + n)}x,{1950 + n},tt{n:05},http://x.org/{n}.png,{'word ' * 20},"
        f"{'yes' * (n % 2) or 'no'},"
        f"{n % 7}.5,{genres[n]},{genres[n]},"
        f"A{n % 5}B,{n},{n + 1},{n + 2},{n + 3},{n + 4},0.{n + 123},,{n},Film {chr(65 + n)}x"
        for n in range(20)
    ]
    summary = "\n".join(draft_of("\n".join([headings, *rows])).summary)

    assert "2 columns asked for: year and genre." in summary
    for heading in headings.split(",")[2:]:
        assert heading == "Genre" or f"“{heading or 'column-18'}”" in summary, heading
    assert "with similar headings: “Q1”, “Q2”, “Q3”, “Q4” and “Q5”." in summary


def test_numbers_that_identify_a_row_are_not_asked_for() -> None:
    rows = "Site,unique_number,id_no,Founded\nQuell,230,208,1901\nTarn,14,55,1907\nKessel,81,7,1950\n"

    assert draft_of(rows).summary[1] == "1 column asked for: founded."


def test_headings_that_name_the_thing_are_not_a_series() -> None:
    rows = "peak_id,peak_name,peak_country,peak_range,peak_height\n" + "".join(
        f"{number},Mount {name},{country},{range_},{4000 + 7 * number}\n"
        for number, name, country, range_ in (
            (1, "Arvo", "Peru", "Andes"), (2, "Brack", "Italy", "Alps"), (3, "Corl", "Nepal", "Himalayas"),
            (4, "Dunn", "Kenya", "Rift"), (5, "Elm", "Chile", "Andes"),
        )
    )  # fmt: skip

    assert draft_of(rows).summary[1] == "3 columns asked for: peak country, peak range and peak height."


def test_table_of_numbers_alone_asks_for_more_than_two() -> None:
    rows = "Planet,Gravity,Diameter,Density,Moons\n" + "".join(
        f"{name},{n + 3},{n * 900 + 4000},{n * 310 + 700},{n}\n"
        for n, name in enumerate(("Quell", "Tarn", "Mirrow", "Kessel"))
    )

    assert draft_of(rows).summary[1] == "4 columns asked for: gravity, diameter, density and moons."


def test_poor_columns_are_asked_for_only_if_all_are_poor() -> None:
    rows = ("Quell,144.968", "Tarn,-172.5", "Mirrow,151.2", "Kessel,174.7", "Brack,-139.4")
    poor = draft_of("Harbour,Longitude\n" + "\n".join(rows))
    seas = ("North Sea", "Baltic Sea", "Red Sea", "Black Sea", "Sea of Azov")
    better = draft_of("Harbour,Longitude,Sea\n" + "\n".join(map(",".join, zip(rows, seas, strict=True))))

    assert "No column suits a quiz well, so these are asked for all the same." in poor.summary[1]
    assert better.summary[1] == "1 column asked for: sea."
    with pytest.raises(UsageError, match=r"no column is worth asking for\. “Id”: with identifiers"):
        draft_of("Harbour,Id\nQuell,a7\nTarn,b9\nMirrow,c1\n")


def test_repeated_subjects_are_left_out_by_name() -> None:
    names = [
        "Ada Roe",
        "Tom Doe",
        "Ina Poe",
        "Ada Roe",
        "Bo Zoe",
        "Al Koe",
        "Cy Loe",
        "Al Koe",
        "Ed Noe",
        "Ed Noe",
    ]
    names += [f"Ann {letter}oe" for letter in "BCDFGHJKL"]
    years = [1900 + n for n in range(len(names))]
    years[9] = years[8]
    rows = "Mayor,Born\n" + "".join(f"{name},{year}\n" for name, year in zip(names, years, strict=True))
    draft = draft_of(rows + ",1950\nTotal,1951\n")

    named = "Ada Roe (rows 1, 4) and Al Koe (rows 6, 8)"
    assert draft.summary[0].startswith("14 of 21 rows used.")
    assert f"4 of 21 rows left out, because others have the same subject: {named}." in draft.summary
    assert "1 of 21 rows left out, because an earlier row is equal: Ed Noe (row 10)." in draft.summary
    assert "1 of 21 rows left out, because their subject is empty: row 20." in draft.summary
    assert "1 of 21 rows left out, because they sum up others: Total (row 21)." in draft.summary


def test_rows_with_other_numbers_of_cells_are_named() -> None:
    draft = draft_of(
        "Language,Year\nOstan,1948\nMirr,1953,Ostan\nOld, Tarn,1957\nWick,1960\nSabl\nLorn,1964\n"
    )

    assert (
        "1 of 6 rows left out, because they have more cells than there are headings: Old (row 3)."
        in draft.summary
    )
    assert (
        "1 of 6 rows left out, because they have fewer cells than there are headings: Sabl (row 5)."
        in draft.summary
    )
    assert (
        "1 row has cells after the last heading, which aren’t used. Add headings for them." in draft.summary
    )
    assert "Mirr,1953,table 2" in draft.rows


def test_rows_of_one_wikidata_item_are_joined() -> None:
    item = "http://www.wikidata.org/entity/Q"
    rows = ("1,Loire,Atlantic", "2,Rhône,Mediterranean", "3,Bela,Baltic Sea", "1,Loire,Ocean")
    draft = draft_of("item,itemLabel,sea\n" + "".join(f"{item}{row}\n" for row in rows))

    assert "\nLoire,Atlantic; Ocean,table 1\n" in draft.rows.replace('"', "")
    assert "1 row was joined to others about the same Wikidata item." in draft.summary


def test_subjects_with_one_id_get_ids_of_their_own() -> None:
    pack = pack_of("Name,Size\nNidoran♀,12\nNidoran♂,15\nMew,19\n")

    assert set(values_of(pack, "size")) == {"Nidoran♀", "Nidoran♂", "Mew"}


def test_cited_sources_are_declared() -> None:
    pack = pack_of('Town,Size,cite\nNeuss,1,wiki 3\nTrier,2,\nWorms,3,"atlas 7, wiki 8"\n')

    assert [source.id for source in pack.sources] == ["table", "wiki", "atlas"]


@pytest.mark.parametrize(
    "rows",
    [
        "date,when\n20/07/1969,x y\n1/2/1970,y z\n3/4/1971,z\n",
        "no,on: off\nTrue Roe,a\nFalse Doe,b\nNull Poe,c\n",
        "Größe,<b>\nÄb,<\nÖb,>\nÜb,=\n",
        'key,"a ""b"" #c"\nXa,1\nYb,2\n',
        "key\tvalue\nXa\t\nYb\t3 km\n",
        "key,value\nXa,1; 2\nYb,3\nZc,4\n",
        "key,year\n# Xa,1901\nYb;c,1902\n- Zc: d,1903\n",
        "true,`x`\nXa,`a`\nYb,`b`\nZc,`c`\n",
    ],
)
def test_draft_of_an_odd_table_has_no_error(rows: str) -> None:
    try:
        pack_of(rows)
    except UsageError as error:
        assert "table.csv" in str(error) or "column" in str(error)  # noqa: PT017


QUESTIONS = (
    "Question,Answer,Option 1,Option 2\nWhat is x?,a,a,b\n",
    "question_text,correct_answer,wrong1\nName a sea,Baltic,Loire\n",
    "Quiz template,,\n,,\nQuestion - max 120 characters,Answer 1 - max 75 characters,Time limit\nX?,a,20\n",
    "Front,Back\nLoire,river\nOslo,town\n",
    "A,B\nWhere is it?,here\nWho was it then?,Roe\nWhat is that?,this\n",
    json.dumps([{"question": "Where is it?", "answer": "here"}, {"question": "Who?", "answer": "Roe"}]),
)


@pytest.mark.parametrize("rows", QUESTIONS)
def test_list_of_questions_is_refused(rows: str) -> None:
    with pytest.raises(UsageError, match=r"table\.csv is a list of questions"):
        draft_of(rows)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("", "table.csv: this table is empty"),
        ("a,b\n", "table.csv: there are no rows below the first line"),
        ("a\nXa\nYb\n", "table.csv: a table needs at least two columns"),
        ("Size,Year\n1,1999\n2,1998\n", r"no column has names .* --subject: “Size” and “Year”"),
        ("Town,Link\nNeuss,https://example.org/a\n", "no column is worth asking for. “Link”: with addresses"),
        ('Town,Arms\nNeuss,<img src="a b" alt="arms">\n', "no column is worth asking for. “Arms”: with HTML"),
        (b"PK\x03\x04rest", "table.csv is a damaged zip archive, not a table"),
        (
            "Ñòîëèöà,Ãîðîä\nÌîñêâà,Ðîññèÿ\n".encode("cp1252"),
            "neither UTF-8 nor Windows-1252. Save it as UTF-8",
        ),
        ('{"a": 1}', "has no list of records"),
        ('[{"a": 1,', "is not valid JSON"),
        (
            "Town,Mayor,Land\nXa,Roe\nYb,Poe\nZc,Doe,Peru\n",
            "2 of 3 rows left out, because they have fewer cells",
        ),
    ],
)
def test_unusable_table_is_refused(rows: str | bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        draft_of(rows)


def test_other_encoding_is_reported() -> None:
    draft = draft_of("Town,Mayor\nQuell,José Roe\nTarn,Ada Doe\nMirrow,Tom Poe\n".encode("cp1252"))

    assert "José Roe" in draft.rows
    assert "The file isn’t UTF-8, so it was read as Windows-1252. Look for wrong letters." in draft.summary


def test_file_that_cannot_be_used_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.csv").write_text(ELEMENTS, encoding="utf-8")
    for words, message in (
        (["new", "made", "--from", "https://example.org/a.csv"], "is an address, and --from needs a file"),
        (["new", "made", "--from", "none.csv"], "none.csv: this file can’t be opened"),
        (["new", "made", "--subject", "a"], "--subject is only for --from"),
        (["new", "made", "--from", "rows.csv", "--language", "german"], "Use de."),
    ):
        assert main(words) == 2
        assert message in capsys.readouterr().err
    Path("made.csv").write_text("mine", encoding="utf-8")
    assert main(["new", "made", "--from", "rows.csv"]) == 2
    assert Path("made.csv").read_text(encoding="utf-8") == "mine"
    assert not Path("made.yaml").exists()


def test_table_may_be_in_another_folder() -> None:
    Path("sub").mkdir()
    Path("sub/rows.csv").write_text(ELEMENTS, encoding="utf-8")
    data = from_table.read_table_file("sub/rows.csv")
    files = from_table.write_pack_from_table("made", "sub/rows.csv", data, TableOptions())

    assert (files.pack, files.rows) == (Path("made.yaml"), Path("made.csv"))


CELLS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12
) | st.sampled_from(
    ["", "N/A", "1901", "12,5", "Oslo", "yes", "a;b", '"', "- x: #", "Ada Roe", "<b>", "30/4/1910"]
)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width - 1, max_size=width + 1), min_size=1, max_size=14)
)


def quote_cells(cells: list[str]) -> str:
    """Write a row of CSV with all cells in quotation marks."""
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


@pytest.mark.slow
@given(rows=TABLES, names=st.lists(st.integers(0, 9), min_size=14, max_size=14))
def test_no_row_is_lost_in_silence(rows: list[list[str]], names: list[int]) -> None:
    lines = [
        [
            "Name",
            *(f"{word} {letter}" for word, letter in zip(("Colour", "Size", "Year"), "XYZ", strict=True)),
        ],
        *([f"Town {chr(65 + name)}x", *row[:3]] for name, row in zip(names, rows, strict=False)),
    ]
    text = "\n".join(map(quote_cells, lines)) + "\n"
    try:
        draft = draft_of(text)
    except UsageError:
        return
    comments = " ".join(line[1:] for line in draft.pack.splitlines() if line.startswith("#"))
    named = {
        number
        for numbers in re.findall(r"\brows? ([\d, -]*\d)", " ".join(comments.split()))
        for first, last in re.findall(r"(\d+)(?:-(\d+))?", numbers)
        for number in range(int(first), int(last or first) + 1)
    }
    cited = {citation.first for fact in pack_of(text).facts for citation in fact.citations}
    assert named | cited == set(range(1, len(lines)))
    assert named.isdisjoint(cited)
