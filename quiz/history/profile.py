"""Open what is remembered of earlier games: settings, a glance at the past, and who remembers this one."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from quiz.config.paths import UserPaths, find_user_paths
from quiz.config.settings import Settings, load_settings, save_setting
from quiz.history.seen_cache import NOTHING, Glance, glance
from quiz.history.sqlite_recorder import Keeper
from quiz.history.store import Store
from quiz.model.errors import UsageError
from quiz.text.safe import Text

_HOMELESS = "the system names no home folder; QUIZ_HOME can name one"


class Memory(NamedTuple):
    """What a game begins with."""

    settings: Settings
    glance: Glance
    keeper: Keeper | None
    """`None` where nothing is to be remembered, or nothing can be."""
    notes: tuple[Text, ...]
    """What a player should know: settings that are wrong, a history that can't be."""
    file: Path | None = None
    """Where the settings stand."""

    def set_down(self, name: str, value: object) -> Text | None:
        """Keep a setting, by its name in the file; give a reason where that could not be done."""
        if self.file is None:
            return Text(_HOMELESS)
        try:
            save_setting(self.file, name, value)
        except OSError as error:
            return Text(error.strerror or str(error))
        return None


def memory(environment: Mapping[str, str], now: Callable[[], datetime], *, keeps: bool) -> Memory:
    """Give what a game begins with; `now` is the time in UTC, and `keeps` whether it is to be remembered."""
    found = find_user_paths(environment)
    if found is None:
        lost = (Text(f"Nothing is saved: {_HOMELESS}."),) if keeps else ()
        return Memory(Settings(), NOTHING, None, lost)
    settings, problems = load_settings(found.settings_file)
    notes = tuple(
        Text(f"{problem.location.path}:{problem.location.line}: {problem.message}") for problem in problems
    )
    store = Store(found.history_file, now)
    seen = glance(found, store)
    if keeps:
        return Memory(settings, seen, Keeper(store, found), notes, found.settings_file)
    store.close()
    return Memory(settings, seen, None, notes, found.settings_file)


@contextmanager
def past(environment: Mapping[str, str], now: Callable[[], datetime]) -> Iterator[tuple[Store, UserPaths]]:
    """Give the history, and where it is, and close it; raises `UsageError` where there can't be one."""
    found = find_user_paths(environment)
    if found is None:
        raise UsageError(_HOMELESS)
    with closing(Store(found.history_file, now)) as store:
        yield store, found
