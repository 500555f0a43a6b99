"""Packs, read from files and folders."""

from pathlib import Path

import pytest

from quiz.model.pack import Fact, Kind, RoundRole, Sensitivity, Trust
from quiz.model.problems import Problem
from quiz.model.rules import Severity
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.read.result import ReadResult

DATA = Path(__file__).parent / "data"
HEAD = """\
format: 1
name: p
title: P
categories: {a: A, b: B}
sources:
  s:
    title: S
    sections: {Lead: 1-3, End: 4-6}
category: a
"""


def read_text(folder: Path, text: str) -> ReadResult:
    path = folder / "p.yaml"
    path.write_text(text, encoding="utf-8")
    return read_pack(path)


def facts(reading: ReadResult) -> dict[str, Fact]:
    assert reading.pack is not None
    return {fact.id: fact for fact in reading.pack.facts}


def text_at(path: Path, problem: Problem) -> str:
    """Return the text at the location of a problem, which is in one line."""
    line = path.read_text(encoding="utf-8").split("\n")[problem.location.line - 1]
    return line[problem.location.column - 1 : problem.location.end_column - 1]


def test_group_after_among_is_a_single_answer(tmp_path: Path) -> None:
    among = ONE.replace("It is <so>", "It is counted among the <so>")
    assert "among the <so>" in among

    assert read_text(tmp_path, HEAD + among).problems == ()
    named = [
        problem.rule.code
        for problem in read_text(tmp_path, HEAD + ONE.replace("It is", "Among them is")).problems
    ]
    assert named == ["several-answers-possible"]


def test_single_file_is_a_pack() -> None:
    reading = read_pack(DATA / "knots.yaml")

    assert reading.problems == ()
    assert reading.pack is not None
    assert (reading.pack.name, reading.pack.language) == ("knots", "en")
    assert [category.name for category in reading.pack.categories] == ["knots"]
    loop = facts(reading)["loop"]
    assert loop.sentence == "“The king of knots”: so sailors call the bowline, #1 of all loops."
    (value,) = loop.values
    assert loop.sentence[value.start : value.end] == value.text == "bowline"
    assert value.accept == ("the bowline", "bow line")
    assert loop.citations[0].locator == "Hitches, paragraphs 2–3"
    assert loop.citations[0].heading == "Hitches"
    assert loop.category == "knots"


def test_labelled_value_has_its_own_fields() -> None:
    hitch, thing = facts(read_pack(DATA / "knots.yaml"))["pole"].values

    assert (hitch.label, hitch.type, hitch.open) == ("hitch", "knot", False)
    assert (thing.label, thing.type, thing.open, thing.wrong) == ("thing", "thing", True, ("ring", "hook"))


def test_folder_is_read_with_all_its_fields() -> None:
    reading = read_pack(DATA / "planets")

    assert [problem.rule.code for problem in reading.problems] == ["lopsided", "row-incomplete"]
    pack = reading.pack
    assert pack is not None
    assert (pack.title, pack.version, pack.licence) == ("The planets", "2026.11", "CC0-1.0")
    assert pack.authors == ("Jane Roe", "Richard Roe")
    assert [pool.values for pool in pack.pools] == [("Mercury", "Venus", "Earth", "Mars")]
    almanac, primer = pack.sources
    assert (almanac.trust, primer.trust, primer.depends_on) == (Trust.HIGH, Trust.LOW, ("almanac",))
    assert [(section.heading, section.first, section.last) for section in almanac.sections] == [
        ("The planets", 1, 8),
        ("Their moons", 9, 20),
    ]
    assert [(part.first, part.last, part.reason) for part in almanac.nothing_in] == [
        (2, 2, "a picture"),
        (10, 12, "a picture"),
        (20, 20, "the author’s thanks"),
    ]
    discovery = facts(reading)["discovery"]
    assert (discovery.category, discovery.as_of, discovery.tact) == (
        "moons",
        "1846-09-23",
        Sensitivity.NEVER_ASK,
    )
    assert discovery.attribution == "Jane Roe, in the almanac"
    assert (discovery.find, discovery.note) == (("found", "1846"), "The primer has the 24th.")
    assert [citation.locator for citation in discovery.citations] == [
        "The planets, paragraph 8",
        "page 3",
    ]
    assert facts(reading)["cold"].values == ()


