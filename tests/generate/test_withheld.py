"""Values that are not offered as wrong, with the reason and the fact that is the reason."""

from quiz.generate.question_maker import QuestionMaker
from quiz.generate.withheld import WithheldReason
from quiz.model.pack import Fact, NameGroup, NameOrigin, Pack
from quiz.model.question import Proof, ProofReason
from quiz.text.safe import Text
from tests.generate.factories import fact, pack

SUCRE = fact("The capital of Bolivia is <Sucre>.", "city", id_="capital")
LA_PAZ = fact("The government of Bolivia sits in <La Paz>.", "city", id_="seat")


def list_withheld(cities: Pack, number: int = 0) -> list[tuple[str, WithheldReason, str]]:
    """List the values that are withheld from the first value of a fact."""
    maker = QuestionMaker(cities)
    target = maker.list_targets_of(cities.facts[number])[0]
    return [(each.text, each.reason, each.fact_id) for each in maker.list_withheld(target)]


def test_value_in_another_sentence_with_the_same_name_is_withheld() -> None:
    cities = pack(SUCRE, LA_PAZ, city=["Lima", "Quito"])

    assert list_withheld(cities) == [("La Paz", WithheldReason.TOLD_ELSEWHERE, "seat")]
    assert list_withheld(cities, 1) == [("Sucre", WithheldReason.TOLD_ELSEWHERE, "capital")]


def test_value_of_a_related_row_is_withheld() -> None:
    row = fact("The capital of <country=Bolivia> is <city=Sucre>.", id_="row")
    cities = pack(row, LA_PAZ, city=["Lima"])
    maker = QuestionMaker(cities)
    target = maker.list_targets_of(row)[1]

    assert [each.fact_id for each in maker.list_withheld(target)] == ["seat"]


def test_other_values_of_a_sentence_that_others_may_fit_are_withheld() -> None:
    lyon = fact("<Lyon> is a city in France.", "city", id_="lyon", open=True, assumed_open=True)
    declared = fact("<Lyon> is a city in France.", "city", id_="lyon", open=True)

    assert list_withheld(pack(lyon, city=["Nice"])) == [("Nice", WithheldReason.ONE_OF_MANY, "lyon")]
    assert list_withheld(pack(declared, city=["Nice"])) == []


def test_other_name_of_the_right_answer_is_withheld() -> None:
    kyiv = fact("The largest city on the Dnieper is <Kyiv>.", "city", id_="kyiv")
    cities = pack(kyiv, city=["Kiev", "Lima"])
    cities = cities._replace(names=(NameGroup((Text("Kyiv"), Text("Kiev")), NameOrigin.KNOWN),))

    assert list_withheld(cities) == [("Kiev", WithheldReason.SAME_NAME, "kyiv")]


def test_proof_of_a_closed_value_is_the_authors_word() -> None:
    def reasons(first: Fact) -> set[ProofReason]:
        maker = QuestionMaker(pack(first, LA_PAZ, city=["Lima", "Quito"]))
        proofs: list[Proof] = []
        for question in maker.iter_questions(0):
            proofs += question.proofs if question.fact == "capital" else ()
        return {proof.reason for proof in proofs}

    closed = fact("The capital of Bolivia is <Sucre>.", "city", id_="capital", closed=True)

    assert reasons(closed) == {ProofReason.DECLARED_CLOSED}
    assert reasons(SUCRE) == {ProofReason.SINGLE_VALUED}
