"""Accepted answers come from the value, the rows about its subject, and its question."""

from quiz.generate.accepted_answers import collect_accepted
from quiz.generate.fact_index import FactIndex
from tests.generate.factories import fact, pack

SUCRE = fact("The capital of <country=Bolivia> is <city=Sucre>.", id_="sucre")
LA_PAZ = fact(
    "The capital of <country=Bolivia> is <city=La Paz>.",
    values={"city": {"accept": ["Nuestra Señora de La Paz"], "open": True}},
    id_="la-paz",
)
LIMA = fact("The capital of <country=Peru> is <city=Lima>.", id_="lima")
INDEX = FactIndex(pack(SUCRE, LA_PAZ, LIMA), english=True)


def test_rows_about_one_subject_share_their_answers() -> None:
    accepted = collect_accepted(SUCRE, 1, INDEX)

    assert accepted.spellings == ("sucre", "la paz", "nuestra senora de la paz")
    assert accepted.fact_ids == ("sucre", "la-paz")
    assert accepted.is_many
    assert accepted.is_open


def test_single_answer_is_neither_many_nor_open() -> None:
    accepted = collect_accepted(LIMA, 1, INDEX)

    assert accepted == (("lima",), ("lima",), False, False, frozenset())


def test_magnitudes_are_collected_if_a_number_has_several_forms() -> None:
    cost = fact("It cost <$1.5 billion>.", "money", accept=["$1,500 million"])
    debt = fact("It owed <$1.5 billion>.", "money")
    index = FactIndex(pack(cost, debt), english=True)

    assert collect_accepted(cost, 0, index).magnitudes == {1.5e9}
    assert collect_accepted(debt, 0, index).magnitudes == frozenset()
