"""Questions for the only value that two rows share."""

from itertools import combinations
from pathlib import Path

import pytest

from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind
from quiz.model.question import Question
from tests.generate.test_compare import HEAD, maker
from tests.packs.test_pack_reader import read_text

LISTS = {
    "Uruguay": ["Argentina", "Brazil"],
    "Venezuela": ["Guyana", "Colombia", "Brazil"],
    "Peru": ["Ecuador", "Colombia", "Brazil", "Bolivia", "Chile"],
    "Paraguay": ["Bolivia", "Argentina", "Brazil"],
    "Panama": ["Costa Rica", "Colombia"],
}
STEM = "Which country borders both <country> and <country-2>?"


def borders(lists: dict[str, list[str]] = LISTS, *, fields: str = "", ask: str = STEM, id_: str = "b") -> str:
    rows = "\n".join(f"      {country} | {'; '.join(cells)}" for country, cells in lists.items())
    return f"""\
  - id: {id_}
    fact: On land, <country> borders <neighbour>.
    columns:
      country: {{asked: no}}
      neighbour: {{type: land, kind: both, ask-both: "{ask}"{fields}}}
    rows: |
      country | neighbour
{rows}
    cite: s 1
"""


def questions(tables: QuestionMaker, seeds: int = 20) -> list[Question]:
    return [each for seed in range(seeds) for each in tables.iter_questions(seed, kind=Kind.BOTH)]


def pairs(made: list[Question]) -> set[frozenset[str]]:
    return {frozenset(name for name in LISTS if name in question.stem) for question in made}


def test_pairs_share_exactly_one_value_and_each_wrong_option_is_in_one_list(tmp_path: Path) -> None:
    made = questions(maker(tmp_path, borders()))

    assert pairs(made) == {
        frozenset(pair)
        for pair in combinations(LISTS, 2)
        if len(set(LISTS[pair[0]]) & set(LISTS[pair[1]])) == 1 and len({*LISTS[pair[0]], *LISTS[pair[1]]}) > 2
    }
    for question in made:
        first, second = (set(LISTS[name]) for name in LISTS if name in question.stem)
        for index, option in enumerate(question.options):
            assert (option in first and option in second) is (index == question.key)
            assert option in first | second


def test_proof_names_the_list_that_lacks_an_option(tmp_path: Path) -> None:
    question = next(
        each
        for each in questions(maker(tmp_path, borders()))
        if each.stem == "Which country borders both Uruguay and Venezuela?"
    )

    assert question.id.startswith("p/b-uruguay.neighbour/both@")
    assert question.answer == "Brazil"
    assert question.row_ids == ("b-venezuela",)
    assert question.explanation == "On land, Uruguay borders Brazil. On land, Venezuela borders Brazil."
    lacking = {question.options[proof.option]: (proof.reason, proof.facts) for proof in question.proofs}
    assert lacking == {
        "Argentina": ("complete-list", ("b-venezuela",)),
        "Guyana": ("complete-list", ("b-uruguay",)),
        "Colombia": ("complete-list", ("b-uruguay",)),
    }
    assert (
        question.why_wrong[list(map(str, question.options)).index("Guyana")]
        == "On land, Venezuela borders Guyana."
    )


@pytest.mark.parametrize(
    "lists",
    [
        {"Uruguay": ["Argentina", "Brazil"], "Paraguay": ["Bolivia", "Argentina", "Brazil"]},
        {"Uruguay": ["Argentina", "Brazil"], "Panama": ["Costa Rica", "Colombia"]},
        {"Uruguay": ["Brazil"], "Suriname": ["Brazil", "Guyana"]},
        {"Uruguay": ["Argentina", "Brazil", "Chad"], "Brazil": ["Argentina", "Uruguay"]},
    ],
    ids=["two in common", "none in common", "too few others", "all others in the question or too few"],
)
def test_pair_without_a_fair_question_is_left_out(tmp_path: Path, lists: dict[str, list[str]]) -> None:
    assert questions(maker(tmp_path, borders(lists))) == []


