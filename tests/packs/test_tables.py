"""Tables: sentences of the table and its columns, and the directions that have one right answer."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.model.pack import Fact, Kind, Value
from quiz.model.problems import Problem
from quiz.model.question import Question
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.read.result import ReadResult

HEAD = """\
format: 1
name: p
title: P
categories: {lands: Lands, towns: Towns}
category: lands
sources: {s: {title: S}}
tables:
  - id: t
    cite: s 1
"""
COLUMNS = """\
    columns:
      capital:
        fact: The capital of <country> is <capital>.
        ask: What is the capital of <country>?
        ask-back: Of which country is <capital> the capital?
        category: towns
      currency:
        type: money used
        fact: In <country> one pays with the <currency>.
        cite: s 2
        as-of: 2020
      Area in km:
        type: number
        fact: The area of <Country> is <Area in km> square kilometres.
"""
ROWS = """\
    rows: |
      Country | capital   | currency     | Area in km | cite
      France  | Paris     | euro         | 640,679    |
      Spain   | Madrid    | euro; peseta | 505,990    | s 5
      Norway  | Oslo      | krone        |            |
      Peru    |           | sol          | 1,285,216  |
      Chile   | Santiago  |              | 756,102    |
"""


def read_table(folder: Path, text: str) -> ReadResult:
    (folder / "p.yaml").write_text(HEAD + text, encoding="utf-8")
    return read_pack(folder / "p.yaml")


def facts(reading: ReadResult) -> dict[str, Fact]:
    assert reading.pack is not None
    return {fact.id: fact for fact in reading.pack.facts}


def named(reading: ReadResult) -> list[str]:
    return [problem.rule.code for problem in reading.problems]


def two(subject_fields: str, *rows: str, head: str = "a | b") -> str:
    lines = "".join(f"      {row}\n" for row in (head, *rows))
    return f"    fact: In <a> one finds <b>.\n    columns:\n{subject_fields}    rows: |\n{lines}"


def own(fields: str, *rows: str, head: str = "a | b") -> str:
    lines = "".join(f"      {row}\n" for row in (head, *rows))
    return f"    columns:\n      b:\n        fact: In <a> one finds <b>.\n{fields}    rows: |\n{lines}"


def test_each_column_makes_a_fact_despite_empty_cells(tmp_path: Path) -> None:
    reading = read_table(tmp_path, COLUMNS + ROWS)

    assert reading.problems == ()
    assert list(facts(reading)) == [
        "t-france-capital",
        "t-france-currency",
        "t-france-area-in-km",
        "t-spain-capital",
        "t-spain-currency",
        "t-spain-area-in-km",
        "t-norway-capital",
        "t-norway-currency",
        "t-peru-currency",
        "t-peru-area-in-km",
        "t-chile-capital",
        "t-chile-area-in-km",
    ]


def test_column_facts_have_fields_of_column(tmp_path: Path) -> None:
    facts_by_id = facts(read_table(tmp_path, COLUMNS + ROWS))
    capital, currency, area = (
        facts_by_id[f"t-spain-{name}"] for name in ("capital", "currency", "area-in-km")
    )

    assert capital.sentence == "The capital of Spain is Madrid."
    assert [(value.label, value.type, value.ask) for value in capital.values] == [
        ("country", "country", "Of which country is Madrid the capital?"),
        (None, "capital", "What is the capital of Spain?"),
    ]
    assert (capital.category, currency.category) == ("towns", "lands")
    assert [facts_by_id["t-france-currency"].as_of, capital.as_of] == ["2020", None]
    assert [citation.first for fact in (capital, currency) for citation in fact.citations] == [5, 5]
    assert [citation.first for citation in facts_by_id["t-norway-currency"].citations] == [2]
    assert [citation.first for citation in facts_by_id["t-norway-capital"].citations] == [1]
    assert (currency.values[1].text, currency.values[1].also) == ("euro", ("peseta",))
    assert area.values[1].text == "505,990"
    assert capital.relation == facts_by_id["t-chile-capital"].relation != currency.relation
    assert (capital.location.line, capital.location.column, capital.location.end_column) == (27, 17, 23)


def test_subject_is_asked_for_only_if_author_says_it(tmp_path: Path) -> None:
    facts_by_id = facts(read_table(tmp_path, COLUMNS + ROWS))

    assert {fact.values[0].asked for id_, fact in facts_by_id.items() if id_.endswith("capital")} == {True}
    assert {fact.values[0].asked for id_, fact in facts_by_id.items() if not id_.endswith("capital")} == {
        False
    }
    assert all(fact.values[1].asked for fact in facts_by_id.values())


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ("      b: {type: thing}\n", False),
        ("      a:\n        ask: Where does one find <b>?\n", True),
        ("      a: {asked: yes}\n", True),
    ],
)
def test_first_column_of_table_sentence_is_asked_for_only_if_author_says_it(
    fields: str, asked: bool, tmp_path: Path
) -> None:
    facts_by_id = facts(read_table(tmp_path, two(fields, "A | x", "B | y", "C | z")))

    assert [fact.values[0].asked for fact in facts_by_id.values()] == [asked] * 3


def test_ask_back_with_several_answers_is_not_asked(tmp_path: Path) -> None:
    back = "        ask-back: Where does one find <b>?\n"
    reading = read_table(tmp_path, own(back, "A | x; y", "B | y", "C | z", "D | u"))

    assert named(reading) == ["several-answers"]
    assert reading.problems[0].message.startswith("lines 16 and 17 have the same b (y)")
    assert reading.problems[0].location.line == 17
    assert (reading.problems[0].help or "").startswith("`a` is not asked for in 2 such rows.")
    assert [fact.values[0].asked for fact in facts(reading).values()] == [False, False, True, True]


def test_two_values_of_one_subject_are_a_contradiction(tmp_path: Path) -> None:
    rows = ("A | x | 1", "a | y | 2", "B | z | 3", "C | u | 4")
    reading = read_table(tmp_path, own("", *rows, head="a | b | id"))

    assert named(reading) == ["contradiction"]
    assert list(facts(reading)) == ["t-3-b", "t-4-b"]


def test_open_column_allows_several_values_of_one_subject(tmp_path: Path) -> None:
    rows = ("A | x | 1", "A | y | 2", "B | z | 3", "C | u | 4")
    reading = read_table(tmp_path, own("        open: yes\n", *rows, head="a | b | id"))

    assert reading.problems == ()
    assert facts(reading)["t-1-b"].values[1].right_answers == ("x", "y")


def test_cell_without_subject_makes_no_fact(tmp_path: Path) -> None:
    reading = read_table(tmp_path, own("", " | x | 1", "A | y | 2", "B | z | 3", head="a | b | id"))

    assert named(reading) == ["row-incomplete"]
    assert (reading.problems[0].location.column, reading.problems[0].location.end_column) == (10, 11)
    assert list(facts(reading)) == ["t-2-b", "t-3-b"]


def test_column_with_own_sentence_is_asked_for_in_that_sentence_only(tmp_path: Path) -> None:
    text = two("      b:\n        fact: One finds <b> in <a>.\n", "A | x", "B | y", "C | z")
    facts_by_id = facts(read_table(tmp_path, text))

    assert [[value.asked for value in facts_by_id[id_].values] for id_ in ("t-a", "t-a-b")] == [
        [False, False],
        [True, False],
    ]


def test_id_cell_with_other_characters_becomes_a_slug(tmp_path: Path) -> None:
    reading = read_table(tmp_path, own("", "A | x | FR", "B | y | Nº 2", head="a | b | ID"))

    assert next(iter(facts(reading))) == "t-fr-b"
    assert reading.problems == ()


THREE = """\
    columns:
      b: {fact: In <a> one finds <b>.}
      c: {fact: In <a> one hears <c>.}
      d: {fact: In <a> one sees <d>.}
    rows: |
      a | b | c | d
      A | x | 1 | p
      B | y | 2 | q
      C | z | 3 | r
