"""A question that can be asked in several ways is asked in each of them."""

from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.generate.factories import disprove_value, fact, pack

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


def list_stems(maker: QuestionMaker, seeds: range) -> list[str]:
    (target,) = [target for target in maker.list_targets() if target.fact == "bern"]
    questions = [maker.make(target, Kind.CHOICE, seed) for seed in seeds]
    return [question.stem for question in questions if isinstance(question, Question)]


def test_seed_chooses_the_wording() -> None:
    stems = list_stems(QuestionMaker(pack(BERN, *OTHERS)), range(60))

    assert set(stems) == set(WORDINGS)
    assert max(map(stems.count, WORDINGS)) < 35  # about twenty each
    assert stems == list_stems(QuestionMaker(pack(BERN, *OTHERS)), range(60))


def test_answer_to_one_wording_is_right_for_all_wordings() -> None:
    again = fact("Bern chose <Hugo>.", "person", id_="again", ask=WORDINGS[2])
    mayors = pack(BERN, again, *OTHERS)

    assert disprove_value(mayors, BERN, 0, "Hugo") is None
    assert disprove_value(mayors, BERN, 0, "Carl") is not None
