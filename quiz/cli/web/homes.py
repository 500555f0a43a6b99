"""A home folder for each session, which is deleted at its end."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from quiz.config.paths import UserPaths


@contextmanager
def create_session_home(paths: UserPaths | None) -> Iterator[Path]:
    """Provide an empty home folder that has the user's installed packs and their cache."""
    with TemporaryDirectory(prefix="quiz-web-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        if paths is not None:
            _share(paths.packs_folder, home / "packs")
            _share(paths.cache, home / "cache")
        yield home


def _share(folder: Path, copy: Path) -> None:
    """Link a folder, or copy it where links are not allowed; do nothing if there is none."""
    if not folder.is_dir():
        return
    try:
        copy.symlink_to(folder, target_is_directory=True)
    except OSError:
        with suppress(OSError):
            copytree(folder, copy)
