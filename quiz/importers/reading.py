"""The options and the notes of readers."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from quiz.importers.records import BankInfo


class ReadOptions(NamedTuple):
    """The user's choices about reading."""

    columns: tuple[str, ...] = ()
    """The meaning of each column of a table without headings."""


@dataclass(slots=True)
class Notes:
    """The notes of a reader about its file."""

    info: BankInfo = field(default_factory=BankInfo)
    changes: Counter[str] = field(default_factory=Counter)
    """Dropped and cut parts, with counts."""
    not_questions: int = 0
    """The number of blank rows, titles, categories and texts between questions."""
    guess: tuple[str, ...] = ()
    """The guessed meaning of each column, which the user must confirm."""
