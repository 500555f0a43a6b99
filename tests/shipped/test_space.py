"""The built-in pack “space” as data: it agrees with itself and with facts known otherwise."""

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack

pytestmark = pytest.mark.slow

GALILEAN_MOONS = ("Io", "Europa", "Ganymede", "Callisto")
CONSTELLATIONS = {
    "Betelgeuse": "Orion",
    "Rigel": "Orion",
    "Sirius": "Canis Major",
    "Polaris": "Ursa Minor",
    "Vega": "Lyra",
    "Antares": "Scorpius",
    "Algol": "Perseus",
}
YEARS = {"Mercury": "88 days", "Venus": "225 days", "Mars": "687 days", "Neptune": "165 years"}
PILOTS = {"Vostok 1": "Yuri Gagarin", "Freedom 7": "Alan Shepard", "Friendship 7": "John Glenn"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    reading = read_pack(library.builtin_pack_folder() / "space")
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

    assert len(asked) >= 300
    assert sum(fact.more is not None for fact in asked) >= 0.75 * len(asked)


def test_questions_have_no_item_flaws(pack: Pack) -> None:
    for question in QuestionMaker(pack).iter_questions(0):
        assert not find_flaws(question), question.id


def test_galilean_moons(pack: Pack) -> None:
    finders = map_values(pack, "moon-", "-finder")

    assert {moon for moon, finder in finders.items() if finder == "Galileo Galilei"} == set(GALILEAN_MOONS)
    assert {map_values(pack, "moon-", "-planet")[moon] for moon in GALILEAN_MOONS} == {"Jupiter"}


def test_stars_and_years_and_pilots(pack: Pack) -> None:
    stars, years, pilots = (
        map_values(pack, "star-"),
        map_values(pack, "planet-", "-year"),
        map_values(pack, "capsule-"),
    )

    assert {star: stars[star] for star in CONSTELLATIONS} == CONSTELLATIONS
    assert {planet: years[planet] for planet in YEARS} == YEARS
    assert {capsule: pilots[capsule] for capsule in PILOTS} == PILOTS
