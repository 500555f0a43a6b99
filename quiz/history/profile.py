"""The player's profile: settings, seen counts and the history recorder."""

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
from quiz.model.errors import QuizError, UsageError
from quiz.text.safe import Text

_NO_HOME = "no home folder was found. Set QUIZ_HOME to a folder"


class PlayerProfile(NamedTuple):
    """Everything a new game needs from disk."""

    settings: Settings
    seen: SeenSummary
    recorder: HistoryRecorder
    warnings: tuple[Text, ...] = ()
    """Sentences for the player: invalid settings, a missing home folder."""
    settings_file: Path | None = None
    store: HistoryStore | None = None
    """The history; `None` if nothing is saved."""

    def save_setting(self, name: str, value: object) -> Text | None:
        """Save a setting by its name in the file; return the reason if that fails."""
        if self.settings_file is None:
            return Text(_NO_HOME)
        try:
            save_setting(self.settings_file, name, value)
        except OSError as error:
            return Text(error.strerror or str(error))
        except QuizError as error:
            return Text(str(error))
        return None


def load_profile(
    environment: Mapping[str, str], now: Callable[[], datetime], *, keeps_history: bool
) -> PlayerProfile:
    """Load the player's settings, seen counts and history recorder.

    Args:
        environment: The environment variables.
        now: Returns the current time in UTC.
        keeps_history: Whether answers are saved.
    """
    paths = find_user_paths(environment)
    if paths is None:
        warning = Text(f"Nothing is saved: {_NO_HOME}.")
        return PlayerProfile(
            Settings(), EMPTY_SUMMARY, NullHistoryRecorder(), (warning,) if keeps_history else ()
        )
    settings, warnings = load_settings(paths.settings_file)
    store = HistoryStore(paths.history_file, now)
    seen = load_seen_summary(paths, store)
    if keeps_history:
        recorder = SqliteHistoryRecorder(store, paths)
        return PlayerProfile(settings, seen, recorder, warnings, paths.settings_file, store)
    store.close()
    return PlayerProfile(settings, seen, NullHistoryRecorder(), warnings, paths.settings_file)


@contextmanager
def open_history(
    environment: Mapping[str, str], now: Callable[[], datetime], *, is_read_only: bool
) -> Iterator[tuple[HistoryStore, UserPaths]]:
    """Provide the history and the user's paths, and close the history.

    Args:
        environment: The environment variables.
        now: Returns the current time in UTC.
        is_read_only: Whether the command only reads: then the file and its folder need not be writable.

    Raises:
        UsageError: The user has no home folder.
    """
    paths = find_user_paths(environment)
    if paths is None:
        raise UsageError(_NO_HOME)
    with closing(HistoryStore(paths.history_file, now, is_read_only=is_read_only)) as store:
        yield store, paths
