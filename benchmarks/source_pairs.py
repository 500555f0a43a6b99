"""Values of a built-in pack next to those of its sources, for the scripts that compare both."""

import sys
from collections.abc import Iterable
from typing import NamedTuple

from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.read.pack_reader import read_pack


class SourcePair(NamedTuple):
    """A value of a pack, and the same value if the source agrees, or what the source has instead."""

    fact: str
    pack: str
    source: str


def read_builtin(name: str) -> Pack:
    """Read a built-in pack."""
    pack = read_pack(library.builtin_pack_folder() / name).pack
    assert pack is not None
    return pack


def read_values(name: str) -> dict[str, tuple[str, str]]:
    """Map the id of each fact of a built-in pack to its first two values."""
    facts = read_builtin(name).facts
    return {fact.id: (fact.values[0].text, fact.values[1].text) for fact in facts if len(fact.values) > 1}


def report_differences(pairs: Iterable[SourcePair]) -> None:
    """Print each pair that differs and a count of all; exit with 1 if any differs or there is none."""
    compared = list(pairs)
    different = [pair for pair in compared if pair.pack != pair.source]
    for pair in different:
        print(f"{pair.fact}: the pack has “{pair.pack}”, the source “{pair.source}”")
    print(f"{len(compared)} values compared, {len(different)} differ")
    sys.exit(1 if different or not compared else 0)
