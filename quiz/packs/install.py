"""Put packs into the user's folder, and take them out of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from quiz.model.errors import PackError, UsageError
from quiz.model.pack import Fact, HandwrittenQuestion, Pack
from quiz.packs import library
from quiz.packs.read import pack_reader
from quiz.packs.read.result import PACK_FILE, TABLE_SUFFIXES, ReadResult, pack_folder
from quiz.packs.syntax.files import is_within, read_bytes
from quiz.text.english import format_count
from quiz.text.safe import Text

_SUFFIX = ".yaml"


class PackDiff(NamedTuple):
    """What a pack brings in the place of an earlier one, by the ids of facts and questions."""

    previous_version: Text | None
    """The version of the earlier one."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


class InstallResult(NamedTuple):
    """A pack that was added."""

    pack: Pack
    path: Path
    diff: PackDiff | None
    """`None` where there was no pack of that name."""


def install_pack(path: Path, folder: Path, *, force: bool = False) -> InstallResult:
    """Check a pack and copy what of it is read into the user's folder, whole or not at all.

    `force` adds what can be used of a pack with errors, and puts a pack in the place of one with which it has
    nothing in common.
    """
    name = _checked(path, pack_reader.read_pack(path), force=force).name
    if name in map(library.pack_name, library.list_builtin_packs()):
        raise UsageError(f"“{name}” is a pack that comes with the program; give yours another `name`")
    folder.mkdir(parents=True, exist_ok=True)
    with _workplace(folder, name) as place:
        made = _copied(path, pack_reader.read_pack(path), place, name)
        pack = _checked(made, pack_reader.read_pack(made), force=force)  # what was checked is what is kept
        earlier = _earlier(folder, name)
        change = None if earlier is None else _change(earlier, pack)
        if change is not None and earlier is not None and not force:
            _refuse_a_stranger(pack, change, earlier)
        target = folder / made.name
        _exchange(made, target, earlier, place)
    return InstallResult(pack, target, change)


def remove_pack(name: str, folder: Path) -> Path:
    """Take a pack out of the user's folder, at once; give where it was."""
    path = find_installed(name, folder)
    if path.is_symlink() or path.is_file():
        path.unlink()
        return path
    with _workplace(folder, name) as place:
        path.rename(place / path.name)
    return path


def find_installed(name: str, folder: Path) -> Path:
    """Find a pack in the user's folder by name."""
    path = _earlier(folder, name)
    if path is not None:
        return path
    if name in map(library.pack_name, library.list_builtin_packs()):
        raise UsageError(f"“{name}” comes with the program, and can’t be removed by itself")
    raise UsageError(
        f"there is no pack “{name}” in {folder}; "
        f"{library.suggest_pack(name, library.list_user_packs(folder))}"
    )


def _checked(path: Path, reading: ReadResult, *, force: bool) -> Pack:
    """Give a pack if it can be added."""
    errors = reading.error_count
    if reading.pack is None:
        raise PackError(f"the pack “{path}” can’t be used: {reading.problems[0].message}", reading.problems)
    if errors and not force:
        problems = format_count(errors, "error")
        raise UsageError(
            f"“{path}” has {problems}, so it isn’t added; see quiz check {path}, "
            "or add what can be used of it with --force"
        )
    return reading.pack


def _refuse_a_stranger(pack: Pack, change: PackDiff, earlier: Path) -> None:
    if len(change.added) == len(pack.facts) + len(pack.questions):
        raise UsageError(
            f"another pack is called “{pack.name}”, with which this one has nothing in common: {earlier}; "
            "give yours another `name`, or put it in the other’s place with --force"
        )


def _earlier(folder: Path, name: str) -> Path | None:
    return next((path for path in library.list_user_packs(folder) if library.pack_name(path) == name), None)


@contextmanager
def _workplace(folder: Path, name: str) -> Iterator[Path]:
    """Give a hidden folder to work in, which is gone in the end.

    Where the program was stopped while it worked there, what it had moved aside is put back first.
    """
    place = folder / f".{name}.adding"
    aside = place / "aside"
    if aside.is_dir() and _earlier(folder, name) is None:
        for path in aside.iterdir():
            path.rename(folder / path.name)
    shutil.rmtree(place, ignore_errors=True)
    aside.mkdir(parents=True)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _copied(path: Path, reading: ReadResult, place: Path, name: str) -> Path:
    """Copy the files that a pack was read from: as one file, or as a folder where there are several."""
    folder = pack_folder(path)
    tables = sorted(
        file for file in folder.iterdir() if file.suffix in TABLE_SUFFIXES and file.name[0] != "."
    )
    if not path.is_dir():
        told = {fact.location.path for fact in reading.pack.facts} if reading.pack is not None else set()
        tables = [file for file in tables if Text(str(file)) in told]
        if not tables:
            made = place / f"{name}{_SUFFIX}"
            made.write_bytes(read_bytes(path))
            return made
    made = place / name
    made.mkdir()
    (made / PACK_FILE).write_bytes(read_bytes(reading.files[0]))
    for file in (*reading.files[1:], *tables):
        if is_within(file, folder):
            (made / file.name).write_bytes(read_bytes(file))
    return made


def _exchange(made: Path, target: Path, earlier: Path | None, place: Path) -> None:
    """Put a pack in its place, and the earlier one back if that fails."""
    if earlier is not None and not (earlier == target and target.is_file()):
        earlier.rename(place / "aside" / earlier.name)
    try:
        made.replace(target)
    except OSError as error:
        if earlier is not None and not earlier.exists():
            (place / "aside" / earlier.name).rename(earlier)
        raise UsageError(f"{target} is in the way: {(error.strerror or 'no pack').lower()}") from error


def _change(earlier: Path, pack: Pack) -> PackDiff:
    """Say what is new in a pack; of an earlier one that can't be read, nothing stays."""
    before = pack_reader.read_pack(earlier).pack
    old = {} if before is None else _contents(before)
    new = _contents(pack)
    return PackDiff(
        previous_version=None if before is None else before.version,
        added=tuple(id_ for id_ in new if id_ not in old),
        changed=tuple(id_ for id_ in new if id_ in old and new[id_] != old[id_]),
        removed=tuple(id_ for id_ in old if id_ not in new),
    )


def _contents(pack: Pack) -> dict[str, object]:
    """Give what each fact and question says, wherever it stands in its file."""
    entries: tuple[Fact | HandwrittenQuestion, ...] = (*pack.facts, *pack.questions)
    return {entry.id: _content(entry) for entry in entries}


def _content(entry: Fact | HandwrittenQuestion) -> tuple[object, ...]:
    said = entry._asdict()
    del said["location"]
    said["citations"] = [(one.source.id, one.first, one.last) for one in entry.citations]
    return (*said.values(),)
