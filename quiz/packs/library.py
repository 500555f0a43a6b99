"""The library: built-in packs and the user's own, by name."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.model.errors import PackError, UsageError
from quiz.model.pack_summary import PackSummary
from quiz.packs.index import load_indexed_pack
from quiz.packs.read.result import PACK_FILE, ReadResult
from quiz.packs.summaries import load_indexed_summary
from quiz.text.english import quote

if TYPE_CHECKING:
    from quiz.packs.cache import PackCache

_FIRST = "hero"
_PACKAGE = Path(__file__).parent.parent
_INSIDE = _PACKAGE / "questions"
"""The folder of the built-in packs in a wheel."""


def builtin_pack_folder() -> Path:
    """Return the folder of the built-in packs: inside the package in a wheel, next to it in a checkout."""
    return _INSIDE if _INSIDE.is_dir() else _PACKAGE.parent / "questions"


def list_builtin_packs() -> tuple[Path, ...]:
    """List the built-in packs: “hero”, then the others by name."""
    packs = _packs_in(builtin_pack_folder())
    return tuple(sorted(packs, key=lambda path: pack_name(path) != _FIRST))


def list_user_packs(folder: Path | None) -> tuple[Path, ...]:
    """List the packs in the user's folder by name; the folder is optional."""
    return _packs_in(folder)


def find_folder_error(folder: Path | None) -> OSError | None:
    """Return the error if the user's folder exists but can't be listed."""
    try:
        if folder is not None:
            next(folder.iterdir(), None)
    except FileNotFoundError:
        return None
    except OSError as error:
        return error
    return None


def pack_name(path: Path) -> str:
    """Return the name of a pack: that of its folder, or of its file without the suffix."""
    return path.stem if path.suffix == ".yaml" else path.name


def find_pack(name: str, user_folder: Path | None) -> Path:
    """Find a pack by name, first in the user's folder; a text with a slash or a suffix is a path.

    Raises:
        UsageError: No pack has this name.
    """
    if "/" in name or "\\" in name or Path(name).suffix or name in (".", ".."):
        path = Path(name)
        if not _exists(path):
            raise UsageError(f"there is no file or folder “{name}”{_near_path(path)}")
        return path
    packs = (*_packs_in(user_folder), *list_builtin_packs())
    for path in packs:
        if pack_name(path) == name:
            return path
    problem = f"there is no pack {quote(name)}."
    if _near(name, map(pack_name, packs)) is None:
        if _exists(Path(name)):
            raise UsageError(f"{problem} For the folder of that name write “./{name}”.")
        if _exists(Path(f"{name}.yaml")):
            raise UsageError(f"{problem} For the file of that name write “{name}.yaml”.")
    raise UsageError(f"{problem} {suggest_pack(name, packs)}")


def suggest_pack(name: str, packs: Iterable[Path]) -> str:
    """Suggest the pack with the most similar name, or list all names."""
    names = [pack_name(path) for path in packs]
    near = _near(name, names)
    return _list_names(names) if near is None else f"Did you mean “{near}”?"


def load_pack(path: Path, cache: "PackCache | None" = None) -> ReadResult:
    """Load a pack with its problems.

    A built-in pack of a wheel comes from its index, which is free of problems; the others are read or come
    from the cache. A large pack that was read without an error is added to the cache.

    Raises:
        PackError: Nothing of the pack can be used.
    """
    if path.parent == _INSIDE:
        pack = load_indexed_pack(path)
        if pack is not None:
            return ReadResult(pack, ())
    return _read(path) if cache is None else _load_through_cache(path, cache)


def load_summary(path: Path, cache: "PackCache | None" = None) -> PackSummary | None:
    """Return the summary of a pack, or `None` if there is none that is up to date."""
    if path.parent == _INSIDE:
        summary = load_indexed_summary(path)
        if summary is not None:
            return summary
    if cache is None:
        return None
    from quiz.packs.cache import load_cached_summary

    return load_cached_summary(path, cache.folder)