"""


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("In <a> one finds <b>", "In <a> one finds <bb>", "b"),
        ("In <a> one finds <b>", "In <a> one finds <b", "b"),
        ("In <a> one finds <b>", "One finds <b>", "b"),
        ("In <a> one finds <b>.", "''", "b"),
        ("{fact: In <a> one finds <b>.}", "{fact: In <a> one finds <b>., colour: red}", "b"),
        ("{fact: In <a> one finds <b>.}", "{fact: In <a> one finds <b>., open: perhaps}", "b"),
        ("{fact: In <a> one finds <b>.}", "{fact: In <a> one finds <b>., ask: What is <b>?}", "b"),
        ("{fact: In <a> one finds <b>.}", "{fact: In <a> one finds <b>., category: none}", "b"),
        ("In <a> one hears <c>", "In <a> one hears <x>", "c"),
        ("In <a> one sees <d>", "In <a> one sees <x>", "d"),
        ("      d: {", "      e: {", "d"),
        ("a | b | c | d", "a | b | c | c", "c"),
    ],
)
def test_mistake_in_a_column_costs_that_column_only(
    before: str, after: str, lost: str, tmp_path: Path
) -> None:
    reading = read_table(tmp_path, THREE.replace(before, after))

    assert len(reading.problems) == 1 + ("c | c" in after)
    assert {fact.rpartition("-")[2] for fact in facts(reading)} == {*"bcd"} - {
        lost,
        *("d" if "c | c" in after else ""),
    }


def test_mistake_in_the_sentence_of_a_table_leaves_those_of_its_columns(tmp_path: Path) -> None:
    reading = read_table(tmp_path, "    fact: In <a> and <x> it rains.\n" + THREE)

    assert named(reading) == ["unknown-column"]
    assert len(facts(reading)) == 9


@pytest.mark.parametrize(
    "columns",
    ["      b: {open: perhaps}\n", "      bb: {open: yes}\n", "      b: {ask-back: Who?}\n"],
    ids=["unreadable", "misspelt", "misplaced"],
)
def test_mistake_in_the_fields_of_a_column_leaves_the_sentences_of_others(
    columns: str, tmp_path: Path
) -> None:
    table = "    fact: In <a> one finds <b>.\n    columns:\n" + columns
    table += "      c: {fact: In <a> one hears <c>.}\n"
    table += "    rows: |\n      a | b | c\n      A | x | 1\n      B | y | 2\n"
    reading = read_table(tmp_path, table)

    assert len(reading.problems) == 1
    assert list(facts(reading)) == ["t-a-c", "t-b-c"]


def test_column_that_all_sentences_lack_is_reported_once(tmp_path: Path) -> None:
    reading = read_table(tmp_path, THREE.replace("      a | b | c | d", "      aa | b | c | d"))

    assert named(reading) == ["unknown-column", "nothing-to-ask"]
    assert reading.problems[0].message == "no column “a”, also in 2 other places"


def test_table_with_other_headings_is_reported_once(tmp_path: Path) -> None:
    reading = read_table(tmp_path, THREE.replace("      a | b | c | d\n", ""))

    assert named(reading) == ["unknown-column", "nothing-to-ask"]
    assert "The columns are a, x, c1 and p." in (reading.problems[0].help or "")


def test_columns_are_listed_up_to_a_dozen(tmp_path: Path) -> None:
    head = " | ".join(f"k{number}" for number in range(15))
    row = " | ".join(map(str, range(15)))
    reading = read_table(tmp_path, f"    fact: In <k0> is <x>.\n    rows: |\n      {head}\n      {row}\n")

    assert "k11 and 3 more" in (reading.problems[0].help or "")


def test_repeated_row_is_reported_once_with_its_first_line(tmp_path: Path) -> None:
    reading = read_table(tmp_path, THREE + "      B | y | 2 | q\n")

    assert [(each.rule.code, each.location.line, each.message) for each in reading.problems] == [
        ("duplicate-id", 19, "this row is the same as line 17")
    ]
    assert len(facts(reading)) == 9


def test_row_with_the_subject_of_another_is_reported_once(tmp_path: Path) -> None:
    rows = (
        THREE.replace("b: {", "b: {open: yes, ")
        .replace("c: {", "c: {open: yes, ")
        .replace("d: {", "d: {open: yes, ")
    )
    (problem,) = read_table(tmp_path, rows + "      B | u | 5 | s\n").problems

    assert problem.message == "this row has the same subject as line 17, “B”"


def test_contradiction_is_not_reported_as_a_repeated_row_too(tmp_path: Path) -> None:
    reading = read_table(tmp_path, THREE + "      B | y | 7 | q\n")

    assert named(reading) == ["contradiction"]
    assert len(facts(reading)) == 8


@pytest.mark.parametrize(
    ("cites", "line", "message"),
    [
        (["", "", ""], 8, "the rows of this table have no citation, and neither has the table"),
        (["s 1", "", ""], 17, "this and 1 other row have no citation, and neither has the table"),
        (["s 1", "s 2", ""], 18, "this row has no citation, and neither has the table"),
    ],
)
def test_rows_without_a_citation_are_reported_once(
    cites: list[str], line: int, message: str, tmp_path: Path
) -> None:
    head, *rows = THREE.splitlines()[-4:]
    table = THREE[: THREE.index(head)] + f"{head} | cite\n"
    table += "".join(f"{row} | {cite}\n" for row, cite in zip(rows, cites, strict=True))
    (tmp_path / "p.yaml").write_text(
        HEAD.replace("    cite: s 1\n", "    note: x\n") + table, encoding="utf-8"
    )
    reading = read_pack(tmp_path / "p.yaml")
    problem = reading.problems[0]

    assert [each.rule.code for each in reading.problems if each.rule.code != "nothing-to-ask"] == [
        "missing-field"
    ]
    assert (problem.location.line, problem.message) == (line, message)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{s: {title: S}}", "{s: Atlas}"),
        ("{s: {title: S}}", "{S: {title: S}}"),
        ("sources: {s: {title: S}}\n", ""),
        ("{lands: Lands, towns: Towns}", "{Lands: Lands, towns: Towns}"),
        ("category: lands", "category: land"),
    ],
)
def test_source_or_category_that_all_entries_need_is_reported_once(
    before: str, after: str, tmp_path: Path
) -> None:
    facts_text = "".join(
        f"  - {{id: f{n}, fact: It is <x{n}>., type: x, cite: s {n + 1}}}\n" for n in range(9)
    )
    text = (HEAD + THREE + "facts:\n" + facts_text).replace(before, after, 1)
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    reading = read_pack(tmp_path / "p.yaml")

    assert len([each for each in reading.problems if each.rule.code != "nothing-to-ask"]) == 1
    assert reading.pack is None


MISTAKES = [
    ("missing-field", "    rows: |\n      a | b\n      1 | 2\n", None),
    ("bad-mark", own("", "1 | 2").replace("In <a> one finds <b>", "One finds <b>"), "One finds <b>."),
    (
        "bad-mark",
        own("", "1 | 2 | 3", head="a | b | c").replace("finds <b>", "finds <c>"),
        "In <a> one finds <c>.",
    ),
    ("unknown-column", own("", "1 | 2").replace("In <a> one", "In <x> one"), "In <x> one finds <b>."),
    ("unknown-column", own("        ask: Who <x>?\n", "1 | 2"), "Who <x>?"),
    ("bad-mark", own("        ask-back: Who <a>?\n", "1 | 2"), "Who <a>?"),
    ("bad-mark", own("        ask-back: Who?\n", "1 | 2 | 3", head="s | a | b"), "Who?"),
    ("misplaced-field", two("      b:\n        ask-back: Who <b>?\n", "1 | 2"), "ask-back"),
    ("unknown-column", two("      c: {type: x}\n", "1 | 2 | 3", head="a | b | c"), "c"),
    ("duplicate-label", own("", "1 | 2 | 3", head="a | b | B"), "B"),
]


@pytest.mark.parametrize(("name", "text", "marked_text"), MISTAKES)
def test_mistake_is_reported_at_its_location(
    name: str, text: str, marked_text: str | None, tmp_path: Path
) -> None:
    reading = read_table(tmp_path, text)
    (problem,) = [problem for problem in reading.problems if problem.rule.code != "nothing-to-ask"]

    assert problem.rule.code == name
    assert marked_text is None or pointed_at(tmp_path / "p.yaml", problem) == marked_text


def test_questions_are_made_in_each_direction_with_one_answer(tmp_path: Path) -> None:
    reading = read_table(tmp_path, COLUMNS + ROWS)
    assert reading.pack is not None
    maker = QuestionMaker(reading.pack)
    questions = [maker.make(ask, kind, 0) for ask in maker.list_targets() for kind in Kind]
    stems = [question.stem for question in questions if not isinstance(question, SkippedQuestion)]

    assert "Of which country is Madrid the capital?" in stems
    assert "What is the capital of Norway?" in stems
    assert "The area of Peru is _____ square kilometres." in stems
    assert not [stem for stem in stems if stem.startswith("In _____")]


def test_ask_back_with_unknown_value_is_not_asked(tmp_path: Path) -> None:
    text = own(
        "        ask-back: Where is <b> by <c>?\n", "A | x | u", "B | y |", "C | z | w", head="a | b | c"
    )
    facts_by_id = facts(read_table(tmp_path, text))

    def subject(id_: str) -> Value:
        return facts_by_id[id_].values[0]

    assert (subject("t-a-b").asked, subject("t-a-b").ask) == (True, "Where is x by u?")
    assert subject("t-b-b").asked is False


def pointed_at(path: Path, problem: Problem) -> str:
    line = path.read_text(encoding="utf-8").split("\n")[problem.location.line - 1]
    return line[problem.location.column - 1 : problem.location.end_column - 1]


CELL = st.sampled_from(["", "x", "y", "x; y", "z", "u", "w", "v; u"])
TABLE = st.lists(st.tuples(st.sampled_from("ABCDEF"), CELL, CELL), min_size=4, max_size=9)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=TABLE, seed=st.integers(0, 3))
def test_wrong_options_are_wrong_by_every_row(
    rows: list[tuple[str, str, str]], seed: int, tmp_path: Path
) -> None:
    lines = "".join(f"{number},{','.join(row)}\n" for number, row in enumerate(rows))
    (tmp_path / "t.csv").write_text(f"id,a,b,c\n{lines}", encoding="utf-8")
    columns = "".join(
        f"      {name}:\n        type: thing\n        fact: In <a> one {verb} <{name}>.\n"
        f"        ask: What does one {verb} in <a>?\n        ask-back: Where does one {verb} <{name}>?\n"
        for name, verb in (("b", "sees"), ("c", "hears"))
    )
    reading = read_table(tmp_path, f"    rows: t.csv\n    columns:\n{columns}")
    true_triples = {
        (a, i, part.strip()) for a, *cells in rows for i, c in enumerate(cells) for part in c.split(";")
    }
    maker = QuestionMaker(reading.pack) if reading.pack is not None else None
    for ask in maker.list_targets() if maker is not None else ():
        question = maker.make(ask, Kind.CHOICE, seed) if maker is not None else None
        if not isinstance(question, Question):
            continue
        value_index = 0 if "sees" in question.explanation else 1
        subject, options = question.stem.removesuffix("?").split()[-1], question.options
        for option in options:
            triple = (
                (option, value_index, subject)
                if question.stem.startswith("Where")
                else (subject, value_index, option)
            )
            assert (triple in true_triples) == (option == question.options[question.key])


def test_value_at_start_of_sentence_is_capitalized(tmp_path: Path) -> None:
    rows = ("the bell", "zsh", "iPhone", "`main`", "e")
    reading = read_table(
        tmp_path,
        """\
    fact: <thing> was first seen in <year>.
    columns: {year: {type: year, ask: "<thing>: when was it first seen?"}}
    rows: |
      thing | year
