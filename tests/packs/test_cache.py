"""A large pack is cached as it was read, and only as long as it is that pack."""

import os
from pathlib import Path

import pytest

from quiz.model.rules import Severity
from quiz.packs import library
from quiz.packs.cache import PackCache, cache_path, load_cached_pack, write_cache_file
from quiz.packs.read.pack_reader import read_pack

LINES = "".join(
    f"  - {{id: f{number}, fact: The number after {number} is <{number + 1}>., type: number, cite: s 1}}\n"
    for number in range(8_000)
)
HEAD = "format: 1\nname: numbers\ntitle: Numbers\nsources: {s: {title: S, publisher: P}}\n"


@pytest.fixture(scope="module")
def text() -> str:
    return f"{HEAD}facts:\n{LINES}"


@pytest.fixture
def cache(tmp_path: Path) -> PackCache:
    return PackCache(tmp_path / "cache")


@pytest.mark.slow
def test_cached_pack_equals_the_read_pack_until_a_change(text: str, cache: PackCache, tmp_path: Path) -> None:
    pack = tmp_path / "numbers.yaml"
    pack.write_text(text, encoding="utf-8")

    first = library.load_pack(pack, cache).pack
    assert load_cached_pack(pack, cache.folder) is None
    cache.save()
    (file,) = cache.folder.iterdir()
    assert load_cached_pack(pack, cache.folder) == first == read_pack(pack).pack

    again = library.load_pack(pack, cache)
    assert again.pack == first
    assert again.files == ()  # it was not read
    file.unlink()
    cache.save()
    assert not file.exists()

    pack.write_text(text.replace("title: Numbers", "title: Figures"), encoding="utf-8")
    changed = library.load_pack(pack, cache).pack
    assert changed is not None
    assert changed.title == "Figures"
    cache.save()
    assert load_cached_pack(pack, cache.folder) == changed

    for damaged in (b"", b"\0" * 99, file.read_bytes()[:-1], b"00000000\n{}", b'[]\n["x"]'):
        file.write_bytes(damaged)
        assert load_cached_pack(pack, cache.folder) is None


@pytest.mark.slow
def test_edited_or_uncacheable_pack_is_not_cached(text: str, cache: PackCache, tmp_path: Path) -> None:
    pack = tmp_path / "numbers.yaml"
    pack.write_text(text, encoding="utf-8")
    library.load_pack(pack, cache)
    os.utime(pack, ns=(1, 1))
    cache.save()
    assert not cache.folder.exists()

    blocked = PackCache(tmp_path / "file")
    blocked.folder.write_text("in the way", encoding="utf-8")
    library.load_pack(pack, blocked)
    blocked.save()
    assert blocked.folder.read_text(encoding="utf-8") == "in the way"


@pytest.mark.slow
def test_small_packs_and_packs_with_errors_are_not_cached(
    text: str, cache: PackCache, tmp_path: Path
) -> None:
    small, flawed = tmp_path / "small.yaml", tmp_path / "flawed.yaml"
    small.write_text(text[:5_000].rpartition("  - ")[0], encoding="utf-8")
    flawed.write_text(f"{text}  - {{fact: Two is <2, type: number, cite: s 1}}\n", encoding="utf-8")

    for pack in (small, flawed):
        assert library.load_pack(pack, cache).pack is not None
    cache.save()

    assert not cache.folder.exists()


@pytest.mark.slow
def test_pack_with_warnings_is_cached(text: str, cache: PackCache, tmp_path: Path) -> None:
    pack = tmp_path / "numbers.yaml"
    pack.write_text(text.replace("id: f7999,", "id: f7999, not-with: nobody,"), encoding="utf-8")

    first = library.load_pack(pack, cache)
    assert first.problems
    assert {problem.severity for problem in first.problems} <= {Severity.WARNING, Severity.HINT}
    cache.save()
    assert load_cached_pack(pack, cache.folder) == first.pack


def test_cache_keeps_the_newest_files(tmp_path: Path) -> None:
    content = b"x" * (1 << 18)  # eight of these summaries are as large as the cache may be
    files = [cache_path(tmp_path / f"{number}.yaml", tmp_path / "cache", ".summary") for number in range(10)]
    for number, file in enumerate(files):
        write_cache_file(file, content)
        os.utime(file, (number, number))
    last = cache_path(tmp_path / "last.yaml", tmp_path / "cache", ".summary")
    write_cache_file(last, content)

    assert set(last.parent.iterdir()) == {*files[3:], last}