def test_handwritten_statement_is_a_true_or_false_question() -> None:
    pack = read_pack(DATA / "planets").pack

    assert pack is not None
    (ring,) = pack.questions
    assert (ring.kind, ring.right, ring.wrong) == (Kind.TRUEFALSE, "False", ("True",))
    assert (ring.difficulty, ring.as_of, ring.tact) == (0.2, "2019-07", Sensitivity.CAREFUL)


def test_complete_list_has_other_values_and_is_not_open() -> None:
    facts_by_id = facts(read_pack(DATA / "planets"))

    (phobos,) = facts_by_id["moons-of-mars-phobos"].values
    assert (phobos.label, phobos.type, phobos.open) == (None, "moon", False)
    assert phobos.right_answers == ("Phobos", "Deimos")
    assert set(phobos.wrong_because) == {"it belongs to another planet"}
    assert facts_by_id["seen-io"].values[0].open


def test_facts_of_a_list_or_table_share_one_relation() -> None:
    facts_by_id = facts(read_pack(DATA / "planets"))

    assert facts_by_id["moons-of-mars-phobos"].relation == facts_by_id["moons-of-mars-deimos"].relation
    assert facts_by_id["year-mercury"].relation == facts_by_id["year-mars"].relation
    assert (
        facts_by_id["year-mars"].relation == "year on planet has days of our days and it goes round the star"
    )


def test_row_makes_a_fact_labelled_by_columns() -> None:
    mars = facts(read_pack(DATA / "planets"))["year-mars"]

    planet, days, star = mars.values
    assert mars.sentence == "A year on Mars has 687 of our days, and it goes round the Sun."
    assert [value.label for value in mars.values] == ["planet", "days", "star"]
    assert days.ask == "How many of our days has a year on Mars?"
    assert days.difficulty == 0.8
    assert planet.ask == "On which planet has a year 687 of our days?"
    assert star.also == ("Sol",)
    assert [citation.first for citation in mars.citations] == [4, 1]
    assert mars.more == "Days of 24 hours."
    assert (mars.location.line, mars.location.column) == (16, 7)


def test_lopsided_column_is_not_asked() -> None:
    planet, days, star = facts(read_pack(DATA / "planets"))["year-venus"].values

    assert (planet.asked, days.asked, star.asked) == (True, True, False)


def test_ambiguous_column_is_not_asked(tmp_path: Path) -> None:
    facts_by_id = facts(
        read_text(
            tmp_path,
            HEAD
            + "tables:\n  - id: t\n    fact: In <land> one pays in <money>.\n    cite: s 1\n    columns: {}\n"
            + "    rows: |\n      land | money\n      A | euro\n      B | euro\n"
            + "      C | krone\n      D | rouble\n",
        )
    )

    land, money = facts_by_id["t-a"].values
    assert (land.asked, land.also) == (False, ())
    assert (money.asked, money.also) == (True, ())


def test_facts_with_equal_labelled_sentences_share_one_relation(tmp_path: Path) -> None:
    facts_by_id = facts(
        read_text(
            tmp_path,
            HEAD + "facts:\n"
            "  - {id: x, fact: <town=Rome> lies in <land=Italy>., cite: s 1}\n"
            "  - {id: y, fact: <town=Paris> lies in <land=France>., cite: s 1}\n"
            "  - {id: z, fact: <Oslo> lies in Norway., type: town, cite: s 1}\n",
        )
    )

    assert facts_by_id["x"].relation == facts_by_id["y"].relation == "town lies in land"
    assert facts_by_id["z"].relation == "town lies in norway"


def test_escaped_sign_is_not_a_mark(tmp_path: Path) -> None:
    facts_by_id = facts(
        read_text(tmp_path, HEAD + "facts:\n  - {id: x, fact: 1 \\< <2>, type: count, cite: s 1}\n")
    )

    assert facts_by_id["x"].sentence == "1 < 2"
    assert (facts_by_id["x"].values[0].start, facts_by_id["x"].values[0].end) == (4, 5)


def test_missing_id_is_made_of_first_words(tmp_path: Path) -> None:
    facts_by_id = facts(read_text(tmp_path, HEAD + "facts:\n  - {fact: It’s <Ünal>, type: man, cite: s 1}\n"))

    assert list(facts_by_id) == ["its-unal"]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("31 July 2021", "2021-07-31"),
        ("July 31, 2021", "2021-07-31"),
        ("2021-07-31", "2021-07-31"),
        ("July 2021", "2021-07"),
        ("2021-07", "2021-07"),
        ("2021", "2021"),
    ],
)
def test_date_is_converted_to_iso(written: str, iso: str, tmp_path: Path) -> None:
    text = f'{HEAD}facts:\n  - {{id: x, fact: <1>, type: count, as-of: "{written}", cite: s 1}}\n'

    assert facts(read_text(tmp_path, text))["x"].as_of == iso


