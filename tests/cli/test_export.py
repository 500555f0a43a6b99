"""`quiz export`: the questions in a file, and the destination of the file."""

import io
import json
from pathlib import Path

import pytest

from quiz.cli.main import main
from tests.cli.harness import run_failing
from tests.cli.pack_files import planets


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set a new home for each test."""
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))


@pytest.fixture
def pack(tmp_path: Path) -> str:
    """Write a small pack, and return its path."""
    return planets(tmp_path)


def list_stems(data: bytes) -> list[str]:
    return [result["question"] for result in json.loads(data)["results"]]


def test_all_questions_go_to_standard_output_and_the_summary_to_stderr(
    pack: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["items", "--pack", pack, "--json"]) == 0
    listed = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]

    assert main(["export", "--as", "csv", "--pack", pack]) == 0
    out, err = capsysbinary.readouterr()

    assert [line.partition(b",")[0].decode() for line in out.splitlines()] == [
        "id",
        *(question["id"] for question in listed),
    ]
    assert err.decode().startswith(f"{len(listed)} questions written.\n")


def test_round_of_a_seed_is_exported_in_its_order(
    pack: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    words = ["--pack", pack, "--kind", "truefalse", "--round", "2", "--seed", "3"]
    assert main(["items", *words, "--json"]) == 0
    listed = [json.loads(line)["stem"] for line in capsysbinary.readouterr().out.splitlines()]

    assert main(["export", "--as", "opentdb", *words]) == 0

    assert list_stems(capsysbinary.readouterr().out) == listed


def test_file_is_written_and_never_overwritten(
    pack: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sheet.md"
    words = ["export", "--as", "md", "--pack", pack, "--out", str(target)]

    assert main(words) == 0
    text = target.read_text(encoding="utf-8")
    assert text.startswith("# Quiz\n")
    assert capsys.readouterr().out == ""
    assert "exists already" in run_failing(words, capsys)
    assert target.read_text(encoding="utf-8") == text


def test_second_workbook_has_a_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("xlsxwriter")
    target = tmp_path / "hero.xlsx"

    assert main(["export", "--as", "kahoot", "--pack", "hero", "--kind", "choice", "--out", str(target)]) == 0

    assert {path.name for path in tmp_path.glob("*.xlsx")} == {"hero.xlsx", "hero-2.xlsx"}
    assert "for which the format has no place" in capsys.readouterr().err


def test_strict_export_fails_if_anything_is_lost(
    pack: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--as", "opentdb", "--pack", pack, "--strict"]) == 1
    assert main(["export", "--as", "csv", "--pack", pack, "--strict"]) == 0


def test_only_missed_questions_are_exported(
    pack: str, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["--pack", pack, "--kind", "truefalse", "--seed", "3"]
    assert main(["items", *words, "--round", "2", "--json"]) == 0
    first, second = (json.loads(line) for line in capsysbinary.readouterr().out.splitlines())
    keys = (first["key"] + 1, 3 - (second["key"] + 1))  # right, then wrong
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{key}\n" for key in keys)))
    assert main(["--plain", *words, "--questions", "2", "--time", "0"]) == 0
    capsysbinary.readouterr()

    assert main(["export", "--as", "csv", "--pack", pack, "--missed"]) == 0

    ids = [line.partition(b",")[0].decode() for line in capsysbinary.readouterr().out.splitlines()[1:]]
    assert ids
    assert {id_.partition("@")[0].rpartition("/")[0] for id_ in ids} == {
        second["id"].partition("@")[0].rpartition("/")[0]
    }


def test_nothing_to_export_is_an_error(pack: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no such question" in run_failing(["export", "--as", "csv", "--pack", pack, "--missed"], capsys)
