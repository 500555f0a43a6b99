"""Services that the app needs besides the game."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from quiz.config.settings import Settings
from quiz.game.recorder import LastChoice
from quiz.text.safe import Text

if TYPE_CHECKING:
    from quiz.game.overview import PlayerOverview, RoundNews
    from quiz.game.results import DailyResult
    from quiz.game.round import Round
    from quiz.reports.fact_cards import CategoryProgress, FactCard
    from quiz.reports.stats_scopes import StatsPage, StatsScope


class AppServices(NamedTuple):
    """The player's settings and history."""

    settings: Settings
    settings_file: Text | None
    save_setting: Callable[[str, object], Text | None]
    """Saves a setting by its name in the file; returns the reason if that fails."""
    load_stats: "Callable[[StatsScope], StatsPage]"
    list_category_progress: Callable[[], "Sequence[CategoryProgress]"]
    """Returns nothing if history is off."""
    list_fact_cards: Callable[[str], "Sequence[FactCard]"]
    """Returns the seen facts of a category, by its name."""
    open_address: Callable[[str], Awaitable[bool]]
    """Opens an address in a browser; returns whether that worked."""
    load_overview: Callable[[], "PlayerOverview | None"]
    """Returns the player's history at a glance; `None` if it is off or can't be read. Called in a thread."""
    is_first_game: bool
    """Whether the player has never answered a question."""
    last_choice: LastChoice | None = None
    """The mode and the categories of the last round."""
    find_todays_result: Callable[[], "DailyResult | None"] = lambda: None
    """Returns the result of today's quiz, once it was played to its end."""
    share_today: Callable[[], Sequence[Text]] = tuple
    """Returns the lines to copy of that result."""
    find_news: "Callable[[Round], RoundNews] | None" = None
    """Returns the news of the last round, once it is saved. Called in a thread."""
