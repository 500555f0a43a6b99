"""What other sentences of a pack tell of a fact's subject is never called false of it."""

import pytest

from quiz.generate.proofs import ProofEngine
from quiz.model.pack import Fact
from quiz.model.question import ProofReason
from tests.generate.factories import fact, pack

CAPITAL = fact("The capital of <country=Peru> is <city=Lima>.")


@pytest.mark.parametrize(
    "other",
    [
        fact("<city=Cusco> lies in <country=Peru>."),
        fact("In <year=1999>, <city=Cusco> was the capital of <country=Peru>."),
        fact("<city=Callao> lies in <country=Peru>.", values={"city": {"also": ["Cusco"]}}),
        fact("<city=Cusco> lies in <country=Chile>.", values={"country": {"also": ["Peru"]}}),
        fact("The heart of Peru is <Cusco>.", "city"),
        fact("<Peru> is known for Cusco.", "country"),
        fact("<city=Cusco> was <altitude=3,399 metres> high, they wrote to <country=Peru>."),
    ],
)
def test_another_sentence_on_the_same_subject(other: Fact) -> None:
    truth = ProofEngine(pack(CAPITAL, other))

    assert truth.disprove(CAPITAL, 1, "Cusco") is None
    assert truth.disprove(CAPITAL, 1, "Quito") is not None


@pytest.mark.parametrize(
    "other",
    [
        fact("<city=Cusco> lies in <country=Chile>."),
        fact("The heart of Chile is <Cusco>.", "city"),
        fact("<town=Cusco> lies in <country=Peru>."),
        fact("Peru is the size of <area=1,285,216 square kilometres>."),
        fact("The capital of <country=Chile> is <city=Cusco>."),
    ],
)
def test_a_sentence_on_another_subject(other: Fact) -> None:
    assert ProofEngine(pack(CAPITAL, other)).disprove(CAPITAL, 1, "Cusco") is not None


def test_a_subject_that_stands_in_the_sentence_without_a_mark() -> None:
    told = fact("The capital of New Peru is <Lima>.", "city")
    row = fact("<city=Cusco> lies in <country=New Peru>.")

    assert ProofEngine(pack(told, row)).disprove(told, 0, "Cusco") is None


def test_a_candidate_that_stands_in_a_sentence_without_a_mark() -> None:
    told = fact("The capital of New Peru is <Lima>.", "city")
    other = fact("<New Peru> is known for Cusco.", "country")

    assert ProofEngine(pack(told, other)).disprove(told, 0, "Cusco") is None


def test_a_subject_in_another_spelling() -> None:
    row = fact("<city=Cusco> lies in <country=Inca Land>.")
    spelled = fact("They came to <Peru>.", "country", accept=["Inca Land"])

    assert ProofEngine(pack(CAPITAL, row, spelled)).disprove(CAPITAL, 1, "Cusco") is None
    assert ProofEngine(pack(CAPITAL, row)).disprove(CAPITAL, 1, "Cusco") is not None


def test_what_is_told_in_another_spelling() -> None:
    row = fact("<city=Qosqo> lies in <country=Peru>.")
    spelled = fact("They saw <Cuzco>.", "city", accept=["Cusco", "Qosqo"])
    truth = ProofEngine(pack(CAPITAL, row, spelled))

    assert truth.disprove(CAPITAL, 1, "Cusco") is None
    assert truth.disprove(CAPITAL, 1, "Cuzco") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<Ada> directed the film.", "The film was directed by <Max>."),
        ("<Ada> was the director of the film.", "<Max> directed the film."),
        ("<Ada> directed the film.", "In 1999, <Max> directed the film in Peru."),
        ("In 1999, <Ada> directed the film in Peru.", "<Max> directed the film."),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    told = fact(one, "person")

    assert ProofEngine(pack(told, fact(other, "person"))).disprove(told, 0, "Max") is None


@pytest.mark.parametrize(
    "other",
    [
        "<Max> played in the film.",
        "<Max> directed the play.",
        "In 1998, <Max> directed the film.",
        "<Max> is here.",
    ],
)
def test_other_words_that_may_say_something_else(other: str) -> None:
    told = fact("In 1999, <Ada> directed the film.", "person")

    assert ProofEngine(pack(told, fact(other, "person"))).disprove(told, 0, "Max") is not None


def test_a_relation_that_may_hold_both_ways() -> None:
    types = {"one": {"type": "country"}, "other": {"type": "country"}}
    told = fact("<one=Peru> borders <other=Chile>.", values=types)
    turned = fact("<one=Chile> borders <other=Bolivia>.", values=types)
    truth = ProofEngine(pack(told, turned))

    assert truth.disprove(told, 0, "Bolivia") is None
    assert truth.disprove(told, 0, "Cuba") is not None


def test_what_the_author_declares_wrong_is_wrong_all_the_same() -> None:
    told = fact(
        "The capital of <country=Peru> is <city=Lima>.", values={"city": {"wrong": ["Cusco"]}}, id_="x"
    )
    other = fact("<city=Cusco> lies in <country=Peru>.")
    falsity = ProofEngine(pack(told, other)).disprove(told, 1, "Cusco")

    assert falsity is not None
    assert falsity.reason is ProofReason.DECLARED_WRONG


def test_the_rows_of_one_table_have_been_looked_at() -> None:
    rows = [
        fact(f"In <country={country}> it led <chart={chart}> in <year={year}>.")
        for country, chart, year in [
            ("Peru", "Singles", 1999),
            ("Peru", "Airplay", 2000),
            ("Cuba", "Sales", 1999),
        ]
    ]
    truth = ProofEngine(pack(*rows))

    assert truth.disprove(rows[0], 1, "Airplay") is not None  # the year tells them apart
    assert truth.disprove(rows[0], 1, "Sales") is not None
