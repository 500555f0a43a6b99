"""A value is called false only where the pack shows it."""

from typing import Any

import pytest

from quiz.generate.proofs import ProofEngine
from quiz.model.question import ProofReason
from tests.generate.factories import fact, pack


def test_a_mark_says_that_nothing_else_is_right() -> None:
    told = fact("<Ada> built it.", "person", id_="built")

    falsity = ProofEngine(pack(told)).disprove(told, 0, "Grace")

    assert falsity is not None
    assert (falsity.reason, falsity.fact_ids) == (ProofReason.SINGLE_VALUED, ("built",))


@pytest.mark.parametrize(
    "candidate",
    [
        "Ada",
        "ADA",
        "“Ada”",
        "Ada Lovelace",
        "Ada!",
        "Ada King",
        "Lovelace",
        "Augusta",
        "Countess Augusta",
        "Babbage",
    ],
)
def test_nothing_right_is_ever_called_false(candidate: str) -> None:
    told = fact(
        "<Ada> built it with Babbage.",
        "person",
        also=["Countess of Lovelace", "Lovelace"],
        accept=["Augusta"],
    )

    assert ProofEngine(pack(told)).disprove(told, 0, candidate) is None


def test_other_facts_of_the_relation_are_right_too() -> None:
    one = fact("The <film=Zoom> played it.", "film", id_="zoom")
    other = fact("The <film=Glee> played it.", "film", id_="glee")
    truth = ProofEngine(pack(one, other))

    assert truth.disprove(one, 0, "Glee") is None
    falsity = truth.disprove(one, 0, "Fame")
    assert falsity is not None
    assert (falsity.reason, falsity.fact_ids) == (ProofReason.COMPLETE_LIST, ("zoom", "glee"))


def test_another_subject_has_its_own_right_answer() -> None:
    here = fact("In <country=Peru> it was <place=4th>.", values={"place": {"type": "ordinal"}})
    there = fact("In <country=Chad> it was <place=9th>.", values={"place": {"type": "ordinal"}})
    truth = ProofEngine(pack(here, there))

    assert truth.disprove(here, 1, "9th") is not None
    assert truth.disprove(here, 0, "Chad") is not None


def test_a_subject_in_another_spelling_is_the_same() -> None:
    here = fact("In <country=the UK> it was <place=4th>.", values={"country": {"accept": ["Britain"]}})
    same = fact("In <country=Britain> it was <place=9th>.")

    assert ProofEngine(pack(here, same)).disprove(here, 1, "9th") is None


def test_a_spelling_accepted_anywhere_is_the_same_everywhere() -> None:
    told = fact("It came from <Britain>.", "country")
    elsewhere = fact("It went to <the UK>.", "country", accept=["Britain", "Great Britain"])

    assert ProofEngine(pack(told, elsewhere)).disprove(told, 0, "Great Britain") is None
    assert ProofEngine(pack(told, elsewhere)).disprove(told, 0, "Peru") is not None


def test_a_chain_of_spellings_is_one_name() -> None:
    told = fact("It came from <Britain>.", "country")
    chain = [
        fact("It went to <the UK>.", "country", accept=["Britain"]),
        fact("It was seen in <Albion>.", "country", accept=["United Kingdom"]),
        fact("It stayed in <the UK>.", "country", accept=["United Kingdom"]),
    ]
    truth = ProofEngine(pack(told, *chain))

    assert truth.disprove(told, 0, "Albion") is None
    assert truth.are_same_name("Albion", "Britain")
    assert not truth.are_same_name("Albion", "Peru")
    assert truth.is_conflict("Albion", "Britain")
    assert truth.is_conflict("New Albion", "Albion")
    assert not truth.is_conflict("Albion", "Peru")


def test_a_subject_is_the_same_by_a_spelling_that_a_third_fact_accepts() -> None:
    here = fact("In <country=the UK> it was <place=4th>.")
    same = fact("In <country=Albion> it was <place=9th>.")
    third = fact("It came from <Albion>.", "country", accept=["the UK"])

    assert ProofEngine(pack(here, same, third)).disprove(here, 1, "9th") is None
    assert ProofEngine(pack(here, same)).disprove(here, 1, "9th") is not None


def test_what_the_same_question_asks_for_is_right() -> None:
    ask = "Which chart did it lead in Peru?"
    values: dict[str, dict[str, Any]] = {"chart": {"ask": ask}, "weeks": {"type": "count"}}
    one = fact("In Peru it led <chart=the Singles> for <weeks=9> weeks.", values=values, id_="one")
    other = fact("In Peru it led <chart=the Airplay> for <weeks=2> weeks.", values=values, id_="other")
    truth = ProofEngine(pack(one, other))

    assert truth.disprove(one, 0, "Airplay") is None
    falsity = truth.disprove(one, 0, "Sales")
    assert falsity is not None
    assert (falsity.reason, falsity.fact_ids) == (ProofReason.COMPLETE_LIST, ("one", "other"))


