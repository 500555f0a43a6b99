"""Questions as a player without knowledge sees them."""

from quiz.audit.option_sets import OptionSetBuilder
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.safe import Text
from tests.generate.factories import fact, pack

CAPITALS = {"Peru": "Lima", "Chile": "Santiago", "Cuba": "Havana", "Spain": "Madrid"}
FACTS = tuple(
    fact(f"The capital of <country={country}> is <city={city}>.")._replace(known=float(known))
    for known, (country, city) in enumerate(CAPITALS.items())
)


def make(label: str) -> Question:
    questions = QuestionMaker(pack(*FACTS)).iter_questions(0, kind=Kind.CHOICE)
    return next(question for question in questions if question.target_id.endswith(f".{label}"))


def test_names_are_the_other_values_that_the_question_shows() -> None:
    assert OptionSetBuilder(pack(*FACTS)).list_names(make("city")) == ("Peru",)


def test_names_of_other_questions_are_words_with_a_capital() -> None:
    question = make("city")._replace(kind=Kind.COMPARE, stem=Text("Which town lies on the Rhine Delta?"))

    assert OptionSetBuilder(pack(*FACTS)).list_names(question) == ("Rhine Delta",)


def test_fame_of_an_option_is_that_of_its_row() -> None:
    built = OptionSetBuilder(pack(*FACTS)).build(make("city"))

    assert built.fame is not None
    by_fame = sorted(zip(built.fame, built.texts, strict=True))
    assert [text for _, text in by_fame] == ["Lima", "Santiago", "Havana", "Madrid"]


def test_fame_is_unknown_without_known() -> None:
    plain = pack(*(each._replace(known=None) for each in FACTS))

    assert OptionSetBuilder(plain).build(make("city")).fame is None
