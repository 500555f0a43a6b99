"""Which packs a command line opens."""

from pathlib import Path

import pytest
import yaml

from quiz.packs import library
from quiz.packs.loading import LibraryLoader
from quiz.packs.syntax import builder
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


def names(category: str | None, folder: Path | None = None) -> list[str]:
    return [loaded.pack.name for loaded in LibraryLoader((), folder).load(category).packs]


def test_a_category_opens_only_the_built_in_packs_that_have_it() -> None:
    assert names("video") == ["hero"]
    assert names("hero/video") == ["hero"]
    assert names("capitals") == ["countries"]
    assert names(None) == ["hero", "countries", "elements"]


def test_a_category_that_nobody_has_opens_everything_so_that_a_near_one_is_named() -> None:
    assert names("capitols") == ["hero", "countries", "elements"]
    assert names("elements/video") == ["hero", "countries", "elements"]
    assert names("video: The") == ["hero", "countries", "elements"]


def test_a_built_in_pack_is_called_as_its_folder_is() -> None:
    result = LibraryLoader((), None).load_all()

    assert {loaded.pack.name for loaded in result.packs} == set(
        map(library.pack_name, library.list_builtin_packs())
    )


def test_the_users_packs_are_opened_whatever_the_category(tmp_path: Path) -> None:
    (tmp_path / "planets.yaml").write_text(PLANETS, encoding="utf-8")

    assert names("video", tmp_path) == ["planets", "hero"]


def test_a_users_pack_takes_no_built_in_name_even_while_that_pack_stays_shut(tmp_path: Path) -> None:
    mine = PLANETS.replace("name: planets", "name: elements")
    (tmp_path / "mine.yaml").write_text(mine, encoding="utf-8")
    result = LibraryLoader((), tmp_path).load("video")

    assert [loaded.pack.name for loaded in result.packs] == ["hero"]
    path, taken = tmp_path / "mine.yaml", library.builtin_pack_folder() / "elements"
    assert result.warnings == (
        f"{path} is left out: {taken} is also called “elements”. Use --pack {path} to play it.",
    )


def test_it_is_told_once_that_large_packs_take_long_without_libyaml(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "pack.yaml").write_text(TOWNS.format(name), encoding="utf-8")
        rows = "".join(f"Town {number},{number} of them {'x' * 500}\n" for number in range(1_100))
        (folder / "towns.csv").write_text(f"town,number\n{rows}", encoding="utf-8")
    both = [f"{tmp_path}/one", f"{tmp_path}/two"]

    assert LibraryLoader(both, None).load().warnings == ()
    monkeypatch.setattr(builder, "_Loader", yaml.SafeLoader)
    (sentence,) = LibraryLoader(both, None).load().warnings
    assert "libyaml" in sentence
