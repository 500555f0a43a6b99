"""The built-in pack “inventions” as data: it agrees with itself and with facts known otherwise."""

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack

pytestmark = pytest.mark.slow

INVENTORS = {
    "dynamite": "Alfred Nobel",
    "the telephone": "Alexander Graham Bell",
    "the petrol car": "Karl Benz",
    "the World Wide Web": "Tim Berners-Lee",
}
DISCOVERERS = {
    "penicillin": "Alexander Fleming",
    "Uranus": "William Herschel",
    "superconductivity": "Heike Kamerlingh Onnes",
}
QUANTITIES = {
    "ampere": "electric current",
    "watt": "power",
    "joule": "energy",
    "pascal": "pressure",
    "farad": "capacitance",
    "kelvin": "temperature",
}
WINNERS = {"Wilhelm Röntgen": "the discovery of X-rays", "Kary Mullis": "a way to copy bits of DNA"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    reading = read_pack(library.builtin_pack_folder() / "inventions")
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


def map_values(pack: Pack, start: str, end: str = "") -> dict[str, str]:
    """Map first values to second ones, over the facts whose ids have this start and end."""
    facts = [fact for fact in pack.facts if fact.id.startswith(start) and fact.id.endswith(end)]
    return {fact.values[0].text: fact.values[1].text for fact in facts}


def test_each_category_fills_a_round(pack: Pack) -> None:
    maker = QuestionMaker(pack)

    for category in pack.categories:
        for seed in range(10):
            request = DrawRequest(categories=(category.name,), length=10, seed=seed)
            assert len(tuple(draw_questions([maker], request))) == 10, (category.name, seed)


def test_each_source_has_licence_date_link_and_unit(pack: Pack) -> None:
    for source in pack.sources:
        assert None not in (source.licence, source.date, source.url), source.title
        assert source.unit != "paragraph", source.title


def test_most_asked_facts_have_a_story(pack: Pack) -> None:
    asked = [fact for fact in pack.facts if any(value.asked for value in fact.values)]

    assert len(asked) >= 180
    assert sum(fact.more is not None for fact in asked) >= 0.9 * len(asked)


def test_questions_have_no_item_flaws(pack: Pack) -> None:
    for question in QuestionMaker(pack).iter_questions(0):
        assert not find_flaws(question), question.id


def test_inventors_and_winners(pack: Pack) -> None:
    inventors, winners = map_values(pack, "invention-"), map_values(pack, "prize-")

    assert {thing: inventors[thing] for thing in INVENTORS} == INVENTORS
    assert {winner: winners[winner] for winner in WINNERS} == WINNERS


def test_units(pack: Pack) -> None:
    quantities = map_values(pack, "unit-", "-quantity")

    assert {unit: quantities[unit] for unit in QUANTITIES} == QUANTITIES
    assert map_values(pack, "unit-", "-country")["volt"] == "Italy"


def test_discoverers(pack: Pack) -> None:
    discoverers = map_values(pack, "discovery-", "-person")

    for thing, person in DISCOVERERS.items():
        assert [found for text, found in discoverers.items() if thing in text] == [person], thing
