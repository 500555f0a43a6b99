"""What the screens may reach beyond the game itself."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from quiz.history.settings import Settings
from quiz.text.safe import Text


def _kept_nowhere(name: str, value: object) -> Text | None:
    return Text("there is no place to keep it")


class Backstage(NamedTuple):
    """The player's settings and past."""

    settings: Settings = Settings()
    set_down: Callable[[str, object], Text | None] = _kept_nowhere
    """Keeps one setting, by its name in the file; gives a reason where that could not be done."""
    stats: Callable[[int], Sequence[Text]] = lambda columns: ()
    """Gives how it went so far, as lines of at most so many cells."""
    is_first: bool = False
    """Whether nothing was ever played here."""
