"""Rules for every built-in pack of general knowledge: full rounds, sources, stories and proofs."""

from typing import NamedTuple

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.packs import library
from tests.shipped.builtin import build_maker, read_builtin

pytestmark = pytest.mark.slow


class Expected(NamedTuple):
    """The least that a pack has."""

    asked_count: int
    story_share: float
    without_story: tuple[str, ...] = ()
    """The beginnings of the ids of facts whose stories are those of their subjects."""


PACKS = {
    "animals": Expected(250, 0.9),
    "books": Expected(350, 0.85),
    "film": Expected(400, 0.85),
    "inventions": Expected(180, 0.9),
    "music": Expected(350, 0.8),
    "space": Expected(300, 0.75),
    "sport": Expected(400, 0.9, ("summer-", "winter-")),
    "terminal": Expected(250, 0.7),
    "words": Expected(240, 0.85),
}
OTHER_PACKS = {"countries", "elements", "hero"}
"""The packs with tests of their own for all of this."""


def test_every_pack_is_tested() -> None:
    assert {library.pack_name(path) for path in library.list_builtin_packs()} == {*PACKS, *OTHER_PACKS}


@pytest.mark.parametrize("name", PACKS)
def test_each_category_fills_a_round(name: str) -> None:
    maker = build_maker(name)

    for category in read_builtin(name).categories:
        for seed in range(10):
            request = DrawRequest(categories=(category.name,), length=10, seed=seed)
            assert len(tuple(draw_questions([maker], request))) == 10, (category.name, seed)


@pytest.mark.parametrize("name", PACKS)
def test_each_source_has_licence_date_link_and_unit(name: str) -> None:
    for source in read_builtin(name).sources:
        assert None not in (source.licence, source.date, source.url), source.title
        assert source.unit != "paragraph", source.title


@pytest.mark.parametrize(("name", "expected"), PACKS.items())
def test_most_asked_facts_have_a_story(name: str, expected: Expected) -> None:
    asked = [fact for fact in read_builtin(name).facts if any(value.asked for value in fact.values)]
    others = [fact for fact in asked if not fact.id.startswith(expected.without_story)]

    assert len(asked) >= expected.asked_count
    assert sum(fact.more is not None for fact in others) >= expected.story_share * len(others)


@pytest.mark.parametrize("name", PACKS)
def test_questions_have_no_item_flaws_and_prove_each_wrong_option(name: str) -> None:
    hand_written = {question.id for question in read_builtin(name).questions}

    for question in build_maker(name).iter_questions(0):
        assert not find_flaws(question), question.id
        if question.target_id.removeprefix(f"{name}/") in hand_written:
            continue
        wrong = [option for option in range(len(question.options)) if option != question.key]
        assert [proof.option for proof in question.proofs] == wrong, question.id
