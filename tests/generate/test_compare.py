"""Questions for the row with the largest or the smallest number."""

import re
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.checks.unmade_row_questions import find_unmade_row_questions
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.generate.values.measures import are_apart, parse_measure
from quiz.model.pack import Kind
from quiz.model.question import Question
from tests.packs.test_pack_reader import read_text

HEAD = """\
format: 1
name: p
title: P
categories: {c: C}
category: c
sources: {s: {title: S}}
tables:
"""
RIVERS = """\
  - id: river
    fact: The <river> is <length> long.
    columns:
      length: {type: number, ask-most: Which of these rivers is the longest?}
    rows: |
      river | length
      Loire | 1,012 kilometres
      Rhine | 1,233 kilometres
      Elbe  | 1,094 kilometres
      Main  | 525 kilometres
      Ahr   | 85 kilometres
      Volga | 3,531 kilometres
    cite: s 1
"""
LENGTHS = {"Loire": 1012, "Rhine": 1233, "Elbe": 1094, "Main": 525, "Ahr": 85, "Volga": 3531}


def maker(folder: Path, tables: str) -> QuestionMaker:
    reading = read_text(folder, HEAD + tables)
    assert reading.pack is not None, reading.problems
    return QuestionMaker(reading.pack)


def compare(tables: QuestionMaker, seeds: int = 20) -> list[Question]:
    return [each for seed in range(seeds) for each in tables.iter_questions(seed, kind=Kind.COMPARE)]


def options(questions: list[Question]) -> set[str]:
    return {option for question in questions for option in question.options}


def test_key_is_the_longest_river_and_all_lengths_differ_clearly(tmp_path: Path) -> None:
    questions = compare(maker(tmp_path, RIVERS))

    assert options(questions) == set(LENGTHS)
    for question in questions:
        lengths = sorted((LENGTHS[option] for option in question.options), reverse=True)
        assert LENGTHS[question.options[question.key]] == lengths[0]
        assert all(low <= 0.95 * high for high, low in pairwise(lengths))


def test_key_is_the_row_of_the_target_and_the_explanation_has_each_number(tmp_path: Path) -> None:
    question = maker(tmp_path, RIVERS).find_question("p/river-main.length/compare@3")

    assert question is not None
    assert question.stem == "Which of these rivers is the longest?"
    assert question.answer == "Main"
    assert sorted(question.options) == ["Ahr", "Main"]
    assert question.explanation == "The Main is 525 kilometres long. Ahr: 85 kilometres."
    assert [each for each in question.why_wrong if each] == ["The Ahr is 85 kilometres long."]
    (proof,) = question.proofs
    assert (proof.option, proof.reason, proof.facts) == (
        question.options.index("Ahr"),
        "compared",
        ("river-ahr", "river-main"),
    )


def test_remark_on_the_sources_follows_the_row_that_it_is_about(tmp_path: Path) -> None:
    rows = RIVERS.replace("cite: s 1", "cite: s 1, t 2\n    more: The <river> flows north.")
    reading = read_text(tmp_path, HEAD.replace("{s: {title: S}}", "{s: {title: S}, t: {title: T}}") + rows)
    assert reading.pack is not None, reading.problems
    question = QuestionMaker(reading.pack).find_question("p/river-main.length/compare@3")

    assert question is not None
    assert question.explanation == (
        "The Main is 525 kilometres long. Two sources confirm it. The Main flows north. Ahr: 85 kilometres."
    )


@pytest.mark.parametrize(
    ("old", "new", "river"),
    [
        ("1,094 kilometres", "680 miles", "Elbe"),
        ("1,094 kilometres", "about 1,094 kilometres", "Elbe"),
        ("1,094 kilometres", "1,094 kilometres; 1,100 kilometres", "Elbe"),
        ("1,094 kilometres", "1,000 to 1,100 kilometres", "Elbe"),
        ("1,094 kilometres", "unmeasured", "Elbe"),
        ("Elbe ", "Elbe of 1,094 kilometres", "Elbe of 1,094 kilometres"),
    ],
)
def test_row_without_one_exact_number_of_the_unit_is_not_an_option(
    tmp_path: Path, old: str, new: str, river: str
) -> None:
    questions = compare(maker(tmp_path, RIVERS.replace(old, new)))

    assert options(questions) == {*LENGTHS} - {"Elbe"}
    assert river not in options(questions)


