"""The built-in pack “sport” as data: it agrees with itself and with hosts and winners known otherwise."""

import pytest

from quiz.game.draw import DrawRequest, draw_questions
from quiz.generate.item_flaws import find_flaws
from quiz.generate.question_maker import QuestionMaker
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack

pytestmark = pytest.mark.slow

SUMMER_HOSTS = {"1936": "Berlin", "1968": "Mexico City", "1996": "Atlanta", "2012": "London", "2020": "Tokyo"}
WINTER_HOSTS = {"1924": "Chamonix", "1976": "Innsbruck", "1984": "Sarajevo", "1994": "Lillehammer"}
WORLD_CHAMPIONS = {
    "1930": "Uruguay",
    "1954": "West Germany",
    "1966": "England",
    "1982": "Italy",
    "2022": "Argentina",
}
FORMULA_1 = {
    "1957": "Juan Manuel Fangio",
    "1976": "James Hunt",
    "1988": "Ayrton Senna",
    "2016": "Nico Rosberg",
}
WIMBLEDON = {"the Wimbledon final of 1985": "Boris Becker", "the Wimbledon final of 2013": "Andy Murray"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    reading = read_pack(library.builtin_pack_folder() / "sport")
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
    of_the_games = ("summer-", "winter-")  # their stories are those of the Games
    others = [fact for fact in asked if not fact.id.startswith(of_the_games)]

    assert len(asked) >= 400
    assert sum(fact.more is not None for fact in others) >= 0.9 * len(others)


def test_questions_have_no_item_flaws(pack: Pack) -> None:
    for question in QuestionMaker(pack).iter_questions(0):
        assert not find_flaws(question), question.id


def test_hosts_have_no_games_in_the_wars(pack: Pack) -> None:
    summer, winter = map_values(pack, "summer-", "-city"), map_values(pack, "winter-", "-place")

    assert {year: summer[year] for year in SUMMER_HOSTS} == SUMMER_HOSTS
    assert {year: winter[year] for year in WINTER_HOSTS} == WINTER_HOSTS
    assert (len(summer), len(winter)) == (30, 24)
    assert not {"1916", "1940", "1944"} & {*summer, *winter}


def test_champions(pack: Pack) -> None:
    cups = map_values(pack, "cups-", "-winner")
    seasons = map_values(pack, "seasons-", "-champion")
    finals = map_values(pack, "mens-final-", "-winner")

    assert {year: cups[year] for year in WORLD_CHAMPIONS} == WORLD_CHAMPIONS
    assert len(cups) == 23
    assert {year: seasons[year] for year in FORMULA_1} == FORMULA_1
    assert {final: finals[final] for final in WIMBLEDON} == WIMBLEDON