SOUND = "  - {id: sound, fact: It is <well>., type: t2, cite: s 1}\n"
ONE = "facts:\n  - id: x\n    fact: It is <so>.\n    type: t\n    cite: s 1\n"
PROBLEMS = [
    # name, the entry or the field to add, and the text that the place points at
    ("unknown-field", ONE + "    tpye: u\n", "tpye"),
    ("missing-field", "facts:\n  - id: x\n    fact: It is <so>.\n    type: t\n", "id: x"),
    ("missing-field", "facts:\n  - fact: It is so.\n    cite: s 1\n", "It is so."),
    ("wrong-shape", ONE + "    ask: {a: b}\n", "{a: b}"),
    ("wrong-shape", ONE + "    wrong:\n      - a: b\n", "a: b"),
    ("wrong-shape", "facts: none\n", "none"),
    ("wrong-shape", "facts:\n  - text\n", "text"),
    ("empty-text", ONE + "    ask:\n", ""),
    ("empty-text", ONE + "    ask: >5\n", ">5"),
    ("unknown-value", ONE + "    difficulty: hrad\n", "hrad"),
    ("unknown-value", ONE + "    open: maybe\n", "maybe"),
    ("text-too-long", ONE + "    more: " + "x" * 4001 + "\n", "x" * 4001),
    ("unclosed-mark", "facts:\n  - {id: x, fact: It is <so., type: t, cite: s 1}\n", "<"),
    ("bad-mark", "facts:\n  - {id: x, fact: It is <>., type: t, cite: s 1}\n", "<>"),
    ("missing-type", "facts:\n  - {id: x, fact: It is <so>., cite: s 1}\n", "It is <so>."),
    ("duplicate-label", "facts:\n  - {id: x, fact: <a=1> <a=2>, cite: s 1}\n", "<a=1> <a=2>"),
    ("misplaced-field", "facts:\n  - {id: x, fact: <a=1> <b=2>, ask: Which?, cite: s 1}\n", "ask"),
    ("unknown-label", ONE + "    values:\n      place: {open: yes}\n", "place"),
    ("bad-citation", ONE.replace("s 1", "s, s 2"), "s, s 2"),
    ("unknown-source", ONE.replace("s 1", "z 1"), "z 1"),
    ("bad-paragraph", ONE.replace("s 1", "s 0"), "s 0"),
    ("bad-paragraph", ONE.replace("s 1", "s 5-3"), "s 5-3"),
    ("paragraph-outside-sections", ONE.replace("s 1", "s 7"), "s 7"),
    ("unknown-category", ONE + "    category: aa\n", "aa"),
    ("bad-date", ONE + "    as-of: 31 June 2021\n", "31 June 2021"),
    ("bad-id", ONE.replace("id: x", "id: a/b"), "a/b"),
    ("answer-declared-wrong", ONE + "    wrong: [no, The So]\n", "The So"),
    ("several-answers-possible", ONE.replace("It is", "One of them is"), "One of them is"),
    ("claimant-not-named", ONE + "    claim: Jane Roe, in a book\n", "Jane Roe, in a book"),
    ("duplicate-id", ONE + "  - {id: x, fact: Not <so>., type: t, cite: s 1}\n", "Not <so>."),
    ("contradiction", ONE + "  - {id: y, fact: It is <thus>., type: t, cite: s 1}\n", "It is <thus>."),
    ("bad-mark", "lists:\n  - {id: x, fact: No mark., each: [a], cite: s 1}\n", "No mark."),
    ("duplicate-value", "lists:\n  - {id: x, fact: <f>, each: [a, A], cite: s 1}\n", "A"),
    (
        "wrong-cells",
        "tables:\n  - id: x\n    fact: <a> <b>\n    cite: s 1\n    rows: |\n      a|b\n      1\n",
        "1",
    ),
    (
        "unknown-column",
        "tables:\n  - id: x\n    fact: <a> <c>\n    cite: s 1\n    rows: |\n      a|b\n      1|2\n",
        "<a> <c>",
    ),
    (
        "contradiction",
        "tables:\n  - id: x\n    fact: <a> <b>\n    cite: s 1\n    rows: |\n"
        "      a|b|id\n      1|2|u\n      1|3|v\n",
        "1|3|v",
    ),
    (
        "missing-field",
        "tables:\n  - id: x\n    fact: <a> <b>\n    rows: |\n      a|b\n      1|2\n",
        "id: x",
    ),
    ("wrong-shape", "tables:\n  - {id: x, fact: <a>, rows: a, cite: s 1}\n", "a"),
    (
        "duplicate-option",
        "questions:\n  - {id: x, question: Who, right: A, wrong: [b, a], because: So., cite: s 1}\n",
        "a",
    ),
    (
        "too-many-options",
        "questions:\n"
        "  - {id: x, question: Who, right: A, wrong: [b, c, d, e, f, g], because: So., cite: s 1}\n",
        "[b, c, d, e, f, g]",
    ),
    ("missing-field", "questions:\n  - {id: x, statement: So it is., because: So., cite: s 1}\n", None),
]


