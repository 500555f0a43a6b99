"""Packs by name."""

import shutil
from pathlib import Path

import pytest

from quiz.model.errors import PackError, UsageError
from quiz.packs import library

DATA = Path(__file__).parent / "data"


def test_built_in_packs_are_listed() -> None:
    assert "hero" in [library.pack_name(path) for path in library.list_builtin_packs()]
    assert all(path.parent == library.builtin_pack_folder() for path in library.list_builtin_packs())


def test_name_finds_user_and_built_in_packs() -> None:
    assert library.find_pack("hero", DATA) == library.builtin_pack_folder() / "hero"
    assert library.find_pack("planets", DATA) == DATA / "planets"
    assert library.find_pack("knots", DATA) == DATA / "knots.yaml"


def test_user_pack_precedes_built_in_pack(tmp_path: Path) -> None:
    shutil.copytree(DATA / "planets", tmp_path / "hero")

    assert library.find_pack("hero", tmp_path) == tmp_path / "hero"


@pytest.mark.parametrize("name", [str(DATA / "planets"), str(DATA / "knots.yaml")])
def test_name_with_slash_or_suffix_is_a_path(name: str) -> None:
    assert library.find_pack(name, None) == Path(name)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("heroo", "there is no pack “heroo”. Did you mean “hero”?"),
        ("plants", "there is no pack “plants”. Did you mean “planets”?"),
        (
            "zzz",
            "there is no pack “zzz”. "
            "There are “knots”, “planets”, “hero”, “animals”, “books”, “countries”, “elements”, "
            "“film”, “inventions”, “music”, “space”, “sport”, “terminal” and “words”.",
        ),
        (
            f"{DATA}/knotz.yaml",
            f"there is no file or folder “{DATA}/knotz.yaml”. Did you mean “{DATA / 'knots.yaml'}”?",
        ),
        ("/no/where", "there is no file or folder “/no/where”"),
    ],
)
def test_unknown_pack_suggests_a_near_miss(name: str, sentence: str) -> None:
    with pytest.raises(UsageError) as told:
        library.find_pack(name, DATA)

    assert str(told.value) == sentence


def test_suggestion_names_the_only_pack() -> None:
    assert library.suggest_pack("zzz", [Path("hero")]) == "The only pack is “hero”."


def test_category_in_header_may_exist(tmp_path: Path) -> None:
    assert library.may_have_category(DATA / "planets", "orbits")
    assert library.may_have_category(DATA / "planets", "planets/orbits")
    assert not library.may_have_category(DATA / "planets", "tides")
    assert not library.may_have_category(DATA / "planets", "stars/orbits")
    assert not library.may_have_category(DATA / "planets", "orbit")
    assert library.may_have_category(tmp_path / "gone", "orbits")


def test_escape_in_header_may_hide_a_category(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text('categories: {"\\x74ides": Tides}', encoding="utf-8")

    assert library.may_have_category(tmp_path, "tides")


def test_existing_file_or_folder_is_suggested_as_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(DATA / "planets", tmp_path / "oceans")
    shutil.copy(DATA / "knots.yaml", tmp_path / "knots.yaml")
    monkeypatch.chdir(tmp_path)

    assert library.find_pack(".", None) == Path()
    for name, meant in (
        ("knots", "For the file of that name write “knots.yaml”."),
        ("oceans", "For the folder of that name write “./oceans”."),
        ("./ocean", "Did you mean “./oceans”?"),
        ("knot.yaml", "Did you mean “knots.yaml”?"),
    ):
        with pytest.raises(UsageError) as told:
            library.find_pack(name, None)
        assert str(told.value).endswith(meant)


def test_missing_user_folder_has_no_packs(tmp_path: Path) -> None:
    assert library.find_pack("hero", tmp_path / "nowhere") == library.builtin_pack_folder() / "hero"


def test_unusable_pack_is_an_error_with_its_problems(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_bytes(b"\xff")
    with pytest.raises(PackError) as told:
        library.load_pack(tmp_path / "p.yaml")

    assert [problem.rule.code for problem in told.value.problems] == ["not-utf-8"]
    assert "UTF-8" in str(told.value)
    assert str(told.value).endswith(f". See quiz check {tmp_path / 'p.yaml'}.")


def test_unusable_pack_is_reported_with_its_cause(tmp_path: Path) -> None:
    text = (DATA / "knots.yaml").read_text(encoding="utf-8").partition("facts:")[0]
    (tmp_path / "p.yaml").write_text(text + "facts:\n  - fact: The <king\n    cite: x\n", encoding="utf-8")
    with pytest.raises(PackError) as told:
        library.load_pack(tmp_path / "p.yaml")

    assert "no usable fact" not in str(told.value)
