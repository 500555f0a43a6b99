"""Say where the user's own files are: history, settings, packs."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_NAME = "quiz"
_HOME = "QUIZ_HOME"


class UserPaths(NamedTuple):
    """Folders of one user. They need not be there; whoever saves something makes them."""

    data: Path
    config: Path
    cache: Path

    @property
    def history_file(self) -> Path:
        """The file that holds every answer."""
        return self.data / "history.sqlite3"

    @property
    def packs_folder(self) -> Path:
        """The folder of the user's packs, each a folder or a file in it."""
        return self.data / "packs"

    @property
    def settings_file(self) -> Path:
        """The file of the settings."""
        return self.config / "settings.toml"


def find_user_paths(environment: Mapping[str, str]) -> UserPaths | None:
    """Give the folders, without making any; `None` where the system knows no home of the user.

    `QUIZ_HOME`, if it is an absolute path, names one folder for everything: on a stick, in a test. Otherwise
    it is the system's own rule: on Linux that of XDG, with its variables as the process has them.
    """
    home = Path(environment.get(_HOME, ""))
    if home.is_absolute():
        return UserPaths(home, home, home / "cache")
    from platformdirs import PlatformDirs  # Textual loads it too; what prints lines need not

    folders = PlatformDirs(_NAME, appauthor=False)
    try:
        return UserPaths(folders.user_data_path, folders.user_config_path, folders.user_cache_path)
    except RuntimeError:  # neither a variable nor the list of users names one
        return None
