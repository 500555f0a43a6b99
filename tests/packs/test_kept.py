"""A large pack is kept as it was read, and only as long as it is that pack."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.core.problem import Severity
from quiz.packs import kept, shelf
from quiz.packs.kept import Cache
from quiz.packs.reader import read

LINES = "".join(
    f"  - {{id: f{number}, fact: The number after {number} is <{number + 1}>., type: number, cite: s 1}}\n"
    for number in range(8_000)
)
HEAD = "format: 1\nname: numbers\ntitle: Numbers\nsources: {s: {title: S, publisher: P}}\n"


@pytest.fixture(scope="module")
def text() -> str:
    return f"{HEAD}facts:\n{LINES}"


class Later:
    """Does what is put off when it is told to."""

    def __init__(self) -> None:
        self.deeds: list[Callable[[], None]] = []

    def __call__(self, deed: Callable[[], None]) -> None:
        self.deeds.append(deed)

    def do(self) -> None:
        while self.deeds:
            self.deeds.pop()()


def test_what_was_kept_is_the_pack_that_was_read_and_a_change_is_seen(text: str, tmp_path: Path) -> None:
    pack, later = tmp_path / "numbers.yaml", Later()
    pack.write_text(text, encoding="utf-8")
    cache = Cache(tmp_path / "cache", later)

    first = shelf.load(pack, cache).pack
    later.do()
    (file,) = cache.folder.iterdir()
    again = shelf.load(pack, cache).pack
    assert first == again == read(pack).pack
    assert not later.deeds

    pack.write_text(text.replace("title: Numbers", "title: Figures"), encoding="utf-8")
    changed = shelf.load(pack, cache).pack
    assert changed is not None
    assert changed.title == "Figures"
    assert len(later.deeds) == 1

    for damaged in (b"", b"\0" * 99, file.read_bytes()[:-1], b"00000000\n{}", b'[]\n["x"]'):
        file.write_bytes(damaged)
        assert kept.load(pack, cache.folder) is None


def test_a_pack_that_is_being_written_or_can_not_be_kept_is_not(text: str, tmp_path: Path) -> None:
    pack, later = tmp_path / "numbers.yaml", Later()
    pack.write_text(text, encoding="utf-8")
    shelf.load(pack, Cache(tmp_path / "cache", later))
    os.utime(pack, ns=(1, 1))
    later.do()
    assert not (tmp_path / "cache").exists()

    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    shelf.load(pack, Cache(tmp_path / "file", later))
    later.do()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_a_small_pack_and_one_with_problems_are_always_read(text: str, tmp_path: Path) -> None:
    small, flawed, later = tmp_path / "small.yaml", tmp_path / "flawed.yaml", Later()
    small.write_text(text[:5_000].rpartition("  - ")[0], encoding="utf-8")
    flawed.write_text(f"{text}  - {{fact: Two is <2, type: number, cite: s 1}}\n", encoding="utf-8")

    for pack in (small, flawed):
        assert shelf.load(pack, Cache(tmp_path / "cache", later)).pack is not None

    assert later.deeds == []


def test_a_pack_of_which_something_might_be_better_is_kept(text: str, tmp_path: Path) -> None:
    pack, later = tmp_path / "numbers.yaml", Later()
    pack.write_text(text.replace("id: f7999,", "id: f7999, not-with: nobody,"), encoding="utf-8")
    cache = Cache(tmp_path / "cache", later)

    first = shelf.load(pack, cache)
    assert {problem.severity for problem in first.problems} <= {Severity.WARNING, Severity.HINT}
    assert first.problems
    assert len(later.deeds) == 1
    later.do()
    assert shelf.load(pack, cache).pack == first.pack
    assert not later.deeds
