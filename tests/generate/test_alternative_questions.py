"""A question that can be asked in several ways is asked in each of them."""

from quiz.generate.proofs import ProofEngine
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.generate.factories import fact, pack

WORDINGS = (
    Text("Who was the mayor of Bern?"),
    Text("Which mayor had Bern?"),
    Text("Whom had Bern for mayor?"),
)
OTHERS = [
    fact(f"The mayor of {town} was <{who}>.", "person", id_=town.lower())
    for town, who in (("Cham", "Carl"), ("Davos", "Dora"), ("Essen", "Emil"), ("Forst", "Frida"))
]
BERN = fact("The mayor of Bern was <Berta>.", "person", id_="bern", ask=WORDINGS[0], ask_also=WORDINGS[1:])


def stems(maker: QuestionMaker, seeds: range) -> list[str]:
    (ask,) = [ask for ask in maker.list_targets() if ask.fact == "bern"]
    made = [maker.make(ask, Kind.CHOICE, seed) for seed in seeds]
    return [one.stem for one in made if isinstance(one, Question)]


def test_each_wording_has_its_turn_and_a_seed_keeps_its_own() -> None:
    asked = stems(QuestionMaker(pack(BERN, *OTHERS)), range(60))

    assert set(asked) == set(WORDINGS)
    assert max(map(asked.count, WORDINGS)) < 35  # about twenty each
    assert asked == stems(QuestionMaker(pack(BERN, *OTHERS)), range(60))


def test_what_answers_one_wording_elsewhere_is_right_for_all_of_them() -> None:
    again = fact("Bern chose <Hugo>.", "person", id_="again", ask=WORDINGS[2])
    truth = ProofEngine(pack(BERN, again, *OTHERS))

    assert truth.disprove(BERN, 0, "Hugo") is None
    assert truth.disprove(BERN, 0, "Carl") is not None
