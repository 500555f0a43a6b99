"""A name in another sentence about a fact's subject is never disproved."""

import pytest

from quiz.model.pack import Fact
from quiz.model.question import ProofReason
from tests.generate.factories import disprove_value, fact, pack

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
def test_name_in_another_sentence_about_the_subject_is_not_disproved(other: Fact) -> None:
    cities = pack(CAPITAL, other)

    assert disprove_value(cities, CAPITAL, 1, "Cusco") is None
    assert disprove_value(cities, CAPITAL, 1, "Quito") is not None


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
def test_name_in_a_sentence_about_another_subject_is_disproved(other: Fact) -> None:
    assert disprove_value(pack(CAPITAL, other), CAPITAL, 1, "Cusco") is not None


def test_subject_without_a_mark_is_recognized() -> None:
    lima = fact("The capital of New Peru is <Lima>.", "city")
    row = fact("<city=Cusco> lies in <country=New Peru>.")

    assert disprove_value(pack(lima, row), lima, 0, "Cusco") is None


def test_candidate_without_a_mark_is_not_disproved() -> None:
    lima = fact("The capital of New Peru is <Lima>.", "city")
    other = fact("<New Peru> is known for Cusco.", "country")

    assert disprove_value(pack(lima, other), lima, 0, "Cusco") is None


def test_subject_in_another_spelling_is_recognized() -> None:
    row = fact("<city=Cusco> lies in <country=Inca Land>.")
    spelled = fact("They came to <Peru>.", "country", accept=["Inca Land"])

    assert disprove_value(pack(CAPITAL, row, spelled), CAPITAL, 1, "Cusco") is None
    assert disprove_value(pack(CAPITAL, row), CAPITAL, 1, "Cusco") is not None


def test_related_name_in_another_spelling_is_not_disproved() -> None:
    row = fact("<city=Qosqo> lies in <country=Peru>.")
    spelled = fact("They saw <Cuzco>.", "city", accept=["Cusco", "Qosqo"])

    assert disprove_value(pack(CAPITAL, row, spelled), CAPITAL, 1, "Cusco") is None
    assert disprove_value(pack(CAPITAL, row, spelled), CAPITAL, 1, "Cuzco") is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<Ada> directed the film.", "The film was directed by <Max>."),
        ("<Ada> was the director of the film.", "<Max> directed the film."),
        ("<Ada> directed the film.", "In 1999, <Max> directed the film in Peru."),
        ("In 1999, <Ada> directed the film in Peru.", "<Max> directed the film."),
    ],
)
def test_sentence_with_the_same_words_may_state_the_same(first: str, second: str) -> None:
    directed = fact(first, "person")

    assert disprove_value(pack(directed, fact(second, "person")), directed, 0, "Max") is None


@pytest.mark.parametrize(
    "other",
    [
        "<Max> played in the film.",
        "<Max> directed the play.",
        "In 1998, <Max> directed the film.",
        "<Max> is here.",
    ],
)
def test_sentence_with_other_words_states_something_else(other: str) -> None:
    directed = fact("In 1999, <Ada> directed the film.", "person")

    assert disprove_value(pack(directed, fact(other, "person")), directed, 0, "Max") is not None


def test_relation_between_values_of_one_type_may_be_symmetric() -> None:
    types = {"west": {"type": "country"}, "east": {"type": "country"}}
    peru = fact("<west=Peru> borders <east=Chile>.", values=types)
    chile = fact("<west=Chile> borders <east=Bolivia>.", values=types)

    assert disprove_value(pack(peru, chile), peru, 0, "Bolivia") is None
    assert disprove_value(pack(peru, chile), peru, 0, "Cuba") is not None


def test_declared_wrong_value_is_disproved_despite_a_related_sentence() -> None:
    declared = fact("The capital of <country=Peru> is <city=Lima>.", values={"city": {"wrong": ["Cusco"]}})
    other = fact("<city=Cusco> lies in <country=Peru>.")
    disproof = disprove_value(pack(declared, other), declared, 1, "Cusco")

    assert disproof is not None
    assert disproof.reason is ProofReason.DECLARED_WRONG


def test_rows_of_the_same_table_are_not_related() -> None:
    rows = [
        fact(f"In <country={country}> it led <chart={chart}> in <year={year}>.")
        for country, chart, year in [
            ("Peru", "Singles", 1999),
            ("Peru", "Airplay", 2000),
            ("Cuba", "Sales", 1999),
        ]
    ]

    assert disprove_value(pack(*rows), rows[0], 1, "Airplay") is not None  # the year separates them
    assert disprove_value(pack(*rows), rows[0], 1, "Sales") is not None
