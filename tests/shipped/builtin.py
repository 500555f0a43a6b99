"""Built-in packs, each read once, a cache of them for other processes, and the values of their facts."""

from functools import cache
from pathlib import Path

from quiz.config.paths import find_user_paths
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.cache import PackCache, cache_path
from quiz.packs.codec import encode_pack
from quiz.packs.read.pack_reader import read_pack
from quiz.packs.read.result import ReadResult

_load_any_pack = library.load_pack


@cache
def read_builtin(name: str) -> Pack:
    """Read a built-in pack, which must have no problem."""
    reading = read_pack(library.builtin_pack_folder() / name)
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


def load_pack(path: Path, pack_cache: PackCache | None = None) -> ReadResult:
    """Load a pack as the library does, but read a built-in pack only once in a process."""
    if path in library.list_builtin_packs():
        return ReadResult(read_builtin(path.name), ())
    return _load_any_pack(path, pack_cache)


def fill_pack_cache(home: Path) -> None:
    """Put all built-in packs into the cache of a home, as games do that read them."""
    paths = find_user_paths({"QUIZ_HOME": str(home)})
    assert paths is not None
    folder = paths.cache / "packs"
    folder.mkdir(parents=True, exist_ok=True)
    for path, encoded in _encode_packs().items():
        cache_path(path, folder).write_bytes(encoded)


@cache
def _encode_packs() -> dict[Path, bytes]:
    return {path: encode_pack(read_builtin(path.name), path) for path in library.list_builtin_packs()}


def map_values(pack: Pack, start: str = "", end: str = "") -> dict[str, str]:
    """Map first values to second ones, over the facts with two values whose ids have this start and end."""
    facts = [fact for fact in pack.facts if fact.id.startswith(start) and fact.id.endswith(end)]
    return {fact.values[0].text: fact.values[1].text for fact in facts if len(fact.values) == 2}
