"""Values that are never right: each is kept for the questions of one sentence."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Kind, Pack
from quiz.model.question import Question
from tests.generate.factories import fact, pack

NAMES = ("Ada", "Bob", "Cyd", "Dan", "Eve", "Fay", "Gus", "Hal", "Ira", "Jon", "Kim", "Lou")
SEEDS = 6


def list_choices(made: Pack) -> list[Question]:
    maker = QuestionMaker(made)
    return [question for seed in range(SEEDS) for question in maker.iter_questions(seed, kind=Kind.CHOICE)]


def find_only_wrong(questions: list[Question]) -> set[str]:
    """Find the texts that are wrong in two facts or more, and never right."""
    right = {question.options[question.key] for question in questions}
    facts: dict[str, set[str]] = {}
    for question in questions:
        for option in question.options:
            facts.setdefault(option, set()).add(question.fact)
    return {text for text, ids in facts.items() if text not in right and len(ids) > 1}


@pytest.mark.slow
@given(
    keys=st.lists(st.sampled_from(NAMES), min_size=1, max_size=5),
    pool=st.lists(st.sampled_from(NAMES), max_size=12, unique=True),
)
def test_no_text_is_wrong_in_two_facts_and_never_right(keys: list[str], pool: list[str]) -> None:
    halls = [fact(f"Hall {number} was built by <{key}>.", "person") for number, key in enumerate(keys)]
    assume(len(set(keys)) - 1 + len(set(pool) - set(keys)) // len(keys) >= 3)  # otherwise they are too few

    assert find_only_wrong(list_choices(pack(*halls, person=pool))) == set()


def test_too_few_values_are_offered_everywhere() -> None:
    halls = [fact(f"Hall {number} was built by <Ada>.", "person") for number in range(3)]

    assert {question.fact for question in list_choices(pack(*halls, person=["Bob", "Cyd", "Dan"]))} == {
        hall.id for hall in halls
    }


def test_value_that_is_right_elsewhere_is_offered_everywhere() -> None:
    made = pack(*(fact(f"Hall {name} was built by <{name}y>.", "person") for name in NAMES[:4]))

    options = {question.fact: set(question.options) for question in list_choices(made)}
    assert all(shown == {"Aday", "Boby", "Cydy", "Dany"} for shown in options.values())


def test_pool_is_shared_out_evenly() -> None:
    halls = [fact(f"Hall {name} was built by <Ada>.", "person") for name in ("one", "two", "three")]
    shown: dict[str, set[str]] = {}
    for question in list_choices(pack(*halls, person=list(NAMES[1:]))):
        shown.setdefault(question.fact, set()).update(question.options)

    assert sorted(len(names - {"Ada"}) for names in shown.values()) == [3, 4, 4]


def test_declared_text_stays_with_a_fact_that_declares_it() -> None:
    halls = [
        fact("Hall one was built by <Ada>.", "person", wrong=["Bob", "Cyd", "Dan", "Kim"]),
        fact("Hall two was built by <Eve>.", "person", wrong=["Bob", "Fay", "Gus", "Lou"]),
        fact("Hall three was built by <Hal>.", "person"),
    ]
    places = {
        question.fact
        for question in list_choices(pack(*halls, person=["Bob", "Ira", "Jon"]))
        if "Bob" in question.options
    }

    assert len(places) == 1
    assert places <= {halls[0].id, halls[1].id}


def test_fact_keeps_declared_texts_if_few_would_be_left() -> None:
    wrong = ["Bob", "Cyd", "Dan"]
    halls = [fact(f"The {hall} was built by <Ada>.", "person", wrong=wrong) for hall in ("hall", "tower")]

    assert {question.fact for question in list_choices(pack(*halls))} == {hall.id for hall in halls}


def test_facts_of_one_list_share_their_wrong_texts() -> None:
    wrong = ["Bern", "Sion", "Vevey"]
    names = ("Basel", "Chur")
    towns = [fact(f"A Swiss town on the Rhine is <{name}>.", "town", id_=name, wrong=wrong) for name in names]

    assert {question.fact for question in list_choices(pack(*towns)) if "Bern" in question.options} == {
        "Basel",
        "Chur",
    }


def test_made_numbers_are_free() -> None:
    halls = [fact(f"Hall {number} seats <1,200> guests.", "count") for number in range(3)]

    assert len({question.fact for question in list_choices(pack(*halls))}) == 3
