"""The count of a pack is the number of values that a question can ask for."""

import pytest

from quiz.generate.question_maker import QuestionMaker
from quiz.generate.skipped import SkippedQuestion
from quiz.generate.targets import QuestionTarget
from quiz.model.pack import Fact, Kind, Pack, Sensitivity
from quiz.model.question import Question
from tests.generate.factories import fact, pack

METALS = ["tin", "iron", "zinc"]


def count_asked(sample: Pack) -> int:
    """Count the values with a question, by making the questions."""
    maker = QuestionMaker(sample)
    return sum(
        any(isinstance(maker.make(target, kind, 0), Question) for kind in Kind)
        for target in maker.list_targets()
        if not target.sensitive
    )


@pytest.mark.parametrize(
    ("value_fact", "count"),
    [
        (fact("The roof is <tin>.", "metal"), 1),
        (fact("The roof is <tin>.", "metal", asked=False), 0),
        (fact("The roof is <tin>.", "metal", tact=Sensitivity.NEVER_ASK), 0),
        (fact("The roof is <tin>.", "metal", also=["iron"]), 1),
        (fact("The roof is <tin>.", "metal", also=["iron", "zinc"]), 0),
        (fact("The roof is <tin>.", "metal", also=["iron"], wrong=["gold", "lead"]), 1),
        (fact("The roof is of <elm>.", "wood"), 0),
        (fact("One of its metals is <tin>.", "metal", open=True), 0),
        (fact("One of its metals is <tin>.", "metal", open=True, wrong=["gold", "lead"]), 1),
        (fact("The hall seats <4,210> guests.", "count"), 1),
        (fact("The hall seats over <4,210> guests.", "count"), 0),
    ],
    ids=lambda value: value.sentence if isinstance(value, Fact) else "",
)
def test_value_with_distractors_counts(value_fact: Fact, count: int) -> None:
    sample = pack(value_fact, metal=METALS)

    assert (
        QuestionMaker(sample).count_askable()
        == QuestionMaker(sample).count_askable("all")
        == count
        == count_asked(sample)
    )


def test_lopsided_column_does_not_count() -> None:
    metals = ["tin", "tin", "tin", "iron", "zinc"]
    sample = pack(*(fact(f"Hall {n} has <{metal}>.", "metal", id_=f"h{n}") for n, metal in enumerate(metals)))
    lopsided = sample._replace(facts=tuple(row._replace(relation="hall") for row in sample.facts))

    assert QuestionMaker(sample).count_askable() == 5
    assert QuestionMaker(lopsided).count_askable() == 0


def test_round_of_everything_omits_sensitive_values() -> None:
    sample = pack(
        fact("The roof is <tin>.", "metal", category="roofs"),
        fact("The coffin was <zinc>.", "metal", category="end", tact=Sensitivity.CAREFUL),
        metal=METALS,
    )

    assert (
        QuestionMaker(sample).count_askable(),
        QuestionMaker(sample).count_askable("roofs"),
        QuestionMaker(sample).count_askable("end"),
    ) == (1, 1, 1)


def test_category_without_questions_counts_nothing() -> None:
    sample = pack(fact("The tin coffin is of <tin>.", "metal", tact=Sensitivity.CAREFUL), metal=METALS)

    assert list(QuestionMaker(sample).iter_questions(0)) == []
    assert QuestionMaker(sample).count_askable("all") == 0


def test_large_pack_is_counted_without_making_questions() -> None:
    towns = [fact(f"The mayor of <town=T{n}x> is <mayor=M{n}y>.", id_=f"f{n}") for n in range(200)]
    sample = pack(*(town._replace(relation="mayor") for town in towns))
    maker = _IdleMaker(sample)

    assert maker.count_askable("all") == maker.count_askable() == 400


class _IdleMaker(QuestionMaker):
    def make(self, target: QuestionTarget, kind: Kind, seed: int) -> Question | SkippedQuestion:
        raise AssertionError(f"{target.target_id} was made")
