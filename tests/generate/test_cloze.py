"""A sentence reads well with a gap in it, and with another value."""

import pytest

from quiz.generate import wording
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import GAP, Kind
from quiz.model.question import Question
from quiz.text.normalize import contains
from tests.generate.factories import fact, pack


@pytest.mark.parametrize(
    ("marked", "stem"),
    [
        ("It was shot at <Amboy> in May 2001.", "In May 2001, it was shot at _____."),
        ("The film was shot at <Amboy> on 3 May 2001.", "On 3 May 2001, the film was shot at _____."),
        ("“Hero” led <the Hot 100> in the 2000s.", "In the 2000s, “Hero” led _____."),
        ("Its director was <Ada> during 2001.", "During 2001, its director was _____."),
        # Rain may or may not be a name
        ("Rain fell on <Amboy> in May.", "Rain fell on _____ in May."),
        # the time belongs to a part of the sentence
        ("She said that it fell on <Amboy> in May.", "She said that it fell on _____ in May."),
        ("It began, and it fell on <Amboy> in May.", "It began, and it fell on _____ in May."),
        ("In the rain they saw <Amboy> in May.", "In the rain they saw _____ in May."),
        ("It fell on <Amboy> in the rain.", "It fell on _____ in the rain."),
        ("<Amboy> was seen in May.", "_____ was seen in May."),
        ("It was a <red> house.", "It was a _____ house."),
        ("It stood on a <hill>.", "It stood on _____."),
        ("It stood on a “<hill>”.", "It stood on a “_____”."),
        ("A <hill> in Peru was seen.", "_____ in Peru was seen."),
    ],
)
def test_gap_is_last_if_possible_and_takes_its_article(marked: str, stem: str) -> None:
    house = fact(marked, "thing")

    assert wording.write_stem(house, house.values[0], english=True) == stem


def test_sentence_in_another_language_is_unchanged() -> None:
    house = fact("It stood on a <hill> in May.", "thing")

    assert wording.write_stem(house, house.values[0], english=False) == f"It stood on a {GAP} in May."


@pytest.mark.parametrize(
    ("marked", "shown", "statement"),
    [
        ("It stood on a <hill>.", "island", "It stood on an island."),
        ("It stood on an <island> in Peru.", "hill", "It stood on a hill in Peru."),
        ("An <island> was seen.", "hill", "A hill was seen."),
        ("It was the end of an <hour>.", "week", "It was the end of a week."),
        ("It burst a <fuel line>.", "an oxygen tank", "It burst an oxygen tank."),
        ("It was a <red> house.", "blue", "It was a blue house."),
    ],
)
def test_article_agrees_with_its_value(marked: str, shown: str, statement: str) -> None:
    house = fact(marked, "thing")

    assert wording.write_statement(house, house.values[0], shown, english=True) == statement


def test_options_have_the_article_of_the_gap() -> None:
    house = fact("The house stood on a <hill>.", "thing")
    boat = fact("The boat lay by a <hill>.", "thing", ask="By what did the boat lie?")
    maker = QuestionMaker(pack(house, boat, thing=["island", "rock", "an old wall", "oak", "pond"]))
    questions = {question.fact: question for question in maker.iter_questions(0, kind=Kind.CHOICE)}

    question = questions[house.id]
    assert set(question.options) <= {"a hill", "an island", "a rock", "an old wall", "an oak", "a pond"}
    assert question.options[question.key] == "a hill"
    assert set(questions[boat.id].options) <= {"hill", "island", "rock", "an old wall", "oak", "pond"}


def test_statement_with_another_article_is_about_the_same_fact() -> None:
    house = fact("The house stood on a <hill>.", "thing")
    maker = QuestionMaker(pack(house, thing=["island", "owl", "ape"]))
    questions = [maker.make(maker.list_targets()[0], Kind.TRUEFALSE, seed) for seed in range(20)]
    false = [question for question in questions if isinstance(question, Question) and question.key == 1]

    assert false
    for question in false:
        assert question.proofs[0].value is not None
        assert contains(question.stem, f"an {question.proofs[0].value}")
        assert question.explanation == f"The house stood on a hill, not an {question.proofs[0].value}."


@pytest.mark.parametrize(
    ("text", "is_fitting"),
    [
        ("shrouds", False),
        ("flies", False),
        ("main sheets", False),
        ("compass", True),
        ("lens", True),
        ("iris", True),
        ("cutlass", True),
        ("Mars", True),
        ("painter", True),
    ],
)
def test_plural_does_not_follow_an_article(text: str, is_fitting: bool) -> None:
    rope = fact("It is trimmed with a <sheet>.", "rope")
    maker = QuestionMaker(pack(rope, rope=[text, "halyard", "stay"]))
    texts = " ".join(
        f"{question.stem} {question.options}" for seed in range(20) for question in maker.iter_questions(seed)
    )

    assert (text in texts) == is_fitting
