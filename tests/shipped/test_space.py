"""The built-in pack “space” as data: it agrees with itself and with facts known otherwise."""

import pytest

from quiz.model.pack import Pack
from tests.shipped.builtin import map_values, read_builtin

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
    return read_builtin("space")


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