"""
        + "".join(f"      {thing} | {1990 + number}\n" for number, thing in enumerate(rows)),
    )

    table_facts = list(facts(reading).values())
    begun = ("The bell", "Zsh", "iPhone", "`main`", "e")
    assert [
        fact.sentence.removesuffix(f" was first seen in {fact.values[1].text}.") for fact in table_facts
    ] == [*begun]
    assert [fact.values[1].ask for fact in table_facts] == [
        f"{thing}: when was it first seen?" for thing in begun
    ]
    assert tuple(fact.values[0].text for fact in table_facts) == rows


def test_column_can_have_several_wordings(tmp_path: Path) -> None:
    facts_by_id = facts(
        read_table(
            tmp_path,
            """\
    columns:
      element:
        asked: no
      symbol:
        fact: The symbol of <element> is <symbol>.
        ask:
          - What is the symbol of <element>?
          - How is <element> written for short?
    rows: |
      element | symbol
      lead    | Pb
      tin     | Sn
""",
        )
    )

    (symbol,) = [value for value in next(iter(facts_by_id.values())).values if value.asked]
    assert symbol.wordings == ("What is the symbol of lead?", "How is lead written for short?")


def test_separator_after_backslash_is_a_plain_character(tmp_path: Path) -> None:
    reading = read_table(
        tmp_path,
        """\
    columns: {meaning: {fact: The sign <sign> means <meaning>.}}
    rows: |
      sign    | meaning
      `\\|\\|`  | or; either
      `\\;`    | an end
      `\\n`    | a line end
