"""The built-in pack “inventions” as data: it agrees with itself and with facts known otherwise."""

import pytest

from quiz.model.pack import Pack
from tests.shipped.builtin import map_values, read_builtin

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
    return read_builtin("inventions")


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
