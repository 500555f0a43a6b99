"""Built-in packs, each read once, a cache of them for other processes, and the values of their facts."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quiz.config.paths import find_user_paths
from quiz.generate.question_maker import QuestionMaker
from quiz.generate.summary import summarize_pack
from quiz.model.pack import Pack
from quiz.packs import library
from quiz.packs.cache import PackCache
from quiz.packs.loading import LibraryLoader
from quiz.packs.read import pack_reader
from quiz.packs.read.result import ReadResult

_read_pack = pack_reader.read_pack
_read_pack_once = cache(_read_pack)


def read_pack(path: Path, **options: Any) -> ReadResult:
    """Read a pack, but a built-in one only once, because it takes long and never changes."""
    is_shared = not options and path in library.list_builtin_packs()
    return _read_pack_once(path) if is_shared else _read_pack(path, **options)


def read_builtin(name: str) -> Pack:
    """Read a built-in pack, which must have no problem."""
    reading = read_pack(library.builtin_pack_folder() / name)
    assert reading.problems == ()
    assert reading.pack is not None
    return reading.pack


@cache
def build_maker(name: str) -> QuestionMaker:
    """Build the question maker of a built-in pack once, because it keeps its proofs."""
    return QuestionMaker(read_builtin(name))


def fill_pack_cache(home: Path) -> None:
    """Store all built-in packs and their summaries in the cache of a home, as games do that read them."""
    paths = find_user_paths({"QUIZ_HOME": str(home)})
    assert paths is not None
    folder = paths.cache / "packs"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _build_cache().items():
        (folder / name).write_bytes(content)


@cache
def _build_cache() -> dict[str, bytes]:
    """Return the files of a cache with all built-in packs."""
    with TemporaryDirectory() as name:
        loader = LibraryLoader((), None, PackCache(Path(name)))
        loader.load_all()
        loader.summarize_all(summarize_pack)
        loader.close()
        return {file.name: file.read_bytes() for file in Path(name).iterdir()}


def map_values(pack: Pack, start: str = "", end: str = "") -> dict[str, str]:
    """Map first values to second ones, over the facts with two values whose ids have this start and end."""
    facts = [fact for fact in pack.facts if fact.id.startswith(start) and fact.id.endswith(end)]
    return {fact.values[0].text: fact.values[1].text for fact in facts if len(fact.values) == 2}