def test_a_fact_is_open_where_another_of_its_relation_is() -> None:
    one = fact("<film=Zoom> played <song=Hero>.")
    other = fact("<film=Glee> played <song=Hero>.", values={"film": {"open": True}})

    assert ProofEngine(pack(one, other)).disprove(one, 0, "Fame") is None


@pytest.mark.parametrize(
    ("type_", "text", "also", "candidate"),
    [
        ("date", "14 May 2003", "June 1, 2003", "1 June 2003"),
        ("date", "14 May 2003", "June 1, 2003", "2003-06-01"),
        ("money", "$25.4 billion", "$1,500 million", "$1.5 billion"),
    ],
)
def test_a_number_in_another_form_is_the_same(type_: str, text: str, also: str, candidate: str) -> None:
    both = fact(f"It came to <{text}>.", type_, also=[also])
    one = fact(f"It came to <{text}>.", type_)

    assert ProofEngine(pack(both)).disprove(both, 0, candidate) is None
    assert ProofEngine(pack(one)).disprove(one, 0, candidate) is not None


def test_another_value_of_the_fact_is_no_distractor_in_any_spelling() -> None:
    values: dict[str, dict[str, Any]] = {
        "winner": {"type": "person"},
        "loser": {"type": "person", "also": ["Kim"]},
    }
    told = fact("<winner=Ada> beat <loser=Max>.", values=values)
    named = fact("They saw <Maximilian>.", "person", accept=["Max"])
    truth = ProofEngine(pack(told, named))

    assert truth.disprove(told, 0, "Kim") is None
    assert truth.disprove(told, 0, "Maximilian") is None
    assert truth.disprove(told, 0, "Lou") is not None


def test_of_an_open_value_only_what_is_declared_is_false() -> None:
    told = fact("<Zoom> played it.", "film", open=True, wrong=["Fame"], id_="zoom")
    truth = ProofEngine(pack(told))

    assert truth.disprove(told, 0, "Glee") is None
    falsity = truth.disprove(told, 0, "Fame")
    assert falsity is not None
    assert falsity.reason is ProofReason.DECLARED_WRONG


def test_an_open_value_is_false_where_it_can_belong_to_another_subject_alone() -> None:
    mine = fact("<film=Zoom> played <song=Hero>.", values={"film": {"open": True}})
    other = fact("<film=Glee> played <song=Escape>.", values={"film": {"open": True}}, id_="glee")

    falsity = ProofEngine(pack(mine, other)).disprove(mine, 0, "Glee")

    assert falsity is not None
    assert (falsity.reason, falsity.fact_ids) == (ProofReason.INVERSE, ("glee",))


@pytest.mark.parametrize(
    "field", [{"open": True}, {"asked": False}, {"also": ["Hero"]}, {"also": ["Ballad"]}]
)
def test_an_open_value_is_not_false_where_its_subject_is_one_of_several(field: dict[str, object]) -> None:
    mine = fact("<film=Zoom> played <song=Hero>.", values={"film": {"open": True}})
    other = fact("<film=Glee> played <song=Escape>.", values={"film": {"open": True}, "song": field})

    assert ProofEngine(pack(mine, other)).disprove(mine, 0, "Glee") is None


def test_what_the_sentence_says_elsewhere_is_no_distractor() -> None:
    told = fact("In <place=Amboy>, east of Bodie, lies the <desert=Mojave Desert>.")

    truth = ProofEngine(pack(told))

    assert truth.disprove(told, 0, "Bodie") is None
    assert truth.disprove(told, 0, "Mojave Desert") is None
    assert truth.disprove(told, 1, "Amboy Desert") is None


def test_a_column_that_mostly_holds_one_value_is_lopsided() -> None:
    rows = [
        fact(f"In <country={country}> it was <place={place}>.")
        for country, place in [("Peru", "1st"), ("Chad", "1st"), ("Mali", "1st"), ("Cuba", "2nd")]
    ]
    truth = ProofEngine(pack(*rows))

    assert truth.is_lopsided(rows[3], 1)
    assert not truth.is_lopsided(rows[3], 0)


def test_an_open_value_is_not_false_where_two_subjects_differ() -> None:
    mine = fact("<film=Zoom> played <song=Hero> in <year=2006>.", values={"film": {"open": True}})
    other = fact("<film=Glee> played <song=Escape> in <year=2012>.", values={"film": {"open": True}})

    assert ProofEngine(pack(mine, other)).disprove(mine, 0, "Glee") is None
