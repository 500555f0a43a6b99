"""An index holds the pack that was read."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.packs import index, shelf
from quiz.packs.reader import read
from quiz.text.safe import Text

DATA = Path(__file__).parent / "data"
LANDS = """\
format: 1
name: lands
title: Lands
sources: {s: {title: S}}
tables:
  - id: t
    rows: lands.csv
    cite: s 1
    columns:
      capital:
        fact: The capital of <land> is <capital>.
"""
PACKS = [DATA / "knots.yaml", DATA / "planets", DATA.with_name("strangers") / "code", *shelf.builtin()]


def indexed(path: Path, folder: Path) -> Path:
    """Copy a pack and put its index beside it."""
    copy = folder / path.name
    if path.is_dir():
        shutil.copytree(path, copy)
    else:
        shutil.copy(path, copy)
    pack = read(copy).pack
    assert pack is not None
    index.path_of(copy).write_text(index.dump(pack, copy), encoding="utf-8")
    return copy


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name)
def test_an_index_gives_the_pack_that_was_read(path: Path, tmp_path: Path) -> None:
    copy = indexed(path, tmp_path)
    loaded = index.load(copy)

    assert loaded == read(copy).pack
    assert loaded is not None
    assert all(type(fact.sentence) is Text for fact in loaded.facts)
    assert {type(value.wrong) for fact in loaded.facts for value in fact.values} == {tuple}


def test_an_index_moves_with_its_pack(tmp_path: Path) -> None:
    indexed(DATA / "planets", tmp_path)
    moved = tmp_path / "moved"
    moved.mkdir()
    for entry in tmp_path.iterdir():
        if entry != moved:
            entry.rename(moved / entry.name)

    assert index.load(moved / "planets") == read(moved / "planets").pack


def test_an_index_of_a_changed_pack_is_not_used(tmp_path: Path) -> None:
    copy = indexed(DATA / "planets", tmp_path)
    assert index.load(copy) is not None
    text = (copy / "moons.yaml").read_text(encoding="utf-8")
    (copy / "moons.yaml").write_text(text.replace("Phobos", "Phoebus"), encoding="utf-8")

    assert index.load(copy) is None


@pytest.mark.parametrize("in_a_folder", [True, False], ids=["folder", "file"])
def test_an_index_knows_the_tables_in_files(in_a_folder: bool, tmp_path: Path) -> None:
    folder = tmp_path / "lands"
    folder.mkdir()
    path = folder if in_a_folder else folder / "lands.yaml"
    (folder / ("pack.yaml" if in_a_folder else "lands.yaml")).write_text(LANDS, encoding="utf-8")
    (folder / "lands.csv").write_text("land,capital\nPeru,Lima\nChile,Santiago\n", encoding="utf-8")
    pack = read(path).pack
    assert pack is not None
    index.path_of(path).write_text(index.dump(pack, path), encoding="utf-8")
    assert index.load(path) == pack
    (folder / "lands.csv").write_text("land,capital\nPeru,Lima\n", encoding="utf-8")

    assert index.load(path) is None


def test_an_index_of_another_version_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = indexed(DATA / "planets", tmp_path)
    monkeypatch.setattr(index, "__version__", "0.0.0")

    assert index.load(copy) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"program": 1}', "\x00"])
def test_a_damaged_index_is_not_used(text: str, tmp_path: Path) -> None:
    copy = indexed(DATA / "planets", tmp_path)
    index.path_of(copy).write_text(text, encoding="utf-8")

    assert index.load(copy) is None


def test_a_pack_is_loaded_from_its_index_without_yaml(tmp_path: Path) -> None:
    package = Path(index.__file__).parent.parent
    shutil.copytree(package, tmp_path / "quiz", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "quiz" / "questions").mkdir()
    copy = tmp_path / "quiz" / "questions" / "planets"
    shutil.copytree(DATA / "planets", copy)
    pack = read(copy).pack
    assert pack is not None
    index.path_of(copy).write_text(index.dump(pack, copy), encoding="utf-8")
    program = (
        "import sys; from quiz.packs import shelf; path, = shelf.builtin(); reading = shelf.load(path)\n"
        "print(path, len(reading.pack.facts), sorted({'yaml', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8"
    )

    assert done.stdout.strip() == f"{copy} {len(pack.facts)} []", done.stderr


def test_an_index_beside_a_pack_that_is_not_built_in_is_not_used(tmp_path: Path) -> None:
    copy = indexed(DATA / "planets", tmp_path)
    text = index.path_of(copy).read_text(encoding="utf-8")
    index.path_of(copy).write_text(text.replace("Phobos", "Phoebus"), encoding="utf-8")
    loaded = shelf.load(copy).pack

    assert loaded is not None
    assert "Phoebus" not in {value.text for fact in loaded.facts for value in fact.values}
