"""Where packs stand, by name."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.model.errors import PackError, UsageError
from quiz.packs.codec import load_indexed_pack
from quiz.packs.read.result import PACK_FILE, ReadResult

if TYPE_CHECKING:
    from quiz.packs.cache import PackCache

_FACE = "hero"
_PACKAGE = Path(__file__).parent.parent


def builtin_pack_folder() -> Path:
    """Give the folder of the built-in packs: in the package in a wheel, beside it in a checkout."""
    carried = _PACKAGE / "questions"
    return carried if carried.is_dir() else _PACKAGE.parent / "questions"


def list_builtin_packs() -> tuple[Path, ...]:
    """Give the built-in packs: the one that the game is known by, then the others by name."""
    packs = _packs_in(builtin_pack_folder())
    return tuple(sorted(packs, key=lambda path: pack_name(path) != _FACE))


def list_user_packs(folder: Path | None) -> tuple[Path, ...]:
    """Give the packs in the user's folder, by name; none where there is no folder."""
    return _packs_in(folder)


def pack_name(path: Path) -> str:
    """Give the name by which a pack is found: its folder’s, or its file’s without the suffix."""
    return path.stem if path.suffix == ".yaml" else path.name


def find_pack(name: str, user_folder: Path | None) -> Path:
    """Find a pack: a text with a slash or a suffix is a path, else a name, the user’s folder first."""
    if "/" in name or "\\" in name or Path(name).suffix or name in (".", ".."):
        path = Path(name)
        if not path.exists():
            raise UsageError(f"there is no file or folder “{name}”{_near_path(path)}")
        return path
    packs = (*_packs_in(user_folder), *list_builtin_packs())
    for path in packs:
        if pack_name(path) == name:
            return path
    if _near(name, map(pack_name, packs)) is None:
        if Path(name).exists():
            raise UsageError(f"there is no pack “{name}”; for the folder of that name write “./{name}”")
        if Path(f"{name}.yaml").exists():
            raise UsageError(f"there is no pack “{name}”; for the file of that name write “{name}.yaml”")
    raise UsageError(f"there is no pack “{name}”; {suggest_pack(name, packs)}")


def suggest_pack(name: str, packs: Iterable[Path]) -> str:
    """Say which of some packs may be meant by a name that none of them has."""
    known = [pack_name(path) for path in packs]
    near = _near(name, known)
    return _listed(known) if near is None else f"did you mean “{near}”?"


def load_pack(path: Path, cache: "PackCache | None" = None) -> ReadResult:
    """Give a pack with its problems; raises `PackError` where nothing of it is usable.

    A built-in pack of a wheel comes from its index, in which no problem is left; the others are read, or come
    from the cache. A large pack that was read without an error is added to the cache.
    """
    if path.parent == _PACKAGE / "questions":
        pack = load_indexed_pack(path)
        if pack is not None:
            return ReadResult(pack, ())
    return _read(path) if cache is None else _load_through_cache(path, cache)


def _load_through_cache(path: Path, cache: "PackCache") -> ReadResult:
    """Return a pack from the cache, or read it and add it to the cache if it is large."""
    from quiz.packs.cache import is_worth_caching, load_cached_pack, stat_pack_files

    try:
        stamps = stat_pack_files(path)
    except OSError:
        return _read(path)
    if not is_worth_caching(stamps):
        return _read(path)
    pack = load_cached_pack(path, cache.folder)
    if pack is not None:
        return ReadResult(pack, ())
    reading = _read(path)
    is_all_stamped = all(file == path or file.parent == path for file in reading.files)
    if reading.pack is not None and not reading.error_count and is_all_stamped:
        cache.add(reading.pack, path, stamps)
    return reading


def _read(path: Path) -> ReadResult:
    # Importing the reader takes some 40 ms, which a game with built-in packs saves.
    from quiz.model.rules import Rule
    from quiz.packs.read.pack_reader import read_pack

    reading = read_pack(path)
    if reading.pack is None:
        first = reading.problems[0]
        more = "" if first.rule is Rule.NO_PACK else f"; see quiz check {path}"
        raise PackError(f"the pack “{path}” can’t be used: {first.message}{more}", reading.problems)
    return reading


def was_slow(reading: ReadResult) -> bool:
    """Say whether a large pack was read without libyaml, which takes some 25 times as long."""
    if not reading.files:
        return False  # it was not read
    from quiz.packs.cache import MIN_CACHED_BYTES
    from quiz.packs.syntax import builder

    return builder.is_slow() and sum(file.stat().st_size for file in reading.files) >= MIN_CACHED_BYTES


def may_have_category(path: Path, category: str) -> bool:
    """Say whether a pack may have a category, `video` or `hero/video`, without reading the pack.

    A pack names itself and its categories in its head, so one whose head doesn’t hold these words has no such
    category. An escape may hide a word, and what can’t be opened is for the reader to tell.
    """
    try:
        head = (path / PACK_FILE if path.is_dir() else path).read_bytes()
    except OSError:
        return True
    return b"\\" in head or all(word.encode(errors="replace") in head for word in category.split("/"))


def _packs_in(folder: Path | None) -> tuple[Path, ...]:
    """Give the packs in a folder, by name; none where it can’t be read."""
    if folder is None:
        return ()
    try:
        entries = sorted(folder.iterdir(), key=pack_name)
    except OSError:
        return ()
    return tuple(entry for entry in entries if _is_pack(entry))


def _is_pack(path: Path) -> bool:
    if path.name.startswith("."):
        return False
    return path.is_file() if path.suffix == ".yaml" else (path / PACK_FILE).is_file()


def _near_path(path: Path) -> str:
    try:
        beside = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    near = _near(path.name, beside)
    if near is None:
        return ""
    beside_it = str(path.parent / near)
    is_path = "/" in beside_it or "\\" in beside_it or Path(near).suffix
    return f"; did you mean “{beside_it if is_path else f'./{near}'}”?"


def _near(name: str, names: Iterable[str]) -> str | None:
    import difflib  # a millisecond or two that only a mistake costs

    found = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    return found[0] if found else None


def _listed(names: list[str]) -> str:
    if not names:
        return "there are none here"
    from quiz.text.english import join_words

    quoted = join_words([f"“{name}”" for name in names])
    return f"the only one is {quoted}" if len(names) == 1 else f"there are {quoted}"