@pytest.mark.parametrize("fields", [", open: yes", ", asked: yes, kind: choice"])
def test_open_or_excluded_column_makes_no_question(tmp_path: Path, fields: str) -> None:
    text = borders(fields=fields)
    if "choice" in fields:
        text = text.replace("kind: both, ", "")

    assert questions(maker(tmp_path, text)) == []


def test_two_names_of_a_value_are_one_common_value(tmp_path: Path) -> None:
    lists = {"Peru": ["Kyiv", "Lima", "Rome"], "Chile": ["Kiev", "Rome", "Oslo"]}
    names = "names: {land: {Kyiv: [Kiev]}}\n"
    made = read_text(tmp_path, HEAD.replace("tables:\n", f"{names}tables:\n") + borders(lists))

    assert made.pack is not None
    assert questions(QuestionMaker(made.pack)) == []


@pytest.mark.parametrize("sign", ["TBA", "unknown", "?", "n/a", "#N/A"])
def test_row_with_a_sign_for_an_unknown_value_is_not_whole(tmp_path: Path, sign: str) -> None:
    lists = {"Uruguay": ["Argentina", "Brazil", sign], "Venezuela": ["Guyana", "Colombia", "Brazil"]}
    reading = read_text(tmp_path, HEAD + borders(lists))

    assert [each.rule.code for each in reading.problems] == ["placeholder-cell"]
    assert reading.pack is not None
    assert questions(QuestionMaker(reading.pack)) == []


def test_symbols_in_a_list_are_values(tmp_path: Path) -> None:
    lists = {"Salt": ["Na", "Cl", "Li"], "Mica": ["Na", "Al", "Mg"]}
    reading = read_text(tmp_path, HEAD + borders(lists))

    assert reading.problems == ()


def test_name_within_a_name_of_the_other_list_is_not_an_option(tmp_path: Path) -> None:
    lists = {
        "Peru": ["Guinea", "Lima", "Oslo", "Rome"],
        "Chile": ["Guinea-Bissau", "Rome", "Bonn", "Linz"],
    }
    made = questions(maker(tmp_path, borders(lists)))

    assert made
    assert not any("Guinea" in option for question in made for option in question.options)


def test_rows_of_another_date_or_a_claim_are_not_partners(tmp_path: Path) -> None:
    first = borders({"Uruguay": ["Argentina", "Brazil", "Chile"]})
    for extra in ("as-of: 1990", "claim: Jane Roe"):
        second = borders({"Venezuela": ["Guyana", "Colombia", "Brazil"]}, id_="c").replace(
            "cite: s 1", f"cite: s 1\n    {extra}"
        )
        assert questions(maker(tmp_path, first + second)) == []


def test_list_of_a_country_in_two_rows_makes_no_question(tmp_path: Path) -> None:
    lists = {"Uruguay": ["Argentina", "Brazil"], "Venezuela": ["Guyana", "Colombia", "Brazil"]}
    more = borders({"Uruguay": ["Chile", "Cuba"], "Venezuela": ["Chile", "Haiti"]}, id_="c")

    assert questions(maker(tmp_path, borders(lists) + more)) == []


@pytest.mark.parametrize(
    "ask",
    ["Which country borders both?", "Which country borders <country>?", "Which borders <country-2>?"],
)
def test_question_that_names_one_row_is_reported(tmp_path: Path, ask: str) -> None:
    reading = read_text(tmp_path, HEAD + borders(ask=ask))

    assert [each.message for each in reading.problems][:1] == ["`ask-both` must name both rows"]


def test_question_must_name_every_other_value_of_both_rows(tmp_path: Path) -> None:
    text = """\
  - id: b
    fact: In <year>, <country> bordered <neighbour>.
    columns:
      country: {asked: no}
      year: {asked: no, type: year}
      neighbour: {type: land, kind: both, ask-both: "Which country bordered both <country> and <country-2>?"}
    rows: |
      country   | year | neighbour
      Uruguay   | 1900 | Argentina; Brazil
      Venezuela | 1950 | Guyana; Colombia; Brazil
    cite: s 1
"""
    assert questions(maker(tmp_path, text)) == []
