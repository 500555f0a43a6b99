"""The result of reading a pack."""

from pathlib import Path
from typing import NamedTuple

from quiz.model.pack import Pack
from quiz.model.problems import Problem

PACK_FILE = "pack.yaml"
"""The file in a pack's folder with its name, title and sources."""
TABLE_SUFFIXES = (".csv", ".tsv")


class ReadResult(NamedTuple):
    """The readable part of a pack, or `None` if nothing is usable, and all problems."""

    pack: Pack | None
    problems: tuple[Problem, ...]
    files: tuple[Path, ...] = ()
    """The files that were read."""


def pack_folder(pack: Path) -> Path:
    """Return the folder with the files of a pack."""
    return pack if pack.is_dir() else pack.parent