@pytest.mark.parametrize(
    ("name", "text", "part"), PROBLEMS, ids=[f"{n}-{i}" for i, (n, _, _) in enumerate(PROBLEMS)]
)
def test_problem_has_its_rule_and_location(name: str, text: str, part: str | None, tmp_path: Path) -> None:
    good = "questions:\n" if "questions:" not in text else ""
    sound = "  - {id: sound, statement: It is., true: yes, because: Yes., cite: s 1}\n"
    reading = read_text(tmp_path, HEAD + text + good + sound if good else HEAD + text + sound)

    assert [problem.rule.code for problem in reading.problems] == [name]
    (problem,) = reading.problems
    if part is not None:
        assert text_at(tmp_path / "p.yaml", problem) == part
    assert reading.pack is not None
    assert "sound" in {question.id for question in reading.pack.questions}
    if problem.severity is Severity.ERROR and name not in ("duplicate-id",):
        assert "x" not in facts(reading)


@pytest.mark.parametrize("paragraphs", ["0", "5-3", "the end", "1, x", "2,"])
def test_invalid_paragraphs_are_reported(paragraphs: str, tmp_path: Path) -> None:
    lines = f"    nothing-in:\n      {paragraphs}: a headline\n      6: a name\ncategory"
    reading = read_text(tmp_path, HEAD.replace("category", lines) + ONE)
    (problem,) = reading.problems

    assert (problem.rule.code, text_at(tmp_path / "p.yaml", problem)) == ("bad-paragraph", paragraphs)
    assert reading.pack is not None
    assert [part.first for part in reading.pack.sources[0].nothing_in] == [6]


def test_similar_name_is_suggested(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + ONE + "    anwser: x\n    acept: y\n    difficulty: hrad\n")

    assert [problem.help for problem in reading.problems if problem.help and "mean" in problem.help] == [
        "Did you mean “accept”?",
        "Did you mean “hard”?",
    ]


def test_duplicate_id_and_contradiction_name_the_first_line(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path,
        HEAD + ONE + "  - {id: y, fact: It is <thus>., type: t, cite: s 1}\n"
        "  - {id: x, fact: Not <so>., type: t, cite: s 1}\n",
    )

    assert all("line 12" in problem.message for problem in reading.problems)
    assert len(reading.problems) == 2


def test_two_equal_facts_are_reported_as_the_same(tmp_path: Path) -> None:
    twice = ONE.replace("- id: x\n    fact", "- fact")
    (problem,) = read_text(tmp_path, f"{HEAD}{twice}{twice.removeprefix('facts:')[1:]}").problems

    assert problem.rule.code == "duplicate-id"
    assert problem.message == "this is the same as line 11"
    assert problem.help == "Delete one, or give each an `id`."


def test_duplicate_generated_id_is_explained(tmp_path: Path) -> None:
    ends = ("rises in <Peru>", "is <long>")
    text = "".join(
        f"  - {{fact: The river that flows through Manaus {end}., type: t, cite: s 1}}\n" for end in ends
    )
    (problem,) = read_text(tmp_path, f"{HEAD}facts:\n{text}").problems

    assert problem.rule.code == "duplicate-id"
    assert problem.help == "Give each an `id`; without one, it is made of the first words."


