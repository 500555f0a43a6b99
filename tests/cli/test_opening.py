"""Which packs a command line opens."""

from pathlib import Path

from quiz.opening import opened
from quiz.packs import shelf
from tests.cli.packs import PLANETS


def names(category: str | None, folder: Path | None = None) -> list[str]:
    return [maker.pack.name for maker in opened((), folder, category).makers]


def test_a_category_opens_only_the_built_in_packs_that_have_it() -> None:
    assert names("video") == ["hero"]
    assert names("hero/video") == ["hero"]
    assert names("capitals") == ["countries"]
    assert names(None) == ["countries", "elements", "hero"]


def test_a_category_that_nobody_has_opens_everything_so_that_a_near_one_is_named() -> None:
    assert names("capitols") == ["countries", "elements", "hero"]
    assert names("elements/video") == ["countries", "elements", "hero"]
    assert names("video: The") == ["countries", "elements", "hero"]


def test_a_built_in_pack_is_called_as_its_folder_is() -> None:
    opened_all = opened((), None)

    assert {pack.maker.pack.name for pack in opened_all.packs} == set(map(shelf.name_of, shelf.builtin()))


def test_the_users_packs_are_opened_whatever_the_category(tmp_path: Path) -> None:
    (tmp_path / "planets.yaml").write_text(PLANETS, encoding="utf-8")

    assert names("video", tmp_path) == ["planets", "hero"]


def test_a_users_pack_takes_no_built_in_name_even_while_that_pack_stays_shut(tmp_path: Path) -> None:
    mine = PLANETS.replace("name: planets", "name: elements")
    (tmp_path / "mine.yaml").write_text(mine, encoding="utf-8")
    found = opened((), tmp_path, "video")

    assert [maker.pack.name for maker in found.makers] == ["hero"]
    path, taken = tmp_path / "mine.yaml", shelf.builtin_folder() / "elements"
    assert found.left_out == (
        f"{path} is left out, for {taken} is called “elements” too; --pack {path} plays it",
    )
