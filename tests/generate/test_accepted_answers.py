"""Accepted answers come from the value, the rows about its subject, and its question."""

from quiz.generate.accepted_answers import AnswerIndex
from quiz.generate.fact_index import FactIndex
from tests.generate.factories import fact, pack

SUCRE = fact("The capital of <country=Bolivia> is <city=Sucre>.", id_="sucre")
LA_PAZ = fact(
    "The capital of <country=Bolivia> is <city=La Paz>.",
    values={"city": {"accept": ["Nuestra Señora de La Paz"], "open": True}},
    id_="la-paz",
)
LIMA = fact("The capital of <country=Peru> is <city=Lima>.", id_="lima")
INDEX = AnswerIndex(FactIndex(pack(SUCRE, LA_PAZ, LIMA), english=True))


def test_rows_about_one_subject_share_their_answers() -> None:
    accepted = INDEX.find(SUCRE, 1)

    assert accepted.spellings.phrases == ("sucre", "la paz", "nuestra senora de la paz")
    assert accepted.fact_ids == ("sucre", "la-paz")
    assert accepted.is_many
    assert accepted.is_open


def test_single_answer_is_neither_many_nor_open() -> None:
    accepted = INDEX.find(LIMA, 1)

    assert accepted.spellings.phrases == ("lima",)
    assert accepted.fact_ids == ("lima",)
    assert not accepted.is_many
    assert not accepted.is_open
    assert accepted.magnitudes == frozenset()


def test_magnitudes_are_collected_if_a_number_has_several_forms() -> None:
    cost = fact("It cost <$1.5 billion>.", "money", accept=["$1,500 million"])
    debt = fact("It owed <$1.5 billion>.", "money")
    index = AnswerIndex(FactIndex(pack(cost, debt), english=True))

    assert index.find(cost, 0).magnitudes == {1.5e9}
    assert index.find(debt, 0).magnitudes == frozenset()
