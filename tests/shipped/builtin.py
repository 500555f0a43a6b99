"""Built-in packs, each read once, and the values of their facts."""

from functools import cache

from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack


@cache
def read_builtin(name: str) -> Pack:
    """Read a built-in pack, which must have no problem."""
    reading = read_pack(library.builtin_pack_folder() / name)
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


def map_values(pack: Pack, start: str = "", end: str = "") -> dict[str, str]:
    """Map first values to second ones, over the facts with two values whose ids have this start and end."""
    facts = [fact for fact in pack.facts if fact.id.startswith(start) and fact.id.endswith(end)]
    return {fact.values[0].text: fact.values[1].text for fact in facts if len(fact.values) == 2}