def test_facts_with_same_generated_id_can_contradict(tmp_path: Path) -> None:
    text = HEAD + "".join(
        f"  - {{fact: The longest of the rivers of {land} is the <{river}>., type: river, cite: s 1}}\n"
        for land, river in [("Gaul", "Loire"), ("Gaul", "Rhône"), ("Spain", "Tagus")]
    ).replace("  - ", "facts:\n  - ", 1)
    reading = read_text(tmp_path, text)

    assert [(problem.rule.code, problem.location.line) for problem in reading.problems] == [
        ("contradiction", 12),
        ("duplicate-id", 13),
    ]
    assert reading.pack is None or not reading.pack.facts


def test_wrong_answers_have_own_reasons_or_a_common_one(tmp_path: Path) -> None:
    text = """facts:
  - {id: own, fact: It is <so>., type: t, cite: s 1, wrong: {thus: it was not seen, hence: no one knew}}
  - {id: all, fact: It was <so>., type: t, cite: s 1, wrong: [thus, hence], wrong-because: it was not seen}
  - {id: none, fact: It will be <so>., type: t, cite: s 1, wrong: [thus, hence]}
"""
    reading = read_text(tmp_path, HEAD + text)

    assert reading.problems == ()
    assert {id_: fact.values[0].wrong for id_, fact in facts(reading).items()} == {
        "own": ("thus", "hence"),
        "all": ("thus", "hence"),
        "none": ("thus", "hence"),
    }
    assert {id_: fact.values[0].wrong_because for id_, fact in facts(reading).items()} == {
        "own": ("it was not seen", "no one knew"),
        "all": ("it was not seen", "it was not seen"),
        "none": (),
    }


@pytest.mark.parametrize(
    ("fields", "name", "pointed"),
    [
        ("wrong: {thus: so}, wrong-because: x", "misplaced-field", "wrong-because"),
        ("wrong-because: x", "misplaced-field", "wrong-because"),
        ("wrong: {so: x}", "answer-declared-wrong", "so"),
        ("wrong: {thus: [x]}", "wrong-shape", "[x]"),
        ("wrong: {thus: }", "empty-text", ""),
        ("kind: choices", "unknown-value", "choices"),
        ("not-with: y", "unknown-fact", "It is <so>."),
    ],
)
def test_wrong_answers_and_reasons_are_validated(
    fields: str, name: str, pointed: str, tmp_path: Path
) -> None:
    entry = f"facts:\n  - {{id: x, fact: It is <so>., type: t, cite: s 1, {fields}}}\n"
    reading = read_text(tmp_path, HEAD + entry)

    (problem,) = (problem for problem in reading.problems if problem.rule.code != "nothing-to-ask")
    assert (problem.rule.code, text_at(tmp_path / "p.yaml", problem)) == (name, pointed)


def test_tables_and_lists_have_the_shared_fields(tmp_path: Path) -> None:
    text = """lists:
  - {id: l, fact: It is <t>., each: [a b, c d], cite: s 1, kind: choice, not-with: [t-x, q], wrong: {e f: no}}
tables:
  - id: t
    fact: <k> has <v>.
    cite: s 1
    not-with: l-a-b
    columns: {v: {kind: truefalse, wrong: {z: it is not one}}}
    rows: |
      k | v
      x | y
      w | u
questions:
  - {id: q, statement: So., true: yes, because: So., cite: s 1, not-with: t-x}
"""
    reading = read_text(tmp_path, HEAD + text)

    assert reading.problems == ()
    facts_by_id = facts(reading)
    assert facts_by_id["l-a-b"].values[0].kinds == (Kind.CHOICE,)
    assert facts_by_id["l-a-b"].not_with == ("t-x", "q")
    assert facts_by_id["l-c-d"].values[0].wrong_because == ("no",)
    assert facts_by_id["t-w"].not_with == ("l-a-b",)
    assert facts_by_id["t-w"].values[1].kinds == (Kind.TRUEFALSE,)
    assert facts_by_id["t-w"].values[1].wrong_because == ("it is not one",)
    assert reading.pack is not None
    assert reading.pack.questions[0].not_with == ("t-x",)


@pytest.mark.parametrize("field", ["also: thus", "open: yes", "as-of: 1999", "asked: no"])
def test_facts_that_allow_both_values_do_not_contradict(field: str, tmp_path: Path) -> None:
    other_fact = ONE.replace("facts:\n", "").replace("id: x", "id: y").replace("<so>", "<thus>")
    both = f"    {field}\n" if field == "asked: no" else ""
    text = f"{HEAD}{ONE}    {field}\n{other_fact}{both}"

    assert [problem.rule.code for problem in read_text(tmp_path, text).problems] == []