""",
    )

    table_facts = list(facts(reading).values())
    assert [fact.sentence for fact in table_facts] == [
        "The sign `||` means or.",
        "The sign `;` means an end.",
        "The sign `\\n` means a line end.",
    ]
    assert table_facts[0].values[1].also == ("either",)


def test_plus_and_sharp_make_different_row_ids(tmp_path: Path) -> None:
    reading = read_table(
        tmp_path,
        """\
    fact: <language> came out in <year>.
    columns: {year: {type: year}}
    rows: |
      language | year
      C        | 1972
      C++      | 1985
      C#       | 2000
""",
    )

    assert list(facts(reading)) == ["t-c", "t-c-plus-plus", "t-c-sharp"]


@pytest.mark.slow
def test_subject_with_unknown_cell_is_not_a_wrong_answer(tmp_path: Path) -> None:
    reading = read_table(
        tmp_path,
        """\
    columns:
      Mascot:
        fact: The mascot of <Language> is the <Mascot>.
        ask: What is the mascot of <Language>?
        ask-back: Of which language is the <Mascot> the mascot?
      Year: {type: year, fact: <Language> came out in <Year>., ask-back: Which language came out in <Year>?}
    rows: |
      Language | Mascot | Year
      Python   | snake  | 1991
      Perl     | camel  | 1987
      Prolog   |        | 1972
      Ruby     | gem    | 1995
      Rust     | crab   |
      Kotlin   | island | 2011
