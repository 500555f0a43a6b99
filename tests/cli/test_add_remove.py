"""`quiz add` and `quiz remove`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli.main import main
from tests.cli.harness import ROOT, run_failing
from tests.cli.pack_files import PLANETS, planets

TITLE = "planets: The Planets"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of installed packs, which doesn't exist yet."""
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "packs"


@pytest.fixture
def added(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Install a pack, and return its path."""
    assert main(["add", planets(tmp_path)]) == 0
    capsys.readouterr()
    return folder / "planets.yaml"


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    """Run a command that succeeds, and return its stdout and stderr."""
    assert main(words) == 0
    captured = capsys.readouterr()
    return captured.out, captured.err


def test_add_prints_path_and_play_command(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = planets(tmp_path)

    assert printed(capsys, "add", path) == (
        f"planets: 4 facts, 0 hand-written questions, installed in {folder / 'planets.yaml'}\n"
        f"Never asked: god. See quiz check {path}\n"
        "Play it: quiz --pack planets\n",
        "",
    )


def test_add_reports_a_pack_that_asks_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.yaml"
    fact = "- fact: It is <so>\n  type: word\n  cite: s 1\n"
    path.write_text(f"format: 1\nname: p\ntitle: P\nsources: {{s: {{title: S}}}}\nfacts:\n{fact}", "utf-8")
    out, _ = printed(capsys, "add", str(path))

    assert out.endswith(f"No question can be made of this pack. See quiz check {path}\n")


def test_add_of_newer_version_lists_changes(
    added: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = PLANETS.replace("id: ringed", "id: rings").replace("Which planet is the largest?", "Which?")
    out, _ = printed(capsys, "add", planets(tmp_path, newer))

    assert "  1 added: rings\n  1 changed: largest\n  1 removed: ringed\n" in out


@pytest.mark.slow
def test_installed_pack_is_available_to_every_command(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = PLANETS[PLANETS.index("  - id: smallest") : PLANETS.index("pools:")]
    added = folder / "planets.yaml"
    printed(capsys, "add", planets(tmp_path, PLANETS.replace(others, "")))  # which is audited in a second

    out, err = printed(capsys, "list")
    assert "\nhero: " in out
    assert out.startswith(f"{TITLE} ({added})\n")
    assert err == ""
    assert f"{TITLE} ({added})\n" in printed(capsys, "list", "--pack", "planets")[0]
    assert "planets/largest/choice@0" in printed(capsys, "items", "--category", "planets/size")[0]
    assert "planets/largest/choice@0" in printed(capsys, "items", "--category", "size")[0]
    assert printed(capsys, "why", "planets/largest/choice")[0].startswith("Fact: The largest planet")
    assert main(["audit", "planets", "--seeds", "1"]) == 0
    capsys.readouterr()
    assert json.loads(printed(capsys, "list", "--json", "--pack", "planets")[0].splitlines()[0])[
        "path"
    ] == str(added)


@pytest.mark.slow
def test_broken_installed_pack_is_a_warning(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("[", encoding="utf-8")
    planets(folder, PLANETS.replace("cite: atlas 2", "cite: atlsa 2"))

    out, err = printed(capsys, "list")
    assert f"{TITLE} ({folder / 'planets.yaml'}), 1 problem\n" in out
    assert "\nhero: " in out
    assert err.splitlines()[0].startswith(f"the pack “{folder / 'broken.yaml'}” can’t be used: ")
    assert err.splitlines()[1].startswith("planets: 1 error, parts are left out. See quiz check")
    assert "planets/largest/choice@0" in printed(capsys, "items", "--category", "size")[0]
    assert run_failing(["list", "--pack", "broken"], capsys).startswith("the pack “")


@pytest.mark.slow
def test_installed_pack_with_builtin_name_is_a_warning(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir(parents=True)
    own = folder / "hero.yaml"
    own.write_text(PLANETS.replace("name: planets", "name: hero"), encoding="utf-8")

    out, err = printed(capsys, "list", "--pack", "hero")
    assert out.startswith(f"hero: The Planets ({own})\n")
    assert err == f"“hero” is your own pack {own}, not the built-in one\n"
    out, err = printed(capsys, "list")
    assert "The Planets" not in out
    assert err.startswith(f"{own} is left out: ")
    assert err.endswith(f" is also called “hero”. Use --pack {own} to play it.\n")


def test_remove_without_terminal_needs_yes(added: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-m", "quiz", "remove", "planets"]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=ROOT)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "quiz: nothing removed. Use --yes to skip this question.\n"
    assert added.is_file()
    assert printed(capsys, "remove", "planets", "--yes") == (f"Removed {added}.\n", "")
    assert not added.exists()
