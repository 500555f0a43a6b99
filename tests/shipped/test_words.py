"""The built-in pack “words” as data: it agrees with itself and with values from elsewhere."""

import pytest

from quiz.model.pack import Pack
from tests.shipped.builtin import map_values, read_builtin

pytestmark = pytest.mark.slow

SENSES = {"window": "wind eye", "quarantine": "forty days", "karate": "empty hand", "malaria": "bad air"}
ORIGINS = {"geyser": "Icelandic", "algebra": "Arabic", "vodka": "Russian", "bazaar": "Persian"}
LETTERS = {"alpha": "1", "delta": "4", "theta": "8", "omicron": "15", "omega": "24"}
FEARS = {"spiders": "arachnophobia", "cats": "ailurophobia", "fire": "pyrophobia", "water": "hydrophobia"}
HOMES = {"Amharic": "Ethiopia", "Tagalog": "the Philippines", "Romansh": "Switzerland", "Urdu": "Pakistan"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_builtin("words")


@pytest.mark.parametrize(
    ("start", "known"),
    [
        ("sense-", SENSES),
        ("source-", ORIGINS),
        ("greek-", LETTERS),
        ("phobia-", FEARS),
        ("place-", HOMES),
    ],
)
def test_values_agree_with_values_from_elsewhere(pack: Pack, start: str, known: dict[str, str]) -> None:
    values = map_values(pack, start)

    assert {subject: values[subject] for subject in known} == known
