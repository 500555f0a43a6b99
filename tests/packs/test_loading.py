"""The packs that the library loader loads."""

from pathlib import Path

import pytest

from quiz.packs import library
from quiz.packs.cache import PackCache
from quiz.packs.loading import LibraryLoader
from tests.cli.pack_files import PLANETS

TOWNS = """\
format: 1
name: {}
title: Towns
sources: {{s: {{title: S, publisher: P}}}}
tables:
  - id: t
    rows: towns.csv
    cite: s 1
    columns:
      number:
        fact: The number of <town> is <number>.
"""


ALL_PACKS = [
    "hero",
    "animals",
    "books",
    "countries",
    "elements",
    "film",
    "inventions",
    "music",
    "space",
    "sport",
    "terminal",
    "words",
]
"""The built-in packs in their order."""


def names(category: str | None, folder: Path | None = None) -> list[str]:
    return [loaded.pack.name for loaded in LibraryLoader((), folder).load(category).packs]


@pytest.mark.slow
def test_category_loads_only_the_built_in_packs_that_have_it() -> None:
    assert names("video") == ["hero", "music"]
    assert names("hero/video") == ["hero"]
    assert names("capitals") == ["countries"]
    assert names("commands") == ["terminal"]
    assert names("bond") == ["film"]
    assert names("novels") == ["books"]
    assert names("animals/life") == ["animals"]
    assert names("eurovision") == ["music"]
    assert names("tennis") == ["sport"]
    assert names("space/moons") == ["space"]
    assert names("nobel") == ["inventions"]
    assert names("tongues") == ["words"]
    assert names(None) == ALL_PACKS


@pytest.mark.slow
def test_unknown_category_loads_all_packs() -> None:
    assert names("capitols") == ALL_PACKS
    assert names("elements/video") == ALL_PACKS
    assert names("video: The") == ALL_PACKS


@pytest.mark.slow
def test_built_in_pack_has_the_name_of_its_folder() -> None:
    result = LibraryLoader((), None).load_all()

    assert {loaded.pack.name for loaded in result.packs} == set(
        map(library.pack_name, library.list_builtin_packs())
    )


def test_user_packs_are_loaded_for_every_category(tmp_path: Path) -> None:
    (tmp_path / "planets.yaml").write_text(PLANETS, encoding="utf-8")

    assert names("video", tmp_path) == ["planets", "hero", "music"]


def test_user_pack_with_a_built_in_name_is_left_out(tmp_path: Path) -> None:
    mine = PLANETS.replace("name: planets", "name: elements")
    (tmp_path / "mine.yaml").write_text(mine, encoding="utf-8")
    result = LibraryLoader((), tmp_path).load("video")

    assert [loaded.pack.name for loaded in result.packs] == ["hero", "music"]
    path, taken = tmp_path / "mine.yaml", library.builtin_pack_folder() / "elements"
    assert result.warnings == (
        f"{path} is left out: {taken} is also called “elements”. Use --pack {path} to play it.",
    )


def test_missing_libyaml_is_one_warning(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(PLANETS.replace("name: planets", f"name: {name}"), "utf-8")
    both = [f"{tmp_path}/one.yaml", f"{tmp_path}/two.yaml"]

    assert LibraryLoader(both, None).load().warnings == ()
    (warning,) = LibraryLoader(both, None, was_slow=lambda reading: True).load().warnings
    assert "libyaml" in warning


def test_pack_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "planets.yaml"
    path.write_text(PLANETS, "utf-8")
    loader = LibraryLoader([str(path)], None)
    first = loader.load()
    path.write_text("changed", "utf-8")

    assert loader.load_all() == first


def test_close_writes_the_cache_of_a_large_pack(tmp_path: Path) -> None:
    folder, cache_folder = tmp_path / "towns", tmp_path / "cache"
    folder.mkdir()
    (folder / "pack.yaml").write_text(TOWNS.format("towns"), "utf-8")
    rows = "".join(f"Town {number},{number} of them {'x' * 100}\n" for number in range(1_100))
    (folder / "towns.csv").write_text(f"town,number\n{rows}", "utf-8")
    loader = LibraryLoader([str(folder)], None, PackCache(cache_folder))
    loader.load()

    assert not cache_folder.exists()
    loader.close()
    assert len(list(cache_folder.iterdir())) == 1
