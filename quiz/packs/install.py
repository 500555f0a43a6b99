"""Installing packs in the user's folder, and removing them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from quiz.config.private_files import make_private_folder, write_private_file
from quiz.model.errors import PackError, UsageError
from quiz.model.pack import Fact, HandwrittenQuestion, Pack
from quiz.packs import library
from quiz.packs.read import pack_reader
from quiz.packs.read.result import PACK_FILE, ReadResult
from quiz.packs.sharing.origin import forget_origin
from quiz.packs.syntax.files import UnreadableError, read_bytes
from quiz.text.english import format_count, quote
from quiz.text.safe import Text

_SUFFIX = ".yaml"


class PackDiff(NamedTuple):
    """The difference between a pack and its previous version, as ids of facts and questions."""

    previous_version: Text | None
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


class InstallResult(NamedTuple):
    """A pack that was installed."""

    pack: Pack
    path: Path
    diff: PackDiff | None
    """`None` for a new pack."""


def install_pack(path: Path, folder: Path, *, force: bool = False) -> InstallResult:
    """Check a pack and copy its files into the user's folder, completely or not at all.

    `force` installs a pack despite errors, and replaces another pack of the same name.

    Raises:
        PackError: Nothing of the pack can be used.
        UsageError: The pack must not be installed under its name, or not without `force`.
    """
    name = read_installable(path, force=force).name
    if name in map(library.pack_name, library.list_builtin_packs()):
        raise UsageError(f"“{name}” is a built-in pack. Choose another `name`.")
    make_private_folder(folder)
    with _work_folder(folder, name) as work:
        copy = _copy_pack(path, pack_reader.read_pack(path), work, name)
        pack = _check(copy, pack_reader.read_pack(copy), force=force)  # the file may have changed meanwhile
        previous = _find(folder, name)
        diff = None if previous is None else _compare(previous, pack)
        if diff is not None and previous is not None and not force:
            _refuse_other_pack(pack, diff, previous)
        target = folder / copy.name
        _replace(copy, target, previous, work)
        forget_origin(folder, name)  # of the previous version
    return InstallResult(pack, target, diff)


def compare_with_installed(pack: Pack, folder: Path) -> PackDiff | None:
    """Compare a pack with the installed one of its name; `None` if there is none."""
    previous = _find(folder, pack.name)
    return None if previous is None else _compare(previous, pack)


def remove_pack(name: str, folder: Path) -> Path:
    """Remove a pack from the user's folder at once, with the record of its origin; return its path."""
    path = find_installed(name, folder)
    forget_origin(folder, name)
    if path.is_symlink() or path.is_file():
        path.unlink()
        return path
    with _work_folder(folder, name) as work:
        path.rename(work / path.name)
    return path


def find_installed(name: str, folder: Path) -> Path:
    """Find a pack in the user's folder by name.

    Raises:
        UsageError: No pack has this name.
    """
    path = _find(folder, name)
    if path is not None:
        return path
    if name in map(library.pack_name, library.list_builtin_packs()):
        raise UsageError(f"“{name}” is built in and can’t be removed")
    raise UsageError(
        f"there is no pack {quote(name)} in {folder}; "
        f"{library.suggest_pack(name, library.list_user_packs(folder))}"
    )


def read_installable(path: Path, *, force: bool) -> Pack:
    """Read a pack that can be installed.

    Raises:
        PackError: Nothing of the pack can be used.
        UsageError: It has errors, and `force` is not set.
    """
    return _check(path, pack_reader.read_pack(path), force=force)


def _check(path: Path, reading: ReadResult, *, force: bool) -> Pack:
    """Return the pack if it can be installed."""
    if reading.pack is None:
        raise PackError(f"the pack “{path}” can’t be used: {reading.problems[0].message}", reading.problems)
    if reading.error_count and not force:
        raise UsageError(
            f"“{path}” has {format_count(reading.error_count, 'error')}. See quiz check {path}, "
            "or use --force to install the rest."
        )
    return reading.pack


def _refuse_other_pack(pack: Pack, diff: PackDiff, previous: Path) -> None:
    if len(diff.added) == len(pack.facts) + len(pack.questions):
        raise UsageError(
            f"another pack has the name “{pack.name}”: {previous}. Choose another `name`, "
            "or use --force to replace it."
        )


def _find(folder: Path, name: str) -> Path | None:
    return next((path for path in library.list_user_packs(folder) if library.pack_name(path) == name), None)


@contextmanager
def _work_folder(folder: Path, name: str) -> Iterator[Path]:
    """Create a hidden folder for the work, and delete it at the end.

    If the program was stopped there before, the pack that it had moved aside is restored first.
    """
    work = folder / f".{name}.adding"
    if work.is_symlink():
        work.unlink()  # it is not from this program, and may lead anywhere
    aside = work / "aside"
    if aside.is_dir() and not aside.is_symlink() and _find(folder, name) is None:
        for path in aside.iterdir():
            path.rename(folder / path.name)
    shutil.rmtree(work, ignore_errors=True)
    make_private_folder(aside)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _copy_pack(path: Path, reading: ReadResult, work: Path, name: str) -> Path:
    """Copy the files of a pack that can be read: as one file, or as a folder if there are several."""
    first, *others = reading.files
    if not path.is_dir() and not others:
        copy = work / f"{name}{_SUFFIX}"
        write_private_file(copy, read_bytes(first))
        return copy
    copy = work / name
    write_private_file(copy / PACK_FILE, read_bytes(first))
    for file in others:
        with suppress(UnreadableError):
            write_private_file(copy / file.name, read_bytes(file))
    return copy


def _replace(copy: Path, target: Path, previous: Path | None, work: Path) -> None:
    """Move a pack to its target, and restore the previous one if that fails."""
    if previous is not None and not (previous == target and target.is_file()):
        previous.rename(work / "aside" / previous.name)
    try:
        copy.replace(target)
    except OSError as error:
        if previous is not None and not previous.exists():
            (work / "aside" / previous.name).rename(previous)
        raise UsageError(f"can’t replace {target}: {(error.strerror or 'unknown error').lower()}") from error


def _compare(previous: Path, pack: Pack) -> PackDiff:
    """Compare a pack with its previous version, which counts as empty if it can't be read."""
    before = pack_reader.read_pack(previous).pack
    old = {} if before is None else _contents(before)
    new = _contents(pack)
    return PackDiff(
        previous_version=None if before is None else before.version,
        added=tuple(id_ for id_ in new if id_ not in old),
        changed=tuple(id_ for id_ in new if id_ in old and new[id_] != old[id_]),
        removed=tuple(id_ for id_ in old if id_ not in new),
    )


def _contents(pack: Pack) -> dict[str, object]:
    """Return the content of each fact and question by id, without its location."""
    entries: tuple[Fact | HandwrittenQuestion, ...] = (*pack.facts, *pack.questions)
    return {entry.id: _content(entry) for entry in entries}


def _content(entry: Fact | HandwrittenQuestion) -> tuple[object, ...]:
    fields = entry._asdict()
    del fields["location"]
    fields["citations"] = [
        (citation.source.id, citation.first, citation.last) for citation in entry.citations
    ]
    return (*fields.values(),)
