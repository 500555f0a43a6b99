"""The built-in pack “film” as data: it agrees with itself and with winners known otherwise."""

import pytest

from quiz.model.pack import Pack
from tests.shipped.builtin import map_values, read_builtin

pytestmark = pytest.mark.slow

BEST_PICTURES = {
    "1943": "“Casablanca”",
    "1972": "“The Godfather”",
    "1994": "“Forrest Gump”",
    "1998": "“Shakespeare in Love”",
    "2003": "“The Lord of the Rings: The Return of the King”",
    "2016": "“Moonlight”",
    "2019": "“Parasite”",
}
DIRECTORS = {
    "“Jaws”": "Steven Spielberg",
    "“Psycho” (1960)": "Alfred Hitchcock",
    "“Alien”": "Ridley Scott",
    "“Aliens”": "James Cameron",
    "“Pulp Fiction”": "Quentin Tarantino",
    "“The Nightmare Before Christmas”": "Henry Selick",
}
AGENTS = {
    "On Her Majesty’s Secret Service": "George Lazenby",
    "Moonraker": "Roger Moore",
    "Licence to Kill": "Timothy Dalton",
    "GoldenEye": "Pierce Brosnan",
    "Skyfall": "Daniel Craig",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_builtin("film")


def test_best_pictures(pack: Pack) -> None:
    facts = {str(fact.sentence): fact.values[0].text for fact in pack.facts if fact.id.startswith("best-")}

    for year, film in BEST_PICTURES.items():
        assert facts[f"The Oscar for the best picture of {year} went to {film}."] == film


def test_directors(pack: Pack) -> None:
    directors = map_values(pack, end="-director")

    assert {film: directors[film] for film in DIRECTORS} == DIRECTORS


def test_actors_of_james_bond(pack: Pack) -> None:
    agents = map_values(pack, end="-bond")

    assert {film: agents[film] for film in AGENTS} == AGENTS