@pytest.mark.parametrize("field", ["open: yes", "kind: choice", "kind: [choice, truefalse]"])
def test_column_that_is_open_or_excludes_the_kind_is_not_compared(tmp_path: Path, field: str) -> None:
    assert compare(maker(tmp_path, RIVERS.replace("{type", f"{{{field}, type"))) == []


def test_without_the_authors_question_nothing_is_compared(tmp_path: Path) -> None:
    tables = maker(tmp_path, RIVERS.replace(", ask-most: Which of these rivers is the longest?", ""))
    skipped = tables.make(tables.list_targets()[0], Kind.COMPARE, 0)

    assert isinstance(skipped, SkippedQuestion)
    assert skipped.reason == "other-kind"


def test_rows_are_compared_only_with_those_of_the_same_question(tmp_path: Path) -> None:
    other = RIVERS.replace("river\n", "stream\n", 1).replace("these rivers", "these streams")
    for name in LENGTHS:
        other = other.replace(name, f"{name}bach")
    questions = compare(maker(tmp_path, RIVERS + other))

    assert questions
    for question in questions:
        assert len({option.endswith("bach") for option in question.options}) == 1


def test_rows_of_other_dates_or_claims_are_not_compared(tmp_path: Path) -> None:
    later = RIVERS.replace("id: river", "id: later").replace("cite: s 1", "cite: s 1\n    as-of: 2020")
    claimed = RIVERS.replace("id: river", "id: claim").replace("cite: s 1", "cite: s 1\n    claim: Jane Roe")
    for number, name in enumerate(LENGTHS):
        later = later.replace(name, f"Later{number}")
        claimed = claimed.replace(name, f"Claimed{number}")
    questions = compare(maker(tmp_path, RIVERS + later + claimed))

    assert not any(option.startswith("Claimed") for option in options(questions))
    for question in questions:
        assert len({option.startswith("Later") for option in question.options}) == 1


def test_option_is_the_column_that_the_question_does_not_name(tmp_path: Path) -> None:
    text = """\
  - id: track
    fact: On <disc>, <track> lasts <length>.
    columns:
      length: {type: duration, ask-least: Which track on <disc> is the shortest?, kind: compare}
    rows: |
      id | disc   | track  | length
      a  | Escape | Hero   | 4:24
      b  | Escape | Maybe  | 3:20
      c  | Escape | Runner | 2:30
      d  | Seven  | Addict | 1:30
      e  | Seven  | Roamer | 5:30
    cite: s 1
"""
    questions = compare(maker(tmp_path, text))

    assert {(question.stem, frozenset(question.options)) for question in questions} == {
        ("Which track on Escape is the shortest?", frozenset(("Hero", "Maybe", "Runner"))),
        ("Which track on Escape is the shortest?", frozenset(("Hero", "Maybe"))),
        ("Which track on Seven is the shortest?", frozenset(("Addict", "Roamer"))),
    }


def test_question_for_a_column_that_is_never_asked_is_reported(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + RIVERS.replace("{type", "{asked: no, type"))

    assert [(each.rule.code, each.message) for each in reading.problems][:1] == [
        ("misplaced-field", "`ask-most` needs a column that is asked for")
    ]


def test_question_that_compares_names_is_reported(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + RIVERS.replace("type: number", "type: name"))

    assert [each.message for each in reading.problems][:1] == [
        "`ask-most` compares numbers or dates, and the type here is “name”"
    ]