def _load_through_cache(path: Path, cache: "PackCache") -> ReadResult:
    """Return a pack from the cache, or read it and add it to the cache if it is large."""
    from quiz.packs.cache import is_worth_caching, load_cached_pack, stat_pack_files

    try:
        stamps = stat_pack_files(path)
    except OSError:
        return _read(path)
    is_large = is_worth_caching(stamps)
    pack = load_cached_pack(path, cache.folder) if is_large else None
    if pack is not None:
        cache.add_stamps(path, stamps)
        return ReadResult(pack, ())
    reading = _read(path)
    is_stamped = all(file == path or file.parent == path for file in reading.files)
    if reading.pack is not None and not reading.error_count and is_stamped:
        cache.add_stamps(path, stamps)
        if is_large:
            cache.add_pack(path, reading.pack)
    return reading


def _read(path: Path) -> ReadResult:
    # Importing the reader takes some 40 ms, which a game with built-in packs saves.
    from quiz.model.rules import Rule
    from quiz.packs.read.pack_reader import read_pack

    reading = read_pack(path)
    if reading.pack is None:
        first = reading.problems[0]
        more = "" if first.rule is Rule.NO_PACK else f". See quiz check {path}."
        raise PackError(f"the pack “{path}” can’t be used: {first.message}{more}", reading.problems)
    return reading


def was_slow(reading: ReadResult) -> bool:
    """Return whether a large pack was read without libyaml, which takes some 25 times as long."""
    if not reading.files:
        return False  # it was not read
    from quiz.packs.cache import MIN_CACHED_BYTES
    from quiz.packs.syntax.yaml_loader import is_slow

    return is_slow() and sum(file.stat().st_size for file in reading.files) >= MIN_CACHED_BYTES


def _exists(path: Path) -> bool:
    """Return whether a path exists; a name that is too long for a file doesn't."""
    try:
        return path.exists()
    except OSError:
        return False


def may_have_category(path: Path, category: str) -> bool:
    """Return whether a pack may have a category, `video` or `hero/video`, without parsing the pack.

    The first file of a pack contains its name and categories, so a file without these words does not have the
    category; a part of a longer word does not count. An escape may hide a word. A file that can't be opened
    is left to the reader, which reports it.
    """
    try:
        head = (path / PACK_FILE if path.is_dir() else path).read_bytes()
    except OSError:
        return True
    words = [word.encode(errors="replace") for word in category.split("/")]
    return b"\\" in head or all(
        word in head and re.search(rb"(?<![\w-])%b(?![\w-])" % re.escape(word), head) for word in words
    )


def _packs_in(folder: Path | None) -> tuple[Path, ...]:
    """List the packs in a folder by name; none if it can't be read."""
    if folder is None:
        return ()
    try:
        entries = sorted(folder.iterdir(), key=pack_name)
    except OSError:
        return ()
    return tuple(entry for entry in entries if _is_pack(entry))


def _is_pack(path: Path) -> bool:
    """Return whether there is a pack at a path, or a folder that can't be read, which the reader reports."""
    if path.name.startswith("."):
        return False
    try:
        return path.is_file() if path.suffix == ".yaml" else (path / PACK_FILE).is_file()
    except OSError:
        return True


def _near_path(path: Path) -> str:
    try:
        siblings = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    near = _near(path.name, siblings)
    if near is None:
        return ""
    near_path = str(path.parent / near)
    is_path = "/" in near_path or "\\" in near_path or Path(near).suffix
    return f". Did you mean “{near_path if is_path else f'./{near}'}”?"


def _near(name: str, names: Iterable[str]) -> str | None:
    import difflib  # saves 1 to 2 ms

    matches = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    return matches[0] if matches else None


def _list_names(names: list[str]) -> str:
    if not names:
        return "There are no packs here."
    from quiz.text.english import join_words

    quoted = join_words([f"“{name}”" for name in names])
    return f"The only pack is {quoted}." if len(names) == 1 else f"There are {quoted}."
