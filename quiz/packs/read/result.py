"""The result of reading a pack."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quiz.model.pack import Pack

if TYPE_CHECKING:
    from quiz.model.problems import Problem  # a cached pack saves the import of the rules

PACK_FILE = "pack.yaml"
"""The file in a pack's folder with its name, title and sources."""
TABLE_SUFFIXES = (".csv", ".tsv")


class ReadResult(NamedTuple):
    """The readable part of a pack, or `None` if nothing is usable, and all problems."""

    pack: Pack | None
    problems: "tuple[Problem, ...]"
    files: tuple[Path, ...] = ()
    """The files that were read; none that is a link out of the pack."""

    @property
    def error_count(self) -> int:
        """The number of problems that left something out of the pack."""
        return sum(problem.is_error for problem in self.problems)


def pack_folder(pack: Path) -> Path:
    """Return the folder with the files of a pack."""
    return pack if pack.is_dir() else pack.parent
