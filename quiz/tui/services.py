"""What the screens may reach beyond the game itself."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.config.settings import Settings
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.reports.fact_cards import CategoryProgress, FactCard


def _kept_nowhere(name: str, value: object) -> Text | None:
    return Text("there is no place to keep it")


class AppServices(NamedTuple):
    """The player's settings and past."""

    settings: Settings = Settings()
    save_setting: Callable[[str, object], Text | None] = _kept_nowhere
    """Keeps one setting, by its name in the file; gives a reason where that could not be done."""
    stats: Callable[[int], Sequence[Text]] = lambda columns: ()
    """Gives how it went so far, as lines of at most so many cells."""
    category_progress: Callable[[], "Sequence[CategoryProgress]"] = lambda: ()
    """Gives the categories, with how much of each was met; none where nothing is remembered."""
    fact_cards: Callable[[str], "Sequence[FactCard]"] = lambda chapter: ()
    """Gives what was met of a category, by its name."""
    settings_file: Text | None = None
    """The path of the settings."""
    is_first_game: bool = False
    """Whether nothing was ever played here."""
