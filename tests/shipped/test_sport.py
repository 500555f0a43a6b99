"""The built-in pack “sport” as data: it agrees with itself and with hosts and winners known otherwise."""

import pytest

from quiz.model.pack import Pack
from tests.shipped.builtin import map_values, read_builtin

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
    return read_builtin("sport")


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
