"""The paths of the user's files: history, settings, packs."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from quiz.model.errors import UsageError

_APP_NAME = "quiz"
_HOME_VARIABLE = "QUIZ_HOME"


class UserPaths(NamedTuple):
    """The folders of one user. They may not exist: code that saves a file creates its folder."""

    data: Path
    config: Path
    cache: Path

    @property
    def history_file(self) -> Path:
        """The file of all answers."""
        return self.data / "history.sqlite3"

    @property
    def packs_folder(self) -> Path:
        """The folder of installed packs, each a folder or a file in it."""
        return self.data / "packs"

    @property
    def settings_file(self) -> Path:
        """The file of the settings."""
        return self.config / "settings.toml"


def find_user_paths(environment: Mapping[str, str]) -> UserPaths | None:
    """Return the user's folders, without creating any; `None` if the user has no home folder.

    `QUIZ_HOME`, if it is set, is the folder for everything. Otherwise the folders follow the conventions of
    the system; on Linux, the XDG variables of this process.

    Raises:
        UsageError: `QUIZ_HOME` names no folder.
    """
    if _HOME_VARIABLE in environment:
        home = _read_home(environment[_HOME_VARIABLE])
        return UserPaths(home, home, home / "cache")
    from platformdirs import PlatformDirs  # Textual imports it too, the line-based front end doesn't

    folders = PlatformDirs(_APP_NAME, appauthor=False)
    try:
        return UserPaths(folders.user_data_path, folders.user_config_path, folders.user_cache_path)
    except RuntimeError:  # neither a variable nor the user database names a home folder
        return None


def _read_home(value: str) -> Path:
    """Return the folder that `QUIZ_HOME` names; a shell does not always expand a leading `~`."""
    if not value.strip():
        raise UsageError(f"{_HOME_VARIABLE} is empty. Unset it, or set it to a folder.")
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError as error:
        raise UsageError(f"{_HOME_VARIABLE} is “{value}”, and this user has no home folder") from error
    except OSError as error:
        raise UsageError(f"{_HOME_VARIABLE} is “{value}”, but the current folder is gone") from error
