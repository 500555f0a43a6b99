"""Open the packs that a command line names."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from quiz.core.problem import Severity, UsageError
from quiz.generate.items import Maker
from quiz.packs import shelf
from quiz.packs.reading import Reading
from quiz.text.safe import Text
from quiz.text.words import counted


class Opened(NamedTuple):
    """Packs, ready to make questions."""

    makers: tuple[Maker, ...]
    left_out: tuple[Text, ...]
    """A sentence for each pack of which something can't be used."""


def opened(names: Sequence[str]) -> Opened:
    """Open packs by name or path, or the built-in ones; refuse one of which nothing can be used."""
    paths = [shelf.find(name, None) for name in names] if names else shelf.builtin()
    makers: dict[str, Maker] = {}
    left_out: list[Text] = []
    for path in dict.fromkeys(paths):
        reading = shelf.load(path)
        if reading.pack is None:
            continue
        if reading.pack.name in makers:
            raise UsageError(f"two of the packs are called “{reading.pack.name}”")
        makers[reading.pack.name] = Maker(reading.pack)
        left_out += _left_out(path, reading)
    return Opened(tuple(makers.values()), tuple(left_out))


def _left_out(path: Path, reading: Reading) -> list[Text]:
    errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
    if reading.pack is None or not errors:
        return []
    problems = counted(errors, "problem")
    return [Text(f"{reading.pack.name}: {problems} left something out; see quiz check {path}")]
