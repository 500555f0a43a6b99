"""`quiz list`, and the loading of packs."""

import json
from pathlib import Path

import pytest

from quiz.cli.main import main
from tests.cli.harness import run_failing
from tests.cli.pack_files import PLANETS, WITH_EMPTY, planets


def test_unreadable_pack_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("name: caf\xe9".encode("latin-1"))

    assert "latin.yaml" in run_failing(["--pack", str(latin)], capsys)


def test_pack_with_errors_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = planets(tmp_path, PLANETS.replace("cite: atlas 2", "cite: atlsa 2"))

    assert main(["items", "--pack", path]) == 0
    out, err = capsys.readouterr()
    assert err == f"planets: 1 error, parts are left out. See quiz check {path}\n"
    assert "planets/largest/choice@0" in out
    assert "planets/smallest/choice@0" not in out


def test_packs_of_same_name_are_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").mkdir()
    words = ["list", "--pack", planets(tmp_path), "--pack", planets(tmp_path / "other")]

    assert run_failing(words, capsys) == "two of the packs are called “planets”"


def test_repeated_pack_is_read_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = planets(tmp_path)
    main(["list", "--pack", path])
    once = capsys.readouterr().out

    assert main(["list", "--pack", path, "--pack", path]) == 0
    assert capsys.readouterr().out == once


def test_items_of_several_packs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["items", "--pack", planets(tmp_path), "--pack", "hero", "--json"]) == 0
    packs = {json.loads(line)["pack"] for line in capsys.readouterr().out.splitlines()}

    assert packs == {"planets", "hero"}


def test_list_shows_packs_and_categories_with_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = planets(tmp_path, WITH_EMPTY)
    assert main(["list", "--pack", path]) == 0

    assert capsys.readouterr().out.splitlines() == [
        f"planets: The Planets ({path})",
        "  size: Sizes, 3 questions",
        "  myth: Names, 0 questions",  # its only value has no distractors
        "  empty: Nothing yet, 0 questions",
    ]


def test_json_list_has_object_per_category(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent = PLANETS.replace("type: calling", "type: calling\n    tact: silent")
    path = planets(tmp_path, silent)
    assert main(["list", "--json", "--pack", path]) == 0

    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()][:2] == [
        {
            "pack": "planets",
            "pack_title": "The Planets",
            "category": "size",
            "title": "Sizes",
            "count": 3,
            "facts": 3,
            "silent": 0,
            "path": path,
            "builtin": False,
            "question_bank": False,
            "problems": 0,
        },
        {
            "pack": "planets",
            "pack_title": "The Planets",
            "category": "myth",
            "title": "Names",
            "count": 0,
            "facts": 1,
            "silent": 1,
            "path": path,
            "builtin": False,
            "question_bank": False,
            "problems": 0,
        },
    ]
