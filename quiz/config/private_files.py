"""Files and folders that only their owner can use, whatever the umask."""

import errno
import os
from pathlib import Path

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents; those that exist keep their modes.

    Raises:
        OSError: A folder can't be created, or a file is in the way.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_private_folder(folder.parent)
    try:
        folder.mkdir(_FOLDER_MODE)
        folder.chmod(_FOLDER_MODE)  # the umask may have removed rights of the owner
    except FileExistsError as error:
        if not folder.is_dir():  # otherwise another process has just created it
            raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(folder)) from error


def create_private_file(path: Path) -> None:
    """Create an empty file, unless there is one."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    except FileExistsError:
        return
    os.close(handle)
    path.chmod(_FILE_MODE)


def write_private_file(path: Path, data: bytes) -> None:
    """Write a file in one step, with its folder; if that fails, the old file stays.

    The data never goes through a link or into a file that someone else has put there: `mkstemp` refuses both,
    and a link at `path` is replaced.
    """
    import tempfile  # takes some milliseconds, and no start needs it

    make_private_folder(path.parent)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, _FILE_MODE)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
