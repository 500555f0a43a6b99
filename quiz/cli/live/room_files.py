"""The files of an open room: its log, and what its host needs to open it again after a crash."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from typing import NamedTuple

from quiz.config.private_files import create_private_file, make_private_folder, write_private_file
from quiz.game.room_events import Created
from quiz.live.log import LogError
from quiz.live.sqlite_log import SqliteLog
from quiz.live.tokens import parse_code
from quiz.model.errors import UsageError

_READ_SECONDS = 10.0
_KEPT_SECONDS = 7 * 24 * 60 * 60
_SUFFIXES = ("", "-wal", "-shm", "-journal")
"""The endings that SQLite adds to the name of a file."""


class RoomFiles(NamedTuple):
    """The files of one room."""

    folder: Path
    code: str

    @property
    def log_path(self) -> Path:
        """The file with the events."""
        return self.folder / f"{self.code}.sqlite3"

    @property
    def place_path(self) -> Path:
        """The file with the place of the server."""
        return self.folder / f"{self.code}.json"

    def prepare(self) -> None:
        """Create the folder and the empty log, for their owner only."""
        make_private_folder(self.folder)
        create_private_file(self.log_path)

    def delete(self) -> None:
        """Delete the files."""
        for path in self._list_paths():
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def find_last_change(self) -> float:
        """Return the time of the last change, in seconds since the epoch."""
        return max(path.stat().st_mtime for path in self._list_paths() if path.exists())

    def _list_paths(self) -> list[Path]:
        logs = [self.folder / f"{self.log_path.name}{suffix}" for suffix in _SUFFIXES]
        return [*logs, self.place_path]


class RoomPlace(NamedTuple):
    """The place of a room's server and its proxies, and the report and the seat of its host."""

    bind: str
    port: int
    report: str | None = None
    host_name: str | None = None
    own_token: str | None = None
    """The token of the seat of a host who plays along."""
    proxies: tuple[str, ...] = ()


def save_place(files: RoomFiles, place: RoomPlace) -> None:
    """Save the place, in a file for its owner only."""
    write_private_file(files.place_path, json.dumps(place._asdict()).encode())


def delete_old_rooms(folder: Path, now: float) -> None:
    """Delete the rooms that ended without being closed and that no one has resumed for a week.

    The log of an open room changes all the time, by the lease of its owner.
    """
    for path in (*folder.glob("*.sqlite3"), *folder.glob("*.json")):
        files = RoomFiles(folder, path.stem)
        with suppress(OSError, ValueError):  # deleted by another host at this moment
            if parse_code(path.stem) and files.find_last_change() < now - _KEPT_SECONDS:
                files.delete()


def find_unfinished(folder: Path) -> tuple[RoomFiles, RoomPlace]:
    """Return the room that was opened last and not closed.

    Raises:
        UsageError: There is none.
    """
    places = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in places:
        files = RoomFiles(folder, path.stem)
        place = _read_place(path)
        if place is not None and parse_code(path.stem) and files.log_path.exists():
            return files, place
    raise UsageError("there is no room to resume")


async def read_created(files: RoomFiles, clock: Callable[[], int]) -> Created:
    """Return the first event of a room.

    Raises:
        UsageError: The log can't be read.
    """
    log = SqliteLog(files.log_path, clock)
    try:
        async with asyncio.timeout(_READ_SECONDS):
            async for batch in log.follow(files.code):
                event = batch[0][1]
                if isinstance(event, Created):
                    return event
                break
    except (LogError, TimeoutError) as error:
        raise UsageError(f"can't resume the room {files.code}: {error}") from error
    finally:
        await log.close()
    raise UsageError(f"can't resume the room {files.code}: its log doesn't begin with its questions")


def _read_place(path: Path) -> RoomPlace | None:
    try:
        record = json.loads(path.read_text("utf-8"))
        proxies = tuple(str(ip_network(proxy, strict=False)) for proxy in record.pop("proxies", ()))
        place = RoomPlace(**record, proxies=proxies)
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    is_valid = isinstance(place.bind, str) and type(place.port) is int
    others = (place.report, place.host_name, place.own_token)
    return place if is_valid and all(value is None or isinstance(value, str) for value in others) else None
