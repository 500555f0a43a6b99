"""The built-in pack “animals” as data: it agrees with itself and with values from elsewhere."""

import pytest

from quiz.model.pack import Pack
from tests.shipped.builtin import read_builtin

pytestmark = pytest.mark.slow

SUBJECTS = ("animal", "animals", "beast")
GROUPS = {"crows": "a murder", "lions": "a pride", "starlings": "a murmuration", "ravens": "an unkindness"}
ADJECTIVES = {"wolf": "lupine", "bear": "ursine", "sheep": "ovine", "deer": "cervine", "goose": "anserine"}
MEANINGS = {"hippopotamus": "river horse", "aardvark": "earth pig", "walrus": "whale horse"}
LAST_YEARS = {"aurochs": "1627", "quagga": "1883", "passenger pigeon": "1914", "thylacine": "1936"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_builtin("animals")


def map_subjects(pack: Pack, start: str) -> dict[str, str]:
    """Map subjects to their values, over the facts whose ids have a start."""
    facts = [fact for fact in pack.facts if fact.id.startswith(start) and len(fact.values) == 2]
    pairs = [sorted(fact.values, key=lambda value: value.label not in SUBJECTS) for fact in facts]
    return {subject.text: value.text for subject, value in pairs}


@pytest.mark.parametrize(
    ("start", "known"),
    [
        ("group-", GROUPS),
        ("adjective-", ADJECTIVES),
        ("meaning-", MEANINGS),
        ("last-", LAST_YEARS),
    ],
)
def test_values_agree_with_values_from_elsewhere(pack: Pack, start: str, known: dict[str, str]) -> None:
    values = map_subjects(pack, start)

    assert {subject: values[subject] for subject in known} == known