def test_entry_cut_short_by_yaml_is_left_out(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path, HEAD + ONE + "  - {id: y, fact: b, find: c, cite: s 1}\n    more: cut #here\n"
    )
    assert "syntax" in {problem.rule.code for problem in reading.problems}
    reading = read_text(
        tmp_path, HEAD + ONE + "    more: cut #here\n  - {id: y, fact: b, find: c, cite: s 1}\n"
    )

    assert [problem.rule.code for problem in reading.problems] == ["text-cut-by-comment"]
    assert list(facts(reading)) == ["y"]


def test_problem_has_id_of_fact_or_question(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path,
        HEAD + ONE + "    zzz: 1\nquestions:\n  - {id: q, question: Who, right: a, because: b}\n",
    )

    owners = [(problem.fact, problem.question) for problem in reading.problems if problem.location.line > 1]
    assert owners == [("x", None), (None, "q")]


def test_newer_format_is_not_read(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD.replace("format: 1", "format: 2") + ONE)

    assert reading.pack is None
    assert [problem.rule.code for problem in reading.problems] == ["newer-format"]


def test_pack_without_name_is_still_checked(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD.replace("name: p\n", "") + ONE)

    assert [problem.rule.code for problem in reading.problems] == ["missing-field"]
    assert reading.pack is not None
    assert reading.pack.name == "p"


def test_bad_source_or_category_leaves_the_others(tmp_path: Path) -> None:
    text = HEAD.replace("{a: A, b: B}", "{a: A, B!: B}").replace(
        "sources:\n", "sources:\n  T: {title: T}\n  u: v\n"
    )
    reading = read_text(tmp_path, text + ONE)

    assert sorted(problem.rule.code for problem in reading.problems) == ["bad-id", "bad-id", "wrong-shape"]
    assert list(facts(reading)) == ["x"]


def test_english_rules_do_not_apply_to_other_languages(tmp_path: Path) -> None:
    text = HEAD + "language: de\n" + ONE.replace("It is", "Es ist among")

    assert read_text(tmp_path, text).problems == ()


@pytest.mark.parametrize("name", ["nothing", "pack.yaml"])
def test_missing_path_is_a_problem(name: str, tmp_path: Path) -> None:
    assert [problem.rule.code for problem in read_pack(tmp_path / name).problems] == ["no-pack"]


def test_folder_without_pack_yaml_is_a_problem(tmp_path: Path) -> None:
    assert [problem.rule.code for problem in read_pack(tmp_path).problems] == ["no-pack"]


def test_pack_without_usable_facts_is_none(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD)

    assert reading.pack is None
    assert [problem.rule.code for problem in reading.problems] == ["nothing-to-ask"]
    assert reading.problems[0].help == "Add a fact under `facts:`."


def test_cause_is_reported_before_nothing_to_ask(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "zebra.yaml").write_text("category: a\n" + ONE.replace("<so>", "<so"), encoding="utf-8")
    reading = read_pack(tmp_path)

    assert [problem.rule.code for problem in reading.problems] == ["unclosed-mark", "nothing-to-ask"]
    assert reading.problems[1].help == "Fix the errors above."


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("typ: t\n    cite: s 1", "unknown-field"),
        ("type: [t]\n    cite: s 1", "wrong-shape"),
        ("type:\n    cite: s 1", "empty-text"),
        ("type: t\n    ctie: s 1", "unknown-field"),
    ],
)
def test_misspelled_field_is_not_also_missing(field: str, name: str, tmp_path: Path) -> None:
    reading = read_text(tmp_path, f"{HEAD}facts:\n  - fact: It is <so>.\n    {field}\n{SOUND}")

    assert [problem.rule.code for problem in reading.problems] == [name]


def test_sentence_without_mark_is_one_problem(tmp_path: Path) -> None:
    reading = read_text(tmp_path, f"{HEAD}{ONE.replace('<so>', 'so')}{SOUND}")

    assert [problem.rule.code for problem in reading.problems] == ["missing-field"]


def test_entry_cut_short_by_yaml_is_reported_once(tmp_path: Path) -> None:
    reading = read_text(tmp_path, f"{HEAD}{ONE.replace('It is', 'It is #1')}{SOUND}")

    assert [problem.rule.code for problem in reading.problems] == ["text-cut-by-comment"]


def test_field_lost_by_yaml_is_neither_missing_nor_empty(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD.replace("title: P", "title: P: a letter") + ONE)
    assert [problem.rule.code for problem in reading.problems] == ["syntax"]

    reading = read_text(tmp_path, HEAD + 'facts:\n  - fact: "It" is <so>.\n')
    assert [problem.rule.code for problem in reading.problems] == ["syntax", "nothing-to-ask"]


