"""Open what is remembered of earlier games: settings, a glance at the past, and who remembers this one."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from quiz.config.paths import UserPaths, find_user_paths
from quiz.config.settings import Settings, load_settings, save_setting
from quiz.game.recorder import HistoryRecorder, NullHistoryRecorder
from quiz.history.seen_cache import EMPTY_SUMMARY, SeenSummary, load_seen_summary
from quiz.history.sqlite_recorder import SqliteHistoryRecorder
from quiz.history.store import HistoryStore
from quiz.model.errors import UsageError
from quiz.text.safe import Text

_HOMELESS = "the system names no home folder; QUIZ_HOME can name one"


class PlayerProfile(NamedTuple):
    """What a game begins with."""

    settings: Settings
    seen: SeenSummary
    recorder: HistoryRecorder
    warnings: tuple[Text, ...]
    """What a player should know: settings that are wrong, a history that can't be."""
    settings_file: Path | None = None
    store: HistoryStore | None = None
    """The history; `None` if nothing is saved."""

    def save_setting(self, name: str, value: object) -> Text | None:
        """Keep a setting, by its name in the file; give a reason where that could not be done."""
        if self.settings_file is None:
            return Text(_HOMELESS)
        try:
            save_setting(self.settings_file, name, value)
        except OSError as error:
            return Text(error.strerror or str(error))
        return None


def load_profile(
    environment: Mapping[str, str], now: Callable[[], datetime], *, keeps: bool
) -> PlayerProfile:
    """Give what a game begins with; `now` is the time in UTC, and `keeps` whether it is to be remembered."""
    found = find_user_paths(environment)
    if found is None:
        lost = (Text(f"Nothing is saved: {_HOMELESS}."),) if keeps else ()
        return PlayerProfile(Settings(), EMPTY_SUMMARY, NullHistoryRecorder(), lost)
    settings, problems = load_settings(found.settings_file)
    notes = tuple(
        Text(f"{problem.location.path}:{problem.location.line}: {problem.message}") for problem in problems
    )
    store = HistoryStore(found.history_file, now)
    seen = load_seen_summary(found, store)
    if keeps:
        recorder = SqliteHistoryRecorder(store, found)
        return PlayerProfile(settings, seen, recorder, notes, found.settings_file, store)
    store.close()
    return PlayerProfile(settings, seen, NullHistoryRecorder(), notes, found.settings_file)


@contextmanager
def open_history(
    environment: Mapping[str, str], now: Callable[[], datetime]
) -> Iterator[tuple[HistoryStore, UserPaths]]:
    """Give the history, and where it is, and close it; raises `UsageError` where there can't be one."""
    found = find_user_paths(environment)
    if found is None:
        raise UsageError(_HOMELESS)
    with closing(HistoryStore(found.history_file, now)) as store:
        yield store, found