def test_question_that_is_made_of_no_row_is_reported_once(tmp_path: Path) -> None:
    lengths = count(501)
    near = re.sub(r"\d[\d,]* kilometres", lambda _: f"{next(lengths)} kilometres", RIVERS)
    tables = maker(tmp_path, near)
    found = list(find_unmade_row_questions(tables.pack, tables, tables.list_targets()))

    assert [each.finding.message for each in found] == [
        "`ask-most` and `ask-least`: no question is made: no two rows can be compared"
    ]


def test_best_known_row_is_the_key_in_about_half_of_the_questions(tmp_path: Path) -> None:
    fame = dict(zip(LENGTHS, (3, 5, 2, 5, 1, 4), strict=True))
    rows = "\n".join(
        f"      {name} | {1000 + 90 * index} metres | {known}"
        for index, (name, known) in enumerate(
            [(f"{name} {number}", known) for number in range(3) for name, known in fame.items()]
        )
    )
    text = RIVERS.partition("    rows:")[0].replace("id: river\n", "id: river\n    known: <fame>\n")
    questions = compare(
        maker(tmp_path, f"{text}    rows: |\n      river | length | fame\n{rows}\n    cite: s 1\n")
    )
    shares = [
        fame[question.answer.split()[0]] == max(fame[option.split()[0]] for option in question.options)
        for question in questions
    ]

    assert 0.3 < sum(shares) / len(shares) < 0.6


@pytest.mark.parametrize(
    ("first", "second", "type_", "apart"),
    [
        ("1766", "1767", "year", True),
        ("1766", "1766", "year", False),
        ("1890s", "1900s", "year", False),
        ("1890s", "1910s", "year", True),
        ("44 BC", "44", "year", False),
        ("3", "4", "count", True),
        ("100", "104", "count", False),
        ("100", "106", "count", False),  # both may be rounded to hundreds or tens
        ("101", "107", "count", True),
        ("2,000,000", "3,000,000", "number", False),  # 2.4 and 2.6 million, for all we know
        ("2,000,000", "4,000,000", "number", True),
        ("4:24", "3:20", "duration", True),
        ("1:04:24", "3:20", "duration", False),
        ("3 May 1990", "2 May 1991", "date", False),
        ("3 May 1990", "3 June 1991", "date", True),
        ("3 May", "3 June", "date", False),
        ("1990", "3 May 1980", "date", False),
        ("2–1", "5–0", "score", False),
        ("1914–1918", "1939–1945", "year", False),
        ("Paris", "London", "city", False),
    ],
)
def test_values_are_apart(first: str, second: str, type_: str, apart: bool) -> None:
    measures = parse_measure(first, type_), parse_measure(second, type_)

    assert all(measures) is apart or not apart
    assert (None not in measures and are_apart(*measures)) is apart  # type: ignore[arg-type]


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from(["number", "count", "money"]))
@settings(max_examples=60)
def test_numbers_that_are_apart_keep_their_order_when_they_are_rounded(
    first: int, second: int, type_: str
) -> None:
    measures = parse_measure(f"{first}", type_), parse_measure(f"{second}", type_)
    assert measures[0] is not None
    assert measures[1] is not None

    if are_apart(measures[0], measures[1]):
        low, high = sorted((first, second))
        assert low <= 0.95 * high


def test_word_before_a_number_in_another_language_may_be_about() -> None:
    assert parse_measure("etwa 300", "number", english=False) is None
    assert parse_measure("300", "number", english=False) is not None


@pytest.mark.slow
def test_question_of_a_large_table_takes_only_a_part_of_its_rows(tmp_path: Path) -> None:
    rows = "\n".join(
        f"      River {number} | {(number * 7919) % 10007 + 100} metres" for number in range(1500)
    )
    text = f"{RIVERS.partition('    rows:')[0]}    rows: |\n      river | length\n{rows}\n    cite: s 1\n"
    tables = maker(tmp_path, text)
    made = [tables.make(target, Kind.COMPARE, 0) for target in tables.list_targets()[:40]]

    assert sum(isinstance(each, Question) for each in made) > 30