def test_entry_outside_a_list_is_a_syntax_error(tmp_path: Path) -> None:
    reading = read_text(tmp_path, f"{HEAD}version: 1\n  - fact: It is <so>.\n{ONE}")

    assert ("syntax", 11) in {(problem.rule.code, problem.location.line) for problem in reading.problems}


@pytest.mark.parametrize(
    ("entries", "line", "message"),
    [
        (
            "  - fact: It is <so>.\n   type: t\n    cite: s 1\n",
            12,
            "this field starts in column 4, but the one above it in column 5",
        ),
        (
            "  - fact: It is <so>.\n      type: t\n    cite: s 1\n",
            12,
            "this field starts in column 7, but the one above it in column 5",
        ),
        (
            "- fact: It is <so>.\n  type: t\n  cite: s 1\n  - fact: It is <thus>.\n    cite: s 1\n",
            14,
            "this entry starts in column 3, but the one above it in column 1",
        ),
    ],
    ids=["out", "in", "entry"],
)
def test_wrong_indentation_is_reported_with_columns(
    entries: str, line: int, message: str, tmp_path: Path
) -> None:
    problem = read_text(tmp_path, f"{HEAD}facts:\n{entries}").problems[0]

    assert (problem.rule.code, problem.message) == ("syntax", message)
    assert problem.location.line == line


def test_entry_without_hyphen_gets_advice(tmp_path: Path) -> None:
    problem = read_text(tmp_path, f"{HEAD}facts:\n  fact: It is <so>.\n  cite: s 1\n").problems[0]

    assert problem.help == "Begin each entry with `- `."


def test_short_name_with_swapped_letters_is_suggested(tmp_path: Path) -> None:
    problem = read_text(tmp_path, f"{HEAD}{ONE}    aks: What is it?\n").problems[0]

    assert problem.help == "Did you mean “ask”?"


def test_unlike_name_is_not_suggested(tmp_path: Path) -> None:
    (problem,) = read_text(tmp_path, f"{HEAD}{ONE}    sorce: s 1\n").problems[:1]

    assert problem.help is not None
    assert problem.help == "Delete it. `quiz schema` describes the fields of a fact."


def test_facts_beyond_maximum_are_left_out(tmp_path: Path) -> None:
    more = "".join(f"  - {{id: y{n}, fact: No. {n}, find: n, cite: s 1}}\n" for n in range(3))
    path = tmp_path / "p.yaml"
    path.write_text(HEAD + ONE + more, encoding="utf-8")
    reading = read_pack(path, max_facts=1)

    assert list(facts(reading)) == ["x"]
    assert [problem.rule.code for problem in reading.problems] == ["too-many-facts"]