""",
    )
    assert reading.pack is not None
    maker = QuestionMaker(reading.pack)
    shown: dict[str, set[str]] = {"mascot": set(), "year": set()}
    for seed in range(20):
        for question in maker.iter_questions(seed):
            words = question.options if question.kind is Kind.CHOICE else question.stem.split()
            if question.target_id.endswith(".language"):
                shown[question.fact.rpartition("-")[2]].update(words)

    assert shown["mascot"] >= {"Python", "Perl", "Ruby", "Rust", "Kotlin"}
    assert "Prolog" not in shown["mascot"]
    assert shown["year"] >= {"Python", "Perl", "Ruby", "Prolog", "Kotlin"}
    assert "Rust" not in shown["year"]


BETWEEN = """\
    columns:
      b:
        fact: In <a> one finds <b>.
        type: {type_}
        between: {between}
    rows: |
      a | b
      A | {first}
      B | {second}
"""


@pytest.mark.parametrize(
    ("type_", "between", "first", "second"),
    [
        ("number", "1 to 118", "12", "119"),
        ("number", "1–118", "118", "0"),
        ("number", "-90 to 90", "-89.5", "-90.5"),
        ("number", "0 to 2,000 km", "1,999 km", "2,001 km"),
        ("year", "1956 to 2023", "1956", "1955"),
        ("year", "44 BC to AD 14", "27 BC", "45 BC"),
        ("date", "1 May 1990 to 1 May 1999", "30 April 1999", "2 May 1999"),
        ("date", "May 1990 to May 1999", "31 May 1999", "1 June 1999"),
        ("percent", "0% to 100%", "100%", "101%"),
    ],
)
def test_cell_outside_its_bounds_is_an_error(
    type_: str, between: str, first: str, second: str, tmp_path: Path
) -> None:
    text = BETWEEN.format(type_=type_, between=between, first=first, second=second)
    reading = read_table(tmp_path, text)

    assert [(each.rule.code, each.location.line, each.location.column) for each in reading.problems] == [
        ("out-of-range", 18, 11)
    ]
    assert list(facts(reading)) == ["t-a-b"]


@pytest.mark.parametrize("between", ["118 to 1", "a lot", "1", "from a to b", "to 5"])
def test_bounds_that_make_no_sense_are_reported(between: str, tmp_path: Path) -> None:
    reading = read_table(tmp_path, BETWEEN.format(type_="number", between=between, first="1", second="2"))

    assert [each for each in named(reading) if each != "nothing-to-ask"] == ["unknown-value"]
    assert "1 to 118" in (reading.problems[0].help or "")


STORIES = """\
    known: <fame>
    columns:
      capital:
        fact: The capital of <country> is <capital>.
        more: <story>
    rows: |
      country | capital  | fame      | story
      France  | Paris    | 68,000    | It has six million graves.
      Spain   | Madrid   | many      |
      Chile   | Santiago |           | It is far from the sea.
