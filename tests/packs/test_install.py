"""Packs in the user's folder."""

import os
import shutil
from pathlib import Path

import pytest

from quiz.model.errors import PackError, UsageError
from quiz.packs import install, library
from quiz.packs.install import install_pack, remove_pack
from quiz.packs.read.pack_reader import read_pack
from quiz.text.safe import Text
from tests.cli.pack_files import PLANETS, planets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "packs"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(planets(tmp_path))


def as_folder(pack: Path) -> Path:
    """Make a folder of a pack's file, with a second file in it."""
    made = pack.parent / "planets"
    made.mkdir()
    shutil.copy(pack, made / "pack.yaml")
    (made / "more.yaml").write_text(
        "facts:\n- {id: red, category: size, fact: The red one is <Mars>., type: planet, cite: atlas 6}\n",
        encoding="utf-8",
    )
    (made / "README.md").write_text("notes", encoding="utf-8")
    return made


def held(folder: Path) -> list[str]:
    """Name everything in a folder, hidden or not."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_installed_file_is_found_by_name(pack: Path, folder: Path) -> None:
    done = install_pack(pack, folder)
    pack.unlink()

    assert done.path == folder / "planets.yaml" == library.find_pack("planets", folder)
    assert held(folder) == ["planets.yaml"]
    assert done.diff is None
    assert library.load_pack(done.path).pack is not None


def test_only_files_of_the_pack_are_copied(pack: Path, folder: Path) -> None:
    done = install_pack(as_folder(pack), folder)

    assert held(folder) == ["planets", "planets/more.yaml", "planets/pack.yaml"]
    assert {"red", "largest"} <= {fact.id for fact in done.pack.facts}


def test_csv_tables_of_a_single_file_are_copied(pack: Path, folder: Path) -> None:
    (pack.parent / "red.csv").write_text("thing,colour\nMars,red\n", encoding="utf-8")
    (pack.parent / "other.csv").write_text("thing,colour\nMars,blue\n", encoding="utf-8")
    sentence = 'columns: {colour: {fact: "<thing> looks <colour>."}}'
    table = f"tables:\n- {{id: red, rows: red.csv, category: size, cite: atlas 7, {sentence}}}\n"
    planets(pack.parent, PLANETS + table)

    done = install_pack(pack, folder)
    assert held(folder) == ["planets", "planets/pack.yaml", "planets/red.csv"]
    assert "red-mars-colour" in {fact.id for fact in done.pack.facts}


def test_pack_is_installed_under_its_own_name(pack: Path, folder: Path) -> None:
    other = pack.rename(pack.with_name("Sternkunde 2.yaml"))

    assert install_pack(other, folder).path.name == "planets.yaml"


def test_new_version_lists_added_changed_and_removed_entries(pack: Path, folder: Path) -> None:
    install_pack(pack, folder)
    newer = PLANETS.replace("format: 1\n", "format: 1\nversion: 2\n\n").replace("id: ringed", "id: rings")
    planets(pack.parent, newer.replace("Which planet is the largest?", "Which is largest?"))

    change = install_pack(pack, folder).diff
    assert change is not None
    assert (change.previous_version, change.added, change.changed, change.removed) == (
        None,
        ("rings",),
        ("largest",),
        ("ringed",),
    )
    assert install.PackDiff(Text("2"), (), (), ()) == install_pack(pack, folder).diff


def test_changed_citation_is_a_change(pack: Path, folder: Path) -> None:
    install_pack(pack, folder)
    planets(pack.parent, PLANETS.replace("cite: atlas 2", "cite: atlas 20"))

    change = install_pack(pack, folder).diff
    assert change is not None
    assert change.changed == ("smallest",)


def test_folder_replaces_file_and_file_replaces_folder(pack: Path, folder: Path) -> None:
    install_pack(pack, folder)
    install_pack(as_folder(pack), folder)
    assert held(folder) == ["planets", "planets/more.yaml", "planets/pack.yaml"]

    install_pack(pack, folder)
    assert held(folder) == ["planets.yaml"]


def test_pack_with_errors_is_refused_without_force(pack: Path, folder: Path) -> None:
    planets(pack.parent, PLANETS.replace("cite: atlas 2", "cite: atlsa 2"))

    with pytest.raises(UsageError, match=r"has 1 error\. See quiz check"):
        install_pack(pack, folder)
    assert not folder.exists()
    assert {fact.id for fact in install_pack(pack, folder, force=True).pack.facts} == {
        "largest",
        "ringed",
        "god",
    }


def test_unreadable_pack_is_refused_even_with_force(pack: Path, folder: Path) -> None:
    planets(pack.parent, "[")

    for path in (pack, pack.parent, pack.parent / "nowhere"):
        with pytest.raises(PackError):
            install_pack(path, folder, force=True)
    assert not folder.exists()


def test_name_of_built_in_pack_is_refused(pack: Path, folder: Path) -> None:
    planets(pack.parent, PLANETS.replace("name: planets", "name: hero"))

    with pytest.raises(UsageError, match="“hero” is a built-in pack"):
        install_pack(pack, folder, force=True)


def test_other_pack_of_same_name_is_kept_without_force(pack: Path, folder: Path) -> None:
    install_pack(pack, folder)
    other = PLANETS
    for fact in ("largest", "smallest", "ringed", "god"):
        other = other.replace(f"id: {fact}", f"id: other-{fact}")
    planets(pack.parent, other)

    with pytest.raises(UsageError, match="another pack has the name “planets”"):
        install_pack(pack, folder)
    assert "id: largest" in (folder / "planets.yaml").read_text(encoding="utf-8")
    assert held(folder) == ["planets.yaml"]
    change = install_pack(pack, folder, force=True).diff
    assert change is not None
    assert len(change.removed) == 4


def test_link_does_not_copy_files_from_outside(pack: Path, folder: Path) -> None:
    made = as_folder(pack)
    secret = pack.parent / "secret.yaml"
    (made / "more.yaml").rename(secret)
    (made / "more.yaml").symlink_to(secret)

    with pytest.raises(UsageError, match="has 1 error"):
        install_pack(made, folder)
    assert "red" not in {fact.id for fact in install_pack(made, folder, force=True).pack.facts}
    assert held(folder) == ["planets", "planets/pack.yaml"]


def test_failed_installation_keeps_the_previous_pack(pack: Path, folder: Path) -> None:
    install_pack(pack, folder)
    (folder / "planets").mkdir()  # no pack, and in the way of a folder
    (folder / "planets" / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match=r"can’t replace .*planets: "):
        install_pack(as_folder(pack), folder)
    assert held(folder) == ["planets", "planets.yaml", "planets/mine.txt"]
    assert read_pack(folder / "planets.yaml").problems == ()


def test_leftovers_of_a_killed_program_are_restored(pack: Path, folder: Path) -> None:
    path = install_pack(as_folder(pack), folder).path
    aside = folder / ".planets.adding" / "aside"
    aside.mkdir(parents=True)
    path.rename(aside / "planets")
    (aside.parent / "planets").mkdir()
    (aside.parent / "planets" / "pack.yaml").write_text("half", encoding="utf-8")

    change = install_pack(pack.parent / "planets", folder).diff
    assert change == install.PackDiff(None, (), (), ())
    assert held(folder) == ["planets", "planets/more.yaml", "planets/pack.yaml"]


@pytest.mark.parametrize("name", ["con", "aux", "nul", "prn", "com1", "lpt9"])
@pytest.mark.parametrize("force", [False, True])
def test_name_that_windows_reserves_is_never_used(
    pack: Path, folder: Path, tmp_path: Path, name: str, *, force: bool
) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_text(pack.read_text(encoding="utf-8").replace("name: planets", f"name: {name}"), "utf-8")

    if force:
        assert install_pack(path, folder, force=True).path.stem == f"{name}-pack"
    else:
        with pytest.raises(UsageError, match="1 error"):
            install_pack(path, folder)
        assert not folder.exists()


def test_name_that_is_too_long_for_a_file_is_refused(pack: Path, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    long = pack.read_text(encoding="utf-8").replace("name: planets", f"name: {'a' * 300}")
    path.write_text(long, "utf-8")

    with pytest.raises(UsageError, match="1 error"):
        install_pack(path, folder)


@pytest.mark.parametrize("inside", [False, True])
def test_nothing_is_made_or_moved_through_a_planted_link(pack: Path, folder: Path, *, inside: bool) -> None:
    elsewhere = pack.parent / "elsewhere"
    (elsewhere / "aside").mkdir(parents=True)
    (elsewhere / "aside" / "mine.txt").write_text("mine", encoding="utf-8")
    folder.mkdir(parents=True)
    work = folder / ".planets.adding"
    if inside:
        work.mkdir()
        (work / "aside").symlink_to(elsewhere / "aside")
    else:
        work.symlink_to(elsewhere)

    install_pack(pack, folder)
    assert held(folder) == ["planets.yaml"]
    assert held(elsewhere) == ["aside", "aside/mine.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_file_that_no_table_names_is_not_copied(pack: Path, folder: Path) -> None:
    made = as_folder(pack)
    os.mkfifo(made / "old.csv")
    (made / "notes.csv").write_text("a,b\n", encoding="utf-8")

    install_pack(made, folder)
    assert held(folder) == ["planets", "planets/more.yaml", "planets/pack.yaml"]


# Removing


def test_removed_pack_is_deleted_completely(pack: Path, folder: Path) -> None:
    install_pack(as_folder(pack), folder)
    assert remove_pack("planets", folder) == folder / "planets"
    install_pack(pack, folder)
    assert remove_pack("planets", folder) == folder / "planets.yaml"

    assert held(folder) == []


def test_removing_a_link_keeps_its_target(pack: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "planets").symlink_to(as_folder(pack))

    remove_pack("planets", folder)
    assert held(folder) == []
    assert (pack.parent / "planets" / "pack.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hero", "“hero” is built in"),
        ("plants", "Did you mean “planets”?"),
        ("../planets", "there is no pack “../planets” in "),
    ],
)
def test_unknown_pack_cannot_be_removed(pack: Path, folder: Path, name: str, said: str) -> None:
    install_pack(pack, folder)

    with pytest.raises(UsageError, match=said):
        remove_pack(name, folder)