def test_other_file_has_no_header(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(HEAD + ONE, encoding="utf-8")
    (tmp_path / "more.yaml").write_text("title: x\ncategory: aa\nfacts: []\n", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("title: x\n", encoding="utf-8")
    reading = read_pack(tmp_path)

    assert [(problem.rule.code, problem.location.line) for problem in reading.problems] == [
        ("unknown-field", 1),
        ("unknown-category", 2),
    ]


def test_claimant_need_not_be_named_if_never_asked(tmp_path: Path) -> None:
    assert read_text(tmp_path, HEAD + ONE + "    claim: Jane Roe\n    tact: silent\n").problems == ()
    assert read_text(tmp_path, HEAD + ONE + "    claim: Jane Roe\n    asked: no\n").problems == ()
    assert (
        read_text(tmp_path, HEAD + ONE + "    claim: Jane Roe\n    ask: What is it, says Roe?\n").problems
        == ()
    )


def test_line_ends_in_a_text_are_blanks(tmp_path: Path) -> None:
    pack = read_text(tmp_path, HEAD + ONE + "    more: |\n" + "      x\n" * 300).pack

    assert pack is not None
    assert pack.facts[0].more == " ".join(["x"] * 300)


def test_pack_over_size_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(HEAD + ONE, encoding="utf-8")
    (tmp_path / "more.yaml").write_text("facts: []\n", encoding="utf-8")
    reading = read_pack(tmp_path, max_bytes=len(HEAD + ONE))

    assert [problem.rule.code for problem in reading.problems] == ["too-large"]


def test_source_can_name_the_unit_of_its_citations(tmp_path: Path) -> None:
    head = HEAD.replace("title: S", "title: S\n    unit: entry")
    cited = "{id: x, fact: It is <so>., type: t, cite: 's 2, s 3-4, s 7'}"
    reading = read_text(tmp_path, f"{head}facts: [{cited}]")
    (problem,) = (
        problem for problem in reading.problems if problem.rule.code == "paragraph-outside-sections"
    )

    assert [citation.locator for citation in facts(reading)["x"].citations] == [
        "Lead, entry 2",
        "Lead to End, entries 3–4",
        "entry 7",
    ]
    assert problem.message == "entry 7 of “s” is after the last of its sections"


@pytest.mark.parametrize("unseen", ["\ufeff", "\u200b\u3164", '"\\u2060"'])
def test_invisible_text_is_empty(tmp_path: Path, unseen: str) -> None:
    text = (
        HEAD
        + f"facts:\n  - {{fact: It is <one>., type: {unseen}, cite: s 1}}\npools: {{t: [{unseen}, two]}}\n"
    )
    reading = read_text(tmp_path, text.replace("b: B", f"b: {unseen}"))

    assert [problem.rule.code for problem in reading.problems] == [*["empty-text"] * 3, "nothing-to-ask"]
    entries = read_text(tmp_path, text.replace("type: " + unseen, "type: t"))
    assert entries.pack is not None
    assert entries.pack.pools[0].values == ("two",)


def test_unknown_fields_after_the_first_hundred_are_counted(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + "".join(f"made-up-{number}: x\n" for number in range(5_000)))
    unknown = [problem for problem in reading.problems if problem.rule.code == "unknown-field"]

    assert len(unknown) == 101
    assert "4,900 more unknown fields" in unknown[-1].message
    assert text_at(tmp_path / "p.yaml", unknown[-1]) == "made-up-100"


def test_roles_are_read_for_values_columns_and_questions(tmp_path: Path) -> None:
    text = """\
format: 1
name: p
title: P
sources: {s: {title: S}}
facts:
  - {id: a, fact: The first is <Ada>., type: x, role: opener, cite: s 1}
  - {id: b, fact: The second is <Max>., type: x, asked: seldom, role: finale, cite: s 1}
  - {id: c, fact: The third is <Kim>., type: x, cite: s 1}
tables:
  - id: t
    fact: The <town> is ruled by <lord>.
    columns: {lord: {role: finale}, town: {asked: seldom}}
    rows: |
      town | lord
      Roe  | Eve
      Doe  | Tom
    cite: s 1
questions:
  - {id: q, question: Who is it?, right: Ada, wrong: [Max, Kim], because: It is., asked: seldom, cite: s 1}
"""
    reading = read_text(tmp_path, text)
    assert reading.pack is not None
    assert not reading.problems

    roles = {fact.id: [value.role for value in fact.values] for fact in reading.pack.facts}
    assert roles["a"] == [RoundRole.OPENER]
    assert roles["b"] == [RoundRole.SELDOM]
    assert roles["c"] == [None]
    assert roles["t-roe"] == [RoundRole.SELDOM, RoundRole.FINALE]
    assert [question.role for question in reading.pack.questions] == [RoundRole.SELDOM]
    assert all(value.asked for fact in reading.pack.facts for value in fact.values)


@pytest.mark.parametrize("field", ["role: first", "asked: rarely", "role: seldom"])
def test_unknown_role_is_an_error(tmp_path: Path, field: str) -> None:
    fact = f"{{id: a, fact: The first is <Ada>., type: x, {field}, cite: s 1}}"
    reading = read_text(
        tmp_path, f"format: 1\nname: p\ntitle: P\nsources: {{s: {{title: S}}}}\nfacts:\n  - {fact}\n"
    )

    assert [problem.rule.code for problem in reading.problems if problem.is_error] == [
        "unknown-value",
        "nothing-to-ask",
    ]


def test_value_in_place_of_its_label_is_one_problem(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path,
        HEAD
        + ONE
        + "  - id: y\n    fact: <Uruguay> won in <year=1930>.\n    cite: s 1\n"
        + "    values:\n      Uruguay: {type: country}\n      year: {type: year}\n",
    )

    (problem,) = reading.problems
    assert (problem.rule.code, text_at(tmp_path / "p.yaml", problem)) == ("unknown-label", "Uruguay")
    assert problem.help == (
        "Write a label in both places: `<answer=Uruguay>` in the sentence, and `answer:` here."
    )
