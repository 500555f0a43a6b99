"""What came of reading a pack."""

from pathlib import Path
from typing import NamedTuple

from quiz.model.pack import Pack
from quiz.model.problems import Problem

PACK_FILE = "pack.yaml"
"""The file of a pack's folder that holds its name, its title and its sources."""
TABLE_SUFFIXES = (".csv", ".tsv")
"""How the names of files end that hold a table's rows."""


class ReadResult(NamedTuple):
    """A pack as far as it could be read, and what was wrong with it; `None` where nothing is usable."""

    pack: Pack | None
    problems: tuple[Problem, ...]
    files: tuple[Path, ...] = ()
    """What was read, where that matters."""


def pack_folder(pack: Path) -> Path:
    """Give the folder that a pack's files stand in."""
    return pack if pack.is_dir() else pack.parent