"""


def test_column_has_a_story_for_each_row(tmp_path: Path) -> None:
    reading = read_table(tmp_path, STORIES)

    assert {fact.values[0].text: fact.more for fact in facts(reading).values()} == {
        "France": "It has six million graves.",
        "Spain": None,
        "Chile": "It is far from the sea.",
    }


def test_story_of_a_table_is_that_of_its_row_and_a_column_may_have_its_own(tmp_path: Path) -> None:
    text = two(
        "      c: {fact: In <b> is <c>., more: <other>}\n      d: {fact: At <b> is <d>.}\n",
        "x | y | z | w | one | two",
        head="a | b | c | d | story | other",
    ).replace("    columns:\n", "    more: <story>\n    columns:\n")
    reading = read_table(tmp_path, text)

    stories = {key: fact.more for key, fact in facts(reading).items()}
    assert stories == {"t-x": "One", "t-x-c": "Two", "t-x-d": "One"}


def test_unknown_column_in_the_story_of_a_table_is_reported_once(tmp_path: Path) -> None:
    text = STORIES.replace("    columns:\n", "    more: <plot>\n    columns:\n")
    reading = read_table(tmp_path, text)

    assert named(reading) == ["unknown-column", "nothing-to-ask"]
    assert reading.problems[0].message == "no column “plot”"


def test_fame_is_read_from_the_named_column(tmp_path: Path) -> None:
    reading = read_table(tmp_path, STORIES)

    assert {fact.values[0].text: fact.known for fact in facts(reading).values()} == {
        "France": 68_000.0,
        "Spain": None,
        "Chile": None,
    }
    (problem,) = reading.problems
    assert problem.message == "`known` can’t be “many”"
    assert (problem.location.line, problem.location.column) == (18, 28)


def test_fame_of_an_unknown_column_is_reported(tmp_path: Path) -> None:
    reading = read_table(tmp_path, STORIES.replace("known: <fame>", "known: <fane>"))

    assert [problem.message for problem in reading.problems] == ["no column “fane”"]


def test_story_may_name_other_columns_but_only_those_of_the_table(tmp_path: Path) -> None:
    stories = STORIES.replace("many", "2")
    reading = read_table(tmp_path, stories.replace("more: <story>", "more: <country>! <story>"))
    wrong = read_table(tmp_path, stories.replace("more: <story>", "more: <country>! <plot>"))

    assert facts(reading)["t-france-capital"].more == "France! It has six million graves."
    assert wrong.problems[0].message == "no column “plot”"


def test_column_of_stories_needs_a_sentence(tmp_path: Path) -> None:
    reading = read_table(tmp_path, two("      b: {more: <c>}\n", "x | y | z", head="a | b | c"))

    assert "misplaced-field" in named(reading)


def test_article_fits_the_cell(tmp_path: Path) -> None:
    table = (
        "    columns:\n      added:\n        fact: A <drink> is what an <added> makes of coffee.\n"
        "        ask: What makes a <drink> of coffee?\n"
        "    rows: |\n      drink | added\n      mocha | hour\n      affogato | cup\n"
    )
    made = list(facts(read_table(tmp_path, table)).values())
    (tmp_path / "p.yaml").write_text("language: fr\n" + HEAD + table, encoding="utf-8")
    foreign = list(facts(read_pack(tmp_path / "p.yaml")).values())

    assert [(fact.sentence, fact.values[-1].ask) for fact in made] == [
        ("A mocha is what an hour makes of coffee.", "What makes a mocha of coffee?"),
        ("An affogato is what a cup makes of coffee.", "What makes an affogato of coffee?"),
    ]
    assert [fact.sentence[value.start : value.end] for fact in made for value in fact.values] == [
        value.text for fact in made for value in fact.values
    ]
    assert foreign[1].sentence == "A affogato is what an cup makes of coffee."
